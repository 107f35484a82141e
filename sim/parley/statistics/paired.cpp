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

Difference score_difference(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b, double error) {
  if (a.empty()) return {std::nan(""), std::nan(""), std::nan("")};
  double gained = 0, lost = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    gained += a[i] != 0 && b[i] == 0 ? 1 : 0;
    lost += a[i] == 0 && b[i] != 0 ? 1 : 0;
  }
  const double n = static_cast<double>(a.size()), value = (gained - lost) / n, z = normal_bound(1 - error);
  // How far what was seen lies above a difference d, in standard errors there; falls with d.
  const auto score = [&](double d) {
    const double square = 2 * n, linear = -gained - lost + (2 * n - gained + lost) * d,
                 constant = -lost * d * (1 - d);
    const double lose =  // the likeliest chance of a loss, if the difference is d
        (std::sqrt(std::max(0.0, linear * linear - 4 * square * constant)) - linear) / (2 * square);
    const double variance = n * (2 * lose + d * (1 - d)), seen = gained - lost - n * d;
    return variance > 0 ? seen / std::sqrt(variance) : seen * 1e300;
  };
  // Where the score crosses `at`, between two differences.
  const auto crossing = [&](double low, double high, double at) {
    for (int k = 0; k < 60; ++k) {
      const double middle = 0.5 * (low + high);
      (score(middle) > at ? low : high) = middle;
    }
    return 0.5 * (low + high);
  };
  return {value, crossing(-1, value, z), crossing(value, 1, -z)};
}

Difference paired_means(std::span<const double> a, std::span<const double> b, double error) {
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
  const double z = error == 0.05 ? z95 : normal_bound(1 - error),
               half = a.size() > 1 ? z * std::sqrt(squares / (n - 1) / n) : std::nan("");
  return {mean, mean - half, mean + half};
}

}  // namespace parley
