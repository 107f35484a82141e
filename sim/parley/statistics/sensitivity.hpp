// Which assumptions decide an output, and how sure is that?
//
// Intervals are value +- z s, s the standard deviation of the estimate over bootstrap resamples (blocks of a
// Saltelli design or trajectories of a Morris design drawn with replacement, by Philox), z the normal
// quantile of the level. Blocks and trajectories with an output that is not finite are left out and counted.
// Without any that is left, and for an output that is constant but for rounding, nothing is known:
// the numbers are not finite. So are intervals from fewer than `least_resampled` blocks or trajectories: so few
// are mostly alike by chance, and a bootstrap of them is sure of anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "parley/statistics/design.hpp"

namespace parley {

inline constexpr std::size_t least_resampled = 5;

struct Estimate {
  double value = 0, low = 0, high = 0;
};

struct Bootstrap {
  std::uint64_t seed = 1;
  std::uint32_t resamples = 1000;
  double level = 0.95;
};

// What luck there is in the outputs where each is the mean of n runs: by row the deviations of its runs from
// their mean, over sqrt(n (n - 1)), in the same order of runs at every row (0 for a run without the output;
// NaN where one run alone tells nothing of its luck). Then the sum over runs of the product of two rows'
// entries estimates the covariance of their luck, shared luck or not. None: the outputs have no luck in them.
using RowLuck = std::span<const std::vector<double>>;

// Sobol indices. With y standardised over all rows (variance over n) and var(y) over A and B together:
//   S1_j  = mean(B (AB_j - A)) / var(y)                  Saltelli et al. 2010
//   ST_j  = mean((A - AB_j)^2) / (2 var(y))              Jansen 1999
//   S2_jk = mean(BA_j AB_k - A B) / var(y) - S1_j - S1_k Saltelli 2002
struct SobolIndices {
  std::size_t blocks = 0, dropped = 0;  // blocks used, and left out for an output that is not finite
  bool of_luck = false;                 // the outputs vary by no more than their luck explains: no indices
  double mean = 0, variance = 0;        // of the outputs of A and B
  std::vector<Estimate> first, total;   // by factor
  std::vector<Estimate> second;         // by pair j < k: (0,1), (0,2), .. (1,2), ..; empty without BA rows
};

// y in the row order of a Saltelli design of `factors` factors; its size is a whole number of blocks. Each
// numerator, and the variance, is freed of what luck adds to it: all are of second degree in y, so that the
// same form of the luck is what is expected of it.
SobolIndices sobol_indices(std::span<const double> y, std::size_t factors, bool second_order,
                           const Bootstrap& bootstrap = {}, RowLuck luck = {});

// As they are told: no share lies below 0 or above 1. Chance puts estimates and ends of intervals there; what
// may be claimed is asked of the estimates as they are.
SobolIndices as_shares(SobolIndices indices);

// Elementary effects of a factor over its whole range (Morris 1991; mu* of Campolongo et al. 2007).
struct MorrisEffect {
  double mu = 0;
  Estimate mu_star;
  double luck = 0;   // the mean size that luck alone would make
  double sigma = 0;  // standard deviation of the effects (n - 1): interactions and curvature
  // The mean size as it is told: never below 0. What may be claimed is asked of mu_star as it is.
  Estimate size() const { return {mu_star.value, mu_star.low < 0 ? 0 : mu_star.low, mu_star.high}; }
};
struct MorrisEffects {
  std::size_t trajectories = 0, dropped = 0;
  bool constant = false;  // the output does not vary but for rounding: there are no effects to tell
  std::vector<MorrisEffect> factors;
};

// y by the points of a Morris design with so many levels. Only the direction of each step is read from the
// design; its length is levels / (2 (levels - 1)). Luck makes a mean size of its own: since E|m + e| <= |m| +
// E|e|, the interval of mu* reaches down by E|e| (normal luck).
MorrisEffects morris_effects(const Design& design, std::span<const double> y, int levels = 4,
                             const Bootstrap& bootstrap = {}, RowLuck luck = {});

}  // namespace parley
