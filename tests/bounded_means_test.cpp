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

  TEST_CASE("values that rise where they cannot are pooled by weight, and their order is kept") {
    const std::vector<double> rising{0.2, 0.3, 0.1}, weights{100, 300, 50}, falling{0.5, 0.3, 0.3};
    const auto pooled = pooled_to_fall(rising, weights);
    CHECK(pooled[0] == doctest::Approx(0.275));
    CHECK(pooled[1] == doctest::Approx(0.275));
    CHECK(pooled[2] == 0.1);
    CHECK(pooled_to_fall(falling, weights) == falling);
    const auto gap = pooled_to_fall(std::vector<double>{0.1, unknown, 0.4}, weights);
    CHECK(gap[0] == gap[2]);
    CHECK(std::isnan(gap[1]));
    // Percentiles that lie in order before do so after.
    Stream luck({3, 0, 0}, 62, 0, 0);
    for (int k = 0; k < 200; ++k) {
      std::vector<double> low(4), high(4), weight(4);
      for (std::size_t i = 0; i < 4; ++i) {
        low[i] = luck.uniform();
        high[i] = low[i] + 0.3 * luck.uniform();
        weight[i] = 1 + luck.uniform();
      }
      const auto a = pooled_to_fall(low, weight), b = pooled_to_fall(high, weight);
      for (std::size_t i = 0; i < 4; ++i) {
        CHECK(a[i] <= b[i] + 1e-12);
        if (i > 0) CHECK(a[i] <= a[i - 1] + 1e-12);
      }
    }
  }
}

}  // namespace parley
