#include "parley/questions/record/record.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "parley/runs/batch.hpp"
#include "parley/runs/over_ranges.hpp"
#include "parley/statistics/distributions.hpp"

namespace parley {

namespace {

bool any_needs_trace(const LoadedCase& c) {
  const auto& all = c.about.observed.rows;
  return std::any_of(all.begin(), all.end(), [](const auto& row) { return needs_trace(row.value.measure); });
}

void add_values(const LoadedCase& c, const Model& model, const Outcome& outcome, const Trace* trace,
                std::vector<double>& into) {
  for (const auto& [key, o] : c.about.observed) into.push_back(measured(o.measure, model, outcome, trace));
}

Values known_of(const Values& by_run) {
  Values values(by_run.size());
  for (std::size_t k = 0; k < by_run.size(); ++k)
    std::copy_if(by_run[k].begin(), by_run[k].end(), std::back_inserter(values[k]),
                 [](double v) { return v == v; });
  return values;
}

// Yes-no by Wilson; the median with the order statistics that hold it with 95%.
Interval figure_of(std::vector<double> values, Unit unit) {
  if (values.empty()) return not_known;
  const double n = static_cast<double>(values.size());
  if (unit == Unit::yes_no)
    return wilson(static_cast<std::size_t>(std::count(values.begin(), values.end(), 1.0)), values.size());
  if (unit != Unit::share) {
    std::sort(values.begin(), values.end());
    const auto at = [&](double rank) {
      return values[static_cast<std::size_t>(std::clamp(rank, 0.0, n - 1))];
    };
    const double ranks = 0.5 * z95 * std::sqrt(n);
    return {median(values), at(n / 2 - ranks), at(n / 2 + ranks)};
  }
  const MeanScore m = mean_score(values);
  const double half = values.size() > 1 ? z95 * m.standard_error : 0;
  return {m.mean, m.mean - half, m.mean + half};
}

std::vector<RecordRow> rows_of(const LoadedCase& c, std::size_t place, const CeasefireFigures& figures,
                               std::span<const LoadedCase> cases, const Values& runs,
                               const RecordOptions& options) {
  const Values centre = known_of(runs), ranges = range_values(c, options);
  std::vector<RecordRow> rows;
  std::size_t k = 0;
  for (const auto& [key, o] : c.about.observed) {
    RecordRow row;
    row.id = c.id + "." + key.id;
    row.place = place;
    row.observation = o;
    row.unit = unit_of(o.measure);
    row.runs = centre[k].size();
    row.centre = scored(centre[k], c, o);
    row.ranges = scored(ranges[k], c, o);
    row.figure = figure_of(centre[k], row.unit);
    for (std::size_t s = 0; s < simple_names.size() && o.known(); ++s)
      if (const auto f = simple_forecast(static_cast<Simple>(s), c, o, figures, cases))
        row.simple[s] = score(*f, o.seen(), most_days(o.measure, c.scenario));
    rows.push_back(std::move(row));
    ++k;
  }
  return rows;
}

}  // namespace

std::optional<bool> RecordRow::hit() const {
  if (!observation.band || !figure.known()) return std::nullopt;
  return figure.share >= observation.band->low && figure.share <= observation.band->high;
}

Enough enough_for(const LoadedCase& c) {
  return [&c](const Model& model, const Situation& situation, int day) {
    const auto& all = c.about.observed.rows;
    return std::all_of(all.begin(), all.end(),
                       [&](const auto& row) { return settled(row.value.measure, model, situation, day); });
  };
}

Values central_runs(const LoadedCase& c, const RecordOptions& options, std::uint32_t first,
                    std::uint32_t runs) {
  const auto model = std::make_unique<Model>(c.scenario);
  Values values(c.about.observed.size());
  std::vector<double> told;
  BatchOptions batch{.seed = options.seed, .first = first, .replicates = runs, .jobs = options.jobs};
  batch.enough = enough_for(c);
  if (any_needs_trace(c)) batch.trace = TraceLevel::rounds;
  run_batch(*model, batch,
            {.run =
                 [&](std::uint32_t, const Outcome& o, const Trace* trace) {
                   told.clear();
                   add_values(c, *model, o, trace, told);
                   for (std::size_t k = 0; k < told.size(); ++k) values[k].push_back(told[k]);
                 },
             .chunk = {}});
  return values;
}

Values central_values(const LoadedCase& c, const RecordOptions& options) {
  return known_of(central_runs(c, options, 0, options.replicates));
}

Values range_values(const LoadedCase& c, const RecordOptions& options) {
  Values values(c.about.observed.size());
  const Variant variant{.scenario = c.scenario};
  const RangePoints points({&variant, 1}, options.points, options.seed);
  PointsOptions how{.seed = options.seed, .runs = options.runs, .jobs = options.jobs};
  how.traced = any_needs_trace(c);
  how.enough = enough_for(c);
  how.measure = [&](const Model& model, const Outcome& o, const Trace* trace, std::vector<double>& into) {
    add_values(c, model, o, trace, into);
  };
  play_points(points, {&variant, 1}, how, {.run = [&](const PointRun& run) {
                for (std::size_t k = 0; k < values.size(); ++k)
                  if (run.measured[k] == run.measured[k]) values[k].push_back(run.measured[k]);
              }});
  return values;
}

Scored scored(const std::vector<double>& by_run, const LoadedCase& c, const Observation& o) {
  std::vector<double> values = by_run;
  std::erase_if(values, [](double v) { return v != v; });
  const auto forecast = forecast_of(values, unit_of(o.measure));
  if (!forecast) return {};
  Scored s = score(*forecast, o.known() ? o.seen() : 0, most_days(o.measure, c.scenario));
  if (!o.known()) s.penalty = s.log_penalty = s.pit = unknown;
  return s;
}

std::optional<Forecast> forecast_of(const std::vector<double>& values, Unit unit) {
  if (values.empty()) return std::nullopt;
  if (unit != Unit::yes_no) return ForecastSample(values);
  return ShareOfRuns{static_cast<std::size_t>(std::count(values.begin(), values.end(), 1.0)), values.size()};
}

Record play_record(const std::vector<LoadedCase>& cases, const CeasefireFigures& figures,
                   const RecordOptions& options) {
  const auto say = [&](const std::string& what) {
    if (options.progress) options.progress(what);
  };
  Record record;
  std::vector<Values> centre;
  for (const LoadedCase& c : cases) {
    say(fmt::format("case {} of {}: {}", record.cases.size() + 1, cases.size(), c.about.name));
    centre.push_back(central_runs(c, options, 0, options.replicates));
    for (RecordRow& row : rows_of(c, record.cases.size(), figures, cases, centre.back(), options))
      record.rows.push_back(std::move(row));
    record.cases.push_back({c.id, c.about.name, c.about.why, c.about.reconsidered, c.about.status,
                            open_numbers(c.scenario, {}).size()});
  }
  record.groups = groups_of(record.cases, record.rows);
  if (!options.without) return record;
  for (const Mechanism& mechanism : mechanisms()) {
    say(fmt::format("without: {}", mechanism.name));
    record.without.push_back(without(mechanism, cases, centre, record, options));
  }
  return record;
}

}  // namespace parley
