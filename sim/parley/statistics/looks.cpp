#include "parley/statistics/looks.hpp"

#include <algorithm>
#include <cmath>

#include "parley/statistics/claims.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

std::vector<std::size_t> looks_at(std::size_t all, std::size_t fewest) {
  std::vector<std::size_t> looks;
  for (const std::size_t part : {16U, 8U, 4U, 2U})
    if (const std::size_t n = all / part; n >= fewest) looks.push_back(n);
  looks.push_back(all);
  return looks;
}

double error_at(std::span<const std::size_t> looks, std::size_t units) {
  std::size_t before = 0;
  for (const std::size_t look : looks) {
    if (look >= units) break;
    before = look;
  }
  return claim_level * static_cast<double>(units - before) / static_cast<double>(looks.back());
}

namespace {

Interval interval_of(double p, double count, double error) {
  const double z = -normal_quantile(0.5 * error), z2 = z * z;
  const double centre = (p + z2 / (2 * count)) / (1 + z2 / count);
  const double half = z * std::sqrt(p * (1 - p) / count + z2 / (4 * count * count)) / (1 + z2 / count);
  // At the ends the formula gives 0 and 1 exactly; rounding must not.
  return {p, p <= 0 ? 0.0 : std::max(0.0, centre - half), p >= 1 ? 1.0 : std::min(1.0, centre + half)};
}

double share_of_ones(std::span<const std::uint8_t> series) {
  return static_cast<double>(std::count(series.begin(), series.end(), std::uint8_t{1})) /
         static_cast<double>(series.size());
}

}  // namespace

Interval score_interval(std::size_t k, std::size_t n, double error) {
  if (n == 0) return not_known;
  const double count = static_cast<double>(n);
  return interval_of(static_cast<double>(k) / count, count, error);
}

Interval share_beside(std::span<const std::uint8_t> first, std::span<const std::uint8_t> all, double error) {
  if (first.empty()) return not_known;
  const auto known = all.first(first.size());
  const double n = static_cast<double>(first.size()), p = share_of_ones(first), q = share_of_ones(known);
  if (std::equal(first.begin(), first.end(), known.begin()))
    return interval_of(share_of_ones(all), static_cast<double>(all.size()), error);
  double both = 0;
  for (std::size_t i = 0; i < first.size(); ++i) both += first[i] != 0 && known[i] != 0 ? 1 : 0;
  const double covariance = both / n - p * q, of_first = p * (1 - p), of_known = q * (1 - q);
  if (first.size() == all.size() || n < 3 || of_first <= 0 || of_known <= 0) return interval_of(p, n, error);
  // What of the variance goes together, less what would by chance.
  const double explained = covariance * covariance / (of_first * of_known),
               together = std::max(0.0, 1 - (1 - explained) * (n - 1) / (n - 2));
  const double share = p + covariance / of_known * (share_of_ones(all) - q);
  const double runs = 1 / ((1 - together) / n + together / static_cast<double>(all.size()));
  return interval_of(std::clamp(share, 0.0, 1.0), runs, error);
}

bool decided(const Difference& d, double worth, std::size_t lines) {
  return clear_of_zero(shared_out(d, lines)) || (d.low >= -worth && d.high <= worth);
}

}  // namespace parley
