// Approximate Bayesian computation recovers posteriors that are known.
#include "parley/statistics/abc_smc.hpp"

#include <atomic>
#include <cmath>
#include <vector>

#include "support.hpp"

using namespace parley;

namespace {

struct Moments {
  double mean = 0, sd = 0;
};

Moments moments(const AbcResult& r, std::size_t factor, double low, double high) {
  Moments m;
  double squares = 0;
  for (std::size_t i = 0; i < r.weights.size(); ++i) {
    const double x = low + (high - low) * r.unit[i * r.factors + factor];
    m.mean += r.weights[i] * x;
    squares += r.weights[i] * x * x;
  }
  m.sd = std::sqrt(squares - m.mean * m.mean);
  return m;
}

double normal_at(const RunKey& key, std::uint32_t entity) { return Stream(key, 0, entity, 0).normal(); }

}  // namespace

TEST_SUITE("abc") {
  TEST_CASE("the mean of a normal sample: the posterior's mean and standard deviation") {
    // 20 observations with mean 1.3 and known standard deviation 2, prior uniform on [-10, 10]. The sample
    // mean is sufficient, so the exact posterior is normal with mean 1.3 and variance 4/20; accepting within
    // e adds e^2/3.
    for (const AbcKernel kernel : {AbcKernel::component, AbcKernel::multivariate}) {
      AbcOptions options;
      options.particles = 1000;
      options.target = 0.1;
      options.min_acceptance = 0.001;
      options.kernel = kernel;
      const auto r = abc_smc(
          1,
          [](std::span<const double> u, const RunKey& key) {
            const double mean = -10 + 20 * u[0];
            return std::fabs(mean + 2 / std::sqrt(20.0) * normal_at(key, 0) - 1.3);
          },
          options);
      CHECK(r.stopped == AbcStop::target);
      CHECK(r.generations.back().threshold == 0.1);
      const Moments m = moments(r, 0, -10, 10);
      const double sd = std::sqrt(4.0 / 20 + 0.01 / 3), n = r.generations.back().effective;
      MESSAGE("n ", n, " mean ", m.mean, " sd ", m.sd, " expected 1.3, ", sd);
      CHECK(n > 500);
      CHECK(std::fabs(m.mean - 1.3) < 4 * sd / std::sqrt(n));
      CHECK(std::fabs(m.sd - sd) < 4 * sd / std::sqrt(2 * n));
      double sum = 0;
      for (const double w : r.weights) sum += w;
      CHECK(sum == doctest::Approx(1));
      for (std::size_t g = 1; g < r.generations.size(); ++g)
        CHECK(r.generations[g].threshold < r.generations[g - 1].threshold);
    }
  }

  TEST_CASE("two correlated parameters: the posterior keeps their correlation") {
    // Observed are a + b (precisely) and a - b (loosely): the posterior is a ridge along a + b = 1.
    AbcOptions options;
    options.particles = 600;
    options.target = 0.15;
    options.min_acceptance = 0.001;
    const auto r = abc_smc(
        2,
        [](std::span<const double> u, const RunKey& key) {
          const double a = 4 * u[0] - 2, b = 4 * u[1] - 2;
          const double sum = a + b + 0.1 * normal_at(key, 0), difference = a - b + 0.8 * normal_at(key, 1);
          return std::max(std::fabs(sum - 1), std::fabs(difference));
        },
        options);
    CHECK(r.stopped == AbcStop::target);
    const Moments a = moments(r, 0, -2, 2), b = moments(r, 1, -2, 2);
    double covariance = 0;
    for (std::size_t i = 0; i < r.weights.size(); ++i)
      covariance += r.weights[i] * (4 * r.unit[2 * i] - 2 - a.mean) * (4 * r.unit[2 * i + 1] - 2 - b.mean);
    // var(sum) = 0.1^2 + 0.15^2 / 3, var(difference) = 0.8^2 + 0.15^2 / 3.
    const double v_sum = 0.01 + 0.0075, v_difference = 0.64 + 0.0075;
    const double expected = (v_sum - v_difference) / (v_sum + v_difference);
    MESSAGE("correlation ", covariance / (a.sd * b.sd), " expected ", expected);
    CHECK(std::fabs(covariance / (a.sd * b.sd) - expected) < 0.03);
    CHECK(std::fabs(a.mean - 0.5) < 0.08);
    CHECK(a.sd == doctest::Approx(std::sqrt((v_sum + v_difference) / 4)).epsilon(0.15));
  }

  TEST_CASE("the same population on any number of threads") {
    const auto distance = [](std::span<const double> u, const RunKey& key) {
      return std::fabs(u[0] + 0.1 * normal_at(key, 0) - 0.4) + std::fabs(u[1] - 0.7);
    };
    AbcOptions options;
    options.particles = 100;
    options.generations = 5;
    options.jobs = 1;
    const auto one = abc_smc(2, distance, options);
    options.jobs = 4;
    const auto four = abc_smc(2, distance, options);
    CHECK(one.unit == four.unit);
    CHECK(one.weights == four.weights);
    CHECK(one.distance == four.distance);
    CHECK(one.generations.size() == 5);
    options.seed = 2;
    CHECK(abc_smc(2, distance, options).unit != one.unit);
  }

  TEST_CASE("distances of which most are tied are no end of the search") {
    AbcOptions options;
    options.particles = 100;
    options.generations = 6;
    // Nine in ten points are equally far.
    const auto tied = abc_smc(
        1,
        [](std::span<const double> u, const RunKey&) {
          return u[0] > 0.1 ? 1.0 : std::floor(100 * std::fabs(u[0] - 0.05)) / 10;
        },
        options);
    CHECK(tied.generations.back().threshold < 0.3);
    CHECK(std::all_of(tied.unit.begin(), tied.unit.end(), [](double u) { return u < 0.1; }));
  }

  TEST_CASE(
      "it ends where nothing is gained: distances that do not fall, a budget, a model that never runs") {
    AbcOptions options;
    options.particles = 50;
    const auto flat = abc_smc(
        1, [](std::span<const double>, const RunKey&) { return 1.0; }, options);
    CHECK(flat.stopped == AbcStop::stuck);
    CHECK(flat.distance.size() == 50);
    options.evaluations = 500;
    const auto spent = abc_smc(
        1, [](std::span<const double> u, const RunKey&) { return std::fabs(u[0] - 0.5); }, options);
    CHECK(spent.stopped == AbcStop::evaluations);
    CHECK(spent.weights.size() == 50);
    std::uint64_t evaluations = 0;
    for (const auto& g : spent.generations) evaluations += g.evaluations;
    CHECK(evaluations <= 500);
    const auto never = abc_smc(
        1, [](std::span<const double>, const RunKey&) { return std::nan(""); }, options);
    CHECK(never.stopped == AbcStop::evaluations);
    CHECK(never.weights.empty());
    const auto stopped = abc_smc(
        1, [](std::span<const double> u, const RunKey&) { return u[0]; }, options,
        [](const AbcGeneration&) { return false; });
    CHECK(stopped.stopped == AbcStop::interrupted);
    CHECK(stopped.generations.size() == 1);

    // A stop in the middle of a generation leaves the one before.
    std::atomic<int> runs{0};
    std::atomic<bool> stop{false};
    options.evaluations = 100000;
    options.stop = &stop;
    const auto cut = abc_smc(
        1,
        [&](std::span<const double> u, const RunKey&) {
          if (++runs >= 75) stop = true;
          return u[0];
        },
        options);
    CHECK(cut.stopped == AbcStop::interrupted);
    CHECK(cut.generations.size() == 1);
    CHECK(cut.weights.size() == 50);
    CHECK(runs < 100);
  }
}
