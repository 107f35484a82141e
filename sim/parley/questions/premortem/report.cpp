#include "parley/questions/premortem/report.hpp"

#include <cmath>

#include "parley/runs/chronicle.hpp"
#include "parley/runs/glossary.hpp"
#include "parley/runs/happening_words.hpp"
#include "parley/runs/head.hpp"
#include "parley/runs/spread_words.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/support/version.hpp"

namespace parley {

namespace {

std::string short_percent(const Interval& i) {
  return fmt::format("{:.1f}% ({:.0f} to {:.0f})", 100 * i.share, 100 * i.low, 100 * i.high);
}
std::string points(const Difference& d) { return in_words(d, 100, 1, " points"); }
const std::string& name_of_party(const Model& m, PartyId p) { return m.party(p).name; }

void head(Page& page, const Model& m, const RunRequest& r, const Premortem& p) {
  const Deal& deal = *m.scenario.deal;
  page.title(fmt::format("Premortem: {}", deal.name.empty() ? "the deal" : deal.name));
  page.line(fmt::format("{}; {} of each variant, all with the same luck (seed {}), parley {}",
                        r.scenario_file, count_of(p.base.runs, "run"), r.seed, version()));
  page.hanging(
      "In force: ",
      fmt::format(
          "from {}, without talks before it. Whether it lasts is asked after {} days{}; what ends it, "
          "to the end of the calendar, {}. Events: {}.",
          m.date(p.deal_day), p.days, p.days == p.last_day ? ", all that the calendar has" : "",
          to_string(m.scenario.calendar->end), in_words(m.scenario.events.mode)));
  rests_on(page, m.scenario,
           "Tables but the last hold for their central values; intervals (95%) tell chance only.");
  page.hanging(
      "",
      "No rate of collapse is put in anywhere: how long the truce lasts follows from what commanders, "
      "leaders and excluded groups decide each day. Read differences rather than single shares.");
  for (const auto& o : r.overrides) page.hanging("Changed:  ", change_in_words(m.scenario, o));
}

std::string capital(std::string text) {
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

// Clause changes by what they add on average over the points, those that add most first.
std::vector<std::size_t> by_gain(const PremortemRanges& r) {
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < r.clauses.size(); ++k)
    if (r.clauses[k]) order.push_back(k);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return r.clauses[a]->mean.value > r.clauses[b]->mean.value; });
  return order;
}

void survival_section(Page& page, const Premortem& p) {
  page.section("How long it lasts");
  std::string header = fmt::format("  {:<18}", "");
  for (const auto& c : p.events) header += fmt::format("{:<28}", fmt::format("events: {}", in_words(c.mode)));
  page.line(header);
  for (std::size_t k = 0; k < p.events[0].at.size(); ++k) {
    std::string row = fmt::format("  {:<18}", fmt::format("beyond {} days", p.events[0].at[k].day));
    for (const auto& c : p.events) row += fmt::format("{:<28}", percent(c.at[k].share));
    page.line(row);
  }
}

void causes_section(Page& page, const Model& m, const Premortem& p) {
  std::size_t ended = 0;
  std::map<Cause, std::size_t> causes;
  for (const auto& [end, count] : p.base.ends) {
    ended += count;
    causes[end.cause] += count;
  }
  page.section(
      fmt::format("What ends it (first truce, {} of {} runs; share of all runs)", ended, p.base.runs));
  for (const auto& [cause, count] : Summary::ranked(causes, 8))
    page.line(fmt::format("  {:<62}{}", cause_names[static_cast<std::size_t>(cause)],
                          percent(wilson(count, p.base.runs))));
  page.line("  In detail:");
  for (const auto& [end, count] : Summary::ranked(p.base.ends, 8))
    page.line(fmt::format("    {:<60}{}", end_in_words(m, end.who, end.manner, end.cause),
                          percent(wilson(count, p.base.runs))));
  if (p.base.triggers.empty()) return;
  page.line("  Named events that took most trust from the party that ended it:");
  for (const auto& [name, count] : Summary::ranked(p.base.triggers, 6))
    page.line(fmt::format("    {:<60}{}", name, percent(wilson(count, p.base.runs))));
}

