#include "parley/statistics/paired.hpp"

#include <algorithm>
#include <cmath>

#include "parley/statistics/distributions.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

Difference paired_shares(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  if (a.empty()) return {std::nan(""), std::nan(""), std::nan("")};
  double gained = 0, lost = 0;
  std::size_t of_a = 0, of_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    gained += a[i] != 0 && b[i] == 0 ? 1 : 0;
    lost += a[i] == 0 && b[i] != 0 ? 1 : 0;
    of_a += a[i] != 0 ? 1 : 0;
    of_b += b[i] != 0 ? 1 : 0;
  }
  const double n = static_cast<double>(a.size()), padded = n + 2;
  const double centre = (gained - lost) / padded;
  const double half =
      z95 * std::sqrt(std::max(0.0, gained + lost + 1 - (gained - lost) * (gained - lost) / padded)) / padded;
  // No share falls by more than it was, nor rises by more than was left, as far as both are known.
  const Interval in_a = wilson(of_a, a.size()), in_b = wilson(of_b, b.size());
  return {(gained - lost) / n, std::max({centre - half, -in_b.high, in_a.low - 1}),
          std::min({centre + half, 1 - in_b.low, in_a.high})};
}

Difference paired_means(std::span<const double> a, std::span<const double> b) {
  if (a.empty()) return {std::nan(""), std::nan(""), std::nan("")};
  const double n = static_cast<double>(a.size());
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] - b[i];
  const double mean = sum / n;
  double squares = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double d = a[i] - b[i] - mean;
    squares += d * d;
  }
  const double half = a.size() > 1 ? z95 * std::sqrt(squares / (n - 1) / n) : std::nan("");
  return {mean, mean - half, mean + half};
}

}  // namespace parley
