#include "parley/questions/premortem/words.hpp"

#include <algorithm>
#include <cmath>

#include "parley/runs/chronicle.hpp"
#include "parley/runs/happening_words.hpp"
#include "parley/runs/head.hpp"
#include "parley/runs/spread_words.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/statistics/claims.hpp"

namespace parley {

namespace {

const std::string& name_of_party(const Model& m, PartyId p) { return m.party(p).name; }

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

std::string needed(const Lever& lever) {
  const double none = lever.curve.front().survival.share, all = lever.curve.back().survival.share;
  const std::string range = fmt::format("({:.1f}% of {} at 0, {:.1f}% of {} at 1)", 100 * none,
                                        lever.curve.front().runs, 100 * all, lever.curve.back().runs);
  if (!lever.least) return "no strength is enough " + range;
  if (*lever.least <= 0) return "reached without any " + range;
  return fmt::format("{:.2f} {}", *lever.least, range);
}

// A share's mean over points, within what a share can be.
std::string share_words(const Estimate& e, const char* of) {
  if (!(e.low == e.low)) return fmt::format("{:.0f}%{} (all points alike)", 100 * e.value, of);
  return fmt::format("{:.0f}%{} ({:.0f} to {:.0f})", 100 * e.value, of, 100 * std::max(0.0, e.low),
                     100 * std::min(1.0, e.high));
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
                        whole_points(r.clauses[order[1]]->mean.value));
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

PremortemWords premortem_words(const Model& m, const Premortem& p) {
  const PremortemRanges& r = p.ranges;
  PremortemWords w;
  w.in_force = fmt::format(
      "from {}, without talks before it. Whether it lasts is asked after {} days{}; what ends it, "
      "to the end of the calendar, {}. Events: {}.",
      m.date(p.deal_day), p.days, p.days == p.last_day ? ", all that the calendar has" : "",
      to_string(m.scenario.calendar->end), in_words(m.scenario.events.mode));
  w.no_rate =
      "No rate of collapse is put in anywhere: how long the truce lasts follows from what commanders, "
      "leaders and excluded groups decide each day. Read differences rather than single shares.";
  std::size_t ended = 0;
  for (const auto& [end, count] : p.base.ends) ended += count;
  w.causes = fmt::format("What ends it (first truce, {} of {} runs; share of all runs)", ended, p.base.runs);
  w.breakers =
      fmt::format("Who can break it alone, who could save it (lasts beyond {} days; as it stands {})", p.days,
                  short_percent(p.survival));
  w.bound =
      "\"Attacks daily\": its commanders attack on every front (an excluded group wherever it can), all "
      "others decide freely. \"Leaves\": its leaders denounce the text as soon as they may. \"Keeps to "
      "it\": its commanders always comply and its leaders never leave.";
  w.clauses = fmt::format("If one clause is moved (change of lasting beyond {} days, same luck)", p.days);
  std::vector<std::string> willing;
  for (const PartyId i : m.parties())
    if (m.signatory[i] != 0)
      willing.push_back(fmt::format("{} in {:.0f}%", name_of_party(m, i), 100 * p.signs[i].share));
  w.by_need = fmt::format(
      "The text as it stands has {}; a variant as many as its answer needs: a sixteenth of them, an eighth, "
      "a "
      "quarter, half or all, until its change is clear of chance or surely below {:g} points, and until it "
      "is clear which "
      "clause is first (other events from outside: a quarter at least). What all runs of the text say of "
      "luck is carried over to a variant of fewer. "
      "Intervals "
      "(95%) allow for having looked on the way.",
      count_of(p.base.runs, "run"), 100 * p.worth);
  w.signing = fmt::format(
      "On its date the text as it stands would be signed by {} of runs, patrons' pressure "
      "on clients included.",
      fmt::join(willing, ", "));
  w.changes = fmt::format(
      "Worst changes first; deaths are all those up to day {}, a run. A text that "
      "covers less has less to break: read its deaths, not its survival. Clear of chance allows for all "
      "changes tried; intervals are each one's own.",
      p.days);
  w.levers = fmt::format("What it takes to last beyond {} days in {:.0f}% of runs (as it stands {})", p.days,
                         100 * p.share, short_percent(p.survival));
  w.strengths =
      "Each strength is given as few runs as tell on which side it is, all where it is close; the text as it "
      "stands has all. Leverage is another from the day of the text on.";
  w.points = fmt::format(
      "{} drawn over {} (equally likely throughout or of the shape given, independent but for groups), {} at "
      "each, the same luck for every variant. A change is played at a quarter of the points, half or all, "
      "until "
      "its mean is clear of chance or surely below what is worth acting on: at how many stands beside it.",
      count_of(r.points, "point"), count_of(r.drawn, "declared range"), count_of(r.runs, "run"));
  if (r.refused > 0)
    w.refused =
        fmt::format("{} left out: their numbers break a rule between them.", count_of(r.refused, "point"));
  w.held =
      "Changes are in percentage points; intervals of a mean are over points, each by itself: of many "
      "lines some are clear of 0 by chance. Percentiles are freed of the luck of these few runs.";
  return w;
}

std::string short_percent(const Interval& i) {
  return fmt::format("{:.1f}% ({:.0f} to {:.0f})", 100 * i.share, 100 * i.low, 100 * i.high);
}

std::string clause_in_words(const Model& m, const Premortem& p, const ClauseChange& c) {
  return fmt::format("{} {}: {}{}{}", title_with_key(m, c.issue),
                     c.dropped       ? "dropped, to"
                     : c.to < c.from ? "down to"
                                     : "up to",
                     m.scenario.issues[c.issue].value.options[c.to],
                     !c.survival.known()     ? ". No ceasefire is left that could last or break."
                     : clear_of_chance(p, c) ? "."
                                             : ". Not clear of chance.",
                     consequences(m, p, c)) +
         fmt::format(" {}.", count_of(c.runs, "run"));
}
std::string change_of_lasting(const Difference& d) { return in_words(d, 100, 1, " points"); }

std::string lasting_if(const IfBound& b) {
  return fmt::format("{:.1f}% of {}", 100 * b.survival.share, b.runs);
}
std::string if_it_attacks(const Breaker& b) { return b.attacks ? lasting_if(*b.attacks) : "no forces"; }
std::string if_it_leaves(const Breaker& b) { return b.leaves ? lasting_if(*b.leaves) : "signs nothing"; }

std::string strength_needed(const Lever& lever, const std::optional<Lever>& without_events) {
  return needed(lever) + (without_events ? "; with no events from outside: " + needed(*without_events) : "");
}
std::string leverage_in_words(const Model& m, const LeverageCase& c) {
  const std::string path =
      fmt::format("parties.{}.influenced_by.{}", m.party_id(c.client), m.party_id(c.patron));
  return with_path(in_words(m.scenario, path), path);
}

std::vector<EndedRow> ended_rows(const Model& m, const Premortem& p) {
  std::vector<EndedRow> rows;
  for (std::size_t k = 0; k < p.ranges.ended.size(); ++k)
    if (const auto& e = p.ranges.ended[k]; e.share.known())
      rows.push_back({name_of_party(m, p.breakers[k].party), share_words(e.mean, ""), &e.share});
  return rows;
}

std::string whole_points(double x) { return with_sign(100 * x, 0); }

std::vector<HeldRow> held_rows(const Model& m, const Premortem& p) {
  const PremortemRanges& r = p.ranges;
  std::vector<HeldRow> rows;
  const auto add = [&](std::string what, const Held& h) {
    rows.push_back({std::move(what) + fmt::format(" [{}]", h.points),
                    h.mean.low == h.mean.low
                        ? fmt::format("{} ({} to {})", whole_points(h.mean.value), whole_points(h.mean.low),
                                      whole_points(h.mean.high))
                        : whole_points(h.mean.value) + " (all points alike)",
                    &h.change});
  };
  for (std::size_t k = 0; k < r.breakers.size(); ++k) {
    const std::string& name = name_of_party(m, p.breakers[k].party);
    if (r.breakers[k].attacks) add(name + " attacks daily", *r.breakers[k].attacks);
    if (r.breakers[k].leaves) add(name + " leaves", *r.breakers[k].leaves);
    add(name + " keeps to it", r.breakers[k].keeps);
  }
  for (const std::size_t k : by_gain(r)) add(change_in_words(m, p.clauses[k]), *r.clauses[k]);
  for (std::size_t k = 0; k < r.leverage.size(); ++k)
    add(fmt::format("all leverage of {} over {}, not none",
                    with_article(name_of_party(m, p.leverage[k].patron)),
                    with_article(name_of_party(m, p.leverage[k].client))),
        r.leverage[k]);
  return rows;
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

}  // namespace parley
