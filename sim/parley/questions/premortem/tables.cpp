// A premortem as JSON and as CSV tables.

#include "parley/runs/tables.hpp"

#include <fmt/format.h>

#include "parley/questions/premortem/report.hpp"
#include "parley/runs/head.hpp"
#include "parley/runs/package_json.hpp"
#include "parley/runs/spread_words.hpp"
#include "parley/scenario/format.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

Json json_of(const Interval& i) { return {{"share", i.share}, {"low", i.low}, {"high", i.high}}; }
Json json_of(const Difference& d) { return {{"difference", d.value}, {"low", d.low}, {"high", d.high}}; }
Json json_of(const Lever& lever) {
  Json curve = Json::array();
  for (const auto& at : lever.curve) {
    Json point = {{"strength", at.strength}};
    point.update(json_of(at.survival));
    point["runs"] = at.runs;
    curve.push_back(point);
  }
  return {{"least", lever.least ? Json(*lever.least) : Json(nullptr)}, {"curve", curve}};
}
Json party_json(const Model& m, std::optional<PartyId> p) {
  return p == nobody ? Json(nullptr) : Json(m.party_id(*p));
}

Json breaker_json(const Model& m, const Breaker& b) {
  Json one = {{"party", m.party_id(b.party)}, {"signs", b.signs}, {"ended", json_of(b.ended)}};
  const auto bound = [&](const char* how, const IfBound& what) {
    one[how] = {{"survival", json_of(what.survival)}, {"change", json_of(what.change)}, {"runs", what.runs}};
  };
  if (b.attacks) bound("if_it_attacks", *b.attacks);
  if (b.leaves) bound("if_it_leaves", *b.leaves);
  bound("if_it_keeps", b.keeps);
  return one;
}

Json clause_json(const Model& m, const Premortem& result, const ClauseChange& c) {
  const auto& [key, issue] = m.scenario.issues[c.issue];
  Json one = {{"issue", key.id},
              {"from", c.from},
              {"to", c.to},
              {"from_text", issue.options[c.from]},
              {"to_text", issue.options[c.to]},
              {"dropped", c.dropped},
              {"survival", json_of(c.survival)},
              {"change", json_of(c.change)},
              {"clear_of_chance", clear_of_chance(result, c)},
              {"deaths_change", json_of(c.deaths)},
              {"runs", c.runs},
              {"fronts_covered", c.fronts}};
  for (const PartyId p : m.parties()) {
    if (m.signatory[p] == 0) continue;
    one["signatories"][m.party_id(p)] = {{"utility_change", c.utility_change[p]},
                                         {"signs", json_of(c.signs[p])}};
  }
  return one;
}

Json json_of(const Spread& s) { return spread_json(s); }
Json share_json(const Estimate& e) {
  return {{"share", e.value}, {"low", e.low < 0 ? 0.0 : e.low}, {"high", e.high > 1 ? 1.0 : e.high}};
}
Json json_of(const Held& h) {
  Json change = json_of(h.change);
  change["mean"] = h.mean.value;
  change["mean_low"] = h.mean.low;
  change["mean_high"] = h.mean.high;
  change["points"] = h.points;
  return {{"change", change}};
}

Json ranges_json(const Model& m, const Premortem& result) {
  const PremortemRanges& r = result.ranges;
  if (r.points == 0) return nullptr;
  Json out = {{"points", r.points},
              {"points_refused", r.refused},
              {"ranges", r.drawn},
              {"runs_per_point", r.runs},
              {"survival", json_of(r.survival)}};
  out["variance_from_assumptions"] = {{"share", r.parts.assumptions.value},
                                      {"low", r.parts.assumptions.low},
                                      {"high", r.parts.assumptions.high}};
  out["parties"] = Json::array();
  for (std::size_t k = 0; k < r.ended.size(); ++k) {
    Json one = {{"party", m.party_id(result.breakers[k].party)},
                {"ended", json_of(r.ended[k].share)},
                {"ended_mean", share_json(r.ended[k].mean)}};
    if (r.breakers[k].attacks) one["if_it_attacks"] = json_of(*r.breakers[k].attacks);
    if (r.breakers[k].leaves) one["if_it_leaves"] = json_of(*r.breakers[k].leaves);
    one["if_it_keeps"] = json_of(r.breakers[k].keeps);
    out["parties"].push_back(one);
  }
  out["clauses"] = Json::array();
  for (std::size_t k = 0; k < r.clauses.size(); ++k) {
    if (!r.clauses[k]) continue;
    Json one = {{"issue", m.scenario.issues[result.clauses[k].issue].key.id}, {"to", result.clauses[k].to}};
    one.update(json_of(*r.clauses[k]));
    out["clauses"].push_back(one);
  }
  out["leverage"] = Json::array();
  for (std::size_t k = 0; k < r.leverage.size(); ++k) {
    Json one = {{"patron", m.party_id(result.leverage[k].patron)},
                {"client", m.party_id(result.leverage[k].client)}};
    one.update(json_of(r.leverage[k]));
    out["leverage"].push_back(one);
  }
  return out;
}

