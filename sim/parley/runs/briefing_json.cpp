#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parley/runs/answer_words.hpp"
#include "parley/runs/briefing.hpp"
#include "parley/runs/package_json.hpp"
#include "parley/runs/party_rows.hpp"
#include "parley/scenario/format.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/digest.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

// What is not known is null.
Json interval(const Interval& i) { return {{"share", i.share}, {"low", i.low}, {"high", i.high}}; }

Json party_or_null(const Model& m, std::optional<PartyId> p) {
  return p == nobody ? Json(nullptr) : Json(m.party_id(*p));
}

Json assumptions(const Model& m) {
  Json list = Json::array();
  for (const auto& a : assumptions_of(m.scenario)) {
    Json one = {{"path", a.path}, {"words", in_words(m.scenario, a.path)}, {"value", a.number.value}};
    if (a.number.low) one["low"] = *a.number.low;
    if (a.number.high) one["high"] = *a.number.high;
    if (const auto peak = a.number.peak()) {
      one["shape"] = "triangular";
      one["likeliest"] = *peak;
    }
    if (a.number.mark != Mark::plain) one["mark"] = std::string(name_of(a.number.mark));
    if (!a.number.why.empty()) one["why"] = a.number.why;
    if (!a.number.experts.empty()) one["experts"] = a.number.experts;
    if (!a.number.group.empty()) one["group"] = a.number.group;
    list.push_back(std::move(one));
  }
  return list;
}

// What the identifiers in the tables stand for.
void name_everything(Json& out, const Model& m) {
  if (m.war) out["calendar"] = {{"start", m.date(0)}, {"end", m.date(m.days - 1)}};
  out["issues"] = Json::array();
  for (const auto& [key, issue] : m.scenario.issues)
    out["issues"].push_back({{"id", key.id}, {"title", issue.title}, {"options", issue.options}});
  out["parties"] = Json::array();
  const auto looks = party_looks(m);
  for (const PartyId p : m.parties())
    out["parties"].push_back({{"id", m.party_id(p)},
                              {"name", m.party(p).name},
                              {"bloc", m.party(p).bloc},
                              {"seat", std::string(name_of(m.party(p).seat))},
                              {"signs", m.signatory[p] != 0},
                              {"reservation", m.party(p).reservation.value},
                              {"colour", hex(looks[p].colour)},
                              {"dashed", looks[p].dashed}});
  out["fronts"] = Json::array();
  for (const auto& [key, front] : m.scenario.fronts)
    out["fronts"].push_back({{"id", key.id}, {"name", front.name}});
}

Json point_json(const Model& m, const Point& p) {
  if (!p.exists) return nullptr;
  return {{"exact", p.exact}, {"terms", package_json(m, p.package)}, {"utilities", p.utilities}};
}

}  // namespace

std::string sha256(std::string_view bytes) {
  const auto digest = sha256_digest(bytes);
  std::string hex;
  for (const unsigned char b : digest) hex += fmt::format("{:02x}", b);
  return hex;
}

