// Is a pool of experts what the literature says it is?
#include "parley/statistics/opinion_pool.hpp"

#include <cmath>

#include <doctest/doctest.h>

#include "parley/statistics/design.hpp"

using namespace parley;

TEST_SUITE("opinion pool") {
  TEST_CASE("one expert alone gets back what was said") {
    for (const Judgement& j :
         {Judgement{0.2, 0.6, 0.3}, Judgement{0, 1, 1.0}, Judgement{5, 9, 5.0}, Judgement{2, 2, 2.0}}) {
      const PooledRange r = pooled({&j, 1});
      CHECK(r.low == j.low);
      CHECK(r.high == j.high);
      CHECK(r.centre == doctest::Approx(*j.likeliest).epsilon(1e-9));
      CHECK(r.triangular == (j.low < j.high));
      CHECK(r.distance < 1e-9);
    }
    const Judgement even{0.2, 0.6, {}};
    CHECK_FALSE(pooled({&even, 1}).triangular);
    CHECK(pooled({&even, 1}).centre == doctest::Approx(0.4));
  }

  TEST_CASE("experts who agree count as one") {
    const std::vector<Judgement> alike(4, {0.1, 0.7, 0.2});
    const PooledRange r = pooled(alike);
    CHECK(r.low == 0.1);
    CHECK(r.high == 0.7);
    CHECK(r.centre == doctest::Approx(0.2));
    CHECK(r.triangular);
  }

  TEST_CASE(
      "what one expert holds possible stays possible, of five or more the outermost twentieths do not") {
    std::vector<Judgement> four{{0.1, 0.4, 0.2}, {0.2, 0.5, 0.3}, {0.15, 0.6, 0.3}, {0.3, 0.9, 0.5}};
    PooledRange r = pooled(four);
    CHECK(r.low == 0.1);
    CHECK(r.high == 0.9);
    CHECK_FALSE(r.trimmed);
    four.push_back({0.2, 0.5, 0.4});
    r = pooled(four);
    CHECK(r.trimmed);
    CHECK(chance_below(four, r.low) == doctest::Approx(0.05).epsilon(0.01));
    CHECK(chance_below(four, r.high) == doctest::Approx(0.95).epsilon(0.001));
    CHECK(r.left_out == doctest::Approx(0.1).epsilon(0.01));
    CHECK_FALSE(r.two_minds);
  }

  TEST_CASE("one of five who holds something else is not left out, and that they are of two minds is told") {
    std::vector<Judgement> five(4, {0.7, 0.8, {}});
    five.push_back({0.1, 0.2, {}});
    const PooledRange r = pooled(five);
    CHECK(r.low == doctest::Approx(0.125));  // a quarter of the fifth
    CHECK(r.high < 0.8);
    CHECK(r.two_minds);
    CHECK(r.doubtful());
    // Between experts .24, within them .029.
    CHECK(r.pool_deviation == doctest::Approx(std::sqrt(0.16 * 0.36 + 0.01 / 12)));
    CHECK(r.deviation < r.pool_deviation);
  }

  TEST_CASE("five who say the same get it back whole") {
    const std::vector<Judgement> alike(6, {0.1, 0.7, 0.2});
    CHECK(pooled(alike).low == 0.1);
    CHECK(pooled(alike).high == 0.7);
    CHECK(pooled(alike).left_out == 0);
  }

  TEST_CASE("two camps far apart make an even range: nobody holds the middle likeliest") {
    const std::vector<Judgement> camps{{0, 0.2, 0.1}, {0.8, 1, 0.9}};
    const PooledRange r = pooled(camps);
    CHECK_FALSE(r.triangular);
    CHECK(r.centre == doctest::Approx(0.5));
    REQUIRE(apart(camps).size() == 1);
    CHECK(apart(camps)[0].lower == 0);
    CHECK(apart(camps)[0].upper == 1);
    CHECK(r.distance > 0.1);
    CHECK(r.two_minds);
    const std::vector<Judgement> near{{0, 0.5, 0.3}, {0.4, 1, 0.6}};
    CHECK(apart(near).empty());
    CHECK_FALSE(pooled(near).two_minds);
  }

  TEST_CASE("the order in which experts answer makes no difference") {
    const std::vector<Judgement> one{{0.1, 0.4, 0.2}, {0.2, 0.5, {}}, {0.3, 0.9, 0.5}},
        other{one[2], one[0], one[1]};
    CHECK(pooled(one).low == pooled(other).low);
    CHECK(pooled(one).centre == pooled(other).centre);
    CHECK(pooled(one).triangular == pooled(other).triangular);
  }

  TEST_CASE(
      "a triangle's quantiles undo its distribution function, and its mean is a third of low, peak and "
      "high") {
    for (const double peak : {0.2, 0.5, 0.9, 1.0}) {
      const Judgement j{0.2, 1, peak};
      double mean = 0;
      for (int k = 0; k < 1000; ++k) {
        const double p = (k + 0.5) / 1000, x = triangle_quantile(0.2, peak, 1, p);
        CHECK(chance_below(j, x) == doctest::Approx(p));
        mean += x / 1000;
      }
      CHECK(mean == doctest::Approx(j.mean()).epsilon(1e-3));
    }
    CHECK(triangle_quantile(0.2, 0.5, 1, 0) == 0.2);
    CHECK(triangle_quantile(0.2, 0.5, 1, 1) == 1);
    CHECK(triangle_quantile(3, 3, 3, 0.4) == 3);
  }

  TEST_CASE("a design draws a triangular parameter from its triangle, whole numbers too") {
    Factor f{"x", Factor::Kind::real, false, 0, 10, 0, {}};
    f.likeliest = 2;
    int below = 0;
    for (int k = 0; k < 1000; ++k) below += scaled(f, (k + 0.5) / 1000) < 2 ? 1 : 0;
    CHECK(below == doctest::Approx(200).epsilon(0.01));
    f.kind = Factor::Kind::integer;
    int ones = 0, tens = 0;
    for (int k = 0; k < 1000; ++k) {
      const double x = scaled(f, (k + 0.5) / 1000);
      CHECK(x == std::floor(x));
      CHECK((x >= 0 && x <= 10));
      ones += x == 1 ? 1 : 0;
      tens += x == 10 ? 1 : 0;
    }
    CHECK(ones > 8 * tens);
    CHECK(tens > 0);
  }
}
