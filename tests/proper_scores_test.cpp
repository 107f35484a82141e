// Scores of forecasts against closed forms and against what propriety demands.
#include "parley/statistics/proper_scores.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "parley/support/random.hpp"
#include "support.hpp"

using namespace parley;

namespace {

std::vector<double> normal_draws(std::uint64_t seed, std::size_t n, double mean = 0, double deviation = 1) {
  Stream luck({seed, 0, 0}, 0, 0, 0);
  std::vector<double> x(n);
  for (double& v : x) v = mean + deviation * luck.normal();
  return x;
}

// The definition of the CRPS, by the trapezoid rule: the area of (F(x) - 1{x >= seen})^2.
template <class Law>
double area(const Law& law, double seen, double from, double to) {
  constexpr int steps = 400000;
  double sum = 0;
  for (int k = 0; k < steps; ++k) {
    const double x = from + (to - from) * (k + 0.5) / steps;
    const double gap = at_most(law, x) - (x >= seen ? 1 : 0);
    sum += gap * gap;
  }
  return sum * (to - from) / steps;
}

}  // namespace

TEST_SUITE("proper scores") {
  TEST_CASE("the CRPS of a normal law at its mean is (sqrt 2 - 1) / sqrt pi deviations") {
    const double known = (std::numbers::sqrt2 - 1) / std::sqrt(std::numbers::pi);
    CHECK(crps(NormalLaw{0, 1}, 0) == doctest::Approx(known).epsilon(1e-14));
    CHECK(crps(NormalLaw{5, 3}, 5) == doctest::Approx(3 * known).epsilon(1e-14));
    CHECK(known == doctest::Approx(0.2336949772));
  }

  TEST_CASE("closed forms are the area between the distribution function and the step at what was seen") {
    for (const double seen : {0.05, 0.4, 1.0, 2.7}) {
      CAPTURE(seen);
      CHECK(crps(NormalLaw{0.5, 0.8}, seen) ==
            doctest::Approx(area(NormalLaw{0.5, 0.8}, seen, -8, 9)).epsilon(1e-4));
      CHECK(crps(LogNormalLaw{-0.3, 0.7}, seen) ==
            doctest::Approx(area(LogNormalLaw{-0.3, 0.7}, seen, 0, 60)).epsilon(1e-4));
      CHECK(crps(WeibullLaw{0.7, 1.5}, seen) ==
            doctest::Approx(area(WeibullLaw{0.7, 1.5}, seen, 0, 90)).epsilon(1e-4));
    }
    // Of shape 1, exponential: seen + 2 e^-seen - 3/2.
    for (const double seen : {0.0, 0.3, 2.0})
      CHECK(crps(WeibullLaw{1, 1}, seen) == doctest::Approx(seen + 2 * std::exp(-seen) - 1.5).epsilon(1e-12));
    CHECK(crps(LogNormalLaw{0, 1}, -1) == doctest::Approx(1 + crps(LogNormalLaw{0, 1}, 0)));
    CHECK(crps(WeibullLaw{0.5, 2}, -1) == doctest::Approx(1 + crps(WeibullLaw{0.5, 2}, 0)));
  }

  TEST_CASE("quantiles undo distribution functions") {
    for (const double p : {0.01, 0.3, 0.5, 0.97}) {
      CHECK(at_most(NormalLaw{1, 2}, quantile(NormalLaw{1, 2}, p)) == doctest::Approx(p));
      CHECK(at_most(LogNormalLaw{1, 2}, quantile(LogNormalLaw{1, 2}, p)) == doctest::Approx(p));
      CHECK(at_most(WeibullLaw{0.3, 355}, quantile(WeibullLaw{0.3, 355}, p)) == doctest::Approx(p));
    }
  }

  TEST_CASE("a law cut into equal pieces has the law's CRPS, and one value its absolute error") {
    const ForecastSample sample(pieces(NormalLaw{2, 3}, 4000));
    for (const double seen : {-4.0, 2.0, 7.5})
      CHECK(sample.crps(seen) == doctest::Approx(crps(NormalLaw{2, 3}, seen)).epsilon(2e-3));
    CHECK(ForecastSample({1.5}).crps(4) == doctest::Approx(2.5));
    CHECK(std::isnan(ForecastSample({1.5}).fair_crps(4)));
    // By hand: |x - 1| is 1, 0, 3: 4/3; pairs 1, 3, 4, both ways, of 9: 16/18.
    CHECK(ForecastSample({0, 4, 1}).crps(1) == doctest::Approx(4.0 / 3 - 16.0 / 18));
    CHECK(ForecastSample({0, 4, 1}).fair_crps(1) == doctest::Approx(4.0 / 3 - 16.0 / 12));
  }

  TEST_CASE("the fair CRPS of few draws is without bias, that of the draws as they are is not") {
    double fair = 0, plain = 0;
    constexpr int cases = 40000;
    for (int k = 0; k < cases; ++k) {
      const ForecastSample four(normal_draws(static_cast<std::uint64_t>(k) + 1, 4));
      fair += four.fair_crps(0.5) / cases;
      plain += four.crps(0.5) / cases;
    }
    const double truth = crps(NormalLaw{0, 1}, 0.5);
    CHECK(fair == doctest::Approx(truth).epsilon(0.02));
    // Too high by half the mean difference of two draws, 2 / sqrt pi, over n.
    CHECK(plain - fair == doctest::Approx(1 / std::sqrt(std::numbers::pi) / 4).epsilon(0.02));
  }

  TEST_CASE("nobody does better than by saying what is so: too wide, too narrow and moved all cost") {
    const std::vector<double> seen = normal_draws(7, 4000);
    const auto scores = [&](const NormalLaw& law) {
      double both[2] = {0, 0};
      for (const double y : seen) {
        both[0] += crps(law, y) / 4000;
        both[1] += log_score(law, y) / 4000;
      }
      return std::array{both[0], both[1]};
    };
    const auto honest = scores({0, 1});
    for (const NormalLaw other : {NormalLaw{0, 2}, NormalLaw{0, 0.5}, NormalLaw{0.7, 1}})
      for (const std::size_t k : {0U, 1U}) CHECK(scores(other)[k] > honest[k] + 0.01);
  }

  TEST_CASE("log scores of laws: the entropy of a normal law, and densities that integrate to 1") {
    double mean = 0;
    for (const double y : pieces(NormalLaw{1, 2}, 20000)) mean += log_score(NormalLaw{1, 2}, y) / 20000;
    CHECK(mean == doctest::Approx(0.5 * std::log(2 * std::numbers::pi * std::numbers::e * 4)).epsilon(1e-3));
    double log_normal = 0, weibull = 0, kernels = 0;
    const ForecastSample sample({0.1, 0.5, 0.6, 0.8, 0.9, 1.4, 2.5});
    constexpr int steps = 200000;
    for (int k = 0; k < steps; ++k) {
      const double x = 80.0 * (k + 0.5) / steps;
      log_normal += std::exp(-log_score(LogNormalLaw{0.2, 0.6}, x)) * 80 / steps;
      weibull += std::exp(-log_score(WeibullLaw{1.3, 4}, x)) * 80 / steps;
      kernels += std::exp(-sample.log_score(25 * (x - 40))) * 25 * 80 / steps;
    }
    CHECK(log_normal == doctest::Approx(1).epsilon(1e-3));
    CHECK(weibull == doctest::Approx(1).epsilon(1e-3));
    CHECK(kernels == doctest::Approx(1).epsilon(2e-3));
  }

  TEST_CASE("a kernel density costs .03 nats at 100 draws of a normal law and less at 1,000") {
    const auto excess = [](std::size_t n, int cases) {
      double sum = 0;
      for (int k = 0; k < cases; ++k) {
        const ForecastSample sample(normal_draws(static_cast<std::uint64_t>(k) + 1, n));
        for (const double y : pieces(NormalLaw{0, 1}, 200))
          sum += (sample.log_score(y) - log_score(NormalLaw{0, 1}, y)) / (200.0 * cases);
      }
      return sum;
    };
    const double hundred = excess(100, 400), thousand = excess(1000, 60);
    CHECK(hundred > 0.01);
    CHECK(hundred < 0.05);
    CHECK(thousand > 0);
    CHECK(thousand < 0.01);
  }

  TEST_CASE(
      "what lies far outside all values costs much but never everything, values in one place are no "
      "density") {
    const ForecastSample sample(normal_draws(3, 100));
    CHECK(sample.log_score(8) > sample.log_score(3));
    CHECK(sample.log_score(8) < 15);
    CHECK(std::isnan(ForecastSample({0.5, 0.5, 0.5, 0.5}).log_score(0.5)));
  }

  TEST_CASE("the rank among draws of the same law is uniform, for a quantity and for a count") {
    for (const bool count : {false, true}) {
      CAPTURE(count);
      std::array<int, 10> tenths{};
      constexpr int cases = 20000;
      for (int k = 0; k < cases; ++k) {
        Stream luck({static_cast<std::uint64_t>(k) + 1, 0, 0}, 1, 0, 0);
        const auto draw = [&] { return count ? luck.poisson(1.2) : luck.normal(); };
        const double seen = draw();
        std::vector<double> others(19);
        for (double& x : others) x = draw();
        const double u = ForecastSample(std::move(others)).pit(seen, luck.uniform());
        ++tenths[static_cast<std::size_t>(std::min(9.0, u * 10))];
      }
      double chi_squared = 0;
      for (const int t : tenths) chi_squared += (t - 2000.0) * (t - 2000.0) / 2000;
      CHECK(chi_squared < 27.9);  // chi-squared with 9 degrees of freedom: beyond it once in 1,000
    }
    CHECK(ForecastSample({1, 2, 3}).pit(2.5) == doctest::Approx(2.5 / 4));
    CHECK(ForecastSample({1, 2, 2, 2}).pit(2) == doctest::Approx(3.0 / 5));
  }

  TEST_CASE("central intervals hold what they say") {
    CHECK(within_central(0.5, 0.5));
    CHECK(within_central(0.26, 0.5));
    CHECK(!within_central(0.2, 0.5));
    CHECK(within_central(0.06, 0.9));
    const ForecastSample sample(pieces(NormalLaw{0, 1}, 10000));
    CHECK(sample.quantile(0.95) == doctest::Approx(1.6448536).epsilon(1e-3));
    CHECK(ForecastSample({1, 3}).quantile(0.5) == doctest::Approx(2));
    CHECK(ForecastSample({1, 3}).quantile(0.99) == doctest::Approx(3));
  }

  TEST_CASE("Brier's score of a coin is a quarter, of runs it is without the bias of their number") {
    CHECK(brier(0.5, true) == doctest::Approx(0.25));
    CHECK(brier(1, true) == 0);
    CHECK(brier(1, false) == 1);
    CHECK(log_score(0.5, false) == doctest::Approx(std::numbers::ln2));
    CHECK(std::isinf(log_score(1.0, false)));
    // Of two runs that succeed with chance p: p (1 - p) / 2 is what chance adds.
    const double p = 0.3;
    const double expected = (1 - p) * (1 - p) * fair_brier(0, 2, true) +
                            2 * p * (1 - p) * fair_brier(1, 2, true) + p * p * fair_brier(2, 2, true);
    CHECK(expected == doctest::Approx(brier(p, true)).epsilon(1e-12));
    CHECK(told_by_runs(0, 99) == doctest::Approx(0.005));
    CHECK(told_by_runs(99, 99) == doctest::Approx(0.995));
  }

  TEST_CASE("Murphy's parts: a climatology has no resolution, an oracle no reliability, and they add up") {
    const std::vector<YesNo> climatology{{0.25, true}, {0.25, false}, {0.25, false}, {0.25, false}};
    const BrierParts c = brier_parts(climatology);
    CHECK(c.reliability == doctest::Approx(0));
    CHECK(c.resolution == doctest::Approx(0));
    CHECK(c.uncertainty == doctest::Approx(0.1875));
    const BrierParts o = brier_parts(std::vector<YesNo>{{1, true}, {0, false}, {0, false}});
    CHECK(o.score == doctest::Approx(0));
    CHECK(o.resolution == doctest::Approx(o.uncertainty));
    Stream luck({5, 0, 0}, 0, 0, 0);
    std::vector<YesNo> many(300);
    for (YesNo& f : many) {
      f.probability = luck.uniform();
      f.happened = luck.chance(0.2 + 0.5 * f.probability);
    }
    const BrierParts m = brier_parts(many);
    CHECK(m.reliability - m.resolution + m.uncertainty + m.within == doctest::Approx(m.score).epsilon(1e-12));
    CHECK(std::isnan(brier_parts({}).score));
  }

  TEST_CASE("skill is what is won over another forecast, with its doubt over cases") {
    const std::vector<double> model{1, 2, 3}, other{2, 4, 6}, nothing{0, 0, 0};
    CHECK(skill(model, other).mean == doctest::Approx(0.5));
    CHECK(skill(model, other).standard_error == doctest::Approx(0).epsilon(1e-9));
    CHECK(skill(other, model).mean == doctest::Approx(-1));
    CHECK(std::isnan(skill(model, nothing).mean));
    CHECK(std::isnan(skill(std::vector<double>{1}, std::vector<double>{2}).standard_error));
    CHECK(mean_score(model).mean == doctest::Approx(2));
    CHECK(mean_score(model).standard_error == doctest::Approx(1 / std::sqrt(3.0)));
    CHECK(std::isnan(mean_score({}).mean));
    // Of many cases the jackknife's error is that of the ratio of means.
    const std::vector<double> a = normal_draws(1, 2000, 1, 0.2), b = normal_draws(2, 2000, 2, 0.2);
    CHECK(skill(a, b).standard_error ==
          doctest::Approx(std::sqrt(0.04 / 4 + 0.25 * 0.04 / 4) / std::sqrt(2000.0)).epsilon(0.1));
  }
}