std::string summary_json(const Model& m, const RunRequest& r, const Summary& s, const Answers& answers,
                         References& references, const Story& story) {
  Json out = {{"scenario", m.scenario.name}, {"file", r.scenario_file}, {"sha256", r.scenario_sha256},
              {"version", version()},        {"seed", r.seed},          {"replicates", s.runs},
              {"set", r.overrides}};
  out["answer"] = answers_json(answers);
  Json enders = Json::array();
  for (const Ender& e : answers.enders)
    enders.push_back({{"who", party_or_null(m, e.who)},
                      {"mean", e.share.value},
                      {"mean_low", e.share.low},
                      {"mean_high", e.share.high}});
  out["answer"]["ends_over_ranges"] = enders;
  Json outcomes = Json::object();
  for (std::size_t k = 0; k < ending_names.size(); ++k)
    outcomes[std::string(ending_names[k])] = interval(s.share(static_cast<Ending>(k)));
  out["outcomes"] = outcomes;
  out["agreement"] = interval(wilson(s.with_deal(), s.runs));
  if (s.with_deal() > 0) {
    const char* unit = m.war ? "days" : "rounds";
    out["agreement"]["median"] = median(s.agreement_days);
    out["agreement"]["unit"] = unit;
  }
  if (!s.truces.empty()) {
    Json curve = Json::object();
    for (const int day : {7, 30, 90}) curve[std::to_string(day)] = interval(survival(s.truces, day));
    out["truce_survival"] = curve;
    out["first_truce_holds_to_the_end"] = interval(wilson(s.first_truces_holding, s.truces.size()));
    Json ends = Json::array();
    for (const auto& [end, count] : Summary::ranked(s.ends, 20))
      ends.push_back({{"who", party_or_null(m, end.who)},
                      {"manner", manner_names[static_cast<std::size_t>(end.manner)]},
                      {"cause", cause_names[static_cast<std::size_t>(end.cause)]},
                      {"runs", count}});
    out["truce_ended_by"] = ends;
    Json triggers = Json::array();
    for (const auto& [name, count] : Summary::ranked(s.triggers, 20))
      triggers.push_back({{"event", name}, {"runs", count}});
    out["triggers"] = triggers;
  }
  Json deals = Json::array();
  for (const auto& [package, count] : Summary::ranked(s.deals, 5)) {
    const DealQuality& q = references.quality(package);
    deals.push_back({{"runs", count},
                     {"terms", package_json(m, package)},
                     {"distance_nash", q.nash},
                     {"distance_kalai_smorodinsky", q.kalai_smorodinsky},
                     {"pareto_loss", q.pareto}});
  }
  out["deals"] = deals;
  out["distinct_deals"] = s.deals.size();
  out["nash_point"] = point_json(m, references.nash());
  out["kalai_smorodinsky_point"] = point_json(m, references.kalai_smorodinsky());
  out["refused_at_least_once"] = interval(wilson(s.refused_runs, s.runs));
  Json refusals = Json::object();
  for (const auto& [p, count] : s.first_refusals) refusals[m.party_id(p)] = count;
  out["first_refusal_by"] = refusals;
  Json pressed = Json::object();
  for (const auto& [p, count] : s.pressed) pressed[m.party_id(p)] = interval(wilson(count, s.with_deal()));
  out["signed_only_under_pressure"] = pressed;
  Json utilities = Json::object();
  const double n = s.runs > 0 ? static_cast<double>(s.runs) : 1.0;
  for (const PartyId p : s.utility_sums.ids()) utilities[m.party_id(p)] = s.utility_sums[p] / n;
  out["mean_utilities"] = utilities;
  const auto mean_of = [&](const Subject& what, double sum) {
    return what.modelled(m.scenario) ? Json(sum / n) : Json(nullptr);
  };
  if (m.war)
    out["means"] = {{"deaths", mean_of(subject::deaths, s.deaths)},
                    {"deaths_in_truce", mean_of(subject::truces, s.deaths_in_truce)},
                    {"civilian_deaths", mean_of(subject::fighting, s.civilian_deaths)},
                    {"displaced_under_surrender", mean_of(subject::sieges, s.displaced)},
                    {"truce_days", mean_of(subject::truces, s.truce_days)},
                    {"aid_days", mean_of(subject::sieges, s.aid_days)}};
  const auto median_of = [&](const Subject& what, const std::vector<double>& by_run) {
    return what.modelled(m.scenario) && s.runs > 0 ? Json(median(by_run)) : Json(nullptr);
  };
  if (m.war)
    out["medians"] = {{"deaths", median_of(subject::deaths, s.deaths_by_run)},
                      {"displaced_under_surrender", median_of(subject::sieges, s.displaced_by_run)},
                      {"truce_days", median_of(subject::truces, s.truce_days_by_run)},
                      {"aid_days", median_of(subject::sieges, s.aid_days_by_run)}};
  Json told = Json::array();
  for (const auto& e : story.entries)
    told.push_back({{"day", e.day}, {"date", m.war ? Json(m.date(e.day)) : Json(nullptr)}, {"text", e.text}});
  out["typical_run"] = {{"run", story.replicate}, {"alike", story.alike}, {"story", told}};
  out["assumptions"] = assumptions(m);
  return dumped(out);
}

std::string seal_of(std::string_view manifest) {
  Json json = Json::parse(manifest);
  json.erase("manifest_sha256");
  return sha256(json.dump());
}

namespace {

// With the hash of all the rest at the end.
std::string sealed(const std::string& manifest) {
  Json json = Json::parse(manifest);
  json["manifest_sha256"] = seal_of(manifest);
  return dumped(json);
}

}  // namespace

std::string manifest_json(const Model& m, const RunRequest& r, const std::string& status,
                          std::size_t finished, const std::string& time,
                          const std::map<std::string, std::string>& tables) {
  Json out = {{"program", "parley"},
              {"version", version()},
              {"status", status},
              {"runs_finished", finished},
              {"scenario", m.scenario.name},
              {"scenario_file", r.scenario_file},
              {"scenario_sha256", r.scenario_sha256},
              {"scenario_text", r.scenario_text},
              {"seed", r.seed},
              {"replicates", r.replicates},
              {"points", r.points},
              {"runs_per_point", r.per_point},
              {"every_number", r.every_number},
              {"trace", r.trace},
              {"parameters_set", r.overrides},
              {"command_line", r.command_line},
              {"written", time},
              {"tables_sha256", tables},
              {"assumptions", assumptions(m)}};
  name_everything(out, m);
  if (r.point != 0) out["point"] = r.point;
  if (!r.study.empty()) out["study_run"] = r.study;
  return sealed(dumped(out));
}

}  // namespace parley
