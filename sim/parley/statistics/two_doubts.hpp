// How much of what differs between runs is luck, and how much is the assumptions?
//
// A few runs are made at each of many points drawn over the assumptions. A point's mean errs by the luck of
// its runs: the points' means spread wider than what the points would show with runs without end. Here the
// spread of the latter is told.
//   shares   beta-binomial: a point's true share follows a beta distribution, its runs are tosses (Skellam
//            1948; Griffiths 1973, Biometrics 29), by maximum likelihood. Whether the shape fits is told.
//   means    the points' means are drawn towards their common mean until they spread as the true ones do
//            (the constrained estimate of Louis 1984, JASA 79): what shape they have is kept.
//   parts    one-way random effects (Searle 1971): the variance of a run is that between points' true means
//            and that around them. The interval of the first's share is the jackknife's, over points, of log
//            F (Arvesen 1969, Ann. Math. Statist. 40), which needs no normal distribution.
// With one run a point nothing is known of either, nor with fewer than `least_points`.
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
#include <span>
#include <vector>

#include "parley/statistics/sensitivity.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

inline constexpr std::size_t least_points = 20;
inline constexpr std::size_t least_shared_luck = 50;

// The runs of a point: how many, their sum and the sum of their squares. 0 runs: it says nothing.
struct PointSum {
  std::size_t n = 0;
  double sum = 0, squares = 0;
  void add(double x) {
    ++n;
    sum += x;
    squares += x * x;
  }
  double mean() const { return sum / static_cast<double>(n); }
};

// 10th, 50th and 90th percentile over points, and the mean. Not known: see above.
struct Spread {
  double p10 = unknown, p50 = unknown, p90 = unknown, mean = unknown;
  // How far other points would move each percentile: half the 95% interval, by a jackknife that leaves out a
  // tenth of the points at a time.
  double error10 = unknown, error50 = unknown, error90 = unknown;
  std::size_t points = 0;  // that have runs
  // Of shares: how likely points that fit the shape no better than these are (Pearson's chi-squared over the
  // shares of points with two runs or more); not known of means, nor where these shares are too few. With few
  // runs a point it finds few misfits: a small value tells, a large one does not.
  double fit = unknown;
  bool known() const { return p50 == p50; }
};
// `replicates`: the same runs by replicate, where points share their luck; none where each has its own.
Spread spread_of_shares(std::span<const PointSum> points, std::span<const PointSum> replicates = {});
Spread spread_of_means(std::span<const PointSum> points, std::span<const PointSum> replicates = {});

// The beta distribution of points' true shares: mean and intraclass correlation, 1 / (a + b + 1).
struct BetaOfShares {
  double mean = 0, correlation = 0;  // correlation 0: all alike
  double quantile(double p) const;
};
BetaOfShares beta_of_shares(std::span<const PointSum> points);

struct Parts {
  double within = unknown, between = unknown;  // variances, of a run
  Estimate assumptions{unknown, unknown,
                       unknown};  // between's share of both; its interval, from 0 to 1, may be not known
  bool known() const { return assumptions.value == assumptions.value; }
};
Parts parts_of_variance(std::span<const PointSum> points, std::span<const PointSum> replicates = {});

// The mean over points, each with the same weight, with its 95% interval (Student's t): of points with luck
// of their own. However few runs a point has, it is not drawn to either side; only the interval is wider.
// Where all points are alike, nothing tells how wide it is.
Estimate mean_over_points(std::span<const PointSum> points);

}  // namespace parley
