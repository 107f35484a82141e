#include <cmath>

#include <fmt/format.h>

#include "parley/page/draft.hpp"
#include "parley/questions/premortem/words.hpp"
#include "parley/runs/head.hpp"
#include "parley/runs/html_answer.hpp"
#include "parley/runs/html_runs.hpp"
#include "parley/runs/spread_words.hpp"
#include "parley/support/counted.hpp"

namespace parley {

namespace {

HtmlCell interval_cell(const Interval& i) {
  return i.known() ? HtmlCell{short_percent(i), i.share} : HtmlCell{"not known", {}};
}

HtmlCell bound_cell(const IfBound& b) {
  return {fmt::format("{} of {}", short_percent(b.survival), count_of(b.runs, "run")), b.survival.share};
}

std::string answer_part(const Model& m, const Premortem& p, const PremortemWords& w,
                        const std::optional<DraftBeside>& beside) {
  std::string body = paragraph(premortem_lead(m, p), "lead");
  if (beside && !beside->clauses.empty()) {
    body += "<h3>Beside the text as it came</h3>\n";
    if (beside->refusal.empty())
      body += paragraph(fmt::format(
          "{} of lasting beyond {} days with the same luck: {}, not {}. Deaths up to then, a run: {}.",
          change_of_lasting(beside->change), p.days, short_percent(p.survival), short_percent(beside->before),
          in_words(beside->deaths, 1, 0, "")));
    else
      body += paragraph("That text cannot be looked at: " + beside->refusal + ".");
    body += list_of(beside->clauses);
  }
  body += paragraph("In force: " + w.in_force);
  body += paragraph(w.signing);
  body += paragraph(
      fmt::format(
          "n = up to {} of each variant, all with the same luck; intervals (95%) tell chance only. {}{}",
          count_of(p.base.runs, "run"), w.by_need, p.ranges.points > 0 ? " " + w.points : ""),
      "basis");
  if (!w.refused.empty()) body += paragraph(w.refused, "basis");
  return body + paragraph(rests_on_words(m.scenario), "note") + paragraph(w.no_rate, "note");
}

std::string lasting_part(const Model& m, const Premortem& p) {
  std::string body;
  if (!p.base.truces.empty())
    body += survival_part({m, p.base, "The text in force without talks, at the central values."});
  HtmlTable table{"How long it lasts, by what happens from outside", {{"Lasts"}}, {}};
  for (const auto& c : p.events)
    table.heads.push_back({fmt::format("Events: {} ({})", in_words(c.mode), count_of(c.runs, "run")), true});
  for (std::size_t k = 0; k < p.events[0].at.size(); ++k) {
    std::vector<HtmlCell> row{{fmt::format("beyond {} days", p.events[0].at[k].day), {}}};
    for (const auto& c : p.events) row.push_back(interval_cell(c.at[k].share));
    table.rows.push_back(std::move(row));
  }
  return body + html(table);
}

std::string breakers_part(const Model& m, const Premortem& p, const PremortemWords& w) {
  HtmlTable table{w.breakers,
                  {{"Party"},
                   {"Ended it in", true},
                   {"If it attacks daily", true},
                   {"If it leaves", true},
                   {"If it keeps to it", true}},
                  {}};
  for (const Breaker& b : p.breakers)
    table.rows.push_back({{m.party(b.party).name, {}},
                          interval_cell(b.ended),
                          b.attacks ? bound_cell(*b.attacks) : HtmlCell{if_it_attacks(b), {}},
                          b.leaves ? bound_cell(*b.leaves) : HtmlCell{if_it_leaves(b), {}},
                          bound_cell(b.keeps)});
  return html(table) + paragraph(w.bound, "note");
}

std::string clauses_part(const Model& m, const Premortem& p, const PremortemWords& w) {
  std::string body = paragraph(clauses_title(m, p) + ".") + paragraph(w.changes, "note");
  HtmlTable table{w.clauses, {{"Change", true}, {"Clause"}}, {}};
  for (const ClauseChange& c : p.clauses)
    table.rows.push_back({{change_of_lasting(c.change),
                           std::isnan(c.change.value) ? std::nullopt : std::optional(c.change.value)},
                          {clause_in_words(m, p, c), {}}});
  return body + html(table);
}

std::string levers_part(const Model& m, const Premortem& p, const PremortemWords& w) {
  HtmlTable leverage{
      "Least leverage of a patron over a client, 0 to 1", {{"Leverage"}, {"Now", true}, {"Needed"}}, {}};
  for (const auto& c : p.leverage)
    leverage.rows.push_back({{leverage_in_words(m, c), {}},
                             {fmt::format("{:.2f}", c.written), c.written},
                             {strength_needed(c.lever, c.without_events), {}}});
  HtmlTable guarantees{
      "Least guarantee beside the text (a clause that nobody weighs, with these terms), 0 to 1",
      {{"Guarantee"}, {"Needed"}},
      {}};
  for (const auto& c : p.guarantees)
    guarantees.rows.push_back(
        {{fmt::format("{} ({})", c.name, c.terms), {}}, {strength_needed(c.lever, c.without_events), {}}});
  return paragraph(w.levers) + (p.leverage.empty() ? paragraph("Nobody has any leverage.") : html(leverage)) +
         html(guarantees) + paragraph(w.strengths, "note");
}

std::vector<HtmlCell> spread_row(const std::string& what, const std::string& mean, const Spread& spread,
                                 const Written& written) {
  std::vector<HtmlCell> row{{what, {}}, {mean, {}}};
  for (const std::string& cell : spread_cells(spread, written)) row.push_back({cell, {}});
  return row;
}

std::string ranges_part(const Model& m, const Premortem& p, const PremortemWords& w) {
  const auto heads = [](const std::string& first) {
    return std::vector<HtmlTable::Head>{{first},
                                        {"Mean (95%)", true},
                                        {"At most, at 1 in 10 points", true},
                                        {"At half of them", true},
                                        {"At 9 in 10", true}};
  };
  HtmlTable ended{"Share of runs in which it ends it", heads("Party"), {}};
  for (const EndedRow& e : ended_rows(m, p))
    ended.rows.push_back(spread_row(e.who, e.mean, *e.share, whole_percent));
  HtmlTable held{fmt::format("Change of lasting beyond {} days", p.days), heads("If"), {}};
  for (const HeldRow& h : held_rows(m, p))
    held.rows.push_back(spread_row(h.what, h.mean, *h.change, whole_points));
  std::string body = paragraph(w.points, "basis");
  if (!ended.rows.empty()) body += html(ended);
  body += html(held);
  if (const std::string why = not_told_on_page(spreads_of(p.ranges), p.ranges.runs); !why.empty())
    body += paragraph(why);
  return body + paragraph(w.held, "note");
}

}  // namespace

std::vector<HtmlSection> premortem_sections(const Model& m, const Premortem& p, PremortemDepth depth,
                                            const std::optional<DraftBeside>& beside) {
  const PremortemWords w = premortem_words(m, p);
  std::vector<HtmlSection> sections{{"premortem", "The premortem", answer_part(m, p, w, beside)},
                                    {"premortem-lasts", "How long it lasts", lasting_part(m, p)}};
  if (std::string ends = ends_part({m, p.base, "The text in force without talks, at the central values."});
      !ends.empty())
    sections.push_back({"premortem-ends", "What ends it", std::move(ends)});
  if (depth != PremortemDepth::text) {
    sections.push_back(
        {"premortem-breakers", "Who can break it alone, who could save it", breakers_part(m, p, w)});
    sections.push_back({"premortem-clauses", "If one clause is moved", clauses_part(m, p, w)});
  }
  if (depth == PremortemDepth::all)
    sections.push_back({"premortem-levers", "What it takes", levers_part(m, p, w)});
  if (depth != PremortemDepth::text && p.ranges.points > 0)
    sections.push_back({"premortem-ranges", "Over the assumptions: how far it holds", ranges_part(m, p, w)});
  sections.push_back(words_section(sections));
  sections.back().id = "premortem-words";
  return sections;
}

}  // namespace parley
