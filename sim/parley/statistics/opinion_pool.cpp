#include "parley/statistics/opinion_pool.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace parley {

namespace {

// The square of the distance between the pool and a distribution on [low, high], by the middles of cells.
double squared_distance(std::span<const Judgement> judgements, const Judgement& shape, double from,
                        double to) {
  constexpr int cells = 2000;
  const double n = static_cast<double>(judgements.size());
  double sum = 0;
  for (int k = 0; k < cells; ++k) {
    const double x = from + (to - from) * (k + 0.5) / cells;
    double pool = 0;
    for (const auto& j : judgements) pool += chance_below(j, x);
    const double d = pool / n - chance_below(shape, x);
    sum += d * d;
  }
  return sum / cells;
}

// To as many digits as anybody means.
double rounded(double x) {
  const std::string text = fmt::format("{:.4g}", x);
  double out = x;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

}  // namespace

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
  r.trimmed = judgements.size() >= experts_to_trim;
  r.low = lows[r.trimmed ? 1 : 0];
  r.high = highs[highs.size() - (r.trimmed ? 2 : 1)];
  if (r.low > r.high) std::swap(r.low, r.high);
  const double peak = std::clamp(rounded(3 * mean - r.low - r.high), r.low, r.high);
  const double even = squared_distance(judgements, {r.low, r.high, {}}, lows.front(), highs.back()),
               triangle = squared_distance(judgements, {r.low, r.high, peak}, lows.front(), highs.back());
  r.triangular = r.low < r.high && triangle < even;
  r.centre = r.triangular ? peak : std::clamp(rounded(mean), r.low, r.high);
  r.distance = std::sqrt(r.triangular ? triangle : even);
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
