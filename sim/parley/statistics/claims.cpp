#include "parley/statistics/claims.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

double z_of(double level) { return normal_quantile(1 - level / 2); }

// Half the interval of a difference, from those of its parts.
double both(double a, double b) { return std::sqrt(a * a + b * b); }

// How much wider an interval is when the level is shared out.
double wider_by(std::size_t looks) {
  return z_of(claim_level / static_cast<double>(std::max<std::size_t>(looks, 1))) / z_of(0.05);
}

}  // namespace

Difference shared_out(const Difference& d, std::size_t looks) {
  const double wider = wider_by(looks);
  return {d.value, d.value - wider * (d.value - d.low), d.value + wider * (d.high - d.value)};
}

std::optional<std::size_t> needed(std::size_t n, const Estimate& e) {
  const double half = 0.5 * (e.high - e.low), size = std::fabs(e.value);
  if (!(size > 0) || !(half >= 0) || clear_of_zero(e)) return std::nullopt;
  const double all = static_cast<double>(n) * (half / size) * (half / size);
  if (!(all < 1e9)) return std::nullopt;
  // Two significant digits: the estimate is no surer than that.
  double digit = 1;
  while (all >= 100 * digit) digit *= 10;
  return static_cast<std::size_t>(std::ceil(std::max(all, static_cast<double>(n) + 1) / digit) * digit);
}

std::string needed_in_words(std::size_t n, const Estimate& e, const char* unit) {
  const auto more = needed(n, e);
  return more ? fmt::format("about {} {} would tell", *more, unit) : "";
}

Difference difference_of(const Interval& a, const Interval& b, std::size_t looks) {
  const double down = both(a.share - a.low, b.high - b.share), up = both(a.high - a.share, b.share - b.low),
               d = a.share - b.share;
  return shared_out({d, d - down, d + up}, looks);
}

Estimate lead_over(std::span<const Estimate> sizes, std::size_t first, std::size_t other) {
  const auto half = [&](std::size_t k) { return 0.5 * (sizes[k].high - sizes[k].low); };
  const double d = sizes[first].value - sizes[other].value,
               wide = wider_by(sizes.size() - 1) * both(half(first), half(other));
  return {d, d - wide, d + wide};
}

std::optional<int> half_over(std::span<const SurvivalStep> curve) {
  const auto half =
      std::find_if(curve.begin(), curve.end(), [](const auto& s) { return s.beyond.share <= 0.5; });
  const bool sure =
      std::any_of(curve.begin(), curve.end(), [](const auto& s) { return s.beyond.high < 0.5; });
  if (half == curve.end() || !sure) return std::nullopt;
  return half->day;
}

Largest largest(std::span<const Estimate> sizes) {
  Largest result;
  for (std::size_t k = 0; k < sizes.size(); ++k)
    if (sizes[k].low > 0 && (!result.at || sizes[k].value > sizes[*result.at].value)) result.at = k;
  if (!result.at) return result;
  for (std::size_t k = 0; k < sizes.size(); ++k)
    if (k != *result.at && sizes[k].value > 0 && lead_over(sizes, *result.at, k).low <= 0)
      result.rivals.push_back(k);
  return result;
}

}  // namespace parley
