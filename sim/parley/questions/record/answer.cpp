// What does a record come to, said before its tables?

#include <cmath>

#include <fmt/format.h>

#include "parley/questions/record/report.hpp"
#include "parley/support/counted.hpp"

namespace parley {

namespace {

std::string score(double x) { return fmt::format("{:.2f}", x); }

const Tally* coin(const RecordGroup& g) {
  for (const Tally& t : g.simple)
    if (t.forecast == simple_names[static_cast<std::size_t>(Simple::even)]) return &t;
  return nullptr;
}

// "worse by 0.12 +- 0.10: not told apart"; what is better or worse stands before it.
std::string beside(const MeanScore& worse) {
  std::string text =
      fmt::format("case by case {} by {}", worse.mean > 0 ? "worse" : "better", score(std::fabs(worse.mean)));
  if (std::isnan(worse.standard_error)) return text + " (one case)";
  text += fmt::format(" +- {}", score(worse.standard_error));
  return text + (std::fabs(worse.mean) <= 2 * worse.standard_error ? ", which is not told apart" : "");
}

std::string yes_no(const RecordGroup& g, const std::string& which) {
  std::string text =
      fmt::format("{} of {}: what the model over its assumptions says of yes or no scores {} (0 is best)",
                  count_of(g.rows.size(), "yes-no figure"), count_of(g.cases, which + " case"),
                  score(g.ranges.penalty.mean));
  if (const Tally* even = coin(g); even != nullptr && even->figures > 0)
    text += fmt::format("; a coin scores {}: {}", score(even->penalty.mean), beside(even->worse));
  text += ".";
  if (const double over = g.ranges.penalty.mean - g.if_right.mean; !std::isnan(over) && g.rows.size() > 1) {
    text +=
        fmt::format(" If its probabilities were right it would score {} on average", score(g.if_right.mean));
    // A case's figures stand together: the error of the mean over cases is the least that this differs by.
    const double error = g.ranges.penalty.standard_error;
    text += std::isnan(error) || std::fabs(over) <= 2 * error ? ", from which that is not told apart."
            : over > 0                                        ? ": it is surer than it may be."
                                                              : ": it is less sure than it may be.";
  }
  return text;
}

std::string quantities(const RecordGroup& g, const std::string& which) {
  const std::string unit = g.unit == Unit::share ? "shares of deaths before"
                                                 : std::string(unit_names[static_cast<std::size_t>(g.unit)]);
  std::string text = fmt::format("{} in {} of {}: CRPS {}", count_of(g.rows.size(), "figure"), unit,
                                 count_of(g.cases, which + " case"), score(g.ranges.penalty.mean));
  if (g.best)
    text += fmt::format("; the best simple forecast ({}) {}", g.simple[*g.best].forecast,
                        score(g.simple[*g.best].penalty.mean));
  return text + ".";
}

}  // namespace

std::vector<std::string> answer_in_words(const Record& record) {
  std::vector<std::string> list;
  bool foresight = false;
  for (const RecordCase& c : record.cases) foresight = foresight || c.status == CaseStatus::held_out;
  if (!foresight)
    list.push_back(
        "No case was frozen before its first run: those who wrote the scenarios knew the ends, so that "
        "nothing "
        "here is foresight.");
  for (const bool yes : {true, false})
    for (const RecordGroup& g : record.groups) {
      if ((g.unit == Unit::yes_no) != yes || g.status == CaseStatus::calibration) continue;
      if (std::isnan(g.ranges.penalty.mean)) continue;
      const std::string which = g.status == CaseStatus::held_out ? "held-out" : "seen";
      list.push_back(yes ? yes_no(g, which) : quantities(g, which));
    }
  std::size_t known = 0, missed = 0;
  for (const RecordRow& row : record.rows) {
    if (!row.observation.known() || record.cases[row.place].status == CaseStatus::calibration) continue;
    ++known;
    missed += miss(row).empty() ? 0 : 1;
  }
  if (known > 0)
    list.push_back(fmt::format(
        "Of {} it did not foresee {}, named below: a yes or no to which it gave less than an even chance, a "
        "quantity outside of nine tenths of what it says.",
        count_of(known, "figure"), missed == 0 ? "none" : std::to_string(missed)));
  return list;
}

}  // namespace parley
