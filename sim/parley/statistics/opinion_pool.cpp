#include "parley/statistics/opinion_pool.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/support/real.hpp"

namespace parley {

namespace {

// The square of the distance between the pool and a distribution on [low, high], by the middles of cells.
double squared_distance(std::span<const Judgement> judgements, const Judgement& shape, double from,
                        double to) {
  constexpr int cells = 2000;
  double sum = 0;
  for (int k = 0; k < cells; ++k) {
    const double x = from + (to - from) * (k + 0.5) / cells;
    const double d = chance_below(judgements, x) - chance_below(shape, x);
    sum += d * d;
  }
  return sum / cells;
}

// To as many digits as anybody means.
double rounded(double x) {
  return real_of(fmt::format("{:.4g}", x)).value_or(x);
}

double variance(const Judgement& j) {
  if (!j.likeliest) return (j.high - j.low) * (j.high - j.low) / 12;
  const double a = j.low, b = j.high, c = *j.likeliest;
  return (a * a + b * b + c * c - a * b - a * c - b * c) / 18;
}

// The deviation of the pool: within experts and between them.
double deviation_of(std::span<const Judgement> judgements, double mean) {
  double sum = 0;
  for (const auto& j : judgements) sum += variance(j) + (j.mean() - mean) * (j.mean() - mean);
  return std::sqrt(sum / static_cast<double>(judgements.size()));
}

// Whether some values between the lowest low and the highest high lie in nobody's range.
bool has_gap(std::span<const Judgement> judgements) {
  std::vector<Judgement> in_order(judgements.begin(), judgements.end());
  std::sort(in_order.begin(), in_order.end(),
            [](const Judgement& a, const Judgement& b) { return a.low < b.low; });
  double reached = in_order.front().high;
  for (const auto& j : in_order) {
    if (j.low > reached) return true;
    reached = std::max(reached, j.high);
  }
  return false;
}

}  // namespace

double chance_below(std::span<const Judgement> pool, double x) {
  double sum = 0;
  for (const auto& j : pool) sum += chance_below(j, x);
  return sum / static_cast<double>(pool.size());
}

double pool_quantile(std::span<const Judgement> pool, double p) {
  double from = pool.front().low, to = pool.front().high;
  for (const auto& j : pool) {
    from = std::min(from, j.low);
    to = std::max(to, j.high);
  }
  for (int k = 0; k < 100; ++k) {
    const double middle = 0.5 * (from + to);
    (chance_below(pool, middle) < p ? from : to) = middle;
  }
  return to;
}

double chance_below(const Judgement& j, double x) {
  if (x < j.low) return 0;
  if (x >= j.high) return 1;
  if (!j.likeliest) return (x - j.low) / (j.high - j.low);
  const double peak = *j.likeliest, width = j.high - j.low;
  if (x < peak) return (x - j.low) * (x - j.low) / (width * (peak - j.low));
  return 1 - (j.high - x) * (j.high - x) / (width * (j.high - peak));
}

double triangle_quantile(double low, double peak, double high, double p) {
  const double width = high - low;
  if (!(width > 0)) return low;
  const double left = (peak - low) / width;  // the chance below the peak
  const double x = p < left ? low + std::sqrt(p * width * (peak - low))
                            : high - std::sqrt((1 - p) * width * (high - peak));
  return std::clamp(x, low, high);
}

PooledRange pooled(std::span<const Judgement> judgements) {
  std::vector<double> lows, highs;
  double mean = 0;
  for (const auto& j : judgements) {
    lows.push_back(j.low);
    highs.push_back(j.high);
    mean += j.mean() / static_cast<double>(judgements.size());
  }
  std::sort(lows.begin(), lows.end());
  std::sort(highs.begin(), highs.end());
  PooledRange r;
  const bool alike = lows.front() == lows.back() && highs.front() == highs.back();
  r.trimmed = judgements.size() >= experts_to_trim && !alike;
  r.low = r.trimmed ? rounded(pool_quantile(judgements, 0.05)) : lows.front();
  r.high = r.trimmed ? rounded(pool_quantile(judgements, 0.95)) : highs.back();
  const double peak = std::clamp(rounded(3 * mean - r.low - r.high), r.low, r.high);
  const double even = squared_distance(judgements, {r.low, r.high, {}}, lows.front(), highs.back()),
               triangle = squared_distance(judgements, {r.low, r.high, peak}, lows.front(), highs.back());
  r.triangular = r.low < r.high && triangle < even;
  r.centre = r.triangular ? peak : std::clamp(rounded(mean), r.low, r.high);
  r.distance = std::sqrt(r.triangular ? triangle : even);
  r.left_out = r.trimmed ? 1 - chance_below(judgements, r.high) + chance_below(judgements, r.low) : 0;
  r.pool_deviation = deviation_of(judgements, mean);
  r.deviation = std::sqrt(variance({r.low, r.high, r.triangular ? std::optional(peak) : std::nullopt}));
  r.two_minds = has_gap(judgements);
  return r;
}

std::vector<Apart> apart(std::span<const Judgement> judgements) {
  std::vector<Apart> pairs;
  for (std::size_t a = 0; a < judgements.size(); ++a)
    for (std::size_t b = 0; b < judgements.size(); ++b)
      if (judgements[a].high < judgements[b].low) pairs.push_back({a, b});
  return pairs;
}

}  // namespace parley
