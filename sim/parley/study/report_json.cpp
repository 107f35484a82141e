#include "parley/questions/estimate/index_tables.hpp"
#include "parley/runs/answer_words.hpp"
#include "parley/study/answers.hpp"
#include "parley/study/completeness.hpp"
#include "parley/study/report.hpp"
#include "parley/study/titles.hpp"
#include "parley/study/unread.hpp"
#include "parley/support/version.hpp"

namespace parley {

namespace {

Json interval(const Interval& i) { return {{"share", i.share}, {"low", i.low}, {"high", i.high}}; }
Json value(const Factor& f, double x) {
  return f.kind == Factor::Kind::category ? Json(value_text(f, x)) : Json(x);
}

Json effects(const Sweep& sweep, const OutputFindings& o) {
  Json list = Json::array();
  for (const auto& e : o.effects) {
    const Factor& f = sweep.spec.factors[e.factor];
    Json bins = Json::array();
    for (const auto& b : e.bins)
      bins.push_back({{"from", value(f, b.low)},
                      {"to", value(f, b.high)},
                      {"points", b.n},
                      {"mean", estimate_json(b.mean)}});
    list.push_back({{"parameter", f.path},
                    {"words", f.name()},
                    {"largest_difference", estimate_json(e.difference)},
                    {"clear", e.clear()},
                    {"others_taken_out", e.adjusted},
                    {"luck_alone", e.luck_alone},
                    {"parts", bins}});
  }
  return list;
}

Json discovery(const Sweep& sweep, const Discovery& d) {
  Json out = {{"threshold", d.threshold},
              {"of_interest", d.of_interest},
              {"base_rate", d.base_rate},
              {"box", nullptr}};
  if (!d.box) return out;
  Json limits = Json::object();
  for (std::size_t k = 0; k < d.box->limits.size(); ++k) {
    const PrimLimit& l = d.box->limits[k];
    const Factor& f = sweep.spec.factors[k];
    if (!l.restricted) continue;
    Json limit = {{"words", f.name()}, {"quasi_p", l.quasi_p}};
    if (f.kind == Factor::Kind::category) {
      for (const auto level : l.categories) limit["values"].push_back(f.levels[level]);
    } else {
      limit["low"] = l.low;
      limit["high"] = l.high;
    }
    limits[f.path] = limit;
  }
  out["box"] = {{"coverage", d.box->coverage},
                {"density", d.box->density},
                {"mass", d.box->mass},
                {"points", d.box->points},
                {"limits", limits}};
  return out;
}

Json survival_json(const Sweep& sweep, const Findings& f) {
  Json list = Json::array();
  for (const auto& s : f.survival) {
    const Factor& factor = sweep.spec.factors[s.factor];
    Json groups = Json::array();
    for (const auto& g : s.groups) {
      Json beyond = Json::object();
      for (std::size_t i = 0; i < survival_days.size(); ++i)
        beyond[std::to_string(survival_days[i])] = interval(g.beyond[i]);
      groups.push_back({{"from", value(factor, g.low)},
                        {"to", value(factor, g.high)},
                        {"truces", g.truces},
                        {"beyond_days", beyond}});
    }
    list.push_back({{"parameter", factor.path},
                    {"words", factor.name()},
                    {"title", survival_title(sweep, s)},
                    {"groups", groups},
                    {"logrank",
                     {{"chi_squared", number_json(s.test.chi_squared)},
                      {"freedom", s.test.freedom},
                      {"p", number_json(s.test.p)}}}});
  }
  return list;
}

Json rankings(const Sweep& sweep, const Findings& f) {
  Json list = Json::array();
  for (const auto& r : f.rankings) {
    const Factor& factor = sweep.spec.factors[r.factor];
    Json above = Json::array();
    for (std::size_t a = 0; a < r.stability.options; ++a)
      for (std::size_t b = 0; b < r.stability.options; ++b)
        if (a != b)
          above.push_back(
              {{"value", factor.levels[a]}, {"over", factor.levels[b]}, {"share", r.stability.at(a, b)}});
    list.push_back({{"output", r.output.name},
                    {"parameter", factor.path},
                    {"words", factor.name()},
                    {"values", factor.levels},
                    {"title", ranking_title(sweep, r)},
                    {"mean", r.stability.mean},
                    {"highest", r.stability.first},
                    {"above", above}});
  }
  return list;
}

}  // namespace

std::string study_report_json(const Sweep& sweep, const Findings& f, const Answers& answers,
                              const std::string& file) {
  const StudyDescription& s = sweep.study;
  Json out = {{"study", s.name},
              {"scenario", sweep.central.name},
              {"file", file},
              {"version", version()},
              {"design", std::string(to_string(sweep.spec.kind))},
              {"points", sweep.points()},
              {"replicates", static_cast<std::uint64_t>(s.replicates.value)},
              {"seed", static_cast<std::uint64_t>(s.seed.value)},
              {"common_random_numbers", !s.independent},
              {"runs", f.runs},
              {"runs_planned", completeness(sweep, f.runs).planned},
              {"complete", completeness(sweep, f.runs).complete()},
              {"failures", f.failures}};
  Json unread = Json::array();
  for (const auto& u : unread_of_all(sweep))
    unread.push_back({{"parameter", u.path}, {"words", u.words}, {"why", u.why}});
  out["not_looked_at"] = unread;
  if (f.runs > f.failures) {
    out["answer"] = answers_json(answers);
    out["answer"]["over"] = study_points_in_words(sweep);
  }
  Json outcomes = Json::object();
  for (std::size_t k = 0; k < ending_names.size(); ++k)
    outcomes[std::string(ending_names[k])] = interval(f.endings[k]);
  out["outcomes"] = outcomes;
  std::vector<std::string> names;
  for (const auto& factor : sweep.spec.factors) names.push_back(factor.path);
  Json outputs = Json::array();
  for (const auto& o : f.outputs) {
    Json one = {{"output", o.output.name}, {"mean", o.mean},         {"lowest", o.low},
                {"highest", o.high},       {"constant", o.constant}, {"effects", effects(sweep, o)}};
    one["title"] = effects_title(sweep, o);
    one["points_known"] = o.known;
    one["sobol"] = o.sobol ? sobol_json(names, as_shares(*o.sobol)) : Json(nullptr);
    one["morris"] = o.morris ? morris_json(names, *o.morris) : Json(nullptr);
    if (o.sobol) one["sobol"]["title"] = sobol_title(sweep, o);
    if (o.morris) one["morris"]["title"] = morris_title(sweep, o);
    one["discovery"] = o.discovery ? discovery(sweep, *o.discovery) : Json(nullptr);
    if (o.discovery) one["discovery"]["title"] = discovery_title(sweep, o);
    outputs.push_back(std::move(one));
  }
  out["outputs"] = outputs;
  if (!f.sobol_refusal.empty()) out["sobol_not_given"] = f.sobol_refusal;
  if (!f.morris_refusal.empty()) out["morris_not_given"] = f.morris_refusal;
  out["survival"] = survival_json(sweep, f);
  out["rankings"] = rankings(sweep, f);
  return dumped(out);
}

}  // namespace parley
