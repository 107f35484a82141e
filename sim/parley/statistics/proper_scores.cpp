#include "parley/statistics/proper_scores.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

#include "parley/statistics/distributions.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double pi = std::numbers::pi, infinite = std::numeric_limits<double>::infinity();

double normal_below(double z) { return 0.5 * scalar_erfc(-z / std::numbers::sqrt2); }
double normal_density(double z) { return scalar_exp(-0.5 * z * z) / std::sqrt(2 * pi); }
double standard(const NormalLaw& law, double x) { return (x - law.mean) / law.deviation; }
double standard(const LogNormalLaw& law, double x) { return (scalar_log(x) - law.mu) / law.sigma; }
double hazard_until(const WeibullLaw& law, double x) { return scalar_pow(x / law.scale, law.shape); }

double square(double x) { return x * x; }
double share(std::size_t k, std::size_t n) { return static_cast<double>(k) / static_cast<double>(n); }

}  // namespace

double at_most(const NormalLaw& law, double x) { return normal_below(standard(law, x)); }
double at_most(const LogNormalLaw& law, double x) { return x > 0 ? normal_below(standard(law, x)) : 0; }
double at_most(const WeibullLaw& law, double x) { return x > 0 ? 1 - scalar_exp(-hazard_until(law, x)) : 0; }

double quantile(const NormalLaw& law, double p) { return law.mean + law.deviation * normal_quantile(p); }
double quantile(const LogNormalLaw& law, double p) {
  return scalar_exp(law.mu + law.sigma * normal_quantile(p));
}
double quantile(const WeibullLaw& law, double p) {
  return law.scale * scalar_pow(-scalar_log(1 - p), 1 / law.shape);
}

double crps(const NormalLaw& law, double seen) {
  const double z = standard(law, seen);
  return law.deviation * (z * (2 * normal_below(z) - 1) + 2 * normal_density(z) - 1 / std::sqrt(pi));
}

double crps(const LogNormalLaw& law, double seen) {
  const double mean = scalar_exp(law.mu + 0.5 * law.sigma * law.sigma);
  const double gap = 2 * mean * (normal_below(law.sigma / std::numbers::sqrt2) - 1);
  if (!(seen > 0)) return -seen - gap;
  const double z = standard(law, seen);
  return seen * (2 * normal_below(z) - 1) - 2 * mean * normal_below(z - law.sigma) - gap;
}

// mean |x - seen| - mean |x - x'| / 2, where the mean of the smaller of two is 2^(-1/shape) of the mean and
// the part of the mean below `seen` is an incomplete gamma function.
double crps(const WeibullLaw& law, double seen) {
  const double a = 1 + 1 / law.shape;
  const double mean = law.scale * scalar_exp(log_gamma(a));
  const double half_gap = mean * (1 - scalar_pow(2, -1 / law.shape));
  if (!(seen > 0)) return mean - seen - half_gap;
  const double below = mean * (1 - chi_squared_beyond(2 * hazard_until(law, seen), 2 * a));
  return seen * (2 * at_most(law, seen) - 1) + mean - 2 * below - half_gap;
}

double log_score(const NormalLaw& law, double seen) {
  return 0.5 * square(standard(law, seen)) + scalar_log(law.deviation) + 0.5 * scalar_log(2 * pi);
}

double log_score(const LogNormalLaw& law, double seen) {
  const double x = scalar_log(seen);
  return log_score(NormalLaw{law.mu, law.sigma}, x) + x;
}

double log_score(const WeibullLaw& law, double seen) {
  return hazard_until(law, seen) - scalar_log(law.shape / law.scale) -
         (law.shape - 1) * scalar_log(seen / law.scale);
}

ForecastSample::ForecastSample(std::vector<double> values) : values_(std::move(values)) {
  assert(!values_.empty());
  std::sort(values_.begin(), values_.end());
  const double n = static_cast<double>(values_.size());
  const double middle = mean(values_);
  double squares = 0;
  for (std::size_t k = 0; k < values_.size(); ++k) {
    spread_ += (2 * static_cast<double>(k) + 1 - n) * (values_[k] - middle);
    squares += square(values_[k] - middle);
  }
  deviation_ = values_.size() > 1 ? std::sqrt(squares / (n - 1)) : 0;
  const double quartiles = quantile(0.75) - quantile(0.25);
  kernel_ = 0.9 * std::min(deviation_, quartiles / 1.34) * scalar_pow(n, -0.2);
}

double ForecastSample::crps(double seen) const {
  const double n = static_cast<double>(values_.size());
  double away = 0;
  for (const double x : values_) away += std::abs(x - seen);
  return away / n - spread_ / (n * n);
}

double ForecastSample::fair_crps(double seen) const {
  const double n = static_cast<double>(values_.size());
  if (values_.size() < 2) return unknown;
  return crps(seen) - spread_ / (n * n * (n - 1));
}

