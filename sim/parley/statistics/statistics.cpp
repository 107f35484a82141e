#include "parley/statistics/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "parley/statistics/distributions.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

Interval wilson(std::size_t k, std::size_t n) {
  if (n == 0) return not_known;
  const double count = static_cast<double>(n), p = static_cast<double>(k) / count, z2 = z95 * z95;
  const double centre = (p + z2 / (2 * count)) / (1 + z2 / count);
  const double half = z95 * std::sqrt(p * (1 - p) / count + z2 / (4 * count * count)) / (1 + z2 / count);
  // At the ends the formula gives 0 and 1 exactly; rounding must not.
  return {p, k == 0 ? 0.0 : std::max(0.0, centre - half), k == n ? 1.0 : std::min(1.0, centre + half)};
}

std::vector<SurvivalStep> survival_curve(std::span<const SpellCount> counts) {
  std::size_t at_risk = 0;
  for (const auto& c : counts) at_risk += c.ended + c.censored;
  std::vector<SurvivalStep> curve;
  double s = 1, greenwood = 0, above = 1;  // `above`: the upper end one step before
  for (const auto& c : counts) {
    const double n = static_cast<double>(at_risk), ended = static_cast<double>(c.ended);
    s *= 1 - ended / n;
    if (c.ended > 0 && c.ended < at_risk) greenwood += ended / (n * (n - ended));
    SurvivalStep step{c.days, at_risk, c.ended, {}};
    // Greenwood's error is 0 at both ends: what those still at risk tell.
    if (s >= 1) {
      step.beyond = {s, wilson(at_risk, at_risk).low, 1};
    } else if (s <= 0) {
      step.beyond = {s, 0, above * wilson(0, at_risk).high};
    } else {
      const double loglog = scalar_log(-scalar_log(s)),
                   half = z95 * std::sqrt(greenwood) / std::fabs(scalar_log(s));
      step.beyond = {s, scalar_exp(-scalar_exp(loglog + half)), scalar_exp(-scalar_exp(loglog - half))};
    }
    above = step.beyond.high;
    curve.push_back(step);
    at_risk -= c.ended + c.censored;
  }
  return curve;
}

std::vector<SurvivalStep> survival_curve(std::span<const Spell> spells) {
  std::map<int, SpellCount> by_day;
  for (const auto& spell : spells) {
    SpellCount& count = by_day[spell.days];
    count.days = spell.days;
    ++(spell.ended ? count.ended : count.censored);
  }
  std::vector<SpellCount> counts;
  for (const auto& [days, count] : by_day) counts.push_back(count);
  return survival_curve(counts);
}

Interval survival(std::span<const Spell> spells, int day) {
  if (spells.empty()) return not_known;
  Interval at = {1, wilson(spells.size(), spells.size()).low, 1};
  const auto curve = survival_curve(spells);
  if (day > curve.back().day && curve.back().beyond.share > 0) return not_known;
  for (const auto& step : curve)
    if (step.day <= day) at = step.beyond;
  return at;
}

int longest(std::span<const Spell> spells) {
  int days = 0;
  for (const auto& spell : spells) days = std::max(days, spell.days);
  return days;
}

bool all_alike(double low, double high) {
  constexpr double rounding = 1e-6;
  return high - low <= rounding * std::max(std::fabs(low), std::fabs(high));
}

double median(std::vector<double> values) {
  if (values.empty()) return unknown;
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

double mean(std::span<const double> values) {
  if (values.empty()) return unknown;
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

}  // namespace parley
