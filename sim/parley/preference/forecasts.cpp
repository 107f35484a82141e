#include "parley/preference/forecasts.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/random.hpp"

namespace parley {

namespace {

constexpr std::uint32_t jolt_purpose = 63;
constexpr double most_jolts = 100, least_jolts = 10;
constexpr double most_steps = 2e8;  // of all jolts together, turns times actors cubed: some two seconds

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

// The 10th and the 90th percentile of each column.
void spread_of(const std::vector<std::vector<double>>& rows, std::vector<double>& low,
               std::vector<double>& high) {
  for (std::size_t k = 0; k < rows[0].size(); ++k) {
    std::vector<double> column;
    for (const std::vector<double>& row : rows) column.push_back(row[k]);
    low.push_back(percentile(column, 0.1));
    high.push_back(percentile(column, 0.9));
  }
}

// The n-th of the actors with power and saliences a little other.
ChallengeActors jolted(ChallengeActors a, std::uint32_t n) {
  for (std::size_t i = 0; i < a.actors; ++i) {
    Stream luck({1, 0, n}, jolt_purpose, static_cast<std::uint32_t>(i), 0);
    const auto factor = [&] { return 1.0 + Fragility::within * (2.0 * luck.uniform() - 1.0); };
    a.power[i] *= factor();
    const std::span<double> salience = std::span(a.salience).subspan(i * a.lines, a.lines);
    double sum = 0;
    for (double& s : salience) sum += s *= factor();
    for (double& s : salience) s *= std::min(1.0, 100.0 / sum);
  }
  return a;
}

Fragility fragility_of(const Space& space, const Forecasts& f, const ChallengeRules& rules,
                       const Package& forecast) {
  Fragility fragility;
  const auto actors = static_cast<double>(f.places.actors.actors);
  const double steps = static_cast<double>(f.challenge.turns) * actors * actors * actors;
  if (f.draws > 1 || most_steps / steps < least_jolts) return fragility;
  fragility.n = static_cast<std::size_t>(std::min(most_steps / steps, most_jolts));
  fragility.least_turns = f.challenge.turns;
  std::vector<std::vector<double>> means;
  for (std::uint32_t n = 0; n < fragility.n; ++n) {
    const ChallengeActors a = jolted(f.places.actors, n);
    const ChallengeForecast c = challenge_forecast(a, rules);
    means.push_back(weighted_means(a, std::span(c.positions).last(a.actors * a.lines)));
    fragility.same_package += nearest_package(space, f.places, means.back()) == forecast ? 1 : 0;
    fragility.least_turns = std::min(fragility.least_turns, c.turns);
    fragility.most_turns = std::max(fragility.most_turns, c.turns);
  }
  spread_of(means, fragility.low, fragility.high);
  return fragility;
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
  if (f.draws > 1) spread_of(ends.means, f.low, f.high);
  f.fragility = fragility_of(space, f, scenario.challenge, f.list[2].package);
  return f;
}

double options_apart(const Space& space, PackageView a, PackageView b) {
  double sum = 0;
  for (const IssueId i : space.issues())
    sum += std::fabs(static_cast<double>(space.option(a, i)) - static_cast<double>(space.option(b, i)));
  return sum;
}

}  // namespace parley
