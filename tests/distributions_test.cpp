// Student's t, chi-squared and the binomial against Boost.Math and against closed forms.
#include "parley/statistics/distributions.hpp"

#include <cmath>
#include <numbers>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "support.hpp"

using namespace parley;

TEST_SUITE("distributions") {
  TEST_CASE("bounds and chances are Boost's") {
    for (const double freedom : {1.0, 2.0, 2.5, 7.0, 30.0, 400.0, 10000.0}) {
      CAPTURE(freedom);
      for (const double level : {0.01, 0.3, 0.5, 0.8, 0.95, 0.9999})
        CHECK(student_t_bound(level, freedom) ==
              doctest::Approx(boost::math::quantile(boost::math::students_t(freedom), 0.5 + level / 2))
                  .epsilon(1e-10));
      for (const double x : {0.1, 0.7, 1.0, 1.2, 1.6}) {
        const double expected =
            boost::math::cdf(boost::math::complement(boost::math::chi_squared(freedom), x * freedom));
        CHECK(std::fabs(chi_squared_beyond(x * freedom, freedom) - expected) <= 1e-9 * expected);
      }
    }
    for (const double n : {1.0, 5.0, 60.0, 3000.0})
      for (const double p : {0.001, 0.2, 0.5, 0.97})
        for (const double share : {0.02, 0.21, 0.5, 0.9, 1.0}) {
          const double hits = std::ceil(share * n),
                       expected =
                           boost::math::cdf(boost::math::complement(boost::math::binomial(n, p), hits - 1));
          CHECK(std::fabs(binomial_at_least(hits, n, p) - expected) <= 1e-9 * expected + 1e-300);
        }
  }

  TEST_CASE("closed forms: Cauchy's bound, an exponential tail, one success in n, factorials") {
    CHECK(student_t_bound(0.9, 1) == doctest::Approx(std::tan(std::numbers::pi * 0.45)).epsilon(1e-13));
    CHECK(chi_squared_beyond(3, 2) == doctest::Approx(std::exp(-1.5)).epsilon(1e-14));
    CHECK(binomial_at_least(1, 12, 0.1) == doctest::Approx(1 - std::pow(0.9, 12)).epsilon(1e-13));
    CHECK(log_gamma(11) == doctest::Approx(std::log(3628800.0)).epsilon(1e-14));
    CHECK(log_gamma(0.5) == doctest::Approx(0.5 * std::log(std::numbers::pi)).epsilon(1e-14));
    CHECK(normal_bound(0.95) == doctest::Approx(1.959963984540054).epsilon(1e-15));
    CHECK(incomplete_beta(2, 3, 0) == 0);
    CHECK(incomplete_beta(2, 3, 1) == 1);
    CHECK(binomial_at_least(0, 9, 0.3) == 1);
    CHECK(chi_squared_beyond(0, 3) == 1);
  }
}
