// How do the true shares of points spread, of which each has a few tosses?
//
// Beta-binomial (Skellam 1948; Griffiths 1973, Biometrics 29): a point's true share follows a beta
// distribution, its runs are tosses; by maximum likelihood. How wide it may be at most, and whether it is
// told from none at all, by the profile likelihood of the correlation, at 95% to one side (half of the
// chi-squared with one degree of freedom lies on the border; Self & Liang 1987, JASA 82).
#pragma once

#include <span>

#include "parley/statistics/point_sum.hpp"

namespace parley {

// Mean and intraclass correlation, 1 / (a + b + 1).
struct BetaOfShares {
  double mean = 0, correlation = 0;  // correlation 0: all alike
  double quantile(double p) const;
};
struct FittedShares {
  BetaOfShares likeliest, widest;
  bool told = true;  // that points differ; so it is where all runs are alike, and there is nothing to tell
};
// `bound`: also how wide, and whether told.
FittedShares fitted_shares(std::span<const PointSum> points, bool bound);

// How likely points that fit the shape no better than these are (Pearson's chi-squared over the shares of
// points with two runs or more); not known where these are too few. With few runs a point it finds few
// misfits: a small value tells, a large one does not.
double fit_of(const BetaOfShares& shares, std::span<const PointSum> points);

}  // namespace parley
