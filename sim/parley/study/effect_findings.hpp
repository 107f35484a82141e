// What does each parameter of a study do to an output, while all others vary?
#pragma once

#include "parley/statistics/claims.hpp"
#include "parley/statistics/effects.hpp"
#include "parley/study/point_results.hpp"
#include "parley/study/sweep.hpp"

namespace parley {

// The values of a parameter at all points.
std::vector<double> values_of(const Sweep& sweep, std::size_t factor);

// A parameter's bins of values with the mean of an output in each, and the largest difference between two of
// them. The interval allows for having picked that pair, and for as many parameters as the study has
// (Bonferroni). Where the points are many enough, what the other parameters add to the output, one by one, is
// taken out first (additive_fit.hpp), so that a small effect stands out from large ones. In a full grid, and
// where one parameter varies alone, each bin has the same settings of the others: nothing but the luck of the
// runs is chance.
struct Effect {
  std::size_t factor = 0;
  std::vector<EffectBin> bins;
  std::size_t from = 0, to = 0;  // the pair, by bin
  Estimate difference;           // of `to` over `from`
  bool adjusted = false;         // what the others add was taken out
  bool luck_alone = false;       // intervals hold the luck of the runs, and no other parameter
  bool clear() const { return clear_of_zero(difference); }
};

// A grid whose points all have the output.
bool full_grid(const Sweep& sweep, const PointMeans& means);

// Those that are clear of 0 first, then by size.
std::vector<Effect> effects_of(const Sweep& sweep, const PointMeans& means);

}  // namespace parley
