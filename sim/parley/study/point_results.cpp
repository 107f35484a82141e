#include "parley/study/point_results.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/statistics/distributions.hpp"
#include "parley/study/store.hpp"

namespace parley {

namespace {

// All runs alike: chance is still at work, as much as Wilson's interval says.
double least_error(double mean, std::size_t n) {
  const Interval i = wilson(mean > 0.5 ? n : 0, n);
  return 0.5 * (i.high - i.low) / z95;
}

// Of how long first truces last: not known at a point where no truce was followed for so long.
PointMeans lasting_means(const std::vector<FirstTruce>& truces, std::size_t points, const Output& output) {
  PointMeans m{output, std::vector<double>(points, unknown), std::vector<double>(points, 0.0)};
  std::vector<std::vector<FirstSpell>> by_point(points);
  for (const auto& truce : truces) by_point[truce.point].push_back(truce.spell);
  for (std::size_t p = 0; p < points; ++p) {
    const auto values = lasting_values(by_point[p], *output.beyond);
    m.mean[p] = mean(values);
    if (std::isnan(m.mean[p])) continue;
    const auto n = static_cast<double>(values.size());
    double squares = 0;
    for (const double v : values) squares += (v - m.mean[p]) * (v - m.mean[p]);
    m.error[p] = std::sqrt(squares / n / std::max(1.0, n - 1));
    if (m.error[p] == 0) m.error[p] = least_error(m.mean[p], values.size());
  }
  return m;
}

PointMeans means_of(Store& store, std::size_t points, const Output& output) {
  PointMeans m{output, std::vector<double>(points, unknown), std::vector<double>(points, 0.0)};
  Statement s =
      store.database().prepare(fmt::format("SELECT point, avg(y), avg(1.0 * y * y), count(y) FROM (SELECT "
                                           "point, {} AS y FROM runs JOIN outcomes USING "
                                           "(run)) GROUP BY point",
                                           output.sql));
  while (s.step()) {
    if (s.null(1)) continue;
    const auto p = static_cast<std::size_t>(s.whole(0));
    const double mean = s.number(1), n = s.number(3);
    m.mean[p] = mean;
    m.error[p] = std::sqrt(std::max(0.0, s.number(2) - mean * mean) / std::max(1.0, n - 1));
    if (output.share && m.error[p] == 0) m.error[p] = least_error(mean, static_cast<std::size_t>(n));
  }
  return m;
}

}  // namespace

PointResults results_of(Store& store, std::size_t points, const std::vector<Output>& outputs) {
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
    all.means.push_back(output.beyond ? lasting_means(all.truces, points, output)
                                      : means_of(store, points, output));
  return all;
}

}  // namespace parley
