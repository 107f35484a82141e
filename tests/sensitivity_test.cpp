// Estimators against what is known in closed form.
#include "parley/statistics/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/statistics/effects.hpp"
#include "parley/statistics/logrank.hpp"
#include "parley/statistics/prim.hpp"
#include "study_models.hpp"
#include "support.hpp"

using namespace parley;

namespace {

Design designed(DesignKind kind, std::size_t factors, std::size_t points, std::uint64_t seed) {
  DesignSpec s;
  s.kind = kind;
  s.factors = std::vector<Factor>(factors);
  s.points = points;
  s.seed = seed;
  return make_design(s);
}

bool inside(const Estimate& e, double truth) { return e.low <= truth && truth <= e.high; }

// Spells of 21 leukaemia patients on 6-mercaptopurine and 21 on placebo (Freireich et al. 1963), in weeks;
// the example of most textbooks on survival.
std::vector<std::vector<Spell>> freireich() {
  std::vector<std::vector<Spell>> groups(2);
  for (const int t : {6, 6, 6, 7, 10, 13, 16, 22, 23}) groups[0].push_back({t, true});
  for (const int t : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) groups[0].push_back({t, false});
  for (const int t : {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23})
    groups[1].push_back({t, true});
  return groups;
}

}  // namespace

TEST_SUITE("sensitivity") {
  TEST_CASE("Sobol indices of Ishigami and Sobol's G hold the analytic values in their bootstrap intervals") {
    int checked = 0, missed = 0;
    for (const auto* model : {&test::ishigami(), &test::sobol_g()})
      for (const std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
        const Design d = designed(DesignKind::saltelli, model->factors, 1024, seed);
        Bootstrap bootstrap;
        bootstrap.resamples = 200;
        bootstrap.seed = seed;
        const auto s = sobol_indices(test::outputs(*model, d), model->factors, false, bootstrap);
        for (std::size_t k = 0; k < model->factors; ++k) {
          checked += 2;
          missed += !inside(s.first[k], model->first[k]) + !inside(s.total[k], model->total[k]);
          CHECK(s.first[k].value == doctest::Approx(model->first[k]).epsilon(0.05).scale(1));
          CHECK(s.total[k].value == doctest::Approx(model->total[k]).epsilon(0.05).scale(1));
        }
      }
    MESSAGE("outside the 95% interval: ", missed, " of ", checked);
    // The intervals are those of independent points; Sobol's points do better.
    CHECK(missed * 20 <= checked);
  }

  TEST_CASE("with independent points the intervals hold the truth about as often as they say") {
    // A and B drawn at random, so that the bootstrap's assumption holds.
    const auto& model = test::ishigami();
    int checked = 0, held = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
      const Design base = designed(DesignKind::random, 6, 400, seed);
      Design d{400 * 5, 3, {}};
      for (std::size_t i = 0; i < 400; ++i)
        for (std::size_t r = 0; r < 5; ++r)
          for (std::size_t k = 0; k < 3; ++k) d.unit.push_back(base.at(i, r == 4 || r == k + 1 ? 3 + k : k));
      Bootstrap bootstrap;
      bootstrap.resamples = 200;
      bootstrap.seed = seed;
      const auto s = sobol_indices(test::outputs(model, d), 3, false, bootstrap);
      for (std::size_t k = 0; k < 3; ++k) {
        checked += 2;
        held += inside(s.first[k], model.first[k]) + inside(s.total[k], model.total[k]);
      }
    }
    MESSAGE("held ", held, " of ", checked);
    CHECK(held > 0.90 * checked);
    CHECK(held < 0.99 * checked);
  }

  TEST_CASE("second-order indices find the one interaction of Ishigami") {
    DesignSpec spec;
    spec.kind = DesignKind::saltelli;
    spec.factors = std::vector<Factor>(3);
    spec.points = 4096;
    spec.second_order = true;
    const auto s = sobol_indices(test::outputs(test::ishigami(), make_design(spec)), 3, true);
    REQUIRE(s.second.size() == 3);
    CHECK(s.second[0].value == doctest::Approx(0).epsilon(0.02).scale(1));
    CHECK(s.second[1].value == doctest::Approx(test::ishigami().total[2]).epsilon(0.02).scale(1));
    CHECK(s.second[2].value == doctest::Approx(0).epsilon(0.02).scale(1));
  }

  TEST_CASE("a constant output has no indices, and a block with a failed run is left out") {
    const auto constant = sobol_indices(std::vector<double>(40, 2.5), 3, false);
    CHECK(constant.mean == 2.5);
    CHECK(constant.variance == 0);
    CHECK(std::isnan(constant.total[1].value));

    const Design d = designed(DesignKind::saltelli, 3, 64, 1);
    auto y = test::outputs(test::ishigami(), d);
    auto without = y;
    without.erase(without.begin() + 10, without.begin() + 15);
    y[12] = std::numeric_limits<double>::quiet_NaN();
    const auto a = sobol_indices(y, 3, false), b = sobol_indices(without, 3, false);
    CHECK(a.blocks == 63);
    CHECK(a.dropped == 1);
    CHECK(a.first[0].value == b.first[0].value);
    CHECK(a.total[2].high == b.total[2].high);
  }

  TEST_CASE("indices do not change with the scale of the output") {
    const Design d = designed(DesignKind::saltelli, 3, 256, 1);
    auto y = test::outputs(test::ishigami(), d);
    const auto a = sobol_indices(y, 3, false);
    for (double& v : y) v = 1000 + 0.01 * v;
    const auto b = sobol_indices(y, 3, false);
    for (std::size_t k = 0; k < 3; ++k)
      CHECK(a.first[k].value == doctest::Approx(b.first[k].value).epsilon(1e-8));
  }

  TEST_CASE("Morris effects hold their expectation over the grid in their intervals") {
    // On four levels the expected |effect| is a mean over finitely many steps of 2/3, in closed form:
    //   Ishigami: x1: sin(pi/3) 3/2 (1 + b (pi^4 + (pi/3)^4) / 2), x2: 7 sin^2(pi/3) 3/2,
    //             x3: b (pi^4 - (pi/3)^4) 3/2 mean|sin x1|, mean|sin x1| = sin(pi/3) / 2
    //   G: |4 u - 2| is 2, 2/3, 2/3, 2, so a step changes it by 4/3: (4/3) 3/2 / (1 + a_k) times the means of
    //   the
    //      other factors, (4/3 + a) / (1 + a)
    const double pi4 = std::pow(std::numbers::pi, 4), s = std::sin(std::numbers::pi / 3);
    const std::vector<double> ishigami{s * 1.5 * (1 + 0.1 * (pi4 + pi4 / 81) / 2), 7 * s * s * 1.5,
                                       0.1 * (pi4 - pi4 / 81) * 1.5 * s / 2};
    std::vector<double> g;
    for (std::size_t k = 0; k < 8; ++k) {
      double effect = 2 / (1 + test::sobol_g_weights[k]);
      for (std::size_t j = 0; j < 8; ++j)
        if (j != k) effect *= (4.0 / 3 + test::sobol_g_weights[j]) / (1 + test::sobol_g_weights[j]);
      g.push_back(effect);
    }
    int checked = 0, held = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed)
      for (const auto* model : {&test::ishigami(), &test::sobol_g()}) {
        const Design d = designed(DesignKind::morris, model->factors, 50, seed);
        Bootstrap bootstrap;
        bootstrap.seed = seed;
        bootstrap.resamples = 200;
        const auto m = morris_effects(d, test::outputs(*model, d), 4, bootstrap);
        for (std::size_t k = 0; k < model->factors; ++k) {
          const double truth = (model->factors == 3 ? ishigami : g)[k];
          // The effects of x2 are all of one size: the interval has no width.
          const Estimate& star = m.factors[k].mu_star;
          ++checked;
          held += inside({star.value, star.low - 1e-9, star.high + 1e-9}, truth);
        }
      }
    MESSAGE("held ", held, " of ", checked);
    CHECK(held > 0.90 * checked);
  }

  TEST_CASE("an additive linear model has effects of its coefficients and no spread") {
    const Design d = designed(DesignKind::morris, 3, 8, 2);
    std::vector<double> y;
    for (std::size_t i = 0; i < d.points; ++i) y.push_back(3 * d.at(i, 0) - 2 * d.at(i, 1));
    y[5] = std::numeric_limits<double>::quiet_NaN();
    const auto m = morris_effects(d, y);
    CHECK(m.trajectories == 7);
    CHECK(m.dropped == 1);
    CHECK(m.factors[0].mu == doctest::Approx(3));
    CHECK(m.factors[1].mu == doctest::Approx(-2));
    CHECK(m.factors[1].mu_star.value == doctest::Approx(2));
    CHECK(m.factors[2].mu_star.value == doctest::Approx(0));
    for (const auto& f : m.factors) CHECK(f.sigma == doctest::Approx(0).epsilon(1e-9).scale(1));
    CHECK(m.factors[2].sigma == 0);
  }

  TEST_CASE("a few base points or trajectories are sure of nothing") {
    for (const std::size_t n : {2U, 4U, 8U}) {
      const Design trajectories = designed(DesignKind::morris, 3, n, 3),
                   blocks = designed(DesignKind::saltelli, 3, n, 3);
      std::vector<double> y, z;
      for (std::size_t i = 0; i < trajectories.points; ++i) y.push_back(3 * trajectories.at(i, 0));
      for (std::size_t i = 0; i < blocks.points; ++i) z.push_back(3 * blocks.at(i, 0) + blocks.at(i, 1));
      const bool told = n >= least_resampled;
      for (const auto& f : morris_effects(trajectories, y).factors) {
        CHECK(std::isfinite(f.mu_star.value));
        CHECK(std::isfinite(f.mu_star.low) == told);
      }
      for (const auto& e : sobol_indices(z, 3, false).total) {
        CHECK(std::isfinite(e.value));
        CHECK(std::isfinite(e.low) == told);
      }
    }
  }

  TEST_CASE("an output that is constant but for rounding has no Morris effects, and rounding alone is none") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      Stream luck({seed, 0, 0}, 0, 0, 0);
      const Design d = designed(DesignKind::morris, 3, 8, seed);
      const double level = std::ldexp(luck.uniform() - 0.5, static_cast<int>(luck.below(40)) - 20);
      std::vector<double> same, other;
      for (std::size_t i = 0; i < d.points; ++i) {
        const double last_bit = luck.chance(0.5) ? level : std::nextafter(level, 1e9);
        same.push_back(last_bit);
        other.push_back(last_bit + level * d.at(i, 0));
      }
      const auto none = morris_effects(d, same);
      CHECK(none.constant);
      for (const auto& f : none.factors) CHECK(std::isnan(f.mu_star.value));
      const auto some = morris_effects(d, other);
      CHECK_FALSE(some.constant);
      CHECK(some.factors[0].mu_star.value == doctest::Approx(std::fabs(level)));
      CHECK(some.factors[1].mu_star.value == 0);
      CHECK(some.factors[2].sigma == 0);
    }
  }
}

