// exp, log, pow, erfc and the normal quantile: the same bits on every machine, near the truth, right at the
// edges.
#include "parley/support/numerics.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "parley/support/random.hpp"
#include "support.hpp"

using namespace parley;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// A number for the bits of a function's values at 200,000 places (FNV-1a over whole words).
template <class F>
std::uint64_t fingerprint(const F& f) {
  Stream draws({1, 0, 0}, 0, 0, 0);
  std::uint64_t hash = 14695981039346656037U;
  for (int i = 0; i < 200000; ++i) hash = (hash ^ std::bit_cast<std::uint64_t>(f(draws))) * 1099511628211U;
  return hash;
}

}  // namespace

TEST_SUITE("numerics") {
  // Each value is the one nearest to the truth, or its neighbour (erfc, quantile: one of eight).
  TEST_CASE("known arguments give known bits") {
    for (const auto& [x, y] : {std::pair{1.0, 0x1.5bf0a8b145769p+1},
                               {-1.0, 0x1.78b56362cef38p-2},
                               {0.1, 0x1.1aec7b35a00d4p+0},
                               {-36.7, 0x1.0998b04bdd19p-53},
                               {88.25, 0x1.3f180bd95a9aep+127},
                               {709.78, 0x1.fe9ce5c4c52b4p+1023},
                               {-708.4, 0x0.ff15b469edf89p-1022},
                               {-745.1, 0x0.0000000000001p-1022}})
      CHECK(scalar_exp(x) == y);
    for (const auto& [x, y] : {std::pair{2.0, 0x1.62e42fefa39efp-1},
                               {10.0, 0x1.26bb1bbb55516p+1},
                               {0.1, -0x1.26bb1bbb55515p+1},
                               {1.0000001, 0x1.ad7f2847b6492p-24},
                               {0.9999999, -0x1.ad7f2b1049b9fp-24},
                               {1e300, 0x1.5963447f87fb5p+9},
                               {5e-324, -0x1.74385446d71c3p+9}})
      CHECK(scalar_log(x) == y);
    struct Power {
      double base, exponent, value;
    };
    for (const Power& p : {Power{2, 0.5, 0x1.6a09e667f3bcdp+0},
                           {10, -3, 0x1.0624dd2f1a9fcp-10},
                           {0.3, 0.7, 0x1.b8d809c615f41p-2},
                           {0.9999, 12345.5, 0x1.29ee320c85559p-2},
                           {1.5, 1000, 0x1.f2dd011353699p+584},
                           {1e-300, 1.07, 0x0.00000000000cap-1022},
                           {0.5, 1074, 0x0.0000000000001p-1022}})
      CHECK(scalar_pow(p.base, p.exponent) == p.value);
    for (const auto& [x, y] : {std::pair{0.3, 0x1.57be3bbf10af9p-1},
                               {-0.3, 0x1.5420e22077a84p+0},
                               {0.5, 0x1.eb02147ce245bp-2},
                               {-1.5, 0x1.f752aab89bd7p+0},
                               {2.5, 0x1.aab859b20ac9ep-12},
                               {26.5, 0x1.3df6725a60cf5p-1019}})
      CHECK(scalar_erfc(x) == y);
    for (const auto& [p, z] : {std::pair{0.975, 0x1.f5c0331eeff82p+0},
                               {0.025, -0x1.f5c0331eeff83p+0},
                               {0.6, 0x1.036d6c4a04b5ap-2},
                               {1e-9, -0x1.7fdc11f44b5a7p+2},
                               {1e-300, -0x1.286074064c26ep+5}})
      CHECK(normal_quantile(p) == z);
  }

  TEST_CASE("200,000 arguments give the bits that they gave on the first machine") {
    CHECK(fingerprint([](Stream& s) { return scalar_exp(40 * s.uniform() - 20); }) == 1728314987036444979U);
    CHECK(fingerprint([](Stream& s) { return scalar_log(50 * s.uniform()); }) == 4537925549750760821U);
    CHECK(fingerprint([](Stream& s) {
            const double base = 50 * s.uniform();
            return scalar_pow(base, 6 * s.uniform() - 3);
          }) == 7299476289511071981U);
    CHECK(fingerprint([](Stream& s) { return scalar_erfc(10 * s.uniform() - 4); }) == 18369137475760050520U);
    CHECK(fingerprint([](Stream& s) { return s.normal(); }) == 18124573412299561427U);
  }

  TEST_CASE("the ends of what a double can hold") {
    const double not_a_number = std::numeric_limits<double>::quiet_NaN();
    CHECK(scalar_exp(0) == 1);
    CHECK(scalar_exp(-infinity) == 0);
    CHECK(scalar_exp(-746) == 0);
    CHECK(scalar_exp(710) == infinity);
    CHECK(scalar_exp(infinity) == infinity);
    CHECK(std::isnan(scalar_exp(not_a_number)));
    CHECK(scalar_log(1) == 0);
    CHECK(scalar_log(0) == -infinity);
    CHECK(scalar_log(infinity) == infinity);
    CHECK(std::isnan(scalar_log(-1)));
    CHECK(std::isnan(scalar_log(not_a_number)));
    for (const double x : {0.0, 0.5, 1.0, 7.0, infinity, -3.0}) CHECK(scalar_pow(x, 0) == 1);
    for (const double y : {-infinity, -2.0, 0.5, 1e300, infinity}) CHECK(scalar_pow(1, y) == 1);
    CHECK(scalar_pow(0, 2) == 0);
    CHECK(scalar_pow(0, -2) == infinity);
    CHECK(scalar_pow(infinity, -0.5) == 0);
    CHECK(scalar_pow(infinity, 0.5) == infinity);
    CHECK(scalar_pow(0.5, infinity) == 0);
    CHECK(scalar_pow(0.5, -infinity) == infinity);
    CHECK(scalar_pow(2, 1024) == infinity);
    CHECK(scalar_pow(2, -1075.5) == 0);
    CHECK(std::isnan(scalar_pow(-1, 0.5)));
    CHECK(std::isnan(scalar_pow(0, not_a_number)));
    CHECK(std::isnan(scalar_pow(3, not_a_number)));
    CHECK(scalar_erfc(0) == 1);
    CHECK(scalar_erfc(infinity) == 0);
    CHECK(scalar_erfc(-infinity) == 2);
    CHECK(std::isnan(scalar_erfc(not_a_number)));
    CHECK(normal_quantile(0.5) == 0);
    CHECK(normal_quantile(0) == -infinity);
    CHECK(normal_quantile(1) == infinity);
    CHECK(std::isnan(normal_quantile(-0.1)));
    CHECK(std::isnan(normal_quantile(not_a_number)));
  }

  TEST_CASE("exp and log undo each other, erfc and the quantile too, and the halves mirror") {
    Stream s({1, 0, 0}, 0, 1, 0);
    for (int i = 0; i < 20000; ++i) {
      const double x = 20 * s.uniform() - 10, p = s.uniform();
      CHECK(scalar_log(scalar_exp(x)) == doctest::Approx(x).epsilon(1e-13));
      CHECK(scalar_pow(scalar_exp(x), 0.25) == doctest::Approx(scalar_exp(x / 4)).epsilon(1e-14));
      CHECK(0.5 * scalar_erfc(-normal_quantile(p) / std::sqrt(2.0)) == doctest::Approx(p).epsilon(1e-13));
      CHECK(normal_quantile(1 - p) == doctest::Approx(-normal_quantile(p)).epsilon(1e-12));
      CHECK(scalar_erfc(x) + scalar_erfc(-x) == doctest::Approx(2).epsilon(1e-15));
    }
  }
}
