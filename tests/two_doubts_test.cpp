// Is the spread over points told free of the luck within them?

#include "parley/statistics/two_doubts.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "parley/statistics/decisive.hpp"
#include "parley/support/numerics.hpp"
#include "parley/support/random.hpp"

namespace parley {

namespace {

// Points whose true share is truth(u), u uniform, with so many runs each.
template <class Truth>
std::vector<PointSum> tossed(std::size_t points, std::size_t runs, std::uint64_t seed, const Truth& truth) {
  std::vector<PointSum> all(points);
  Stream luck({seed, 0, 0}, 60, 0, 0);
  for (PointSum& p : all) {
    const double share = truth(luck.uniform());
    for (std::size_t r = 0; r < runs; ++r) p.add(luck.chance(share) ? 1 : 0);
  }
  return all;
}

double arcsine(double u) {  // Beta(1/2, 1/2)
  const double s = std::sin(1.5707963267948966 * u);
  return s * s;
}
// Points and replicates of the same luck: value(point's true deviation, shared luck, own luck), all standard
// normal draws.
struct SharedLuck {
  std::vector<PointSum> points, replicates;
};
template <class Value>
SharedLuck shared_luck(std::size_t points, std::size_t replicates, std::uint64_t seed, const Value& value) {
  SharedLuck all{std::vector<PointSum>(points), std::vector<PointSum>(replicates)};
  Stream draw({seed, 3, 0}, 60, 0, 0);
  std::vector<double> shared(replicates);
  for (double& r : shared) r = draw.normal();
  for (PointSum& p : all.points) {
    const double truth = draw.normal();
    for (std::size_t r = 0; r < replicates; ++r) {
      const double x = value(truth, shared[r], draw.normal());
      p.add(x);
      all.replicates[r].add(x);
    }
  }
  return all;
}

double beta_1_3(double u) { return 1 - std::cbrt(1 - u); }
double alike(double) { return 0.3; }

// Percentiles of the points' means as they are.
double raw(const std::vector<PointSum>& points, double p) {
  std::vector<double> means;
  for (const PointSum& s : points) means.push_back(s.mean());
  std::sort(means.begin(), means.end());
  return means[static_cast<std::size_t>(p * static_cast<double>(means.size() - 1))];
}

}  // namespace

TEST_SUITE("two_doubts") {
  TEST_CASE("percentiles of beta-distributed shares are found again from four runs a point") {
    struct Case {
      double (*truth)(double);
      double p10, p50, p90, correlation;
    };
    // Beta(1, 1), Beta(1, 3) and Beta(1/2, 1/2), by their quantile functions in closed form; the intraclass
    // correlation is 1 / (a + b + 1).
    for (const Case& c : {Case{[](double u) { return u; }, 0.1, 0.5, 0.9, 1.0 / 3},
                          Case{beta_1_3, beta_1_3(0.1), beta_1_3(0.5), beta_1_3(0.9), 0.2},
                          Case{arcsine, arcsine(0.1), 0.5, arcsine(0.9), 0.5}}) {
      const auto points = tossed(4000, 4, 1, c.truth);
      const Spread s = spread_of_shares(points);
      CHECK(s.p10 == doctest::Approx(c.p10).scale(1).epsilon(0.02));
      CHECK(s.p50 == doctest::Approx(c.p50).scale(1).epsilon(0.025));
      CHECK(s.p90 == doctest::Approx(c.p90).scale(1).epsilon(0.02));
      CHECK(s.fit > 0.001);
      CHECK(fitted_shares(points, false).likeliest.correlation ==
            doctest::Approx(c.correlation).scale(1).epsilon(0.025));
      const Parts parts = parts_of_variance(points);
      CHECK(parts.assumptions.value == doctest::Approx(c.correlation).scale(1).epsilon(0.025));
      CHECK(parts.assumptions.low < c.correlation);
      CHECK(parts.assumptions.high > c.correlation);
    }
  }

  TEST_CASE("uncorrected, the same points would be said to differ far more") {
    const auto points = tossed(4000, 4, 1, beta_1_3);
    const Spread s = spread_of_shares(points);
    CHECK(raw(points, 0.9) - raw(points, 0.1) == 0.75);  // true: 0.50
    CHECK(s.p90 - s.p10 == doctest::Approx(beta_1_3(0.9) - beta_1_3(0.1)).epsilon(0.05));
  }

  TEST_CASE("where all points are alike, luck is all there is") {
    const auto points = tossed(4000, 4, 3, alike);
    const Spread s = spread_of_shares(points);
    CHECK(s.p10 > 0.25);
    CHECK(s.p90 < 0.35);
    const Parts parts = parts_of_variance(points);
    CHECK(parts.assumptions.value < 0.02);
    CHECK(parts.assumptions.low == 0);
    CHECK(raw(points, 0.9) - raw(points, 0.1) == 0.5);
  }

  TEST_CASE("points that four runs cannot tell apart are said so, and may differ by what is left open") {
    // Shares: beta with so much correlation, about 0.3; means: normal; changes: -1, 0 or 1, most of them 0.
    constexpr double quantile = 1.2815515655446004;
    constexpr int studies = 200;
    for (const double correlation : {1e-6, 0.01, 0.05, 0.2}) {
      int held_shares = 0, held_means = 0, told_shares = 0, told_means = 0, held_changes = 0;
      const BetaOfShares truth{0.3, correlation};
      const double sd = std::sqrt(correlation / (1 - correlation));
      std::vector<double> true_shares;
      for (int p = 0; p < 200; ++p) true_shares.push_back(truth.quantile((p + 0.5) / 200));
      for (int k = 0; k < studies; ++k) {
        Stream luck({static_cast<std::uint64_t>(k), 5, 0}, 60, 0, 0);
        std::vector<PointSum> shares(200), means(200), changes(200);
        for (std::size_t p = 0; p < shares.size(); ++p) {
          const double a = true_shares[p], b = sd * luck.normal(), c = 0.05 + 0.02 * luck.normal();
          for (int r = 0; r < 4; ++r) {
            shares[p].add(luck.chance(a) ? 1 : 0);
            means[p].add(b + luck.normal());
            changes[p].add(luck.chance(std::fabs(c)) ? (c > 0 ? 1 : -1) : 0);
          }
        }
        const Spread s = spread_of_shares(shares), m = spread_of_means(means), d = spread_of_means(changes);
        told_shares += s.told ? 1 : 0;
        told_means += m.told ? 1 : 0;
        // What is told holds: the percentiles within their errors, or the bounds where they are not told.
        const auto holds = [](const Spread& x, double p10, double p90) {
          if (!x.told) return x.widest10 <= p10 && p90 <= x.widest90 ? 1 : 0;
          return std::fabs(x.p10 - p10) <= x.error10 && std::fabs(x.p90 - p90) <= x.error90 ? 1 : 0;
        };
        held_shares += holds(s, truth.quantile(0.1), truth.quantile(0.9));
        held_means += holds(m, -quantile * sd, quantile * sd);
        held_changes += holds(d, 0.05 - quantile * 0.02, 0.05 + quantile * 0.02);
        if (!s.told) CHECK(s.widest90 - s.widest10 >= s.p90 - s.p10);
      }
      MESSAGE("correlation ", correlation, ": told ", told_shares, " and ", told_means, ", held ",
              held_shares, ", ", held_means, " and ", held_changes, " of ", studies);
      CHECK(held_shares >= 0.85 * studies);
      CHECK(held_means >= 0.85 * studies);
      CHECK(held_changes >= 0.85 * studies);
      if (correlation < 1e-3) CHECK(std::max(told_shares, told_means) <= 0.1 * studies);
      if (correlation > 0.1) CHECK(std::min(told_shares, told_means) >= 0.95 * studies);
    }
    // One run of all that differs: not told, and no bound either. None: told, and of no width.
    std::vector<PointSum> rare(200);
    for (PointSum& p : rare)
      for (int r = 0; r < 4; ++r) p.add(0);
    const Spread none = spread_of_means(rare);
    CHECK(none.told);
    rare[3].add(100);
    const Spread one = spread_of_means(rare);
    CHECK_FALSE(one.told);
    CHECK(one.widest90 != one.widest90);
  }

  TEST_CASE("with one run a point, or a few points, nothing is known of either doubt") {
    for (const auto& points : {tossed(4000, 1, 1, beta_1_3), tossed(least_points - 1, 50, 1, beta_1_3)}) {
      CHECK_FALSE(spread_of_shares(points).known());
      CHECK_FALSE(spread_of_means(points).known());
      CHECK_FALSE(parts_of_variance(points).known());
    }
  }

  TEST_CASE("shares that no beta distribution has are told not to fit") {
    const auto two = tossed(4000, 8, 1, [](double u) { return u < 0.5 ? 0.3 : 0.7; });
    CHECK(spread_of_shares(two).fit < 0.001);
  }

  TEST_CASE("the shape is looked at also where points differ in their runs, and finds few misfits") {
    // Beta and not, from 200 points: with 1 to 4 runs each, and with 8.
    const auto warned = [](double (*truth)(double), std::size_t least, std::size_t most) {
      int told = 0;
      for (std::uint64_t study = 0; study < 200; ++study) {
        Stream draw({study, 4, 0}, 60, 0, 0);
        std::vector<PointSum> points(200);
        for (PointSum& p : points) {
          const double share = truth(draw.uniform());
          const auto runs = least + draw.below(static_cast<std::uint32_t>(most - least + 1));
          for (std::size_t r = 0; r < runs; ++r) p.add(draw.chance(share) ? 1 : 0);
        }
        const double fit = spread_of_shares(points).fit;
        REQUIRE(fit == fit);
        told += fit < 0.01 ? 1 : 0;
      }
      return told / 200.0;
    };
    const auto two = [](double u) { return u < 0.5 ? 0.2 : 0.8; };
    const auto gap = [](double u) { return u < 0.8 ? 0.1 : 0.9; };
    MESSAGE("beta, 1 to 4 runs: ", warned(beta_1_3, 1, 4), ", 4 runs: ", warned(beta_1_3, 4, 4));
    MESSAGE("two shares, 1 to 4 runs: ", warned(two, 1, 4), ", 4: ", warned(two, 4, 4),
            ", 8: ", warned(two, 8, 8));
    MESSAGE("gap, 1 to 4 runs: ", warned(gap, 1, 4), ", 4: ", warned(gap, 4, 4), ", 8: ", warned(gap, 8, 8));
    CHECK(warned(beta_1_3, 1, 4) < 0.04);
    CHECK(warned(two, 8, 8) > 0.5);
  }

  TEST_CASE("of points that share their luck, percentiles and parts are found again from 60 draws of it") {
    // Means: true variance 1, luck 4 shared and 4 of its own; shares: of a latent normal above 0.
    constexpr int studies = 200;
    constexpr double quantile = 1.2815515655446004;
    const auto sum = [](double truth, double shared, double own) { return truth + 2 * shared + 2 * own; };
    const auto toss = [](double truth, double shared, double own) {
      return truth + 0.6 * shared + 0.8 * own > 0 ? 1.0 : 0.0;
    };
    const auto faint = [](double truth, double shared, double own) {
      return 0.2 * truth + 3 * shared + own;  // 0.04 of 10.04
    };
    const auto below = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
    int means[4] = {}, shares[3] = {}, small = 0, unaware = 0, none = 0;
    for (int k = 0; k < studies; ++k) {
      const auto seed = static_cast<std::uint64_t>(k);
      const SharedLuck a = shared_luck(100, 60, seed, sum), b = shared_luck(100, 60, seed, toss),
                       c = shared_luck(100, 60, seed, faint);
      const Spread s = spread_of_means(a.points, a.replicates), t = spread_of_shares(b.points, b.replicates);
      means[0] += std::fabs(s.p10 + quantile) <= s.error10 ? 1 : 0;
      means[1] += std::fabs(s.p50) <= s.error50 ? 1 : 0;
      means[2] += std::fabs(s.p90 - quantile) <= s.error90 ? 1 : 0;
      shares[0] += std::fabs(t.p10 - below(-quantile)) <= t.error10 ? 1 : 0;
      shares[1] += std::fabs(t.p50 - 0.5) <= t.error50 ? 1 : 0;
      shares[2] += std::fabs(t.p90 - below(quantile)) <= t.error90 ? 1 : 0;
      const Estimate e = parts_of_variance(a.points, a.replicates).assumptions,
                     f = parts_of_variance(c.points, c.replicates).assumptions,
                     g = parts_of_variance(c.points).assumptions;
      means[3] += e.low <= 1.0 / 9 && 1.0 / 9 <= e.high ? 1 : 0;
      small += f.low <= 0.04 / 10.04 && 0.04 / 10.04 <= f.high ? 1 : 0;
      unaware += g.low <= 0.04 / 10.04 && 0.04 / 10.04 <= g.high ? 1 : 0;
      none += g.high <= 0 ? 1 : 0;
    }
    for (const int held : means) CHECK(held >= 0.88 * studies);
    for (const int held : shares) CHECK(held >= 0.88 * studies);
    CHECK(small >= 0.88 * studies);
    CHECK(unaware <= 0.1 * studies);  // as if each point had luck of its own
    CHECK(none == 0);                 // never "0 to 0"
    const SharedLuck few = shared_luck(200, least_shared_luck - 1, 1, sum);
    CHECK_FALSE(spread_of_means(few.points, few.replicates).known());
    CHECK_FALSE(spread_of_shares(few.points, few.replicates).known());
    CHECK_FALSE(parts_of_variance(few.points, few.replicates).known());
  }

  TEST_CASE("the mean over points is the same with 4 or 40 runs a point, within its interval") {
    // Beta(1, 3): 0.25. At how many points the runs say "above 0.25" is not: it follows the runs.
    constexpr int studies = 200;
    double mean[2] = {}, width[2] = {};
    int held[2] = {};
    for (int k = 0; k < studies; ++k)
      for (int many = 0; many < 2; ++many) {
        const Estimate e =
            mean_over_points(tossed(200, many == 1 ? 40 : 4, static_cast<std::uint64_t>(k), beta_1_3));
        mean[many] += e.value / studies;
        width[many] += (e.high - e.low) / studies;
        held[many] += e.low <= 0.25 && 0.25 <= e.high ? 1 : 0;
      }
    for (int many = 0; many < 2; ++many) {
      CHECK(mean[many] == doctest::Approx(0.25).epsilon(0.02));
      CHECK(held[many] >= 0.91 * studies);
      CHECK(held[many] <= 0.99 * studies);
    }
    CHECK(width[1] < width[0]);
  }

  TEST_CASE("from 200 points of four runs, percentiles are right on average") {
    double p10 = 0, p50 = 0, p90 = 0;
    int held = 0;  // 90th percentiles whose interval holds the truth
    constexpr int studies = 60;
    for (int k = 0; k < studies; ++k) {
      const Spread s = spread_of_shares(tossed(200, 4, static_cast<std::uint64_t>(k), beta_1_3));
      p10 += s.p10 / studies;
      p50 += s.p50 / studies;
      p90 += s.p90 / studies;
      held += std::fabs(s.p90 - beta_1_3(0.9)) <= s.error90 ? 1 : 0;
    }
    CHECK(held >= 0.85 * studies);
    CHECK(p10 == doctest::Approx(beta_1_3(0.1)).scale(1).epsilon(0.015));
    CHECK(p50 == doctest::Approx(beta_1_3(0.5)).scale(1).epsilon(0.015));
    CHECK(p90 == doctest::Approx(beta_1_3(0.9)).scale(1).epsilon(0.015));
  }

  TEST_CASE("the interval of the share that is assumptions holds the truth about as often as it says") {
    int shares = 0, means = 0;
    constexpr int studies = 300;
    for (int k = 0; k < studies; ++k) {
      const Parts a = parts_of_variance(tossed(200, 4, static_cast<std::uint64_t>(k), beta_1_3));
      shares += a.assumptions.low <= 0.2 && 0.2 <= a.assumptions.high ? 1 : 0;
      // Skew: exponential true means of variance 4, exponential runs around them of variance 9.
      std::vector<PointSum> points(200);
      Stream luck({static_cast<std::uint64_t>(k), 1, 0}, 60, 0, 0);
      for (PointSum& p : points) {
        const double mean = 2 * luck.exponential();
        for (int r = 0; r < 4; ++r) p.add(mean + 3 * luck.exponential());
      }
      const Parts b = parts_of_variance(points);
      means += b.assumptions.low <= 4.0 / 13 && 4.0 / 13 <= b.assumptions.high ? 1 : 0;
    }
    CHECK(shares >= 0.90 * studies);
    CHECK(means >= 0.90 * studies);
    CHECK(shares <= 0.99 * studies);
    CHECK(means <= 0.99 * studies);
  }

  TEST_CASE("means are drawn together until they spread as the true ones, and keep their shape") {
    std::vector<PointSum> normal(4000), skew(4000);
    Stream luck({5, 0, 0}, 60, 0, 0);
    for (std::size_t i = 0; i < normal.size(); ++i) {
      const double a = 100 + 10 * luck.normal(), b = 50 * luck.exponential();
      for (int r = 0; r < 4; ++r) {
        normal[i].add(a + 20 * luck.normal());
        skew[i].add(luck.poisson(b));
      }
    }
    const Spread n = spread_of_means(normal), s = spread_of_means(skew);
    CHECK(n.p10 == doctest::Approx(100 - 12.816).scale(100).epsilon(0.01));
    CHECK(n.p50 == doctest::Approx(100).scale(100).epsilon(0.01));
    CHECK(n.p90 == doctest::Approx(100 + 12.816).scale(100).epsilon(0.01));
    CHECK(raw(normal, 0.9) > 117);  // as they are
    CHECK(s.p10 == doctest::Approx(50 * 0.10536).scale(50).epsilon(0.03));
    CHECK(s.p50 == doctest::Approx(50 * 0.69315).scale(50).epsilon(0.03));
    CHECK(s.p90 == doctest::Approx(50 * 2.30259).scale(50).epsilon(0.06));
    CHECK(parts_of_variance(normal).assumptions.value == doctest::Approx(0.2).epsilon(0.1));
  }

  TEST_CASE("an assumption is said to decide only what it decides") {
    constexpr std::size_t points = 200, factors = 100;
    std::vector<double> draws(points * factors), outputs(points), chance(points);
    int false_alarms = 0;
    for (std::uint64_t study = 0; study < 40; ++study) {
      Stream luck({study, 2, 0}, 60, 0, 0);
      for (double& d : draws) d = luck.uniform();
      for (std::size_t p = 0; p < points; ++p) {
        outputs[p] = draws[p * factors + 7] - 0.5 * draws[p * factors + 3] + 0.3 * luck.normal();
        chance[p] = luck.normal();
      }
      const auto found = decisive(draws, factors, outputs);
      REQUIRE(found.size() >= 1);
      CHECK(found[0].factor == 7);
      CHECK(found[0].correlation > 0.5);
      false_alarms += decisive(draws, factors, chance).empty() ? 0 : 1;
    }
    CHECK(false_alarms <= 6);  // 5% of 40, and two standard deviations more
    CHECK(least_told(200, 397) == doctest::Approx(0.27).epsilon(0.05));
    CHECK(least_told(10, 3) != least_told(10, 3));
  }
}

}  // namespace parley