TEST_SUITE("effects") {
  TEST_CASE("a main effect follows the factor and has honest intervals") {
    int held = 0, checked = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      const Design d = designed(DesignKind::random, 2, 200, seed);
      std::vector<double> x, y;
      for (std::size_t i = 0; i < d.points; ++i) {
        x.push_back(std::floor(d.at(i, 0) * 4));
        y.push_back(x.back() + d.at(i, 1));
      }
      const auto bins = main_effect(x, y, 4);
      REQUIRE(bins.size() == 4);
      for (std::size_t b = 0; b < 4; ++b) {
        CHECK(bins[b].low == static_cast<double>(b));
        CHECK(bins[b].high == static_cast<double>(b));
        held += inside(bins[b].mean, static_cast<double>(b) + 0.5);
        ++checked;
      }
    }
    MESSAGE("held ", held, " of ", checked);
    CHECK(held > 0.91 * checked);
    CHECK(held < 0.99 * checked);
  }

  TEST_CASE(
      "bins of many values have equal numbers of points, equal values stay together, failures are left out") {
    std::vector<double> x, y;
    for (int i = 0; i < 100; ++i) {
      x.push_back(i < 40 ? 0 : i);
      y.push_back(i == 99 ? std::numeric_limits<double>::quiet_NaN() : 1);
    }
    const auto bins = main_effect(x, y, 5);
    std::size_t points = 0;
    for (std::size_t b = 0; b < bins.size(); ++b) {
      points += bins[b].n;
      if (b > 0) CHECK(bins[b].low > bins[b - 1].high);
      CHECK(bins[b].mean.value == 1);
    }
    CHECK(points == 99);
    CHECK(bins.front().n == 40);
    CHECK(bins.size() <= 5);
  }

  TEST_CASE("ranking: a better option is ranked first, equal ones share, the rest is luck") {
    // Two runs in three prefer A; C equals A.
    std::vector<double> values;
    for (int i = 0; i < 90; ++i) {
      const double a = i % 3 == 0 ? 0 : 1;
      values.insert(values.end(), {a, 0.5, a});
    }
    const auto points = ranking_by_points(values, 3);
    CHECK(points.at(0, 1) == doctest::Approx(2.0 / 3));
    CHECK(points.at(1, 0) == doctest::Approx(1.0 / 3));
    CHECK(points.at(0, 2) == doctest::Approx(0.5));
    CHECK(points.first[0] == doctest::Approx(1.0 / 3));
    CHECK(points.first[1] == doctest::Approx(1.0 / 3));
    CHECK(points.mean[0] == doctest::Approx(2.0 / 3));
    const auto resampled = ranking_by_resampling(values, 3);
    CHECK(resampled.at(0, 1) > 0.99);
    CHECK(resampled.at(0, 2) == doctest::Approx(0.5));
    double sum = 0;
    for (const double f : resampled.first) sum += f;
    CHECK(sum == doctest::Approx(1));
  }
}

