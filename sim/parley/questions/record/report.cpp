#include "parley/questions/record/report.hpp"

#include <cmath>

#include "parley/scenario/format_case.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/page.hpp"

namespace parley {

namespace {

bool known(double x) { return x == x; }

std::string short_number(double x) {
  if (!known(x)) return "not known";
  if (std::isinf(x)) return "infinite";
  return std::abs(x) >= 10 ? fmt::format("{:.0f}", x) : fmt::format("{:.2f}", x);
}

std::string with_error(const MeanScore& s) {
  if (!known(s.mean)) return "-";
  return known(s.standard_error)
             ? fmt::format("{} +- {}", short_number(s.mean), short_number(s.standard_error))
             : short_number(s.mean);
}

std::string status_in_words(CaseStatus status) {
  switch (status) {
    case CaseStatus::held_out:
      return "Held out: frozen before their first run";
    case CaseStatus::seen:
      return "Seen: known to those who wrote the scenarios; parts were reconsidered after a look";
    case CaseStatus::calibration:
      return "Calibrated on: numbers of the model were set on these, which is no foresight";
  }
  return "";
}

std::string observed(const RecordRow& row) {
  const Observation& o = row.observation;
  if (!o.known()) return "not known yet";
  if (row.unit != Unit::yes_no) return short_number(o.seen());
  return o.seen() > 0.5 ? "yes" : "no";
}

std::string told(const Scored& s, Unit unit) {
  if (!known(s.mean)) return "nothing";
  if (unit == Unit::yes_no) return fmt::format("{:.0f}%", 100 * s.mean);
  return fmt::format("{} ({} to {})", short_number(unit == Unit::share ? s.mean : s.median),
                     short_number(s.low), short_number(s.high));
}

void figure(Page& page, const RecordRow& row) {
  page.hanging("    ", row.observation.what);
  std::string line = fmt::format("observed {}; centre {}, ranges {}", observed(row),
                                 told(row.centre, row.unit), told(row.ranges, row.unit));
  if (known(row.ranges.penalty)) {
    line += fmt::format("; {}: centre {}, ranges {}", score_name(row.unit), short_number(row.centre.penalty),
                        short_number(row.ranges.penalty));
    for (std::size_t s = 0; s < row.simple.size(); ++s)
      if (row.simple[s])
        line += fmt::format(", {} {}", simple_names[s], short_number(row.simple[s]->penalty));
  }
  if (known(row.ranges.pit)) line += fmt::format("; PIT over ranges {:.2f}", row.ranges.pit);
  if (const auto hit = row.hit())
    line += fmt::format("; band {:g} to {:g}: {}", row.observation.band->low.value,
                        row.observation.band->high.value, *hit ? "hit" : "miss");
  if (!row.observation.verified) line += "; its source was not verified";
  page.hanging("        ", line);
}

void tally_line(Page& page, const Tally& t, bool simple) {
  page.line(fmt::format("    {:<32}{:>8}{:>7}{:>18}{:>18}{:>18}{:>18}", t.forecast, t.figures, t.cases,
                        with_error(t.penalty), with_error(t.log_penalty),
                        simple ? with_error(t.skill_centre) : "", simple ? with_error(t.skill_ranges) : ""));
}

std::string percent(const MeanScore& s) {
  return known(s.standard_error) ? fmt::format("{:.0f}% +- {:.0f}", 100 * s.mean, 100 * s.standard_error)
                                 : fmt::format("{:.0f}%", 100 * s.mean);
}

std::string verdict(const RecordGroup& g) {
  if (!g.best) return "";
  const Tally& best = g.simple[*g.best];
  const MeanScore& skill = best.skill_ranges;
  if (!known(skill.mean))
    return fmt::format("The best simple forecast ({}) is exactly right: no skill can be told.",
                       best.forecast);
  std::string text = fmt::format(
      "Against the best simple forecast ({}) the skill of the model over its "
      "ranges is {}",
      best.forecast, with_error(skill));
  if (!known(best.worse.standard_error))
    return text + ". One case has no standard error, and proves nothing.";
  text += fmt::format("; case by case its score is {} by {} +- {}", best.worse.mean > 0 ? "worse" : "better",
                      short_number(std::abs(best.worse.mean)), short_number(best.worse.standard_error));
  if (std::abs(best.worse.mean) <= 2 * best.worse.standard_error) text += ": not told apart";
  return text + fmt::format(". {} cases prove little: the error itself is a guess.", best.worse.n);
}

// Beside a coin, and beside itself.
std::string calibration_in_words(const RecordGroup& g) {
  std::string text = fmt::format(
      "If its probabilities over ranges were right, the score would be {} on "
      "average; it is {}",
      short_number(g.if_right.mean), short_number(g.ranges.penalty.mean));
  for (const Tally& t : g.simple)
    if (t.forecast == simple_names[static_cast<std::size_t>(Simple::even)])
      text += fmt::format(". A coin's is {:.2f}: case by case the model is {} by {}", t.penalty.mean,
                          t.worse.mean > 0 ? "worse" : "better",
                          with_error({std::abs(t.worse.mean), t.worse.standard_error, t.worse.n}));
  return text + ".";
}

void group(Page& page, const RecordGroup& g) {
  page.line(fmt::format("  All in one unit ({}): {} of {}, {}", unit_names[static_cast<std::size_t>(g.unit)],
                        count_of(g.rows.size(), "figure"), count_of(g.cases, "case"), score_name(g.unit)));
  page.line(fmt::format("    {:<32}{:>8}{:>7}{:>18}{:>18}{:>18}{:>18}", "", "figures", "cases", "score",
                        "log score", "skill, centre", "skill, ranges"));
  tally_line(page, g.ranges, false);
  if (g.untouched.figures > 0 && g.untouched.figures < g.ranges.figures) tally_line(page, g.untouched, false);
  tally_line(page, g.centre, false);
  for (const Tally& t : g.simple) tally_line(page, t, true);
  if (g.quantities > 0)
    page.line(fmt::format(
        "    observed within the central 50% over ranges: {} of the {} of {}; within the central 90%: {}",
        percent(g.within_50), count_of(g.quantities, "figure"), count_of(g.within_50.n, "case"),
        percent(g.within_90)));
  if (g.unit == Unit::yes_no && g.rows.size() > 1) page.hanging("    ", calibration_in_words(g));
  if (const std::string text = verdict(g); !text.empty()) page.hanging("    ", text);
}

void misses(Page& page, const Record& record) {
  page.section("What the model did not foresee, over its ranges");
  bool any = false;
  for (const RecordRow& row : record.rows) {
    const std::string text = miss(row);
    if (text.empty()) continue;
    any = true;
    page.hanging("  ", fmt::format("{}. {}: {}", record.cases[row.place].name, row.observation.what, text));
  }
  if (!any) page.line("  nothing of what is compared");
}

// What luck leaves open of a figure, and by how many runs of each case.
std::string by_luck(const Ablation::Change& change) {
  if (!known(change.luck.value)) return "not known";
  if (change.runs == 0) return "exactly";
  return fmt::format("{} to {}, {}", short_number(change.luck.low), short_number(change.luck.high),
                     change.runs);
}

std::string switches_in_words(const Record& record, const RecordOptions& o) {
  std::size_t figures = 0, clear = 0, small = 0;
  for (const Ablation& a : record.without)
    for (std::size_t g = 0; g < a.groups.size(); ++g) {
      const Difference& luck = a.groups[g].luck;
      const double worth = worth_of(record.groups[g]);
      ++figures;
      clear += clear_of_zero(luck) ? 1 : 0;
      small += !clear_of_zero(luck) && luck.low >= -worth && luck.high <= worth ? 1 : 0;
    }
  const std::vector<std::size_t> looks = looks_of(o);
  std::string text =
      "Below each figure: its 95% interval (luck alone), and how many runs of each case it rests on";
  if (looks.size() > 1)
    text += fmt::format(
        ": {} first, {}{} where these do not tell that there is a change, or none as large as is worth "
        "acting "
        "on (--every-run: all); intervals allow for having looked on the way",
        looks.front(), looks.size() > 2 ? "up to " : "", looks.back());
  return text + fmt::format(
                    ". Each holds by itself: of {} about one in twenty misses. {} are clear of no change, {} "
                    "surely smaller "
                    "than is worth acting on, {} open. +- is one standard error over cases. {} were played "
                    "without a "
                    "mechanism.",
                    figures, clear, small, figures - clear - small, count_of(record.runs_without, "run"));
}

void ablations(Page& page, const Record& record, const RecordOptions& o) {
  if (record.without.empty()) return;
  page.section("Without a mechanism: by how much the score at the centre gets worse (above 0) or better");
  page.hanging("  ", switches_in_words(record, o));
  const auto line = [&](const char* title, const auto& cell) {
    std::string text = fmt::format("  {:<36}", title);
    for (std::size_t g = 0; g < record.groups.size(); ++g) text += fmt::format("{:>21}", cell(g));
    page.line(text);
  };
  line("(below each: luck, runs)", [&](std::size_t g) {
    const RecordGroup& group = record.groups[g];
    return std::string(name_of(group.status)) + ", " +
           (group.unit == Unit::share ? "share"
                                      : std::string(unit_names[static_cast<std::size_t>(group.unit)]));
  });
  line("everything on: the score itself",
       [&](std::size_t g) { return with_error(record.groups[g].centre.penalty); });
  line("worth acting on, from", [&](std::size_t g) { return short_number(worth_of(record.groups[g])); });
  for (const Ablation& a : record.without) {
    line(a.name.c_str(), [&](std::size_t g) { return with_error(a.groups[g].worse); });
    line("", [&](std::size_t g) { return by_luck(a.groups[g]); });
  }
}

}  // namespace

std::string record_text(const Record& record, const RecordOptions& o, bool colour) {
  Page page(colour, 130);
  page.title("The model's record");
  page.line(fmt::format(
      "{} runs of each case at the central values, {} points of {} runs over the declared ranges, seed {}, "
      "parley {}",
      o.replicates, o.points, o.runs, o.seed, version()));
  page.section("The answer");
  for (const std::string& sentence : answer_in_words(record)) page.hanging("  ", sentence);
  page.section("How to read it");
  page.hanging(
      "  ",
      "Scores are penalties, 0 is best: CRPS of a quantity (in its unit), Brier's of a yes-no (a coin: "
      "0.25), log score in nats. Skill is 1 - score / score of a simple forecast: above 0 is better "
      "than it. +- is one standard error over cases; the figures of one case are averaged first. "
      "Brackets: 5% to 95% of runs. Single weeks are held to what recorded ceasefires say of four weeks "
      "together.");
  for (const CaseStatus status : {CaseStatus::held_out, CaseStatus::seen, CaseStatus::calibration}) {
    page.section(status_in_words(status));
    bool any = false;
    for (std::size_t k = 0; k < record.cases.size(); ++k) {
      const RecordCase& c = record.cases[k];
      if (c.status != status) continue;
      any = true;
      page.hanging("  ",
                   fmt::format("{} ({}, {}): {}", c.name, c.id, count_of(c.open_numbers, "range"), c.why));
      if (!c.reconsidered.empty()) page.hanging("    ", "Reconsidered after a look: " + c.reconsidered);
      for (const RecordRow& row : record.rows)
        if (row.place == k) figure(page, row);
    }
    if (!any) page.line("  none");
    for (const RecordGroup& g : record.groups)
      if (g.status == status) group(page, g);
  }
  misses(page, record);
  ablations(page, record, o);
  return page.take();
}

}  // namespace parley
