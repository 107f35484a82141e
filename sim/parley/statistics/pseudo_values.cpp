#include "parley/statistics/pseudo_values.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace parley {

namespace {

struct Count {
  double ended = 0, censored = 0;
};
using Counts = std::map<int, Count>;  // by length in days

// Shares that last beyond 0, 1, ... `last` days.
std::vector<double> curve_of(const Counts& counts, int last) {
  double at_risk = 0, share = 1;
  for (const auto& [days, c] : counts) at_risk += c.ended + c.censored;
  std::vector<double> curve(static_cast<std::size_t>(last) + 1);
  auto next = counts.begin();
  for (int day = 0; day <= last; ++day) {
    for (; next != counts.end() && next->first <= day; ++next) {
      if (at_risk > 0) share *= 1 - next->second.ended / at_risk;
      at_risk -= next->second.ended + next->second.censored;
    }
    curve[static_cast<std::size_t>(day)] = share;
  }
  return curve;
}

Counts counts_of(std::span<const FirstSpell> runs) {
  Counts counts;
  for (const auto& run : runs)
    if (run) ++(run->ended ? counts[run->days].ended : counts[run->days].censored);
  return counts;
}

// Whether the curve is known as far as `last`.
bool reaches(const Counts& counts, int last) {
  if (counts.empty()) return true;  // no run signed: no truce lasts
  const auto& [days, c] = *counts.rbegin();
  return last <= days || c.censored == 0;
}

// `summary` makes one number of a curve up to `last`, `plain` the same of a spell that was followed until it
// ended or beyond `last`.
template <class Summary, class Plain>
std::vector<double> values_of(std::span<const FirstSpell> runs, int last, const Summary& summary,
                              const Plain& plain) {
  Counts counts = counts_of(runs);
  if (!reaches(counts, last)) return std::vector<double>(runs.size(), unknown);
  const bool cut_off = std::any_of(counts.begin(), counts.end(), [&](const auto& row) {
    return row.first < last && row.second.censored > 0;
  });
  double n = 0;
  for (const auto& run : runs) n += run ? 1 : 0;
  std::map<std::pair<int, bool>, double> known;
  const double all = cut_off ? summary(curve_of(counts, last)) : 0;
  std::vector<double> values;
  for (const auto& run : runs) {
    if (!run || !cut_off) {
      values.push_back(run ? plain(*run) : 0.0);
      continue;
    }
    const auto [at, fresh] = known.try_emplace({run->days, run->ended}, 0.0);
    if (fresh) {
      double& own = run->ended ? counts[run->days].ended : counts[run->days].censored;
      own -= 1;
      at->second = n * all - (n - 1) * (n > 1 ? summary(curve_of(counts, last)) : 0.0);
      own += 1;
    }
    values.push_back(at->second);
  }
  if (!cut_off) return values;
  // The mean of what is left by leaving out differs from the estimate where few are at risk late: centred on
  // it.
  double sum = 0;
  for (const double value : values) sum += value;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (runs[i]) values[i] += all - sum / n;
  return values;
}

}  // namespace

std::vector<double> lasting_values(std::span<const FirstSpell> runs, int day) {
  return values_of(
      runs, day, [](const std::vector<double>& curve) { return curve.back(); },
      [day](const Spell& s) { return s.days > day || (!s.ended && s.days == day) ? 1.0 : 0.0; });
}

double lasting_share(std::span<const double> values) {
  const double share = mean(values);
  return std::isnan(share) ? share : std::clamp(share, 0.0, 1.0);
}

std::vector<double> kept_days_values(std::span<const FirstSpell> runs, int days) {
  if (days < 1) return std::vector<double>(runs.size(), unknown);
  return values_of(
      runs, days - 1,
      [](const std::vector<double>& curve) {
        double sum = 0;
        for (const double share : curve) sum += share;
        return sum;
      },
      [days](const Spell& s) { return static_cast<double>(std::min(s.days + (s.ended ? 0 : 1), days)); });
}

std::optional<int> longest(std::span<const FirstSpell> runs) {
  std::optional<int> days;
  for (const auto& run : runs)
    if (run) days = std::max(days.value_or(0), run->days);
  return days;
}

}  // namespace parley