TEST_SUITE("survival") {
  TEST_CASE("Freireich's trial: Kaplan-Meier curve with its interval, and the log-rank test") {
    const auto groups = freireich();
    CHECK(survival(groups[0], 6).share == doctest::Approx(0.857).epsilon(0.001));
    CHECK(survival(groups[0], 10).share == doctest::Approx(0.753).epsilon(0.001));
    const Interval last = survival(groups[0], 23);
    CHECK(last.share == doctest::Approx(0.448).epsilon(0.001));
    CHECK(last.low == doctest::Approx(0.188).epsilon(0.003));
    CHECK(last.high == doctest::Approx(0.680).epsilon(0.003));

    const LogRank test = logrank(groups);
    CHECK(test.freedom == 1);
    CHECK(test.observed == std::vector<double>{9, 21});
    CHECK(test.expected[0] == doctest::Approx(19.25).epsilon(0.001));
    CHECK(test.expected[1] == doctest::Approx(10.75).epsilon(0.001));
    CHECK(test.chi_squared == doctest::Approx(16.79).epsilon(0.001));
    CHECK(test.p == doctest::Approx(4.17e-5).epsilon(0.01));
  }

  TEST_CASE("the log-rank test does not depend on the order of groups, nor on an empty one") {
    auto groups = freireich();
    groups.push_back({});
    for (int t = 3; t < 20; t += 2) groups.back().push_back({t, t % 3 != 0});
    const LogRank three = logrank(groups);
    CHECK(three.freedom == 2);
    std::rotate(groups.begin(), groups.begin() + 1, groups.end());
    CHECK(logrank(groups).chi_squared == doctest::Approx(three.chi_squared).epsilon(1e-12));
    groups.insert(groups.begin(), std::vector<Spell>{});
    CHECK(logrank(groups).chi_squared == doctest::Approx(three.chi_squared).epsilon(1e-12));
    CHECK(logrank(groups).freedom == 2);
    for (const auto& groups_of_none :
         {std::vector<std::vector<Spell>>{{}, {}}, {{{3, true}}}, {{{3, false}}, {{4, false}}}})
      CHECK(std::isnan(logrank(groups_of_none).p));  // there is no test
  }

  TEST_CASE("without a difference the log-rank test rejects at its level") {
    constexpr int trials = 400;
    int rejected = 0;
    for (std::uint32_t t = 0; t < trials; ++t) {
      Stream luck({11, 0, t}, 60, 0, 0);
      std::vector<std::vector<Spell>> groups(3);
      for (auto& g : groups)
        for (int i = 0; i < 40; ++i) {
          const double ends = 30 * luck.exponential(), censored = 80 * luck.uniform();
          g.push_back({static_cast<int>(std::min(ends, censored)), ends <= censored});
        }
      rejected += logrank(groups).p < 0.05;
    }
    MESSAGE("rejected ", rejected, " of ", trials);
    CHECK(rejected > 0.02 * trials);
    CHECK(rejected < 0.09 * trials);
  }
}

