#include "parley/study/point_results.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include <fmt/format.h>

#include "parley/statistics/distributions.hpp"
#include "parley/study/store.hpp"

namespace parley {

namespace {

PointMeans unknown_means(const Output& output, std::size_t points, std::size_t replicates) {
  return {
      output, std::vector<double>(points, unknown), std::vector<double>(points, 0.0),
      std::vector<double>(points, 0.0),
      std::vector<std::vector<double>>(replicates > 0 ? points : 0, std::vector<double>(replicates, 0.0))};
}

// What n runs with this mean and mean square tell. A share whose runs are all alike: chance is still at work,
// as far as Wilson's interval reaches.
void tell(PointMeans& m, std::size_t p, double mean, double square, std::size_t n) {
  m.mean[p] = mean;
  m.freedom[p] = static_cast<double>(n) - 1;
  m.error[p] = n > 1 ? std::sqrt(std::max(0.0, square - mean * mean) / m.freedom[p]) : unknown;
  if (m.output.share && !(m.error[p] > 0)) {
    const Interval i = wilson(mean > 0.5 ? n : 0, n);
    m.error[p] = (i.high - i.low) / z95;
    m.freedom[p] = std::numeric_limits<double>::infinity();
  }
}

// The deviations of a point's runs from their mean, as RowLuck has them.
void keep_luck(PointMeans& m, std::size_t p, std::span<const double> values) {
  double n = 0;
  for (const double v : values) n += std::isfinite(v) ? 1 : 0;
  for (std::size_t r = 0; r < values.size(); ++r)
    if (std::isfinite(values[r])) m.luck[p][r] = (values[r] - m.mean[p]) / std::sqrt(n * (n - 1));
}

// Of how long first truces last: not known at a point where no truce was followed for so long.
PointMeans lasting_means(const std::vector<FirstTruce>& truces, std::size_t points, const Output& output,
                         std::size_t replicates) {
  PointMeans m = unknown_means(output, points, replicates);
  std::vector<std::vector<FirstSpell>> by_point(points);
  std::vector<std::vector<std::size_t>> run_of(points);
  for (const auto& truce : truces) {
    by_point[truce.point].push_back(truce.spell);
    run_of[truce.point].push_back(truce.replicate);
  }
  for (std::size_t p = 0; p < points; ++p) {
    const auto values = lasting_values(by_point[p], *output.beyond);
    const double middle = lasting_share(values);
    if (std::isnan(middle)) continue;
    double squares = 0;
    for (const double v : values) squares += v * v;
    tell(m, p, middle, squares / static_cast<double>(values.size()), values.size());
    if (replicates == 0) continue;
    std::vector<double> by_run(replicates, unknown);
    for (std::size_t i = 0; i < values.size(); ++i) by_run[run_of[p][i]] = values[i];
    keep_luck(m, p, by_run);
  }
  return m;
}

PointMeans means_of(Store& store, std::size_t points, const Output& output, std::size_t replicates) {
  PointMeans m = unknown_means(output, points, replicates);
  Statement s =
      store.database().prepare(fmt::format("SELECT point, avg(y), avg(1.0 * y * y), count(y) FROM (SELECT "
                                           "point, {} AS y FROM runs JOIN outcomes USING "
                                           "(run)) GROUP BY point",
                                           output.sql));
  while (s.step()) {
    if (s.null(1)) continue;
    tell(m, static_cast<std::size_t>(s.whole(0)), s.number(1), s.number(2),
         static_cast<std::size_t>(s.whole(3)));
  }
  if (replicates == 0) return m;
  Statement runs = store.database().prepare(
      fmt::format("SELECT point, replicate, y FROM (SELECT point, replicate, {} AS y FROM runs JOIN outcomes "
                  "USING (run)) WHERE y IS NOT NULL ORDER BY point, replicate",
                  output.sql));
  std::vector<double> by_run(replicates, unknown);
  std::size_t point = points;
  const auto finish = [&] {
    if (point < points) keep_luck(m, point, by_run);
    std::fill(by_run.begin(), by_run.end(), unknown);
  };
  while (runs.step()) {
    if (const auto at = static_cast<std::size_t>(runs.whole(0)); at != point) {
      finish();
      point = at;
    }
    by_run[static_cast<std::size_t>(runs.whole(1))] = runs.number(2);
  }
  finish();
  return m;
}

}  // namespace

PointResults results_of(Store& store, std::size_t points, const std::vector<Output>& outputs,
                        std::size_t replicates) {
  PointResults all;
  all.failures = store.failures();
  all.runs = store.runs();
  Database& db = store.database();
  Statement ends = db.prepare(
      "SELECT replicate, outcome, count(*) FROM runs JOIN outcomes USING (run) GROUP BY replicate, outcome");
  while (ends.step()) {
    const auto replicate = static_cast<std::size_t>(ends.whole(0));
    if (replicate >= all.by_replicate.size()) all.by_replicate.resize(replicate + 1);
    const auto name = std::find(ending_names.begin(), ending_names.end(), ends.text(1));
    if (name == ending_names.end()) continue;
    const auto k = static_cast<std::size_t>(name - ending_names.begin());
    all.by_replicate[replicate][k] += static_cast<std::size_t>(ends.whole(2));
    all.endings[k] += static_cast<std::size_t>(ends.whole(2));
  }
  Statement s = db.prepare(
      "SELECT point, first_truce_days, first_truce_ended, replicate FROM runs JOIN outcomes USING (run)");
  while (s.step())
    all.truces.push_back(
        {static_cast<std::size_t>(s.whole(0)),
         s.null(1) ? FirstSpell() : FirstSpell({static_cast<int>(s.whole(1)), s.whole(2) != 0}),
         static_cast<std::size_t>(s.whole(3))});
  for (const auto& output : outputs)
    all.means.push_back(output.beyond ? lasting_means(all.truces, points, output, replicates)
                                      : means_of(store, points, output, replicates));
  return all;
}

}  // namespace parley
