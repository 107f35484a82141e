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
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "parley/statistics/sensitivity.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

inline constexpr std::size_t least_points = 20;

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
  // Of shares: how likely points that fit the shape no better than these are (Pearson's chi-squared); not
  // known where points differ in their number of runs, or of means.
  double fit = unknown;
  bool known() const { return p50 == p50; }
};
Spread spread_of_shares(std::span<const PointSum> points);
Spread spread_of_means(std::span<const PointSum> points);

// The beta distribution of points' true shares: mean and intraclass correlation, 1 / (a + b + 1).
struct BetaOfShares {
  double mean = 0, correlation = 0;  // correlation 0: all alike
  double quantile(double p) const;
};
BetaOfShares beta_of_shares(std::span<const PointSum> points);

struct Parts {
  double within = unknown, between = unknown;       // variances, of a run
  Estimate assumptions{unknown, unknown, unknown};  // between's share of both; its interval from 0 to 1
  bool known() const { return assumptions.value == assumptions.value; }
};
Parts parts_of_variance(std::span<const PointSum> points);

// Which of several things that were drawn goes with an output, as far as these points tell: Spearman's rank
// correlation, tested by Student's t, at the level of 5% shared out over all that were drawn (Holm 1979).
struct Decisive {
  std::size_t factor = 0;
  double correlation = 0;
  double p = 1;  // of one this large by chance, were it the only one looked at
};
// `draws`: points x factors. Points whose output is not finite are left out. Strongest first.
std::vector<Decisive> rank_correlations(std::span<const double> draws, std::size_t factors,
                                        std::span<const double> outputs);  // of all that vary
std::vector<Decisive> decisive(std::span<const double> draws, std::size_t factors,
                               std::span<const double> outputs);
// The least correlation that so many points tell from chance among so many factors.
double least_told(std::size_t points, std::size_t factors);

}  // namespace parley
