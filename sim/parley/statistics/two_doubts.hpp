// How much of what differs between runs is luck, and how much is the assumptions?
//
// A few runs are made at each of many points drawn over the assumptions. A point's mean errs by the luck of
// its runs: the points' means spread wider than what the points would show with runs without end. Here the
// spread of the latter is told.
//   shares   beta-binomial: a point's true share follows a beta distribution, its runs are tosses
//            (beta_of_shares.hpp). Whether the shape fits is told.
//   means    the points' means are drawn towards their common mean until they spread as the true ones do
//            (the constrained estimate of Louis 1984, JASA 79): what shape they have is kept.
//   parts    one-way random effects (Searle 1971): the variance of a run is that between points' true means
//            and that around them. The interval of the first's share is the jackknife's, over points, of log
//            F (Arvesen 1969, Ann. Math. Statist. 40), which needs no normal distribution.
// With one run a point nothing is known of either, nor with fewer than `least_points`.
//
// A few runs a point may not tell the points apart: then the percentiles lie close together or are one value,
// which looks like certainty. Whether they are told apart is tested (95%, to one side), and how wide their
// spread may be nevertheless is told: for shares by the profile likelihood, for means by the same interval of
// log F, of the shape of the points' means or a normal one; with the error of the mean added in quadrature.
//
// Points that share their luck (replicate r of each has the same random numbers) are moved by it together: as
// many replicates, so many draws of it, however many points. Then the spread of points' means holds only what
// is a run's own of its luck, in a two-way layout without interaction: the rest is that of the replicates'
// means over points. Shares too are drawn towards their mean then, since tosses would be independent. What
// the replicates leave open of all points together is part of the errors; below `least_shared_luck` of them
// nothing is told.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "parley/statistics/beta_of_shares.hpp"
#include "parley/statistics/point_sum.hpp"
#include "parley/statistics/sensitivity.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

inline constexpr std::size_t least_points = 20;
inline constexpr std::size_t least_shared_luck = 50;

// 10th, 50th and 90th percentile over points, and the mean. Not known: see above.
struct Spread {
  double p10 = unknown, p50 = unknown, p90 = unknown, mean = unknown;
  // How far other points would move each percentile: half the 95% interval, by a jackknife that leaves out a
  // tenth of the points at a time.
  double error10 = unknown, error50 = unknown, error90 = unknown;
  std::size_t points = 0;  // that have runs
  double fit = unknown;    // of the shape of shares (beta_of_shares.hpp); not known of means
  // Whether the runs tell the points apart. Where they do not, take for the 10th and the 90th percentile what
  // they are at most away from the mean; not known where all that differs differs at one point.
  bool told = true;
  double widest10 = unknown, widest90 = unknown;
  bool known() const { return p50 == p50; }
  // All runs at all points say the same.
  bool alike() const { return known() && told && all_alike(p10, p90) && all_alike(p10, mean); }
  double lowest() const { return told ? p10 : widest10; }
  double highest() const { return told ? p90 : widest90; }
};
// `replicates`: the same runs by replicate, where points share their luck; none where each has its own.
Spread spread_of_shares(std::span<const PointSum> points, std::span<const PointSum> replicates = {});
Spread spread_of_means(std::span<const PointSum> points, std::span<const PointSum> replicates = {});

struct Parts {
  double within = unknown, between = unknown;  // variances, of a run
  Estimate assumptions{unknown, unknown,
                       unknown};  // between's share of both; its interval, from 0 to 1, may be not known
  bool known() const { return assumptions.value == assumptions.value; }
};
Parts parts_of_variance(std::span<const PointSum> points, std::span<const PointSum> replicates = {});

// The mean over points, each with the same weight, with its interval (Student's t; 95%, or with the error
// given): of points with luck of their own. However few runs a point has, it is not drawn to either side;
// only the interval is wider. Where all points are alike, nothing tells how wide it is. The interval stays
// within `possible`: a change of a share within -1 and 1.
struct Possible {
  double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();
};
inline constexpr Possible a_share{0, 1}, a_change_of_share{-1, 1};
Estimate mean_over_points(std::span<const PointSum> points, const Possible& possible = {},
                          double error = 0.05);

}  // namespace parley
