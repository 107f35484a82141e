// Are values that rise where they cannot pooled to ones that do not?

#include "parley/statistics/isotonic.hpp"

#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "parley/statistics/statistics.hpp"
#include "parley/support/random.hpp"

namespace parley {

TEST_SUITE("isotonic") {
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
