#include "parley/statistics/looks.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

std::vector<std::size_t> looks_at(std::size_t all) {
  std::vector<std::size_t> looks;
  for (const std::size_t part : {std::size_t{8}, std::size_t{4}, std::size_t{2}})
    if (const std::size_t n = all / part; n >= fewest_at_a_look) looks.push_back(n);
  looks.push_back(all);
  return looks;
}

Interval score_interval(std::size_t k, std::size_t n, std::size_t looks) {
  if (n == 0) return not_known;
  const double z = -normal_quantile(0.025 / static_cast<double>(looks)), z2 = z * z;
  const double count = static_cast<double>(n), p = static_cast<double>(k) / count;
  const double centre = (p + z2 / (2 * count)) / (1 + z2 / count);
  const double half = z * std::sqrt(p * (1 - p) / count + z2 / (4 * count * count)) / (1 + z2 / count);
  // At the ends the formula gives 0 and 1 exactly; rounding must not.
  return {p, k == 0 ? 0.0 : std::max(0.0, centre - half), k == n ? 1.0 : std::min(1.0, centre + half)};
}

}  // namespace parley
