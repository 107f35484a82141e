#include "parley/questions/premortem/report.hpp"

#include <cmath>

#include "parley/questions/premortem/words.hpp"
#include "parley/runs/chronicle.hpp"
#include "parley/runs/glossary.hpp"
#include "parley/runs/happening_words.hpp"
#include "parley/runs/head.hpp"
#include "parley/runs/spread_words.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/support/version.hpp"

namespace parley {

namespace {

void head(Page& page, const Model& m, const RunRequest& r, const Premortem& p, const PremortemWords& w) {
  const Deal& deal = *m.scenario.deal;
  page.title(fmt::format("Premortem: {}", deal.name.empty() ? "the deal" : deal.name));
  page.line(fmt::format("{}; up to {} of each variant, all with the same luck (seed {}), parley {}",
                        r.scenario_file, count_of(p.base.runs, "run"), r.seed, version()));
  page.hanging("In force: ", w.in_force);
  rests_on(page, m.scenario,
           "Tables but the last hold for their central values; intervals (95%) tell chance only.");
  page.hanging("", w.by_need);
  page.hanging("", w.no_rate);
  for (const auto& o : r.overrides) page.hanging("Changed:  ", change_in_words(m.scenario, o));
}

void survival_section(Page& page, const Premortem& p) {
  page.section("How long it lasts");
  std::string header = fmt::format("  {:<18}", "");
  for (const auto& c : p.events) header += fmt::format("{:<28}", fmt::format("events: {}", in_words(c.mode)));
  page.line(header);
  std::string runs = fmt::format("  {:<18}", "");
  for (const auto& c : p.events) runs += fmt::format("{:<28}", count_of(c.runs, "run"));
  page.line(runs);
  for (std::size_t k = 0; k < p.events[0].at.size(); ++k) {
    std::string row = fmt::format("  {:<18}", fmt::format("beyond {} days", p.events[0].at[k].day));
    for (const auto& c : p.events) row += fmt::format("{:<28}", percent(c.at[k].share));
    page.line(row);
  }
}

void causes_section(Page& page, const Model& m, const Premortem& p, const PremortemWords& w) {
  std::map<Cause, std::size_t> causes;
  for (const auto& [end, count] : p.base.ends) causes[end.cause] += count;
  page.section(w.causes);
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

void breakers_section(Page& page, const Model& m, const Premortem& p, const PremortemWords& w) {
  page.section(w.breakers);
  std::size_t wide = 30;
  for (const Breaker& b : p.breakers) wide = std::max(wide, m.party(b.party).name.size() + 1);
  page.line(fmt::format("  {:<{}}{:>12}{:>22}{:>16}{:>20}", "", wide, "ended it in", "if it attacks daily",
                        "if it leaves", "if it keeps to it"));
  for (const Breaker& b : p.breakers)
    page.line(fmt::format("  {:<{}}{:>11.1f}%{:>22}{:>16}{:>20}", m.party(b.party).name, wide,
                          100 * b.ended.share, if_it_attacks(b), if_it_leaves(b), lasting_if(b.keeps)));
  page.hanging("  ", w.bound);
}

void clauses_section(Page& page, const Model& m, const Premortem& p, const PremortemWords& w) {
  page.section(w.clauses);
  page.hanging("  ", w.signing + " " + w.changes);
  page.hanging("  ", clauses_title(m, p) + ".");
  for (const ClauseChange& c : p.clauses)
    page.hanging(fmt::format("  {:>28}  ", change_of_lasting(c.change)), clause_in_words(m, p, c));
}

void levers_section(Page& page, const Model& m, const Premortem& p, const PremortemWords& w) {
  page.section(w.levers);
  page.line("  Least leverage of a patron over a client, 0 to 1:");
  for (const auto& c : p.leverage) {
    page.hanging("    ", leverage_in_words(m, c));
    page.hanging(fmt::format("        now {:.2f}  ", c.written), strength_needed(c.lever, c.without_events));
  }
  if (p.leverage.empty()) page.line("    nobody has any");
  page.line("  Least guarantee beside the text (a clause that nobody weighs, with these terms), 0 to 1:");
  for (const auto& c : p.guarantees) {
    page.line(fmt::format("    {} ({}):", c.name, c.terms));
    page.hanging("        ", strength_needed(c.lever, c.without_events));
  }
  page.line("  " + w.strengths);
}

void held_line(Page& page, const HeldRow& row) {
  constexpr std::size_t room = 49;  // what is longer stands on a line of its own
  if (row.what.size() > room) page.hanging("    ", row.what);
  page.line(fmt::format("    {:<50}{:<26}{}", row.what.size() > room ? "" : row.what, row.mean,
                        spread_columns(*row.change, whole_points, {5, 5, 5})));
}

void ranges_section(Page& page, const Model& m, const Premortem& p, const PremortemWords& w) {
  const PremortemRanges& r = p.ranges;
  if (r.points == 0) return;
  page.section("Over the assumptions: how far it holds");
  page.hanging("  ", w.points);
  if (!w.refused.empty()) page.line("  " + w.refused);
  page.line(fmt::format("  {:<52}{:<26}{}", "Share of runs in which it ends it:", "mean (95%)",
                        "at most, at 1 in 10, half, 9 in 10"));
  for (const EndedRow& e : ended_rows(m, p))
    page.line(fmt::format("    {:<50}{:<26}{}", e.who.substr(0, 49), e.mean,
                          spread_columns(*e.share, whole_percent, {5, 5, 5})));
  page.line(fmt::format("  {:<52}{:<26}{}", fmt::format("Change of lasting beyond {} days:", p.days),
                        "mean (95%)", "at most, at 1 in 10, half, 9 in 10"));
  for (const HeldRow& row : held_rows(m, p)) held_line(page, row);
  if (const std::string why = not_told_in_words(spreads_of(r), r.runs); !why.empty()) page.hanging("  ", why);
  page.hanging("  ", w.held);
}

}  // namespace

std::string premortem_text(const Model& m, const RunRequest& r, const Premortem& p, bool colour,
                           std::size_t width) {
  const PremortemWords w = premortem_words(m, p);
  Page page(colour, width);
  head(page, m, r, p, w);
  page.section("The answer");
  page.hanging("  ", premortem_lead(m, p));
  survival_section(page, p);
  causes_section(page, m, p, w);
  breakers_section(page, m, p, w);
  clauses_section(page, m, p, w);
  levers_section(page, m, p, w);
  ranges_section(page, m, p, w);
  return with_words(page, colour, width);
}

}  // namespace parley