void breakers_section(Page& page, const Model& m, const Premortem& p) {
  page.section(
      fmt::format("Who can break it alone, who could save it (lasts beyond {} days; as it stands {})", p.days,
                  short_percent(p.survival)));
  std::size_t wide = 30;
  for (const Breaker& b : p.breakers) wide = std::max(wide, name_of_party(m, b.party).size() + 1);
  page.line(fmt::format("  {:<{}}{:>12}{:>22}{:>14}{:>20}", "", wide, "ended it in", "if it attacks daily",
                        "if it leaves", "if it keeps to it"));
  for (const Breaker& b : p.breakers)
    page.line(fmt::format(
        "  {:<{}}{:>11.1f}%{:>22}{:>14}{:>19.1f}%", name_of_party(m, b.party), wide, 100 * b.ended.share,
        b.attacks ? fmt::format("{:.1f}%", 100 * b.attacks->share) : "no forces",
        b.leaves ? fmt::format("{:.1f}%", 100 * b.leaves->share) : "signs nothing", 100 * b.keeps.share));
  page.hanging(
      "  ",
      "\"Attacks daily\": its commanders attack on every front (an excluded group wherever it can), all "
      "others decide freely. \"Leaves\": its leaders denounce the text as soon as they may. \"Keeps to "
      "it\": its commanders always comply and its leaders never leave.");
}

// "83%, not 91%,": with a decimal where whole percents would not tell them apart.
std::string percents(double now, double before) {
  const auto written = [](double share, int digits) { return fmt::format("{:.{}f}%", 100 * share, digits); };
  const int digits = written(now, 0) == written(before, 0) ? 1 : 0;
  return written(now, digits) + ", not " + written(before, digits) + ",";
}

std::string consequences(const Model& m, const Premortem& p, const ClauseChange& c) {
  std::vector<std::string> losers, unwilling;
  for (const PartyId i : m.parties()) {
    if (m.signatory[i] == 0) continue;
    if (c.utility_change[i] < -0.0005)
      losers.push_back(fmt::format("{} {:.3f}", name_of_party(m, i), c.utility_change[i]));
    if (std::fabs(c.signs[i].share - p.signs[i].share) > 0.005)
      unwilling.push_back(name_of_party(m, i) + " in " + percents(c.signs[i].share, p.signs[i].share) +
                          " of runs");
  }
  std::string text = " Deaths: " + in_words(c.deaths, 1, 0, "") + ".";
  if (c.fronts != p.fronts) text += fmt::format(" Covers {}, not {}.", count_of(c.fronts, "front"), p.fronts);
  if (!losers.empty()) text += fmt::format(" Loses: {}.", fmt::join(losers, ", "));
  if (!unwilling.empty()) text += fmt::format(" Would sign: {}.", fmt::join(unwilling, "; "));
  return text;
}

std::string change_in_words(const Model& m, const ClauseChange& c) {
  const std::string issue = title_with_key(m, c.issue);
  return c.dropped ? "leaving out " + issue
                   : fmt::format("{} at '{}'", issue, m.scenario.issues[c.issue].value.options[c.to]);
}

void clauses_section(Page& page, const Model& m, const Premortem& p) {
  page.section(fmt::format("If one clause is moved (change of lasting beyond {} days, same luck)", p.days));
  std::vector<std::string> willing;
  for (const PartyId i : m.parties())
    if (m.signatory[i] != 0)
      willing.push_back(fmt::format("{} in {:.0f}%", name_of_party(m, i), 100 * p.signs[i].share));
  page.hanging(
      "  ",
      fmt::format(
          "On its date the text as it stands would be signed by {} of runs, patrons' pressure "
          "on clients included. Worst changes first; deaths are all those up to day {}, a run. A text that "
          "covers less has less to break: read its deaths, not its survival. Clear of chance allows for all "
          "changes tried; intervals are each one's own.",
          fmt::join(willing, ", "), p.days));
  page.hanging("  ", clauses_title(m, p) + ".");
  for (const ClauseChange& c : p.clauses) {
    const Issue& issue = m.scenario.issues[c.issue].value;
    page.hanging(fmt::format("  {:>28}  ", points(c.change)),
                 fmt::format("{} {}: {}{}{}", title_with_key(m, c.issue),
                             c.dropped       ? "dropped, to"
                             : c.to < c.from ? "down to"
                                             : "up to",
                             issue.options[c.to],
                             !c.survival.known()     ? ". No ceasefire is left that could last or break."
                             : clear_of_chance(p, c) ? "."
                                                     : ". Not clear of chance.",
                             consequences(m, p, c)));
  }
}

