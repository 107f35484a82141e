#include "parley/questions/record/scoring.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr std::size_t law_pieces = 2000;

template <class Law>
std::vector<double> pieces_up_to(const Law& law, double after, std::optional<double> most) {
  std::vector<double> values = pieces(law, law_pieces);
  for (double& v : values) v = most ? std::min(v + after, *most) : v + after;
  return values;
}

// What is told by equally likely values, but for the log score.
Scored of_values(const ForecastSample& sample, double seen) {
  Scored s;
  s.penalty = sample.crps(seen);
  s.pit = sample.pit(seen);
  s.mean = mean(sample.values());
  s.median = sample.quantile(0.5);
  s.low = sample.quantile(0.05);
  s.high = sample.quantile(0.95);
  return s;
}

Scored of(const OneNumber& f, double seen, std::optional<double> most) {
  const double value = most ? std::min(f.value, *most) : f.value;
  return {std::abs(value - seen), unknown, unknown, value, value, value, value};
}

Scored of(const ForecastSample& sample, double seen, std::optional<double> most) {
  Scored s = of_values(sample, seen);
  const auto values = sample.values();
  const auto below =
      static_cast<std::size_t>(most ? std::lower_bound(values.begin(), values.end(), *most) - values.begin()
                                    : static_cast<std::ptrdiff_t>(values.size()));
  if (below == values.size()) {
    s.log_penalty = sample.log_score(seen);
  } else if (seen >= *most) {
    s.log_penalty = -scalar_log(told_by_runs(values.size() - below, values.size()));
  } else if (below > 1) {
    const ForecastSample short_ones(
        std::vector<double>(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(below)));
    s.log_penalty = short_ones.log_score(seen) - scalar_log(told_by_runs(below, values.size()));
  }
  return s;
}

Scored of(const LogNormalLaw& law, double seen, std::optional<double> most) {
  Scored s = of_values(ForecastSample(pieces_up_to(law, 0, most)), seen);
  if (!most) s.penalty = crps(law, seen);
  s.pit = at_most(law, seen);
  if (seen > 0) s.log_penalty = log_score(law, seen);
  return s;
}

Scored of(const DelayedWeibull& f, double seen, std::optional<double> most) {
  Scored s = of_values(ForecastSample(pieces_up_to(f.law, f.after, most)), seen);
  const double since = seen - f.after;
  if (most && seen >= *most)
    s.log_penalty = -scalar_log(1 - at_most(f.law, *most - f.after));
  else if (since > 0)
    s.log_penalty = log_score(f.law, since);
  return s;
}

Scored of(const Chance& f, double seen, std::optional<double>) {
  const double p = f.probability;
  return {brier(p, seen > 0.5), log_score(p, seen > 0.5), unknown, p, p, unknown, unknown};
}

Scored of(const ShareOfRuns& f, double seen, std::optional<double>) {
  const double p = static_cast<double>(f.k) / static_cast<double>(f.n);
  return {
      brier(p, seen > 0.5), log_score(told_by_runs(f.k, f.n), seen > 0.5), unknown, p, p, unknown, unknown};
}

}  // namespace

Scored score(const Forecast& forecast, double seen, std::optional<double> most) {
  if (most) seen = std::min(seen, *most);
  return std::visit([&](const auto& f) { return of(f, seen, most); }, forecast);
}

}  // namespace parley