double ForecastSample::log_score(double seen) const {
  if (!(kernel_ > 0)) return unknown;
  const double n = static_cast<double>(values_.size());
  double kernels = 0;
  for (const double x : values_) kernels += normal_density((seen - x) / kernel_);
  const double wide = 0.5 * (quantile(0.75) - quantile(0.25));
  const double rare = 1 / (pi * wide * (1 + square((seen - quantile(0.5)) / wide)));
  return -scalar_log((kernels / kernel_ + rare) / (n + 1));
}

double ForecastSample::pit(double seen, double luck) const {
  const auto [from, to] = std::equal_range(values_.begin(), values_.end(), seen);
  const double below = static_cast<double>(from - values_.begin());
  const double equal = static_cast<double>(to - from);
  return (below + luck * (equal + 1)) / (static_cast<double>(values_.size()) + 1);
}

double ForecastSample::quantile(double p) const {
  const double last = static_cast<double>(values_.size()) - 1;
  const double rank = std::clamp(p * (last + 1) - 0.5, 0.0, last);
  const auto k = static_cast<std::size_t>(rank);
  if (k + 1 >= values_.size()) return values_.back();
  return values_[k] + (rank - static_cast<double>(k)) * (values_[k + 1] - values_[k]);
}

double brier(double probability, bool happened) { return square(probability - (happened ? 1 : 0)); }

double log_score(double probability, bool happened) {
  const double p = happened ? probability : 1 - probability;
  return p > 0 ? -scalar_log(p) : infinite;
}

double fair_brier(std::size_t k, std::size_t n, bool happened) {
  const double p = share(k, n);
  return brier(p, happened) - p * (1 - p) / (static_cast<double>(n) - 1);
}

double told_by_runs(std::size_t k, std::size_t n) {
  return (static_cast<double>(k) + 0.5) / (static_cast<double>(n) + 1);
}

BrierParts brier_parts(std::span<const YesNo> forecasts, int bins) {
  BrierParts parts;
  if (forecasts.empty()) return {unknown, unknown, unknown, unknown, unknown};
  struct Bin {
    double n = 0, happened = 0, forecast = 0;
  };
  std::vector<Bin> table(static_cast<std::size_t>(bins));
  const auto bin = [&](double p) {
    return static_cast<std::size_t>(std::clamp(static_cast<int>(p * bins), 0, bins - 1));
  };
  const double n = static_cast<double>(forecasts.size());
  double base = 0;
  for (const YesNo& f : forecasts) {
    Bin& b = table[bin(f.probability)];
    b.n += 1;
    b.happened += f.happened ? 1 : 0;
    b.forecast += f.probability;
    base += (f.happened ? 1 : 0) / n;
    parts.score += brier(f.probability, f.happened) / n;
  }
  for (const Bin& b : table) {
    if (!(b.n > 0)) continue;
    parts.reliability += b.n / n * square(b.forecast / b.n - b.happened / b.n);
    parts.resolution += b.n / n * square(b.happened / b.n - base);
  }
  parts.uncertainty = base * (1 - base);
  // What the differences of forecasts within a bin add: their variance less twice their covariance with what
  // happened.
  for (const YesNo& f : forecasts) {
    const Bin& b = table[bin(f.probability)];
    const double off = f.probability - b.forecast / b.n;
    parts.within += (off * off - 2 * off * ((f.happened ? 1 : 0) - b.happened / b.n)) / n;
  }
  return parts;
}

MeanScore mean_score(std::span<const double> scores) {
  MeanScore s;
  s.n = scores.size();
  if (scores.empty()) return s;
  s.mean = mean(scores);
  if (scores.size() < 2) return s;
  double squares = 0;
  for (const double x : scores) squares += square(x - s.mean);
  const double n = static_cast<double>(scores.size());
  s.standard_error = std::sqrt(squares / (n - 1) / n);
  return s;
}

MeanScore skill(std::span<const double> scores, std::span<const double> other) {
  assert(scores.size() == other.size());
  MeanScore s;
  s.n = scores.size();
  double sum = 0, sum_other = 0;
  for (const double x : scores) sum += x;
  for (const double x : other) sum_other += x;
  if (scores.empty() || !(sum_other > 0)) return s;
  s.mean = 1 - sum / sum_other;
  if (scores.size() < 2) return s;
  std::vector<double> without(scores.size());
  for (std::size_t k = 0; k < scores.size(); ++k) without[k] = 1 - (sum - scores[k]) / (sum_other - other[k]);
  const double middle = mean(without), n = static_cast<double>(scores.size());
  double squares = 0;
  for (const double x : without) squares += square(x - middle);
  s.standard_error = std::sqrt(squares * (n - 1) / n);
  return s;
}

}  // namespace parley