std::string needed(const Lever& lever) {
  const double none = lever.curve.front().survival.share, all = lever.curve.back().survival.share;
  const std::string range = fmt::format("({:.1f}% at 0, {:.1f}% at 1)", 100 * none, 100 * all);
  if (!lever.least) return "no strength is enough " + range;
  if (*lever.least <= 0) return "reached without any " + range;
  return fmt::format("{:.2f} {}", *lever.least, range);
}
std::string needed(const Lever& lever, const std::optional<Lever>& without_events) {
  return needed(lever) + (without_events ? "; with no events from outside: " + needed(*without_events) : "");
}

void levers_section(Page& page, const Model& m, const Premortem& p) {
  page.section(fmt::format("What it takes to last beyond {} days in {:.0f}% of runs (as it stands {})",
                           p.days, 100 * p.share, short_percent(p.survival)));
  page.line("  Least leverage of a patron over a client, 0 to 1:");
  for (const auto& c : p.leverage) {
    const std::string path =
        fmt::format("parties.{}.influenced_by.{}", m.party_id(c.client), m.party_id(c.patron));
    page.hanging("    ", with_path(in_words(m.scenario, path), path));
    page.hanging(fmt::format("        now {:.2f}  ", c.written), needed(c.lever, c.without_events));
  }
  if (p.leverage.empty()) page.line("    nobody has any");
  page.line("  Least guarantee beside the text (a clause that nobody weighs, with these terms), 0 to 1:");
  for (const auto& c : p.guarantees) {
    page.line(fmt::format("    {} ({}):", c.name, c.terms));
    page.hanging("        ", needed(c.lever, c.without_events));
  }
  page.line(
      "  Strengths between 0 and 1 are given as few runs as tell on which side they are, all where it is "
      "close.");
}

// In percentage points.
std::string whole(double x) { return with_sign(100 * x, 0); }

void held_line(Page& page, const std::string& what, const Held& h) {
  constexpr std::size_t room = 49;  // what is longer stands on a line of its own
  if (what.size() > room) page.hanging("    ", what);
  page.line(fmt::format("    {:<50}{:<26}{}", what.size() > room ? "" : what,
                        h.mean.low == h.mean.low ? fmt::format("{} ({} to {})", whole(h.mean.value),
                                                               whole(h.mean.low), whole(h.mean.high))
                                                 : whole(h.mean.value) + " (all points alike)",
                        spread_columns(h.change, whole, {5, 5, 5})));
}

// A share's mean over points, within what a share can be.
std::string share_words(const Estimate& e, const char* of) {
  if (!(e.low == e.low)) return fmt::format("{:.0f}%{} (all points alike)", 100 * e.value, of);
  return fmt::format("{:.0f}%{} ({:.0f} to {:.0f})", 100 * e.value, of, 100 * std::max(0.0, e.low),
                     100 * std::min(1.0, e.high));
}

std::vector<const Spread*> spreads_of(const PremortemRanges& r) {
  std::vector<const Spread*> list;
  for (const auto& e : r.ended) list.push_back(&e.share);
  for (const auto& b : r.breakers) {
    if (b.attacks) list.push_back(&b.attacks->change);
    if (b.leaves) list.push_back(&b.leaves->change);
    list.push_back(&b.keeps.change);
  }
  for (const auto& c : r.clauses)
    if (c) list.push_back(&c->change);
  for (const Held& h : r.leverage) list.push_back(&h.change);
  return list;
}