CsvLines& cells(CsvLines& file, const Interval& i) { return file.cell(i.share).cell(i.low).cell(i.high); }
CsvLines& cells(CsvLines& file, const Difference& d) { return file.cell(d.value).cell(d.low).cell(d.high); }
void lever_rows(CsvFile& file, const std::vector<std::string>& names, const char* events,
                const Lever& lever) {
  for (const auto& at : lever.curve) {
    for (const auto& name : names) file.cell(name);
    cells(file.cell(events).cell(at.strength), at.survival);
    if (lever.least)
      file.cell(*lever.least);
    else
      file.empty();
    file.cell(static_cast<int>(at.runs));
    file.end_row();
  }
}

void write_enders(OutputFile& out, const Model& m, const Premortem& result) {
  CsvFile file(out, {"party", "signs", "ended", "ended_low", "ended_high", "bound", "survival", "low", "high",
                     "change", "change_low", "change_high", "runs"});
  for (const Breaker& b : result.breakers) {
    const auto row = [&](const char* bound, const IfBound& what) {
      cells(file.cell(m.party_id(b.party)).cell(b.signs ? 1 : 0), b.ended);
      cells(cells(file.cell(bound), what.survival), what.change).cell(static_cast<int>(what.runs)).end_row();
    };
    if (b.attacks) row("attacks", *b.attacks);
    if (b.leaves) row("leaves", *b.leaves);
    row("keeps", b.keeps);
  }
  file.flush();
}

void write_clauses(OutputFile& out, const Model& m, const Premortem& result) {
  std::vector<std::string> header{"issue", "from",          "to",         "dropped",     "survival",
                                  "low",   "high",          "change",     "change_low",  "change_high",
                                  "clear", "deaths_change", "deaths_low", "deaths_high", "fronts"};
  for (const PartyId p : m.parties())
    if (m.signatory[p] != 0)
      for (const char* what : {"utility_change_", "signs_"}) header.push_back(what + m.party_id(p));
  header.insert(header.end(), {"to_text", "title", "runs"});
  const std::string title = clauses_title(m, result);
  CsvFile file(out, header);
  for (const ClauseChange& c : result.clauses) {
    file.cell(m.scenario.issues[c.issue].key.id)
        .cell(static_cast<int>(c.from))
        .cell(static_cast<int>(c.to))
        .cell(c.dropped ? 1 : 0);
    cells(cells(file, c.survival), c.change).cell(clear_of_chance(result, c) ? 1 : 0);
    cells(file, c.deaths).cell(static_cast<int>(c.fronts));
    for (const PartyId p : m.parties())
      if (m.signatory[p] != 0) file.cell(c.utility_change[p]).cell(c.signs[p].share);
    file.cell(m.scenario.issues[c.issue].value.options[c.to]).cell(title).cell(static_cast<int>(c.runs));
    file.end_row();
  }
  file.flush();
}

void write_causes(OutputFile& out, const Model& m, const Premortem& result) {
  CsvFile file(out, {"ended_by", "manner", "cause", "event", "runs", "share", "low", "high"});
  const Summary& s = result.base;
  for (const auto& [end, count] : Summary::ranked(s.ends, s.ends.size())) {
    if (end.who == nobody)
      file.empty();
    else
      file.cell(m.party_id(*end.who));
    file.cell(manner_names[static_cast<std::size_t>(end.manner)])
        .cell(cause_names[static_cast<std::size_t>(end.cause)])
        .empty()
        .cell(static_cast<int>(count));
    cells(file, wilson(count, s.runs)).end_row();
  }
  for (const auto& [name, count] : Summary::ranked(s.triggers, s.triggers.size())) {
    file.empty().empty().empty().cell(name).cell(static_cast<int>(count));
    cells(file, wilson(count, s.runs)).end_row();
  }
  file.flush();
}

}  // namespace

