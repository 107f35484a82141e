#include "parley/study/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
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

std::vector<SurvivalStep> survival_curve(std::span<const Spell> spells) {
  std::vector<Spell> sorted(spells.begin(), spells.end());
  std::sort(sorted.begin(), sorted.end(), [](const Spell& a, const Spell& b) { return a.days < b.days; });
  std::vector<SurvivalStep> curve;
  double s = 1, greenwood = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    SurvivalStep step;
    step.day = sorted[i].days;
    step.at_risk = sorted.size() - i;
    for (; i < sorted.size() && sorted[i].days == step.day; ++i) ++(sorted[i].ended ? step.ended : step.left);
    const double at_risk = static_cast<double>(step.at_risk), ended = static_cast<double>(step.ended);
    s *= 1 - ended / at_risk;
    if (ended > 0 && at_risk > ended) greenwood += ended / (at_risk * (at_risk - ended));
    if (s <= 0 || s >= 1) {
      const Interval flat = wilson(s >= 1 ? sorted.size() : 0, sorted.size());
      step.beyond = {s, flat.low, flat.high};
    } else {
      const double loglog = std::log(-std::log(s)),
                   half = z95 * std::sqrt(greenwood) / std::fabs(std::log(s));
      step.beyond = {s, std::exp(-std::exp(loglog + half)), std::exp(-std::exp(loglog - half))};
    }
    curve.push_back(step);
  }
  return curve;
}

Interval survival(std::span<const Spell> spells, int day) {
  if (spells.empty()) return {0, 0, 1};
  const auto curve = survival_curve(spells);
  const auto after = std::upper_bound(curve.begin(), curve.end(), day,
                                      [](int d, const SurvivalStep& step) { return d < step.day; });
  if (after != curve.begin()) return std::prev(after)->beyond;
  const Interval all = wilson(spells.size(), spells.size());
  return {1, all.low, all.high};
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
