// Is what the luck of runs does to a sensitivity index told apart from what parameters do?
#include <cmath>

#include "parley/statistics/claims.hpp"
#include "parley/statistics/sensitivity.hpp"
#include "parley/support/random.hpp"
#include "study_cases.hpp"

using namespace parley;
using namespace parley::test;

namespace {

// Means of `runs` runs at the points of a design, and their luck. A run's output is `slope` times the first
// parameter, and luck: `common` of it moves all points alike, `own` each by itself (common random numbers
// that fall out of step).
struct Played {
  Design design;
  std::vector<double> mean;
  std::vector<std::vector<double>> luck;

  Played(DesignKind kind, std::size_t points, std::uint64_t seed, std::size_t runs, double slope,
         double common, double own) {
    DesignSpec spec;
    spec.kind = kind;
    spec.factors = std::vector<Factor>(4);
    spec.points = points;
    spec.seed = seed;
    design = make_design(spec);
    std::vector<double> shared;
    Stream all({seed, 1, 0}, 0, 0, 0);
    for (std::size_t r = 0; r < runs; ++r) shared.push_back(common * all.normal());
    for (std::size_t p = 0; p < design.points; ++p) {
      Stream luck_of({seed, 2, static_cast<std::uint32_t>(p)}, 0, 0, 0);
      std::vector<double> y;
      double sum = 0;
      for (std::size_t r = 0; r < runs; ++r) {
        y.push_back(slope * design.at(p, 0) + shared[r] + own * luck_of.normal());
        sum += y.back();
      }
      const auto n = static_cast<double>(runs);
      mean.push_back(sum / n);
      for (double& v : y) v = (v - sum / n) / std::sqrt(n * (n - 1));
      luck.push_back(std::move(y));
    }
  }
};

const Bootstrap quick{.seed = 1, .resamples = 200, .level = 0.95};

bool claims(std::span<const Estimate> sizes) {
  const Largest first = largest(sizes);
  if (!first.at) return false;
  const Estimate& e = sizes[*first.at];
  return clear_of_zero(shared_out({e.value, e.low, e.high}, sizes.size()));
}
std::vector<Estimate> sizes_of(const MorrisEffects& m) {
  std::vector<Estimate> sizes;
  for (const auto& e : m.factors) sizes.push_back(e.mu_star);
  return sizes;
}

}  // namespace

TEST_SUITE("luck of runs") {
  TEST_CASE("luck alone has no Sobol index and no Morris effect, whether runs share it or not") {
    for (const double common : {0.0, 3.0}) {
      CAPTURE(common);
      int sobol = 0, morris = 0, sobol_with_luck = 0, morris_with_luck = 0;
      for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const Played a(DesignKind::saltelli, 64, seed, 4, 0, common, 1);
        sobol += claims(sobol_indices(a.mean, 4, false, quick, a.luck).total) ? 1 : 0;
        sobol_with_luck += claims(sobol_indices(a.mean, 4, false, quick).total) ? 1 : 0;
        const Played b(DesignKind::morris, 12, seed, 4, 0, common, 1);
        morris += claims(sizes_of(morris_effects(b.design, b.mean, 4, quick, b.luck))) ? 1 : 0;
        morris_with_luck += claims(sizes_of(morris_effects(b.design, b.mean, 4, quick))) ? 1 : 0;
      }
      CHECK(sobol <= 6);
      CHECK(morris <= 6);
      CHECK(sobol_with_luck == 60);  // what it would be told without a look at the luck
      CHECK(morris_with_luck == 60);
    }
  }

  TEST_CASE("freed of luck, indices are those of the means that runs would have without it") {
    int checked = 0, missed = 0, by_luck = 0;
    double first = 0, total = 0;
    for (const double common : {0.0, 3.0})
      for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        // The variance of the means is 1/12 by the parameter and 1/16 by luck.
        const Played p(DesignKind::saltelli, 256, seed, 4, 1, common, 0.5);
        const SobolIndices s = sobol_indices(p.mean, 4, false, quick, p.luck);
        REQUIRE_FALSE(s.of_luck);
        CHECK(s.variance == doctest::Approx(1.0 / 12).epsilon(0.25));
        for (std::size_t k = 0; k < 4; ++k)
          for (const Estimate& e : {s.first[k], s.total[k]}) {
            const double truth = k == 0 ? 1 : 0;
            ++checked;
            missed += e.low <= truth && truth <= e.high ? 0 : 1;
          }
        first += s.first[0].value / 40;
        total += s.total[0].value / 40;
        const Played m(DesignKind::morris, 40, seed, 4, 1, common, 0.5);
        const MorrisEffects effects = morris_effects(m.design, m.mean, 4, quick, m.luck);
        CHECK(largest(sizes_of(effects)).at == std::size_t{0});
        CHECK(effects.factors[0].mu_star.low <= 1);
        for (std::size_t k = 1; k < 4; ++k) by_luck += effects.factors[k].mu_star.low > 0 ? 1 : 0;
      }
    MESSAGE("outside the 95% interval: ", missed, " of ", checked);
    CHECK(missed < checked / 8);
    CHECK(by_luck <= 9);  // of 120
    CHECK(first == doctest::Approx(1).epsilon(0.1));
    CHECK(total == doctest::Approx(1).epsilon(0.1));
  }

  TEST_CASE("one run a point tells no index from luck") {
    const Played a(DesignKind::saltelli, 64, 1, 1, 1, 0, 1), b(DesignKind::morris, 12, 1, 1, 1, 0, 1);
    CHECK(sobol_indices(a.mean, 4, false, quick, a.luck).of_luck);
    CHECK_FALSE(claims(sizes_of(morris_effects(b.design, b.mean, 4, quick, b.luck))));
  }

  TEST_CASE("a study whose parameters do next to nothing claims no effect by any method") {
    const TempDir dir;
    dicey(dir);
    for (const std::string design : {"saltelli", "morris"})
      for (const std::string independent : {"true", "false"}) {
        CAPTURE(design);
        CAPTURE(independent);
        const std::string study = dir / (design + independent + ".yaml"), db = study + ".db";
        write_file(study, "scenario: dicey.yaml\nindependent: " + independent + "\nreplicates: 4\ndesign: {" +
                              design + ": {" + (design == "morris" ? "trajectories" : "points") +
                              ": 32}}\nvary:\n  parties.NORTH.reservation: {low: 0.11, high: 0.1101}\n"
                              "  parties.SOUTH.reservation: {low: 0.11, high: 0.1101}\n");
        check_done(run({"sweep", study, "-q", "-o", db}));
        const Finished f = run({"report", db, "-y", "agreement_day", "-y", "utility_NORTH"});
        check_done(f);
        CHECK_MESSAGE(f.out.find("accounts for the largest share") == std::string::npos, f.out);
        CHECK_MESSAGE(f.out.find("has the largest effect") == std::string::npos, f.out);
      }
  }
}
