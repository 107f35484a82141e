// A population of wars beside the record, as JSON and as tables.

#include "parley/questions/population/report.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/csv_file.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

Json known_json(double x) { return x == x ? Json(x) : Json(nullptr); }
Json known_json(const std::optional<double>& x) { return x ? Json(*x) : Json(nullptr); }
Json holds_json(const std::optional<bool>& x) { return x ? Json(*x) : Json(nullptr); }

void known_cell(CsvFile& file, double x) {
  if (x == x) {
    file.cell(x);
  } else {
    file.empty();
  }
}
void holds_cell(CsvFile& file, const std::optional<bool>& x) {
  if (x) {
    file.cell(*x ? 1 : 0);
  } else {
    file.empty();
  }
}

std::string_view kind_name(TextKind kind) { return text_kind_names[static_cast<std::size_t>(kind)]; }

}  // namespace

std::string population_json(const PopulationRecord& record, const PopulationOptions& o) {
  Json j{{"parley", version()}, {"seed", o.seed}, {"wars", o.wars}};
  if (!o.change_told.empty()) j["without"] = o.change_told;
  j["texts"] = Json::array();
  for (const PopulationCounts& c : record.counts)
    j["texts"].push_back({{"kind", std::string(kind_name(c.kind))},
                          {"signed", c.signed_texts},
                          {"drawn", c.drawn},
                          {"collapsed", c.collapsed},
                          {"twins_mean_log_ratio", known_json(c.twins.value)},
                          {"twins_error", known_json(c.twins.error)}});
  j["scores"] = Json::array();
  for (const PopulationScore& s : record.scores)
    j["scores"].push_back({{"measure", s.measure},
                           {"group", s.group},
                           {"forecast", s.forecast},
                           {"n", s.crps.n},
                           {"crps", known_json(s.crps.mean)},
                           {"crps_error", known_json(s.crps.standard_error)},
                           {"gain", known_json(s.gain.mean)},
                           {"gain_error", known_json(s.gain.standard_error)}});
  j["figures"] = Json::array();
  for (const PopulationRow& r : record.rows)
    j["figures"].push_back({{"table", r.table},
                            {"measure", r.recorded.measure},
                            {"group", r.recorded.group},
                            {"stat", r.recorded.stat},
                            {"recorded", r.recorded.value},
                            {"recorded_low", known_json(r.recorded.low)},
                            {"recorded_high", known_json(r.recorded.high)},
                            {"recorded_n", r.recorded.n},
                            {"model", known_json(r.model.value)},
                            {"model_error", known_json(r.model.error)},
                            {"model_n", r.model.n},
                            {"model_inside", holds_json(r.holds(r.model))},
                            {"nothing", known_json(r.nothing.value)},
                            {"nothing_error", known_json(r.nothing.error)},
                            {"nothing_n", r.nothing.n},
                            {"nothing_inside", holds_json(r.holds(r.nothing))}});
  return dumped(j);
}

void write_population(OutputFolder& folder, const PopulationRecord& record) {
  CsvFile texts(folder.file("texts.csv"),
                {"kind", "signed", "drawn", "collapsed", "twins_mean_log_ratio", "twins_error"});
  for (const PopulationCounts& c : record.counts) {
    texts.cell(kind_name(c.kind)).cell(static_cast<int>(c.signed_texts)).cell(static_cast<int>(c.drawn));
    texts.cell(static_cast<int>(c.collapsed));
    known_cell(texts, c.twins.value);
    known_cell(texts, c.twins.error);
    texts.end_row();
  }
  texts.flush();
  CsvFile scores(folder.file("scores.csv"),
                 {"measure", "group", "forecast", "n", "crps", "crps_error", "gain", "gain_error"});
  for (const PopulationScore& s : record.scores) {
    scores.cell(s.measure).cell(s.group).cell(s.forecast).cell(static_cast<int>(s.crps.n));
    for (const double x : {s.crps.mean, s.crps.standard_error, s.gain.mean, s.gain.standard_error})
      known_cell(scores, x);
    scores.end_row();
  }
  scores.flush();
  CsvFile figures(folder.file("figures.csv"),
                  {"table", "measure", "group", "stat", "recorded", "recorded_low", "recorded_high",
                   "recorded_n", "model", "model_error", "model_n", "model_inside", "nothing",
                   "nothing_error", "nothing_n", "nothing_inside"});
  for (const PopulationRow& r : record.rows) {
    figures.cell(r.table).cell(r.recorded.measure).cell(r.recorded.group).cell(r.recorded.stat);
    figures.cell(r.recorded.value);
    known_cell(figures, r.recorded.low.value_or(unknown));
    known_cell(figures, r.recorded.high.value_or(unknown));
    figures.cell(r.recorded.n);
    for (const Estimated* e : {&r.model, &r.nothing}) {
      known_cell(figures, e->value);
      known_cell(figures, e->error);
      figures.cell(static_cast<int>(e->n));
      holds_cell(figures, r.holds(*e));
    }
    figures.end_row();
  }
  figures.flush();
}

}  // namespace parley
