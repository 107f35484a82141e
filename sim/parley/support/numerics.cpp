#include "parley/support/numerics.hpp"

namespace parley {

double scalar_exp(double x) { return std::exp(x); }
double scalar_log(double x) { return std::log(x); }
double scalar_pow(double base, double exponent) { return std::pow(base, exponent); }

double logistic(double x) {
  if (x >= 0) return 1.0 / (1.0 + scalar_exp(-x));
  const double e = scalar_exp(x);
  return e / (1.0 + e);
}

double log_odds(double p) {
  const double q = std::clamp(p, 1e-9, 1.0 - 1e-9);
  return scalar_log(q / (1.0 - q));
}

}  // namespace parley
