// The record as JSON and as tables.

#include "parley/questions/record/report.hpp"
#include "parley/scenario/format_case.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/csv_file.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

Json number(double x) { return x == x && x - x == 0 ? Json(x) : Json(nullptr); }

Json scored_json(const Scored& s) {
  return {{"mean", number(s.mean)}, {"median", number(s.median)}, {"low", number(s.low)},
          {"high", number(s.high)}, {"score", number(s.penalty)}, {"log_score", number(s.log_penalty)},
          {"pit", number(s.pit)}};
}

Json mean_json(const MeanScore& s) {
  return {{"mean", number(s.mean)}, {"standard_error", number(s.standard_error)}, {"cases", s.n}};
}

Json observed_json(const Observation& o) {
  if (!o.known()) return nullptr;
  return o.value ? Json(o.value->value) : Json(*o.happened);
}

Json row_json(const Record& record, const RecordRow& r) {
  const std::optional<bool> hit = r.hit();
  Json j{{"id", r.id},
         {"what", r.observation.what},
         {"group", std::string(name_of(record.cases[r.place].status))},
         {"unit", std::string(unit_names[static_cast<std::size_t>(r.unit)])},
         {"observed", observed_json(r.observation)},
         {"low", r.observation.band ? Json(r.observation.band->low.value) : Json(nullptr)},
         {"high", r.observation.band ? Json(r.observation.band->high.value) : Json(nullptr)},
         {"model", number(r.figure.share)},
         {"model_low", number(r.figure.low)},
         {"model_high", number(r.figure.high)},
         {"n", r.runs},
         {"hit", hit ? Json(*hit) : Json(nullptr)},
         {"centre", scored_json(r.centre)},
         {"ranges", scored_json(r.ranges)},
         {"simple", Json::object()},
         {"miss", miss(r)},
         {"source", r.observation.source},
         {"verified", r.observation.verified}};
  for (std::size_t s = 0; s < r.simple.size(); ++s)
    if (r.simple[s]) j["simple"][std::string(simple_names[s])] = scored_json(*r.simple[s]);
  return j;
}

Json tally_json(const Tally& t) {
  return {{"forecast", t.forecast},
          {"figures", t.figures},
          {"score", mean_json(t.penalty)},
          {"log_score", mean_json(t.log_penalty)},
          {"model_over_ranges", mean_json(t.model)},
          {"model_worse_by", mean_json(t.worse)},
          {"skill_of_centre", mean_json(t.skill_centre)},
          {"skill_of_ranges", mean_json(t.skill_ranges)}};
}

Json group_json(const RecordGroup& g) {
  Json simple = Json::array();
  for (const Tally& t : g.simple) simple.push_back(tally_json(t));
  return {{"group", std::string(name_of(g.status))},
          {"unit", std::string(unit_names[static_cast<std::size_t>(g.unit)])},
          {"score", score_name(g.unit)},
          {"figures", g.rows.size()},
          {"cases", g.cases},
          {"ranges", tally_json(g.ranges)},
          {"centre", tally_json(g.centre)},
          {"simple", simple},
          {"best_simple", g.best ? Json(g.simple[*g.best].forecast) : Json(nullptr)},
          {"within_50", mean_json(g.within_50)},
          {"within_90", mean_json(g.within_90)},
          {"ranges_nothing_reconsidered", tally_json(g.untouched)},
          {"if_probabilities_were_right", mean_json(g.if_right)},
          {"brier_parts", g.unit == Unit::yes_no ? Json{{"reliability", g.parts.reliability},
                                                        {"resolution", g.parts.resolution},
                                                        {"uncertainty", g.parts.uncertainty},
                                                        {"within_bins", g.parts.within}}
                                                 : Json(nullptr)}};
}

void put_number(CsvFile& file, double x) {
  if (x == x && x - x == 0)
    file.cell(x);
  else
    file.empty();
}

void figures_table(CsvFile file, const Record& record) {
  for (const RecordRow& r : record.rows) {
    file.cell(r.id).cell(r.observation.what).cell(name_of(record.cases[r.place].status));
    file.cell(unit_names[static_cast<std::size_t>(r.unit)]);
    put_number(file, r.observation.known() ? r.observation.seen() : unknown);
    put_number(file, r.observation.band ? r.observation.band->low.value : unknown);
    put_number(file, r.observation.band ? r.observation.band->high.value : unknown);
    for (const double x : {r.figure.share, r.figure.low, r.figure.high}) put_number(file, x);
    file.cell(static_cast<int>(r.runs));
    put_number(file, r.hit() ? (*r.hit() ? 1 : 0) : unknown);
    file.cell(r.observation.source).cell(r.observation.verified ? "true" : "false").end_row();
  }
  file.flush();
}

void scores_row(CsvFile& file, const RecordRow& r, std::string_view forecast, const Scored& s) {
  file.cell(r.id).cell(forecast);
  for (const double x : {s.mean, s.median, s.low, s.high, s.penalty, s.log_penalty, s.pit})
    put_number(file, x);
  file.end_row();
}

