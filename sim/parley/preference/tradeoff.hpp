// Which package gives me at least this much, and is otherwise best?
//
// Maximises an additive objective over all packages whose own sum reaches a target. Exact on a grid: own
// parts are rounded down to 1/bins of the range, so a target is never missed; what rounding gives away is
// below units / bins of the range. Dynamic programming over units (multiple-choice knapsack, Kellerer et al.
// 2004, ch. 11): units x choices x bins steps to build, one look-up a unit to query.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "parley/preference/space.hpp"

namespace parley {

class TradeOff {
 public:
  static constexpr std::size_t bins = 512;

  // All tables are flat over all choices (Space::offset); only choices with allowed != 0 are considered, at
  // least one a unit. Reuses its memory from one build to the next.
  void build(const Space& space, std::span<const double> own, std::span<const double> objective,
             std::span<const std::uint8_t> allowed);
  bool built() const { return !choice_.empty(); }

  // Writes the best package whose own sum is at least `target` (of the same scale as `own`) into `out`; the
  // package of highest own sum where the target cannot be reached on the grid.
  void best(double target, std::span<OptionIndex> out) const;
  // The highest own sum of the allowed packages.
  double highest() const { return highest_sum_; }

 private:
  std::size_t units_ = 0;
  double floor_ = 0, width_ = 1, highest_sum_ = 0;
  std::vector<float> value_, next_;
  std::vector<std::int32_t> chosen_;  // scratch, as wide as a float so that the inner loop vectorises
  std::vector<OptionIndex> choice_;   // units x (bins + 1)
  std::vector<std::uint16_t> step_;   // bins gained, by choice
  std::vector<OptionIndex>
      frontier_;  // scratch: choices of one unit that no other choice beats on both counts
  std::vector<std::size_t> offset_;
  Package highest_;
};

}  // namespace parley
