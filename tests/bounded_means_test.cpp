// Does the interval of a mean stay within what can be, and hold the truth as often as it says?

#include "parley/statistics/bounded_means.hpp"

#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "parley/support/numerics.hpp"
#include "parley/support/random.hpp"

namespace parley {

namespace {

template <class Draw>
PointSum sum_of(std::size_t n, std::uint32_t study, const Draw& draw) {
  PointSum sum;
  Stream luck({5, 0, study}, 61, 0, 0);
  for (std::size_t i = 0; i < n; ++i) sum.add(draw(luck.uniform()));
  return sum;
}

// The share of studies whose interval holds the truth.
template <class Draw>
double coverage(std::size_t n, double truth, double most, const Draw& draw) {
  int held = 0;
  constexpr std::uint32_t studies = 1000;
  for (std::uint32_t k = 0; k < studies; ++k) {
    const Estimate e = bounded_mean(sum_of(n, k, draw), most);
    CHECK(e.low > 0);
    CHECK(e.high < most);
    held += e.low <= truth && truth <= e.high ? 1 : 0;
  }
  return static_cast<double>(held) / studies;
}

}  // namespace

TEST_SUITE("bounded_means") {
  TEST_CASE(
      "intervals of skewed means stay within their bounds and hold the truth about as often as they say") {
    const double open = std::numeric_limits<double>::infinity();
    const auto exponential = [](double u) { return -scalar_log(1 - u); };
    CHECK(coverage(20, 1, open, exponential) > 0.9);
    CHECK(coverage(100, 1, open, exponential) > 0.93);
    const auto parabola = [](double u) { return 100 * u * u; };  // mean 100/3
    CHECK(coverage(20, 100.0 / 3, 100, parabola) > 0.93);
    CHECK(coverage(100, 100.0 / 3, 100, parabola) > 0.93);
    const auto nearly_all = [](double u) { return 100 - 20 * u * u * u * u; };  // mean 96
    CHECK(coverage(20, 96, 100, nearly_all) > 0.9);
  }

  TEST_CASE("where the bounds are far away, the interval is Student's") {
    PointSum s;
    for (int i = 0; i < 100; ++i) s.add(1000 + (i % 2 == 0 ? 1 : -1));
    const double reach = 1.984217 / std::sqrt(99.0);  // t of 99 degrees of freedom, times the standard error
    const Estimate open = bounded_mean(s), closed = bounded_mean(s, 2000);
    CHECK(open.low == doctest::Approx(1000 - reach).epsilon(1e-6));
    CHECK(open.high == doctest::Approx(1000 + reach).epsilon(1e-6));
    CHECK(closed.low == doctest::Approx(1000 - reach).epsilon(1e-6));
    CHECK(closed.high == doctest::Approx(1000 + reach).epsilon(1e-6));
  }

  TEST_CASE("few runs and equal runs make nobody sure") {
    PointSum few, equal;
    for (int i = 0; i < 19; ++i) few.add(i);
    for (int i = 0; i < 1000; ++i) equal.add(0.1);
    CHECK(few.n + 1 == least_runs);
    for (const PointSum& s : {few, equal}) {
      const Estimate e = bounded_mean(s, 50);
      CHECK(e.value == doctest::Approx(s.mean()));
      CHECK(std::isnan(e.low));
      CHECK(std::isnan(e.high));
    }
    CHECK(std::isnan(bounded_mean({}).value));
  }
}

}  // namespace parley
