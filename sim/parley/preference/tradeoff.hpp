// Which package gives me at least this much, and is otherwise best?
//
// Maximises an additive objective over all packages whose own sum reaches a target: a multiple-choice
// knapsack (Kellerer et al. 2004, ch. 11), solved by dynamic programming over units at the first query, in at
// most units x choices x bins steps; only bins from which the target can be reached are gone through. Own
// parts are rounded to the nearest 1/bins of the range, so that errors cancel; a query goes through the few
// packages whose rounded sums lie around the target, mends those that fall short by changing one unit, and
// takes the best that reaches it unrounded: a target that can be reached is never missed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "parley/preference/space.hpp"

namespace parley {

class TradeOff {
 public:
  static constexpr std::size_t least_bins = 512, bins_a_unit = 64, most_bins = 1536;

  // All tables are flat over all choices (Space::offset); only choices with allowed != 0 are considered, at
  // least one a unit. Reuses its memory from one build to the next.
  void build(const Space& space, std::span<const double> own, std::span<const double> objective,
             std::span<const std::uint8_t> allowed);

  // Writes the best package whose own sum is at least `target` (of the same scale as `own`) into `out`; the
  // package of highest own sum where there is none. Returns a mark of the way by which it was found: where
  // two targets have the same mark, all targets between them have the same package (tradeoff.cpp tells why).
  std::uint64_t best(double target, std::span<OptionIndex> out);
  // The highest own sum of the allowed packages.
  double highest() const { return highest_sum_; }

 private:
  static constexpr std::size_t nothing = static_cast<std::size_t>(-1);
  std::size_t step_of(std::size_t unit, std::size_t choice) const;  // bins gained
  void fill(std::size_t from);                                      // answers queries from this bin on
  std::span<float> before(std::size_t unit) { return {value_.data() + unit * (bins_ + 1), bins_ + 1}; }
  const double* objective() const { return own_.data() + own_.size() / 2; }

  // A choice that no other of its unit beats both for oneself and for the objective.
  struct Candidate {
    OptionIndex choice = 0;
    std::uint16_t step = 0;  // bins gained
    float worth = 0;         // to the objective
  };
  void sort_by_own();
  void find_candidates(std::size_t unit);
  // The choice by which so many bins are gained best, in this and the units before it.
  Candidate chosen(std::size_t unit, std::size_t bin) const;

  std::size_t units_ = 0, bins_ = 0, filled_from_ = nothing;
  double floor_ = 0, width_ = 1, highest_sum_ = 0;
  std::vector<float> value_;           // (units + 1) x (bins + 1): before each unit, and after the last
  std::vector<std::size_t> top_;       // the most bins that can be gained before each unit, and with all
  std::vector<double> own_;            // by choice: own parts, then the objective's
  std::vector<Candidate> candidates_;  // by unit, each unit's from its offset on
  std::vector<std::size_t> candidates_of_;
  std::vector<OptionIndex> by_own_;  // each unit's choices from its offset on, the highest own part first
  std::vector<std::size_t> offset_;
  std::vector<double> least_;  // own part, by unit
  Package highest_;
};

}  // namespace parley
