#include "parley/support/numerics.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <limits>

namespace parley {

namespace {

// c[0] + c[1] x + c[2] x^2 + ...
template <std::size_t n>
double polynomial(const std::array<double, n>& c, double x) {
  double sum = c[n - 1];
  for (std::size_t i = n - 1; i > 0; --i) sum = sum * x + c[i - 1];
  return sum;
}

// Two such sums at once: their coefficients by twos.
template <std::size_t n>
Two two_polynomials(const std::array<std::array<double, 2>, n>& c, double x) {
  const auto both_of = [&c](std::size_t i) { return Two{c[i][0], c[i][1]}; };
  Two sum = both_of(n - 1);
  for (std::size_t i = n - 1; i > 0; --i) sum = sum * x + both_of(i - 1);
  return sum;
}

// e^(-x^2), the square to twice the precision of a double. 0 <= x < 33.
double exp_minus_square(double x) {
  const double high =
      std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & ~((std::uint64_t{1} << 27) - 1));
  return scalar_exp(-high * high, -(x - high) * (x + high));
}

}  // namespace

double logistic(double x) {
  if (x >= 0) return 1.0 / (1.0 + scalar_exp(-x));
  const double e = scalar_exp(x);
  return e / (1.0 + e);
}

Two logistic(Two x) {
  const Two e = scalar_exp(Two{-std::fabs(x[0]), -std::fabs(x[1])});
  return Two{x[0] >= 0 ? 1.0 : e[0], x[1] >= 0 ? 1.0 : e[1]} / (1.0 + e);
}

double log_odds(double p) {
  const double q = std::clamp(p, 1e-9, 1.0 - 1e-9);
  return scalar_log(q / (1.0 - q));
}

// W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969) 631-637.
double scalar_erfc(double x) {
  if (x != x) return x;
  const double y = std::fabs(x);
  if (y <= 0.46875) {
    const double z = y * y;
    return 1.0 - x *
                     polynomial<5>({3.20937758913846947e03, 3.77485237685302021e02, 1.13864154151050156e02,
                                    3.16112374387056560e00, 1.85777706184603153e-1},
                                   z) /
                     polynomial<5>({2.84423683343917062e03, 1.28261652607737228e03, 2.44024637934444173e02,
                                    2.36012909523441209e01, 1.0},
                                   z);
  }
  double tail = 0;
  if (y <= 4) {
    tail = exp_minus_square(y) *
           polynomial<9>({1.23033935479799725e03, 2.05107837782607147e03, 1.71204761263407058e03,
                          8.81952221241769090e02, 2.98635138197400131e02, 6.61191906371416295e01,
                          8.88314979438837594e00, 5.64188496988670089e-1, 2.15311535474403846e-8},
                         y) /
           polynomial<9>({1.23033935480374942e03, 3.43936767414372164e03, 4.36261909014324716e03,
                          3.29079923573345963e03, 1.62138957456669019e03, 5.37181101862009858e02,
                          1.17693950891312499e02, 1.57449261107098347e01, 1.0},
                         y);
  } else if (y < 28) {
    constexpr double one_over_sqrt_pi = 0.56418958354775628695;
    const double z = 1.0 / (y * y);
    const double less =
        z *
        polynomial<6>({6.58749161529837803e-4, 1.60837851487422766e-2, 1.25781726111229246e-1,
                       3.60344899949804439e-1, 3.05326634961232344e-1, 1.63153871373020978e-2},
                      z) /
        polynomial<6>({2.33520497626869185e-3, 6.05183413124413191e-2, 5.27905102951428412e-1,
                       1.87295284992346725e00, 2.56852019228982242e00, 1.0},
                      z);
    tail = exp_minus_square(y) * ((one_over_sqrt_pi - less) / y);
  }
  return x < 0 ? 2.0 - tail : tail;
}

// M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37
// (1988) 477-484, PPND16.
double normal_quantile(double p) {
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    const Two over = two_polynomials<8>({{{3.3871328727963666080e0, 1.0},
                                          {1.3314166789178437745e+2, 4.2313330701600911252e+1},
                                          {1.9715909503065514427e+3, 6.8718700749205790830e+2},
                                          {1.3731693765509461125e+4, 5.3941960214247511077e+3},
                                          {4.5921953931549871457e+4, 2.1213794301586595867e+4},
                                          {6.7265770927008700853e+4, 3.9307895800092710610e+4},
                                          {3.3430575583588128105e+4, 2.8729085735721942674e+4},
                                          {2.5090809287301226727e+3, 5.2264952788528545610e+3}}},
                                        r);
    return q * over[0] / over[1];
  }
  const double outside = q < 0 ? p : 1.0 - p;
  if (!(outside > 0)) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return outside == 0 ? (q < 0 ? -infinity : infinity) : std::numeric_limits<double>::quiet_NaN();
  }
  const double r = std::sqrt(-scalar_log(outside));
  Two over;
  if (r <= 5) {
    over = two_polynomials<8>({{{1.42343711074968357734e0, 1.0},
                                {4.63033784615654529590e0, 2.05319162663775882187e0},
                                {5.76949722146069140550e0, 1.67638483018380384940e0},
                                {3.64784832476320460504e0, 6.89767334985100004550e-1},
                                {1.27045825245236838258e0, 1.48103976427480074590e-1},
                                {2.41780725177450611770e-1, 1.51986665636164571966e-2},
                                {2.27238449892691845833e-2, 5.47593808499534494600e-4},
                                {7.74545014278341407640e-4, 1.05075007164441684324e-9}}},
                              r - 1.6);
  } else {
    over = two_polynomials<8>({{{6.65790464350110377720e0, 1.0},
                                {5.46378491116411436990e0, 5.99832206555887937690e-1},
                                {1.78482653991729133580e0, 1.36929880922735805310e-1},
                                {2.96560571828504891230e-1, 1.48753612908506148525e-2},
                                {2.65321895265761230930e-2, 7.86869131145613259100e-4},
                                {1.24266094738807843860e-3, 1.84631831751005468180e-5},
                                {2.71155556874348757815e-5, 1.42151175831644588870e-7},
                                {2.01033439929228813265e-7, 2.04426310338993978564e-15}}},
                              r - 5);
  }
  const double z = over[0] / over[1];
  return q < 0 ? -z : z;
}

}  // namespace parley
