#include "parley/preference/tradeoff.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace parley {

void TradeOff::build(const Space& space, std::span<const double> own, std::span<const double> objective,
                     std::span<const std::uint8_t> allowed) {
  constexpr float impossible = -std::numeric_limits<float>::infinity();
  units_ = space.units();
  bins_ = std::max(least_bins, std::min(64 * units_, 3 * least_bins));
  const std::size_t width = bins_ + 1;
  own_.assign(own.begin(), own.end());
  offset_.resize(units_);
  highest_.resize(units_);
  step_.resize(space.table_size());
  choice_.resize(units_ * width);
  value_.resize(width);
  next_.resize(width);
  chosen_.resize(width);

  const auto least_of = [&](std::size_t u) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t c = offset_[u]; c < offset_[u] + space.choices(u); ++c)
      if (allowed[c] != 0) least = std::min(least, own[c]);
    return least;
  };
  double low = 0, high = 0;
  for (std::size_t u = 0; u < units_; ++u) {
    offset_[u] = space.offset(u);
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < space.choices(u); ++c) {
      if (allowed[offset_[u] + c] == 0 || own[offset_[u] + c] <= most) continue;
      most = own[offset_[u] + c];
      highest_[u] = static_cast<OptionIndex>(c);
    }
    low += least_of(u);
    high += most;
  }
  floor_ = low;
  highest_sum_ = high;
  width_ = high > low ? (high - low) / static_cast<double>(bins_) : 1.0;

  // value_[b]: the best objective of the units treated so far with at least b bins gained.
  std::fill(value_.begin(), value_.end(), impossible);
  value_[0] = 0.0F;
  for (std::size_t u = 0; u < units_; ++u) {
    const double least = least_of(u);
    std::fill(next_.begin(), next_.end(), impossible);
    std::fill(chosen_.begin(), chosen_.end(), highest_[u]);
    std::int32_t* const chosen = chosen_.data();
    float* const next = next_.data();
    // Only choices that no other beats both for oneself and for the objective can be part of an answer.
    frontier_.clear();
    for (std::size_t c = 0; c < space.choices(u); ++c)
      if (allowed[offset_[u] + c] != 0) frontier_.push_back(static_cast<OptionIndex>(c));
    std::sort(frontier_.begin(), frontier_.end(), [&](OptionIndex a, OptionIndex b) {
      const std::size_t x = offset_[u] + a, y = offset_[u] + b;
      if (own[x] != own[y]) return own[x] > own[y];
      if (objective[x] != objective[y]) return objective[x] > objective[y];
      return a < b;
    });
    double most = -std::numeric_limits<double>::infinity();
    for (const std::size_t c : frontier_) {
      if (objective[offset_[u] + c] <= most) continue;
      most = objective[offset_[u] + c];
      const double gained = std::floor((own[offset_[u] + c] - least) / width_ + 0.5);
      const std::size_t s = std::min(static_cast<std::size_t>(gained), bins_);
      step_[offset_[u] + c] = static_cast<std::uint16_t>(s);
      const auto o = static_cast<float>(objective[offset_[u] + c]);
      const auto mark = static_cast<std::int32_t>(c);
      // Gaining s bins: a need of b <= s is met from nothing, b > s needs b - s before.
      const float from_nothing = value_[0] + o;
      for (std::size_t b = 0; b < s; ++b) {
        const bool better = from_nothing > next[b];
        next[b] = better ? from_nothing : next[b];
        chosen[b] = better ? mark : chosen[b];
      }
      const float* before = value_.data();
      for (std::size_t b = s; b < width; ++b) {
        const float v = before[b - s] + o;
        const bool better = v > next[b];
        next[b] = better ? v : next[b];
        chosen[b] = better ? mark : chosen[b];
      }
    }
    for (std::size_t b = 0; b < width; ++b) choice_[u * width + b] = static_cast<OptionIndex>(chosen[b]);
    std::swap(value_, next_);
  }
}

void TradeOff::best(double target, std::span<OptionIndex> out) const {
  constexpr double slack = 1e-12;
  // Rounding errors of units cancel: their sum is rarely beyond this many bins.
  const double spread = 1.0 + std::ceil(std::sqrt(static_cast<double>(units_)));
  const double need = std::floor((target - floor_) / width_) - spread;
  // value_ falls from bin to bin, so the first package that reaches the target is the best.
  for (std::size_t bin = need <= 0 ? 0 : static_cast<std::size_t>(need); bin <= bins_; ++bin) {
    if (value_[bin] == -std::numeric_limits<float>::infinity()) break;
    double sum = 0;
    std::size_t b = bin;
    for (std::size_t u = units_; u-- > 0;) {
      out[u] = choice_[u * (bins_ + 1) + b];
      sum += own_[offset_[u] + out[u]];
      const std::size_t s = step_[offset_[u] + out[u]];
      b = b > s ? b - s : 0;
    }
    if (sum >= target - slack) return;
  }
  std::copy(highest_.begin(), highest_.end(), out.begin());
}

}  // namespace parley
