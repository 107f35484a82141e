#include "parley/study/point_results.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "parley/statistics/distributions.hpp"
#include "parley/study/store.hpp"

namespace parley {

namespace {

PointMeans unknown_means(const Output& output, std::size_t points) {
  return {output, std::vector<double>(points, unknown), std::vector<double>(points, 0.0),
          std::vector<double>(points, 0.0)};
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

// Of how long first truces last: not known at a point where no truce was followed for so long.
PointMeans lasting_means(const std::vector<FirstTruce>& truces, std::size_t points, const Output& output) {
  PointMeans m = unknown_means(output, points);
  std::vector<std::vector<FirstSpell>> by_point(points);
  for (const auto& truce : truces) by_point[truce.point].push_back(truce.spell);
  for (std::size_t p = 0; p < points; ++p) {
    const auto values = lasting_values(by_point[p], *output.beyond);
    const double middle = mean(values);
    if (std::isnan(middle)) continue;
    double squares = 0;
    for (const double v : values) squares += v * v;
    tell(m, p, middle, squares / static_cast<double>(values.size()), values.size());
  }
  return m;
}

PointMeans means_of(Store& store, std::size_t points, const Output& output) {
  PointMeans m = unknown_means(output, points);
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