void ranges_section(Page& page, const Model& m, const Premortem& p) {
  const PremortemRanges& r = p.ranges;
  if (r.points == 0) return;
  page.section("Over the assumptions: how far it holds");
  page.hanging("  ", fmt::format("{} drawn over {} (equally likely throughout or of the "
                                 "shape given, independent but for "
                                 "groups), {} at each, the same luck for every variant.",
                                 count_of(r.points, "point"), count_of(r.drawn, "declared range"),
                                 count_of(r.runs, "run")));
  if (r.refused > 0)
    page.line(
        fmt::format("  {} left out: their numbers break a rule between them.", count_of(r.refused, "point")));
  page.line(fmt::format("  {:<52}{:<26}{}", "Share of runs in which it ends it:", "mean (95%)",
                        "at most, at 1 in 10, half, 9 in 10"));
  for (std::size_t k = 0; k < r.ended.size(); ++k)
    if (const auto& e = r.ended[k]; e.share.known())
      page.line(fmt::format("    {:<50}{:<26}{}", name_of_party(m, p.breakers[k].party).substr(0, 49),
                            share_words(e.mean, ""), spread_columns(e.share, whole_percent, {5, 5, 5})));
  page.line(fmt::format("  {:<52}{:<26}{}", fmt::format("Change of lasting beyond {} days:", p.days),
                        "mean (95%)", "at most, at 1 in 10, half, 9 in 10"));
  for (std::size_t k = 0; k < r.breakers.size(); ++k) {
    const std::string& name = name_of_party(m, p.breakers[k].party);
    if (r.breakers[k].attacks) held_line(page, name + " attacks daily", *r.breakers[k].attacks);
    if (r.breakers[k].leaves) held_line(page, name + " leaves", *r.breakers[k].leaves);
    held_line(page, name + " keeps to it", r.breakers[k].keeps);
  }
  for (const std::size_t k : by_gain(r)) held_line(page, change_in_words(m, p.clauses[k]), *r.clauses[k]);
  for (std::size_t k = 0; k < r.leverage.size(); ++k)
    held_line(page,
              fmt::format("all leverage of {} over {}, not none",
                          with_article(name_of_party(m, p.leverage[k].patron)),
                          with_article(name_of_party(m, p.leverage[k].client))),
              r.leverage[k]);
  if (const std::string why = not_told_in_words(spreads_of(r), r.runs); !why.empty()) page.hanging("  ", why);
  page.hanging(
      "  ",
      "Changes are in percentage points; intervals of a mean are over points, each by itself: of many "
      "lines some are clear of 0 by chance. Percentiles are freed of the luck of these few runs.");
}

// "it covers 1 front, not 4", "274 more deaths".
std::string price_in_words(const ClauseChange& c, std::size_t fronts) {
  std::vector<std::string> list;
  if (c.fronts < fronts)
    list.push_back(fmt::format("it covers {}, not {}", count_of(c.fronts, "front"), fronts));
  if (c.deaths.low > 0) list.push_back(fmt::format("{:.0f} more deaths a run", c.deaths.value));
  return fmt::format("{}", fmt::join(list, ", "));
}