TEST_SUITE("prim") {
  TEST_CASE("peeling finds the box in which the outcome happens, and says which factors do not matter") {
    const Design d = designed(DesignKind::sobol, 3, 2048, 9);
    std::vector<PrimColumn> columns(3);
    std::vector<double> y;
    for (std::size_t i = 0; i < d.points; ++i) {
      for (std::size_t k = 0; k < 3; ++k) columns[k].values.push_back(d.at(i, k));
      y.push_back(d.at(i, 0) > 0.62 && d.at(i, 1) < 0.5 ? 1 : 0);
    }
    const auto found = prim(columns, y);
    REQUIRE(found.size() == 1);
    const PrimStep& last = found[0].steps.back();
    CHECK(last.density > 0.98);
    CHECK(last.coverage > 0.9);
    CHECK(last.limits[0].low == doctest::Approx(0.62).epsilon(0.03));
    CHECK(last.limits[1].high == doctest::Approx(0.5).epsilon(0.05));
    CHECK(last.limits[0].quasi_p < 1e-6);
    CHECK_FALSE(last.limits[2].restricted);
    CHECK(found[0].inside.size() == last.points);
  }

  TEST_CASE("a second box takes up what the first left, without a case of interest there is none") {
    const Design d = designed(DesignKind::sobol, 2, 1024, 3);
    std::vector<PrimColumn> columns(2);
    std::vector<double> y;
    for (std::size_t i = 0; i < d.points; ++i) {
      for (std::size_t k = 0; k < 2; ++k) columns[k].values.push_back(d.at(i, k));
      y.push_back(d.at(i, 0) < 0.2 || (d.at(i, 0) > 0.5 && d.at(i, 1) > 0.8) ? 1 : 0);
    }
    const auto found = prim(columns, y, {}, 2);
    REQUIRE(found.size() == 2);
    // The share of all points is 0.3.
    for (const PrimBox& box : found) CHECK(box.steps.back().density > 0.6);
    CHECK(found[0].steps.back().coverage + found[1].steps.back().coverage > 0.9);
    std::vector<std::uint32_t> both;
    std::set_intersection(found[0].inside.begin(), found[0].inside.end(), found[1].inside.begin(),
                          found[1].inside.end(), std::back_inserter(both));
    CHECK(both.empty());
    CHECK(prim(columns, std::vector<double>(d.points, 0.0)).empty());
  }
}
