// How good was a forecast, now that it is known what happened?
//
// Proper scores: who says what he believes cannot do better on average by saying something else (Gneiting &
// Raftery 2007, "Strictly proper scoring rules, prediction, and estimation", JASA 102). Every score here is a
// penalty: 0 is best, less is better.
//   CRPS   of a quantity, in its own units: the area between the forecast's distribution function and the
//          step at what was seen; of a single number it is the absolute error
//   log    minus the log of the density (of a yes-no: of the probability) given to what was seen, in nats
//   Brier  of a yes-no: the squared difference between the probability and 1 or 0
// Whether the spread is right, too, is told by where the observed values fall among the forecast ones (PIT,
// uniform when forecasts are honest) and by how many lie within central intervals.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "parley/statistics/statistics.hpp"

namespace parley {

// Simple laws. Deviations, scales and shapes are above 0.
struct NormalLaw {
  double mean = 0, deviation = 1;
};
struct LogNormalLaw {
  double mu = 0, sigma = 1;  // of the logarithm
};
struct WeibullLaw {
  double shape = 1, scale = 1;  // beyond t: exp(-(t / scale)^shape)
};

// The chance of at most x; the value that is not exceeded with chance p, 0 < p < 1.
double at_most(const NormalLaw& law, double x);
double at_most(const LogNormalLaw& law, double x);
double at_most(const WeibullLaw& law, double x);
double quantile(const NormalLaw& law, double p);
double quantile(const LogNormalLaw& law, double p);
double quantile(const WeibullLaw& law, double p);
// Closed forms (normal: Gneiting & Raftery 2007, equation 21; log-normal: Baran & Lerch 2015).
double crps(const NormalLaw& law, double seen);
double crps(const LogNormalLaw& law, double seen);
double crps(const WeibullLaw& law, double seen);
double log_score(const NormalLaw& law, double seen);
double log_score(const LogNormalLaw& law, double seen);  // seen > 0
double log_score(const WeibullLaw& law, double seen);    // seen > 0

// A forecast given as equally likely values: runs of a model, past cases. Sorted once; each question costs
// little. The values are finite numbers, at least one.
class ForecastSample {
 public:
  explicit ForecastSample(std::vector<double> values);

  std::size_t size() const { return values_.size(); }
  std::span<const double> values() const { return values_; }  // ascending

  // Of the values as they are: mean |x - seen| - mean |x - x'| / 2 over all pairs, a value and itself among
  // them.
  double crps(double seen) const;
  // Of the law that the values were drawn from, without bias (Ferro 2014, "Fair scores for ensemble
  // forecasts"): pairs of a value and itself are left out. May fall a little below 0. Not known of one value.
  double fair_crps(double seen) const;
  // From a kernel density: normal kernels with Silverman's (1986) width 0.9 min(s, IQR / 1.34) n^(-1/5), and
  // with weight 1 / (n + 1) a Cauchy law about the median, half as wide as the middle half of the values: n
  // values cannot tell what is rarer. Bias: of n draws from a normal law it is too high by .026 on average at
  // n = 100 and .004 at 1,000. Values that pile up in one place (a share that is often exactly 0) have no
  // density: not known where the middle half of the values is one number.
  double log_score(double seen) const;
  // The rank of what was seen among the values, as a share of n + 1: uniform in (0, 1) if it is one more draw
  // from the same law. `luck`, uniform in (0, 1), places it among its equals and within the step; 1/2 gives
  // the middle.
  double pit(double seen, double luck = 0.5) const;
  // Between order statistics, at p n + 1/2 (Hazen 1914).
  double quantile(double p) const;

 private:
  std::vector<double> values_;
  double spread_ = 0;  // the sum of |x - x'| over pairs, each once
  double deviation_ = 0;
  double kernel_ = 0;  // width; 0: no density
};

// The values that a law gives to n equally likely pieces of it, in order: a law as a sample.
template <class Law>
std::vector<double> pieces(const Law& law, std::size_t n) {
  std::vector<double> values(n);
  for (std::size_t k = 0; k < n; ++k)
    values[k] = quantile(law, (static_cast<double>(k) + 0.5) / static_cast<double>(n));
  return values;
}

// Whether a central interval of this level, 0 < level < 1, held a value with this PIT.
inline bool within_central(double pit, double level) {
  return pit >= 0.5 - 0.5 * level && pit <= 0.5 + 0.5 * level;
}

// Of a probability for something that happened or not.
double brier(double probability, bool happened);
double log_score(double probability, bool happened);  // infinite for a certainty that failed
// Of k successes in n runs: Brier's score of the probability behind them without the bias of n (Ferro 2014),
// n > 1; and the probability that n runs can tell, never 0 nor 1: (k + 1/2) / (n + 1).
double fair_brier(std::size_t k, std::size_t n, bool happened);
double told_by_runs(std::size_t k, std::size_t n);

// Murphy's (1973) parts of a mean Brier score: reliability - resolution + uncertainty + within. Forecasts are
// put together in `bins` of equal width; `within` is what their differences inside bins add (Stephenson et
// al. 2008), 0 where each bin has one probability.
struct BrierParts {
  double score = 0, reliability = 0, resolution = 0, uncertainty = 0, within = 0;
};
struct YesNo {
  double probability = 0;
  bool happened = false;
};
BrierParts brier_parts(std::span<const YesNo> forecasts, int bins = 10);

// The mean of scores of independent cases with its standard error; not known for none, its error not for one.
struct MeanScore {
  double mean = unknown, standard_error = unknown;
  std::size_t n = 0;
};
MeanScore mean_score(std::span<const double> scores);

// 1 - score / score of another forecast of the same cases: above 0 is better than the other. The standard
// error, over cases, by the jackknife. Not known where the other's score is 0.
MeanScore skill(std::span<const double> scores, std::span<const double> other);

}  // namespace parley