// The clause change that adds most without a price, allowing for its being the best of several; one that has
// a price only where no other adds anything.
std::string best_clause(const Model& m, const Premortem& p) {
  const PremortemRanges& r = p.ranges;
  auto order = by_gain(r);
  if (order.empty()) return "";
  const auto adds = [&](std::size_t k) { return shared_out(r.clauses[k]->mean, order.size()).low > 0; };
  std::stable_partition(order.begin(), order.end(),
                        [&](std::size_t k) { return adds(k) && !p.clauses[k].at_a_price(p.fronts); });
  const std::size_t first = order.front();
  if (!adds(first))
    return fmt::format(
        " Of {} tried, none makes it last longer over the assumptions beyond the chance of so many.",
        count_of(order.size(), "change of one clause", "changes of one clause"));
  const ClauseChange& c = p.clauses[first];
  const Difference wide = shared_out(r.clauses[first]->mean, order.size());
  std::string text = fmt::format(
      " Best of {} tried over the assumptions is {}: {:+.0f} points on average ({:+.0f} to {:+.0f}, allowing "
      "for so many; the best of several looks better than it is)",
      count_of(order.size(), "change of one clause", "changes of one clause"), change_in_words(m, c),
      100 * wide.value, 100 * std::max(wide.low, -1.0), 100 * std::min(wide.high, 1.0));
  if (c.at_a_price(p.fronts))
    return text + fmt::format(", at a price at the central values ({}).", price_in_words(c, p.fronts));
  if (order.size() > 1 && adds(order[1]) && !p.clauses[order[1]].at_a_price(p.fronts))
    text += fmt::format("; then {} ({})", change_in_words(m, p.clauses[order[1]]),
                        whole(r.clauses[order[1]]->mean.value));
  return text + ".";
}

}  // namespace

std::string premortem_lead(const Model& m, const Premortem& p) {
  const PremortemRanges& r = p.ranges;
  std::string text =
      fmt::format("Lasts beyond {} days: {} at the central values", p.days, whole_percent(p.survival.share));
  if (r.survival.known())
    text += "; over the assumptions " + spread_in_words(r.survival, r.runs, whole_percent);
  text += ".";
  if (r.points < least_points) return text + " How far that depends on the assumptions is not shown.";
  const auto most = std::max_element(r.ended.begin(), r.ended.end(), [](const auto& a, const auto& b) {
    return a.mean.value < b.mean.value;
  });
  if (most != r.ended.end() && most->mean.value > 0)
    text += fmt::format(
        " {} it most often over the assumptions: in {}.",
        does(capital(name_of_party(m, p.breakers[static_cast<std::size_t>(most - r.ended.begin())].party)),
             "ends", "end"),
        share_words(most->mean, " of runs"));
  return text + best_clause(m, p);
}

std::string clauses_title(const Model& m, const Premortem& p) {
  const ClauseChange *best = nullptr, *dear = nullptr, *worst = nullptr;
  for (const ClauseChange& c : p.clauses) {
    const Difference& d = c.change;
    if (!clear_of_chance(p, c)) continue;
    const ClauseChange*& most = c.at_a_price(p.fronts) ? dear : best;
    if (d.value > 0 && (most == nullptr || d.value > most->change.value)) most = &c;
    if (d.value < 0 && (worst == nullptr || d.value < worst->change.value)) worst = &c;
  }
  const auto told = [&](const ClauseChange& c) {
    return fmt::format("{:.0f}% of truces last beyond {} days instead of {:.0f}%", 100 * c.survival.share,
                       p.days, 100 * (c.survival.share - c.change.value));
  };
  if (best != nullptr)
    return fmt::format("Of the changes tried, {} helps most: {}", change_in_words(m, *best), told(*best));
  if (dear != nullptr)
    return fmt::format("Of the changes tried, {} makes the truce last longest, at a price ({}): {}",
                       change_in_words(m, *dear), price_in_words(*dear, p.fronts), told(*dear));
  if (worst != nullptr)
    return fmt::format(
        "No change of one clause makes the truce last longer beyond chance; {} shortens it most: {}",
        change_in_words(m, *worst), told(*worst));
  return fmt::format(
      "No change of one clause is clear of chance: {} of truces last beyond {} days as it stands",
      short_percent(p.survival), p.days);
}

std::string premortem_text(const Model& m, const RunRequest& r, const Premortem& p, bool colour,
                           std::size_t width) {
  Page page(colour, width);
  head(page, m, r, p);
  page.section("The answer");
  page.hanging("  ", premortem_lead(m, p));
  survival_section(page, p);
  causes_section(page, m, p);
  breakers_section(page, m, p);
  clauses_section(page, m, p);
  levers_section(page, m, p);
  ranges_section(page, m, p);
  return with_words(page, colour, width);
}

}  // namespace parley
