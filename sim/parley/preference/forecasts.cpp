#include "parley/preference/forecasts.hpp"

#include <algorithm>
#include <cmath>

namespace parley {

namespace {

std::vector<double> column_means(const std::vector<std::vector<double>>& rows) {
  std::vector<double> means(rows[0].size(), 0.0), low = rows[0], high = rows[0];
  for (const std::vector<double>& row : rows)
    for (std::size_t k = 0; k < row.size(); ++k) {
      means[k] += row[k] / static_cast<double>(rows.size());
      low[k] = std::min(low[k], row[k]);
      high[k] = std::max(high[k], row[k]);
    }
  // Rounding carries no mean beyond the outermost place.
  for (std::size_t k = 0; k < means.size(); ++k) means[k] = std::clamp(means[k], low[k], high[k]);
  return means;
}

double percentile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(std::floor(p * static_cast<double>(values.size() - 1) + 0.5))];
}

// Where all end, by line, of one draw after the other.
struct Ends {
  std::vector<std::vector<double>> means, medians;
};

Ends play(Forecasts& f, const ChallengeRules& rules) {
  const ChallengeActors& actors = f.places.actors;
  Ends ends;
  for (std::size_t draw = 1; draw <= f.draws; ++draw) {
    ChallengeForecast c = challenge_forecast(actors, rules, draw);
    const std::span<const double> last =
        std::span(c.positions).subspan(c.turns * actors.actors * actors.lines);
    ends.means.push_back(weighted_means(actors, last));
    ends.medians.push_back(weighted_medians(actors, last));
    if (draw == 1)
      for (const ChallengeStep& step : c.first) f.taken.emplace_back(step.bargains.size(), 0.0);
    for (std::size_t i = 0; i < actors.actors; ++i)
      f.taken[i][c.first[i].chosen] += 1.0 / static_cast<double>(f.draws);
    if (draw == 1) f.challenge = std::move(c);
  }
  return ends;
}

}  // namespace

Forecasts forecasts_of(const Scenario& scenario, const Space& space) {
  Forecasts f;
  f.places = places_of(scenario, space);
  const ChallengeActors& actors = f.places.actors;
  if (actors.actors == 0) return f;
  const auto add = [&](const char* key, const char* name, std::vector<double> places) {
    Package package = nearest_package(space, f.places, places);
    f.list.push_back({key, name, std::move(places), std::move(package)});
  };
  add("midpoint", "midpoint", midpoints(f.places));
  add("weighted_mean", "weighted mean", weighted_means(actors, actors.position));
  if (scenario.challenge.transition == Transition::stochastic)
    f.draws = static_cast<std::size_t>(scenario.challenge.draws.value);
  const Ends ends = play(f, scenario.challenge);
  add("challenge", "challenge model", column_means(ends.means));
  add("challenge_median", "challenge, median", column_means(ends.medians));
  for (std::size_t k = 0; k < actors.lines && f.draws > 1; ++k) {
    std::vector<double> column;
    for (const std::vector<double>& row : ends.means) column.push_back(row[k]);
    f.low.push_back(percentile(column, 0.1));
    f.high.push_back(percentile(column, 0.9));
  }
  return f;
}

double options_apart(const Space& space, PackageView a, PackageView b) {
  double sum = 0;
  for (const IssueId i : space.issues())
    sum += std::fabs(static_cast<double>(space.option(a, i)) - static_cast<double>(space.option(b, i)));
  return sum;
}

}  // namespace parley
