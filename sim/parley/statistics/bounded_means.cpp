#include "parley/statistics/bounded_means.hpp"

#include <algorithm>
#include <cmath>

#include "parley/statistics/distributions.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

Estimate bounded_mean(const PointSum& values, double most) {
  if (values.n == 0) return {unknown, unknown, unknown};
  const double n = static_cast<double>(values.n), mean = values.mean();
  const double variance = std::max(0.0, values.squares / n - mean * mean);
  constexpr double rounding = 1e-12;  // of sums of squares of equal values
  if (values.n < least_runs || variance <= rounding * mean * mean || mean >= most)
    return {mean, unknown, unknown};
  const double reach = student_t_bound(0.95, n - 1) * std::sqrt(variance / (n - 1));
  if (!std::isfinite(most)) {
    const double times = scalar_exp(reach / mean);
    return {mean, mean / times, mean * times};
  }
  const double share = mean / most;
  const double times = scalar_exp(reach / most / (share * (1 - share)));  // of the odds
  const auto at = [&](double odds) { return most * odds / (1 + odds); };
  const double odds = share / (1 - share);
  return {mean, at(odds / times), at(odds * times)};
}

}  // namespace parley
