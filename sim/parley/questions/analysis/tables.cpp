// The space of deals as JSON and as tables: see analysis_report.hpp.

#include "parley/runs/tables.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/questions/analysis/consents.hpp"
#include "parley/questions/analysis/forecasts_report.hpp"
#include "parley/questions/analysis/report.hpp"
#include "parley/questions/analysis/text_words.hpp"
#include "parley/runs/package_json.hpp"
#include "parley/support/random.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

constexpr std::size_t drawn_packages = 2000;  // rows of kind `package` at most

Json ids(const Model& m, const std::vector<PartyId>& parties) {
  Json list = Json::array();
  for (const PartyId p : parties) list.push_back(m.party_id(p));
  return list;
}

Json number_or_null(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

Json zones_json(const Model& m, const std::vector<Zone>& zones) {
  Json list = Json::array();
  for (const Zone& z : zones)
    list.push_back({{"parties", ids(m, z.parties)},
                    {"packages", z.packages},
                    {"share", z.share.share},
                    {"low", z.share.low},
                    {"high", z.share.high}});
  return list;
}

std::vector<std::string> issue_names(const Model& m, std::size_t unit) {
  std::vector<std::string> list;
  for (const IssueId i : m.talks.space.issues_of(unit)) list.push_back(m.scenario.issues[i].key.id);
  return list;
}

}  // namespace

std::string analysis_json(const Model& m, const Analysis& a, const RoomOverRanges& room) {
  Json out = {{"scenario", m.scenario.name}, {"packages", a.size}, {"exact", a.exact},
              {"zone_known", a.found},       {"proven", a.proven}, {"signers", ids(m, a.signers)}};
  out["zones"] = zones_json(m, a.zones);
  out["sets"] = zones_json(m, a.sets);
  Json stakes = Json::array();
  for (const Stakes& s : a.stakes)
    stakes.push_back({{"party", m.party_id(s.party)},
                      {"best", s.best},
                      {"bound", s.bound},
                      {"worst", s.worst},
                      {"best_deal", package_json(m, s.best_deal)},
                      {"worst_deal", package_json(m, s.worst_deal)}});
  out["stakes"] = stakes;
  Json sets = Json::array();
  for (const auto& set : a.blocking_parties) sets.push_back(ids(m, set));
  out["blocking_parties"] = sets;
  Json issues = Json::array();
  for (const auto& set : a.blocking_issues) {
    Json names = Json::array();
    for (const IssueId i : set) names.push_back(m.scenario.issues[i].key.id);
    issues.push_back(names);
  }
  out["blocking_issues"] = issues;
  Json opening = {{"total", a.opening.total},
                  {"package", package_json(m, a.opening.package)},
                  {"lacking", Json::object()}};
  for (const PartyId p : a.signers) opening["lacking"][m.party_id(p)] = a.opening.lacking[p];
  out["opening"] = opening;
  Json levers = Json::array();
  for (const PatronLever& l : a.by_leverage.levers)
    levers.push_back(
        {{"patron", m.party_id(l.patron)}, {"client", m.party_id(l.client)}, {"extra", l.extra}});
  out["opening_by_leverage"] = {
      {"total", number_or_null(a.found ? 0.0 : a.by_leverage.total)},
      {"package", a.by_leverage.package.empty() ? Json(nullptr) : package_json(m, a.by_leverage.package)},
      {"levers", levers}};
  Json theory = Json::object();
  for (const NamedPoint& p : named_points(a)) {
    theory[p.key] = p.point->exists ? Json{{"exact", p.point->exact},
                                           {"utilities", p.point->utilities},
                                           {"package", package_json(m, p.point->package)}}
                                    : Json(nullptr);
    if (p.point->exists && m.scenario.deal)
      theory[p.key]["options_apart"] = options_apart(m.talks.space, p.point->package, m.deal);
  }
  out["points"] = theory;
  Json moves = Json::array();
  for (const Move& move : a.moves) {
    Json gives = Json::array();
    for (const Concession& c : move.gives)
      gives.push_back({{"issues", issue_names(m, c.unit)}, {"cost", c.cost}});
    moves.push_back(
        {{"party", m.party_id(move.party)}, {"wants", move.wants}, {"gets", move.gets}, {"gives", gives}});
  }
  out["moves"] = {{"to", a.moves_to_nash ? "nash" : "opening"}, {"parties", moves}};
  Json frontier = Json::array();
  for (const Point& p : a.frontier)
    frontier.push_back(
        {{"utilities", p.utilities}, {"packages", p.packages}, {"package", package_json(m, p.package)}});
  out["frontier"] = frontier;
  out["whole_frontier"] = a.whole_frontier;
  const auto size_json = [&](const FrontierSize& s) {
    return a.whole_frontier ? Json{{"packages", s.packages}, {"outcomes", s.outcomes}} : Json(nullptr);
  };
  out["efficient"] = size_json(a.efficient);
  out["efficient_and_accepted"] = size_json(a.accepted);
  out["text"] = nullptr;
  if (m.scenario.deal) {
    Json utilities = Json::array();
    for (const PartyId p : a.signers) utilities.push_back(m.talks.utilities[p](m.deal));
    out["text"] = {{"package", package_json(m, m.deal)},
                   {"utilities", utilities},
                   {"worse_off", worse_off(m, m.deal, a.signers)}};
  }
  add_forecasts(out, m, a.forecasts, a.signers);
  out["over_ranges"] = nullptr;
  if (room.points > 0) {
    Json without = Json::object();
    for (std::size_t i = 0; i < room.signers.size(); ++i)
      without[m.party_id(room.signers[i])] = room.opens_without[i];
    out["over_ranges"] = {{"points", room.points}, {"points_refused", room.refused},
                          {"ranges", room.drawn},  {"points_with_a_deal", room.open},
                          {"share_p10", room.p10}, {"share_p50", room.p50},
                          {"share_p90", room.p90}, {"opens_without", without}};
  }
  return dumped(out);
}