void groups_row(CsvFile& file, const RecordGroup& g, const Tally& t, bool model) {
  file.cell(name_of(g.status)).cell(unit_names[static_cast<std::size_t>(g.unit)]).cell(t.forecast);
  file.cell(static_cast<int>(t.figures)).cell(static_cast<int>(t.cases));
  for (const MeanScore& s : {t.penalty, t.log_penalty}) {
    put_number(file, s.mean);
    put_number(file, s.standard_error);
  }
  for (const MeanScore& s : {t.skill_centre, t.skill_ranges}) {
    put_number(file, model ? unknown : s.mean);
    put_number(file, model ? unknown : s.standard_error);
  }
  file.end_row();
}

Json without_json(const Record& record, const Ablation& a) {
  Json scores = Json::array(), groups = Json::array();
  for (std::size_t k = 0; k < a.figures.size(); ++k) {
    const Ablation::Figure& f = a.figures[k];
    scores.push_back(scored_json(f.without));
    scores.back().update({{"id", record.rows[k].id},
                          {"runs", f.runs},
                          {"score_with_it", number(f.with.penalty)},
                          {"worse", number(f.worse.value)},
                          {"worse_low", number(f.worse.low)},
                          {"worse_high", number(f.worse.high)}});
  }
  for (std::size_t g = 0; g < a.groups.size(); ++g) {
    const Ablation::Change& change = a.groups[g];
    groups.push_back(mean_json(change.worse));
    groups.back().update({{"low", number(change.luck.low)},
                          {"high", number(change.luck.high)},
                          {"runs", change.runs},
                          {"worth", worth_of(record.groups[g])},
                          {"decided", change.decided}});
  }
  return {
      {"mechanism", a.name}, {"parameters", a.parameters}, {"scores", scores}, {"worse_by_group", groups}};
}

}  // namespace

std::string score_name(Unit unit) { return unit == Unit::yes_no ? "Brier score" : "CRPS"; }

std::string miss(const RecordRow& row) {
  const Scored& s = row.ranges;
  if (!row.observation.known() || !(s.penalty == s.penalty)) return "";
  const double seen = row.observation.seen();
  if (row.unit != Unit::yes_no) {
    if (within_central(s.pit, 0.9)) return "";
    return fmt::format("it was {:.3g}; nine tenths of what the model says lie from {:.3g} to {:.3g}", seen,
                       s.low, s.high);
  }
  const double given = seen > 0.5 ? s.mean : 1 - s.mean;
  if (given >= 0.5) return "";
  return fmt::format("it was {}; the model gives that {:.0f}%", seen > 0.5 ? "so" : "not so", 100 * given);
}

std::string record_json(const Record& record, const RecordOptions& o) {
  Json j{{"parley", version()},   {"seed", o.seed},          {"replicates", o.replicates},
         {"points", o.points},    {"runs_a_point", o.runs},  {"cases", Json::array()},
         {"rows", Json::array()}, {"groups", Json::array()}, {"without", Json::array()}};
  j["answer"] = answer_in_words(record);
  for (const RecordCase& c : record.cases)
    j["cases"].push_back({{"id", c.id},
                          {"name", c.name},
                          {"group", std::string(name_of(c.status))},
                          {"why", c.why},
                          {"reconsidered", c.reconsidered},
                          {"ranges", c.open_numbers}});
  for (const RecordRow& r : record.rows) j["rows"].push_back(row_json(record, r));
  for (const RecordGroup& g : record.groups) j["groups"].push_back(group_json(g));
  for (const Ablation& a : record.without) j["without"].push_back(without_json(record, a));
  j["runs_without"] = record.runs_without;
  return dumped(j);
}

void write_record(OutputFolder& folder, const Record& record) {
  figures_table(
      CsvFile(folder.file("record.csv"), {"id", "what", "group", "unit", "observed", "low", "high", "model",
                                          "model_low", "model_high", "n", "hit", "source", "verified"}),
      record);
  CsvFile scores(folder.file("scores.csv"),
                 {"id", "forecast", "mean", "median", "low", "high", "score", "log_score", "pit"});
  for (const RecordRow& r : record.rows) {
    scores_row(scores, r, "centre", r.centre);
    scores_row(scores, r, "ranges", r.ranges);
    for (std::size_t s = 0; s < r.simple.size(); ++s)
      if (r.simple[s]) scores_row(scores, r, simple_names[s], *r.simple[s]);
  }
  scores.flush();
  CsvFile groups(folder.file("groups.csv"), {"group", "unit", "forecast", "figures", "cases", "score",
                                             "score_error", "log_score", "log_score_error", "skill_centre",
                                             "skill_centre_error", "skill_ranges", "skill_ranges_error"});
  for (const RecordGroup& g : record.groups) {
    groups_row(groups, g, g.ranges, true);
    groups_row(groups, g, g.centre, true);
    for (const Tally& t : g.simple) groups_row(groups, g, t, false);
  }
  groups.flush();
  if (record.without.empty()) return;
  CsvFile without(folder.file("without.csv"), {"mechanism", "parameters", "id", "score", "score_with_it",
                                               "worse", "worse_low", "worse_high", "runs"});
  for (const Ablation& a : record.without)
    for (std::size_t k = 0; k < a.figures.size(); ++k) {
      const Ablation::Figure& f = a.figures[k];
      without.cell(a.name).cell(a.parameters).cell(record.rows[k].id);
      for (const double x : {f.without.penalty, f.with.penalty, f.worse.value, f.worse.low, f.worse.high})
        put_number(without, x);
      without.cell(static_cast<int>(f.runs)).end_row();
    }
  without.flush();
}

}  // namespace parley
