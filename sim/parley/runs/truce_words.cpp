#include "parley/runs/truce_words.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include <fmt/format.h>

#include "parley/runs/chronicle.hpp"
#include "parley/runs/happening_words.hpp"
#include "parley/runs/spread_words.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/support/counted.hpp"
#include "parley/writing/html_page.hpp"

namespace parley {

namespace {

// The party that ended most first truces, and how many.
std::pair<std::optional<PartyId>, std::size_t> most_breaks(const Summary& s) {
  std::map<std::optional<PartyId>, std::size_t> by;
  for (const auto& [end, count] : s.ends) by[end.who] += count;
  return Summary::ranked(by, 1).front();
}

}  // namespace

std::string share_words(const Interval& i) {
  if (!i.known()) return "not known";
  if (std::isnan(i.low)) return fmt::format("{:.1f}% (interval not known)", 100 * i.share);
  return fmt::format("{:.1f}% ({:.1f} to {:.1f})", 100 * i.share, 100 * i.low, 100 * i.high);
}

std::vector<SurvivalStep> curve_of(const RunsTold& t) {
  return t.blocks > 0 ? blocked_curve(t.truces, t.blocks) : survival_curve(t.summary.truces);
}

Interval beyond_days(const RunsTold& t, int day) {
  return t.blocks > 0 ? blocked_survival(t.truces, t.blocks, std::span(&day, 1)).front()
                      : survival(t.summary.truces, day);
}

std::size_t truces_ended(const Summary& s) {
  std::size_t n = 0;
  for (const auto& [end, count] : s.ends) n += count;
  return n;
}

Interval share_of_ends(const RunsTold& t, const std::function<bool(const EndOfTruce&)>& is) {
  if (t.blocks == 0) {
    std::size_t count = 0;
    for (const auto& [end, runs] : t.summary.ends) count += is(end) ? runs : 0;
    return wilson(count, truces_ended(t.summary));
  }
  std::vector<BlockCount> counts(t.blocks);
  for (std::size_t i = 0; i < t.truces.size(); ++i) {
    if (!t.truces[i].spell.ended) continue;
    counts[t.truces[i].block].runs += 1;
    counts[t.truces[i].block].hits += is(t.ends[i]) ? 1 : 0;
  }
  return blocked_share(counts);
}

std::string truces_sentence(const RunsTold& t) {
  const Summary& s = t.summary;
  const auto curve = curve_of(t);
  const Interval month = beyond_days(t, 30);
  const std::string days = count_of(static_cast<std::size_t>(longest(s.truces)), "day");
  const std::string beyond =
      month.known() ? fmt::format("{} last beyond 30 days", share_words(month))
                    : fmt::format("none is followed for more than {}, so that nothing is known of 30", days);
  if (const auto half = half_over(curve))
    return fmt::format(
        "Half of the first truces end within {}; {}",
        *half == 0 ? "the day on which they begin" : count_of(static_cast<std::size_t>(*half), "day"),
        beyond);
  if (!curve.empty() && curve.back().beyond.low > 0.5)
    return fmt::format("Fewer than half of the first truces are seen to break within {}; {}", days, beyond);
  return "Of the first truces " + beyond;
}

std::string breaks_sentence(const RunsTold& t) {
  const auto most = most_breaks(t.summary);
  const std::optional<PartyId> who = most.first;
  const Interval share = share_of_ends(t, [who](const EndOfTruce& e) { return e.who == who; });
  if (const std::size_t n = truces_ended(t.summary); n < few_ends) {
    const std::string few = fmt::format("{} of {} first truces {}; ", n, grouped(t.summary.truces.size()),
                                        n == 1 ? "ends" : "end");
    if (who == nobody) return fmt::format("{}{} of them without anybody's decision", few, most.second);
    return fmt::format("{}{} {} of them", few, does(t.model.party(*who).name, "ends", "end"), most.second);
  }
  if (who == nobody)
    return fmt::format("{} of the first truces that end do so without anybody's decision",
                       share_words(share));
  return fmt::format("{} {} of the first truces that end", does(t.model.party(*who).name, "ends", "end"),
                     share_words(share));
}

std::string breaks_over_ranges(const Model& m, const Answers& a) {
  constexpr std::size_t most = 4;
  std::vector<std::string> list;
  for (const Ender& e : a.enders) {
    if (list.size() == most) break;
    std::string share = whole_percent(e.share.value);
    if (e.share.low == e.share.low)
      share += fmt::format(" ({:.0f} to {:.0f})", 100 * e.share.low, 100 * e.share.high);
    list.push_back(
        fmt::format("{} {}", e.who == nobody ? "nobody (they unravel)" : m.party(*e.who).name, share));
  }
  if (list.empty()) return "";
  return fmt::format("Over the assumptions, of the first truces that end, on average: {}",
                     fmt::join(list, ", "));
}

std::vector<std::string> kills_of(const RunsTold& t) {
  const Summary& s = t.summary;
  const std::size_t n = truces_ended(s);
  std::vector<std::string> out;
  if (n == 0) return out;
  out.push_back(breaks_sentence(t) + ".");
  std::vector<std::string> ways;
  for (const auto& [end, count] : Summary::ranked(s.ends, 3))
    ways.push_back(fmt::format("{} ({:.0f}%)", end_in_words(t.model, end.who, end.manner, end.cause),
                               100.0 * static_cast<double>(count) / static_cast<double>(n)));
  out.push_back(fmt::format("Most often, of the first truces that end: {}.", fmt::join(ways, "; ")));
  std::vector<std::string> events;
  for (const auto& [name, count] : Summary::ranked(s.triggers, 2))
    events.push_back(fmt::format("{} ({} {})", name, grouped(count), plural(count, "run")));
  if (!events.empty()) out.push_back(fmt::format("Events behind it: {}.", fmt::join(events, "; ")));
  return out;
}

}  // namespace parley
