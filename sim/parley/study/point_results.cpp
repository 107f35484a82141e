#include "parley/study/point_results.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "parley/statistics/distributions.hpp"
#include "parley/study/store.hpp"

namespace parley {

namespace {

PointMeans means_of(Store& store, std::size_t points, const Output& output) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  PointMeans m{output, std::vector<double>(points, none), std::vector<double>(points, 0.0)};
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
    // All runs alike: chance is still at work, as much as Wilson's interval says.
    if (output.share && m.error[p] == 0) {
      const auto count = static_cast<std::size_t>(n);
      const Interval i = wilson(mean > 0.5 ? count : 0, count);
      m.error[p] = 0.5 * (i.high - i.low) / z95;
    }
  }
  return m;
}

}  // namespace

PointResults results_of(Store& store, std::size_t points, const std::vector<Output>& outputs) {
  PointResults all;
  all.failures = store.failures();
  all.runs = store.runs();
  Database& db = store.database();
  for (std::size_t k = 0; k < ending_names.size(); ++k)
    all.endings[k] = static_cast<std::size_t>(
        db.whole(fmt::format("SELECT count(*) FROM outcomes WHERE outcome = '{}'", ending_names[k])));
  for (const auto& output : outputs) all.means.push_back(means_of(store, points, output));
  Statement s = db.prepare(
      "SELECT point, first_truce_days, first_truce_ended FROM runs JOIN outcomes USING (run) WHERE "
      "first_truce_days IS NOT NULL");
  while (s.step())
    all.truces.push_back(
        {static_cast<std::size_t>(s.whole(0)), {static_cast<int>(s.whole(1)), s.whole(2) != 0}});
  return all;
}

}  // namespace parley
