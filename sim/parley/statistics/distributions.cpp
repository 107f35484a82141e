#include "parley/statistics/distributions.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double tiny = 1e-300, enough = 1e-16;
constexpr int most_of_series = 100000;

// first / (1 + a(1) / (1 + a(2) / ...)) where the a are given; b stays 1 (Lentz).
template <class A>
double fraction(const A& a) {
  double f = 1, c = 1, d = 0;
  for (int k = 1; k < most_of_series; ++k) {
    d = 1 + a(k) * d;
    c = 1 + a(k) / c;
    if (std::fabs(d) < tiny) d = tiny;
    if (std::fabs(c) < tiny) c = tiny;
    d = 1 / d;
    f *= c * d;
    if (std::fabs(c * d - 1) < enough) break;
  }
  return 1 / f;
}

}  // namespace

double log_gamma(double x) {
  double product = 1;
  for (; x < 15; x += 1) product *= x;
  const double y = 1 / (x * x);
  // Stirling's series; the next term is below 1e-17.
  const double series =
      (1.0 / 12 -
       y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188 - y * (691.0 / 360360)))))) /
      x;
  constexpr double half_log_2pi = 0.91893853320467274178;
  return (x - 0.5) * scalar_log(x) - x + half_log_2pi + series - scalar_log(product);
}

double incomplete_beta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incomplete_beta(b, a, 1 - x);
  const double front =
      scalar_exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * scalar_log(x) + b * scalar_log(1 - x));
  return front / a * fraction([&](int k) {
           const int pairs = k / 2;
           const double m = pairs;
           return k % 2 == 0 ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                             : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
         });
}

double student_t_bound(double level, double freedom) {
  // With y = t^2 / (freedom + t^2) the share within -t .. t is I_y(1/2, freedom/2), the share outside
  // I_(1-y)(freedom/2, 1/2). The smaller of y and 1 - y is found by halving, down to neighbouring doubles.
  const bool inner = level < 0.5;
  double low = 0, high = 1;
  for (int k = 0; k < 1100; ++k) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    const bool below = inner ? incomplete_beta(0.5, 0.5 * freedom, middle) < level
                             : incomplete_beta(0.5 * freedom, 0.5, middle) < 1 - level;
    (below ? low : high) = middle;
  }
  const double x = 0.5 * (low + high);
  return std::sqrt(freedom * (inner ? x / (1 - x) : (1 - x) / x));
}

double normal_bound(double level) { return normal_quantile(0.5 + level / 2); }

double chi_squared_beyond(double x, double freedom) {
  if (!(x > 0)) return 1;
  const double a = 0.5 * freedom, z = 0.5 * x, front = scalar_exp(a * scalar_log(z) - z - log_gamma(a));
  if (z < a + 1) {  // the series of what lies below
    double term = 1 / a, sum = term;
    for (int k = 1; k < most_of_series && term > sum * enough; ++k) {
      term *= z / (a + k);
      sum += term;
    }
    return 1 - front * sum;
  }
  // Legendre's continued fraction for what lies beyond: 1/(z+1-a- 1(1-a)/(z+3-a- 2(2-a)/(z+5-a- ...))).
  double b = z + 1 - a, c = 1 / tiny, d = 1 / b, f = d;
  for (int k = 1; k < most_of_series; ++k) {
    const double step = -k * (k - a);
    b += 2;
    d = step * d + b;
    c = b + step / c;
    if (std::fabs(d) < tiny) d = tiny;
    if (std::fabs(c) < tiny) c = tiny;
    d = 1 / d;
    f *= d * c;
    if (std::fabs(d * c - 1) < enough) break;
  }
  return front * f;
}

double binomial_at_least(double hits, double n, double p) {
  if (hits <= 0) return 1;
  if (hits > n) return 0;
  return incomplete_beta(hits, n - hits + 1, p);
}

}  // namespace parley
