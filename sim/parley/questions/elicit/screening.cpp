#include "parley/questions/elicit/screening.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "parley/questions/elicit/headlines.hpp"
#include "parley/runs/over_ranges.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/statistics/decisive.hpp"
#include "parley/statistics/two_doubts.hpp"

namespace parley {

Screening screen(const Scenario& scenario, const ScreeningOptions& o) {
  const Scenario open = with_every_range(scenario);
  const std::vector<Variant> variants{{open}};
  const RangePoints points(variants, o.points, o.seed);
  const auto outputs = elicit_outputs(scenario);
  const std::size_t factors = points.factors().size();
  Screening s;
  s.drawn = factors;
  std::vector<double> draws(o.points * factors);
  std::vector<std::vector<double>> values(
      outputs.size(), std::vector<double>(o.points, std::numeric_limits<double>::quiet_NaN()));
  for (std::size_t p = 0; p < o.points; ++p)
    for (std::size_t f = 0; f < factors; ++f) draws[p * factors + f] = points.unit(p, f);
  PointsHooks hooks;
  hooks.run = [&](const PointRun& run) {
    for (std::size_t k = 0; k < outputs.size(); ++k) values[k][run.point] = outputs[k].of(run.outcome);
  };
  hooks.points = [&](std::size_t done) {
    if (o.progress) o.progress(fmt::format("{} of {} points", done, o.points));
  };
  s.points = play_points(points, variants, {.seed = o.seed, .runs = 1, .jobs = o.jobs}, hooks);

  std::map<std::string, bool> asked;  // whole paths that can be asked for
  for (const auto& n : numbers_of(scenario)) asked[n.path] = n.number.mark != Mark::sourced;
  Scenario copy = open;
  for (const auto& n : all_numbers(copy))
    if (n.option) asked.erase(n.path);
  const std::size_t looks = factors * outputs.size();
  s.least = least_told(s.points, looks);
  std::vector<WeighedNumber> best(factors);
  for (std::size_t k = 0; k < outputs.size(); ++k)
    for (const Decisive& d : rank_correlations(draws, factors, values[k]))
      if (WeighedNumber& w = best[d.factor]; std::fabs(d.correlation) > std::fabs(w.correlation)) {
        w.output = k;
        w.correlation = d.correlation;
        w.told = d.p * static_cast<double>(looks) <= claim_level;
      }
  for (std::size_t f = 0; f < factors; ++f) {
    best[f].path = points.factors()[f].path;
    if (const auto at = asked.find(best[f].path); at != asked.end() && at->second)
      s.numbers.push_back(best[f]);
  }
  std::stable_sort(s.numbers.begin(), s.numbers.end(), [](const auto& a, const auto& b) {
    return std::fabs(a.correlation) > std::fabs(b.correlation);
  });
  return s;
}

}  // namespace parley
