// How does an output move along one assumption, and which of several options is better, how surely?
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "parley/statistics/sensitivity.hpp"

namespace parley {

// The mean output of the points whose factor lies in one bin, with a Student t interval of the given level.
// A bin with one point has an unbounded interval.
struct EffectBin {
  double low = 0, high = 0;  // smallest and largest value of the factor in the bin
  std::size_t n = 0;
  Estimate mean;
};

// Bins by value when x has at most `bins` different values, else of about equal numbers of points; equal
// values share a bin. Pairs with an output that is not finite are left out.
std::vector<EffectBin> main_effect(std::span<const double> x, std::span<const double> y,
                                   std::size_t bins = 10, double level = 0.95);

// How stable is the order of options (columns) over points or runs (rows)? A tie counts half for each.
struct RankingStability {
  std::size_t options = 0;
  std::vector<double> mean;    // of each option
  std::vector<double> first;   // share in which it ranks first (ties share)
  std::vector<double> before;  // options x options: share in which the row's option is above the column's
  double at(std::size_t a, std::size_t b) const { return before[a * options + b]; }
};

// Over the rows themselves: the share of the assumptions' points at which A is above B. values: rows x
// options, larger is better, all finite.
RankingStability ranking_by_points(std::span<const double> values, std::size_t options);
// Over bootstrap resamples of the rows: the share in which the mean of A is above that of B.
RankingStability ranking_by_resampling(std::span<const double> values, std::size_t options,
                                       const Bootstrap& bootstrap = {});

}  // namespace parley
