// Does taking out what other assumptions add show the effect of one of them, honestly?

#include "parley/statistics/additive_fit.hpp"

#include <cmath>
#include <limits>

#include "parley/statistics/effects.hpp"
#include "support.hpp"

using namespace parley;

namespace {

struct Points {
  std::vector<PrimColumn> columns;
  std::vector<double> y;
};

// y = 5 a + 8 (b - 1/2)^2 + 2 [c = third of three] + 0.8 d + 0 e + a normal error of 0.3, at random points.
Points points(std::uint64_t seed, std::size_t n) {
  Points p{std::vector<PrimColumn>(5), {}};
  p.columns[2].kind = Factor::Kind::category;
  for (std::size_t i = 0; i < n; ++i) {
    Stream luck({seed, 0, static_cast<std::uint32_t>(i)}, 61, 0, 0);
    for (auto& column : p.columns) column.values.push_back(luck.uniform());
    double& c = p.columns[2].values.back();
    c = std::floor(3 * c);
    const double b = p.columns[1].values.back() - 0.5;
    p.y.push_back(5 * p.columns[0].values.back() + 8 * b * b + (c == 2 ? 2 : 0) +
                  0.8 * p.columns[3].values.back() + 0.3 * luck.normal());
  }
  return p;
}

}  // namespace

TEST_SUITE("additive fit") {
  TEST_CASE("each factor's part is what it adds, less its mean") {
    const Points p = points(1, 400);
    const auto fit = additive_fit(p.columns, p.y);
    REQUIRE(fit.has_value());
    CHECK(fit->terms == 10);
    double slope = 0, squares = 0;
    for (std::size_t i = 0; i < 400; ++i) {
      slope += fit->part[0][i] * (p.columns[0].values[i] - 0.5);
      squares += (p.columns[0].values[i] - 0.5) * (p.columns[0].values[i] - 0.5);
    }
    CHECK(slope / squares == doctest::Approx(5).epsilon(0.03));
    const auto left = fit->without_others(p.y, 2);
    double with = 0, without = 0, n = 0, m = 0;
    for (std::size_t i = 0; i < 400; ++i) (p.columns[2].values[i] == 2 ? n : m) += 1;
    for (std::size_t i = 0; i < 400; ++i)
      (p.columns[2].values[i] == 2 ? with : without) += left[i] / (p.columns[2].values[i] == 2 ? n : m);
    CHECK(with - without == doctest::Approx(2).epsilon(0.05));
  }

  TEST_CASE("a small effect behind large ones is seen, and intervals hold the truth as often as they say") {
    int held = 0, seen = 0, seen_before = 0, invented = 0, checked = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
      const Points p = points(seed, 100);
      const auto fit = additive_fit(p.columns, p.y);
      const double wider = std::sqrt(99.0 / (99 - static_cast<double>(fit->terms)));
      const auto difference = [&](std::size_t factor, const std::vector<double>& y, double by) {
        const auto bins = main_effect(p.columns[factor].values, y, 2);
        const double d = bins[1].mean.value - bins[0].mean.value;
        const double h =
            by * std::hypot(bins[0].mean.high - bins[0].mean.value, bins[1].mean.high - bins[1].mean.value);
        return Estimate{d, d - h, d + h};
      };
      const Estimate raw = difference(3, p.y, 1), d = difference(3, fit->without_others(p.y, 3), wider),
                     e = difference(4, fit->without_others(p.y, 4), wider);
      // The halves of d differ by 0.4 on average.
      held += d.low <= 0.4 && 0.4 <= d.high;
      seen += d.low > 0;
      seen_before += raw.low > 0;
      invented += e.low > 0 || e.high < 0;
      ++checked;
    }
    MESSAGE("held ", held, ", seen ", seen, " (before: ", seen_before, "), invented ", invented, " of ",
            checked);
    CHECK(held > 0.90 * checked);
    CHECK(seen > 0.95 * checked);
    CHECK(seen_before < 0.5 * checked);
    CHECK(invented < 0.09 * checked);
  }

  TEST_CASE("terms that others make up change nothing, and too few points are no fit") {
    Points p = points(2, 120);
    const auto before = additive_fit(p.columns, p.y);
    p.columns.push_back(p.columns[0]);
    p.columns.push_back({Factor::Kind::real, std::vector<double>(120, 7.0)});
    const auto after = additive_fit(p.columns, p.y);
    REQUIRE(after.has_value());
    CHECK(after->terms == before->terms);
    for (std::size_t i = 0; i < 120; ++i)
      CHECK(after->part[3][i] == doctest::Approx(before->part[3][i]).epsilon(1e-6).scale(1));
    p.y[3] = std::numeric_limits<double>::quiet_NaN();
    CHECK(additive_fit(p.columns, p.y).has_value());
    CHECK_FALSE(additive_fit(points(1, 40).columns, points(1, 40).y).has_value());
    CHECK_FALSE(additive_fit(p.columns, std::vector<double>(120, std::nan(""))).has_value());
  }
}