std::string premortem_json(const Model& m, const RunRequest& r, const Premortem& result) {
  const Summary& s = result.base;
  Json out = {{"scenario", m.scenario.name},
              {"file", r.scenario_file},
              {"sha256", r.scenario_sha256},
              {"version", version()},
              {"seed", r.seed},
              {"replicates", s.runs},
              {"set", r.overrides},
              {"deal", {{"name", m.scenario.deal->name}, {"terms", package_json(m, m.deal)}}},
              {"in_force", m.date(result.deal_day)},
              {"horizon_days", result.days},
              {"share_asked_for", result.share},
              {"worth_acting_on", result.worth},
              {"survival", json_of(result.survival)}};
  Json events = Json::array();
  for (const auto& c : result.events) {
    Json at = Json::object();
    for (const auto& day : c.at) at[std::to_string(day.day)] = json_of(day.share);
    events.push_back(
        {{"mode", name_of(c.mode)}, {"as_given", c.as_given}, {"runs", c.runs}, {"beyond_days", at}});
  }
  out["events"] = events;
  Json causes = Json::object(), ends = Json::array(), triggers = Json::array();
  std::map<Cause, std::size_t> by_cause;
  for (const auto& [end, count] : s.ends) by_cause[end.cause] += count;
  for (const auto& [cause, count] : Summary::ranked(by_cause, by_cause.size()))
    causes[std::string(cause_names[static_cast<std::size_t>(cause)])] = json_of(wilson(count, s.runs));
  for (const auto& [end, count] : Summary::ranked(s.ends, s.ends.size()))
    ends.push_back({{"who", party_json(m, end.who)},
                    {"manner", manner_names[static_cast<std::size_t>(end.manner)]},
                    {"cause", cause_names[static_cast<std::size_t>(end.cause)]},
                    {"runs", count},
                    {"share", json_of(wilson(count, s.runs))}});
  for (const auto& [name, count] : Summary::ranked(s.triggers, s.triggers.size()))
    triggers.push_back({{"event", name}, {"runs", count}, {"share", json_of(wilson(count, s.runs))}});
  out["causes"] = causes;
  out["ends"] = ends;
  out["trigger_events"] = triggers;
  out["parties"] = Json::array();
  for (const Breaker& b : result.breakers) out["parties"].push_back(breaker_json(m, b));
  out["signs_as_it_stands"] = Json::object();
  for (const PartyId p : m.parties())
    if (m.signatory[p] != 0) out["signs_as_it_stands"][m.party_id(p)] = json_of(result.signs[p]);
  out["clauses_title"] = clauses_title(m, result);
  out["clauses"] = Json::array();
  for (const ClauseChange& c : result.clauses) out["clauses"].push_back(clause_json(m, result, c));
  out["leverage"] = Json::array();
  for (const auto& c : result.leverage) {
    Json one = {{"patron", m.party_id(c.patron)}, {"client", m.party_id(c.client)}, {"written", c.written}};
    one.update(json_of(c.lever));
    if (c.without_events) one["without_events"] = json_of(*c.without_events);
    out["leverage"].push_back(one);
  }
  out["guarantees"] = Json::array();
  for (const auto& c : result.guarantees) {
    Json one = {{"name", c.name}, {"terms", c.terms}};
    one.update(json_of(c.lever));
    if (c.without_events) one["without_events"] = json_of(*c.without_events);
    out["guarantees"].push_back(one);
  }
  out["answer"] = premortem_lead(m, result);
  out["over_ranges"] = ranges_json(m, result);
  return dumped(out);
}

void write_premortem(OutputFolder& dir, const Model& m, const Premortem& result) {
  {
    CsvFile file(dir.file("survival.csv"), {"events", "as_given", "day", "survival", "low", "high", "runs"});
    for (const auto& c : result.events)
      for (const auto& at : c.curve)
        cells(file.cell(name_of(c.mode)).cell(c.as_given ? 1 : 0).cell(at.day), at.share)
            .cell(static_cast<int>(c.runs))
            .end_row();
    file.flush();
  }
  write_causes(dir.file("causes.csv"), m, result);
  write_enders(dir.file("enders.csv"), m, result);
  write_clauses(dir.file("clauses.csv"), m, result);
  {
    CsvFile file(dir.file("leverage.csv"),
                 {"patron", "client", "events", "leverage", "survival", "low", "high", "least", "runs"});
    for (const auto& c : result.leverage) {
      const std::vector<std::string> names{m.party_id(c.patron), m.party_id(c.client)};
      lever_rows(file, names, "as given", c.lever);
      if (c.without_events) lever_rows(file, names, "none", *c.without_events);
    }
    file.flush();
  }
  CsvFile file(dir.file("guarantees.csv"),
               {"guarantee", "terms", "events", "strength", "survival", "low", "high", "least", "runs"});
  for (const auto& c : result.guarantees) {
    lever_rows(file, {c.name, c.terms}, "as given", c.lever);
    if (c.without_events) lever_rows(file, {c.name, c.terms}, "none", *c.without_events);
  }
  file.flush();
}

}  // namespace parley