namespace {

void write_zones(OutputFolder& dir, const Model& m, const Analysis& a) {
  CsvFile zones(dir.file("zones.csv"), {"parties", "packages", "share", "low", "high"});
  for (const Zone& z : a.sets.empty() ? a.zones : a.sets) {
    std::vector<std::string> list;
    for (const PartyId p : z.parties) list.push_back(m.party_id(p));
    zones.cell(fmt::format("{}", fmt::join(list, " ")))
        .cell(z.packages)
        .cell(z.share.share)
        .cell(z.share.low)
        .cell(z.share.high);
    zones.end_row();
  }
  zones.flush();
}

void write_packages(OutputFolder& dir, const Model& m, const Analysis& a) {
  const Space& space = m.talks.space;
  std::vector<std::string> head{"kind", "party", "accepted"};
  for (const PartyId p : a.signers) head.push_back("utility_" + m.party_id(p));
  for (const auto& [key, issue] : m.scenario.issues) head.push_back("option_" + key.id);
  CsvFile file(dir.file("packages.csv"), head);
  Consents consents(m, m.talks.at_table);
  const auto row = [&](const char* kind, const std::string& party, const Package& package) {
    if (package.empty()) return;
    std::vector<double> worth;
    for (const Utility* u : consents.utilities()) worth.push_back((*u)(package));
    consents.look(worth);
    file.cell(kind).cell(party).cell(consents.total_lacking() <= 0 ? 1 : 0);
    for (std::size_t i = 0; i < a.signers.size(); ++i) file.cell(worth[i]);
    for (const IssueId i : space.issues()) file.cell(static_cast<int>(space.option(package, i)));
    file.end_row();
  };
  for (const NamedPoint& p : named_points(a))
    if (p.point->exists) row(p.key, "", p.point->package);
  for (const Forecast& forecast : a.forecasts.list) row(forecast.key, "", forecast.package);
  if (m.scenario.deal) row("text", "", m.deal);
  row("status_quo", "", space.status_quo());
  for (const Stakes& s : a.stakes) {
    row("best", m.party_id(s.party), s.best_deal);
    row("worst", m.party_id(s.party), s.worst_deal);
  }
  if (!a.found) {
    row("opening", "", a.opening.package);
    row("opening_by_leverage", "", a.by_leverage.package);
  }
  for (const Point& p : a.frontier) row("pareto", "", p.package);
  Package package = space.first();
  if (space.size() <= static_cast<double>(drawn_packages)) {
    do row("package", "", package);
    while (space.next(package));
  } else {
    Stream luck({1, 0, 0}, 61, 0, 0);
    for (std::size_t n = 0; n < drawn_packages; ++n) {
      for (std::size_t u = 0; u < space.units(); ++u)
        package[u] = static_cast<OptionIndex>(luck.below(static_cast<std::uint32_t>(space.choices(u))));
      row("package", "", package);
    }
  }
  file.flush();
}

}  // namespace

void write_analysis(OutputFolder& dir, const Model& m, const Analysis& a) {
  write_zones(dir, m, a);
  write_packages(dir, m, a);
  CsvFile weights(dir.file("weights.csv"), {"party", "issue", "weight"});
  for (const PartyId p : a.signers) {
    for (const IssueId i : m.talks.space.issues()) {
      weights.cell(m.party_id(p)).cell(m.scenario.issues[i].key.id).cell(issue_weight(m, p, i));
      weights.end_row();
    }
  }
  weights.flush();
  write_forecasts(dir, m, a.forecasts);
}

}  // namespace parley
