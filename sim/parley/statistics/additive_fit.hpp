// How much of an output do the assumptions explain one by one, added up?
//
// Least squares of y on a straight line and a parabola of each number and a level of each category. What the
// other factors explain can then be taken out of y before one factor is looked at, so that its effect stands
// out from theirs.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "parley/statistics/prim.hpp"

namespace parley {

struct AdditiveFit {
  std::size_t terms = 0;                  // fitted, besides the mean
  std::vector<std::vector<double>> part;  // by factor: what it adds at each point, 0 on average

  // y without what all factors but one add.
  std::vector<double> without_others(std::span<const double> y, std::size_t factor) const;
};

// Points with a y that is not finite are left out of the fit. Nothing where there are fewer than
// `points_a_term` points for each term, or more than `most_terms` terms: too little is known of each.
inline constexpr std::size_t points_a_term = 4, most_terms = 200;
std::optional<AdditiveFit> additive_fit(std::span<const PrimColumn> columns, std::span<const double> y);

}  // namespace parley
