#include "parley/study/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace parley {

namespace {
constexpr double z95 = 1.959963984540054;
}

Interval wilson(std::size_t k, std::size_t n) {
  if (n == 0) return {0, 0, 1};
  const double count = static_cast<double>(n), p = static_cast<double>(k) / count, z2 = z95 * z95;
  const double centre = (p + z2 / (2 * count)) / (1 + z2 / count);
  const double half = z95 * std::sqrt(p * (1 - p) / count + z2 / (4 * count * count)) / (1 + z2 / count);
  // At the ends the formula gives 0 and 1 exactly; rounding must not.
  return {p, k == 0 ? 0.0 : std::max(0.0, centre - half), k == n ? 1.0 : std::min(1.0, centre + half)};
}

Interval survival(std::span<const Spell> spells, int day) {
  if (spells.empty()) return {0, 0, 1};
  std::vector<Spell> sorted(spells.begin(), spells.end());
  std::sort(sorted.begin(), sorted.end(), [](const Spell& a, const Spell& b) {
    return a.days != b.days ? a.days < b.days : a.ended > b.ended;
  });
  double s = 1, greenwood = 0;
  for (std::size_t i = 0; i < sorted.size() && sorted[i].days <= day;) {
    const int at = sorted[i].days;
    const double at_risk = static_cast<double>(sorted.size() - i);
    double ended = 0;
    for (; i < sorted.size() && sorted[i].days == at; ++i) ended += sorted[i].ended ? 1 : 0;
    s *= 1 - ended / at_risk;
    if (ended > 0 && at_risk > ended) greenwood += ended / (at_risk * (at_risk - ended));
  }
  if (s <= 0 || s >= 1) {
    const Interval flat = wilson(s >= 1 ? sorted.size() : 0, sorted.size());
    return {s, flat.low, flat.high};
  }
  const double loglog = std::log(-std::log(s)), half = z95 * std::sqrt(greenwood) / std::fabs(std::log(s));
  return {s, std::exp(-std::exp(loglog + half)), std::exp(-std::exp(loglog - half))};
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

double mean(std::span<const double> values) {
  if (values.empty()) return 0;
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

}  // namespace parley
