// Under which assumptions does the outcome of interest happen?
//
// Scenario discovery by the Patient Rule Induction Method (Friedman & Fisher 1999; Bryant & Lempert 2010):
// from the box of all points, peel off the thin slice whose loss raises the mean most, again and again, then
// paste slices back while the mean rises. Each step is a box a reader may choose: high density (share of its
// points that are of interest) against high coverage (share of all points of interest that it holds).
//
// The rules are those of the peers' (PRIM 1.0.0, after the sdtoolkit package for R):
//   peel, real      at the quantile alpha from below (keep x >= q) or 1 - alpha from above (keep x <= q); q
//   is the
//                   mean of the sorted values on both sides of position (n - 1) alpha; where these are equal
//                   the outer one walks on until they are not
//   peel, integer   q cut to a whole number; where that is the limit itself, the limit's value goes; the new
//                   limit is the outermost value left
//   peel, category  one of the box's categories
//   paste           the same quantile of the points between the limit and the edge of all points, seen from
//   the
//                   box; a category is pasted whole
//   choice          the largest objective, then the fewest restricted factors, then the earlier factor (upper
//                   before lower limit when peeling, lower before upper when pasting)
//   stop            when the chosen box has less than mass_min of all points or the objective does not grow
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "parley/statistics/design.hpp"

namespace parley {

// lenient1: gain of the mean by point lost (Friedman & Fisher eq. 14.5); lenient2: that times the points left
// (14.6); original: the mean.
enum class PrimObjective { lenient1, lenient2, original };

struct PrimOptions {
  double peel_alpha = 0.05, paste_alpha = 0.05;  // in (0, 1)
  double mass_min = 0.05;
  double threshold = 0.5;  // a point is of interest when its y is above
  PrimObjective objective = PrimObjective::lenient1;
};

// The values of one factor at the points; those of a category are the indices of its levels.
struct PrimColumn {
  Factor::Kind kind = Factor::Kind::real;
  std::vector<double> values;
};

struct PrimLimit {
  double low = 0, high = 0;               // both inside; not used for a category
  std::vector<std::uint32_t> categories;  // inside, ascending
  bool restricted = false;                // tighter than all points
  double quasi_p = 1;  // one-sided binomial chance of so many points of interest without this restriction
                       // (Bryant & Lempert 2010); 1 when not restricted
  friend bool operator==(const PrimLimit&, const PrimLimit&) = default;
};

struct PrimStep {
  double coverage = 0, density = 0, mean = 0, mass = 0;
  std::size_t restricted = 0;  // factors
  std::size_t points = 0;
  std::vector<PrimLimit> limits;  // by factor
};

struct PrimBox {
  std::vector<PrimStep> steps;        // from the box of all points to the last peel or paste
  std::vector<std::uint32_t> inside;  // points of the last step
};

// At most `boxes` boxes, each found among the points that earlier ones left over; coverage and mass are of
// all points. y has a value for each point, all values finite. Without a point of interest: no box.
std::vector<PrimBox> prim(std::span<const PrimColumn> columns, std::span<const double> y,
                          const PrimOptions& options = {}, std::size_t boxes = 1);

}  // namespace parley
