// Fits to spells, the population of random conflicts.
#include "parley/statistics/weibull.hpp"

#include <cmath>

#include "parley/questions/record/population.hpp"
#include "parley/support/random.hpp"
#include "support.hpp"

using namespace parley;

TEST_SUITE("weibull") {
  TEST_CASE("the fit finds the shape and scale that spells were drawn with, censored or not") {
    for (const double shape : {0.4, 1.0, 2.0}) {
      for (const int until : {100000, 60}) {
        std::vector<Spell> spells;
        Stream luck({3, 0, 0}, 1, 0, until == 60 ? 1U : 0U);
        for (int n = 0; n < 4000; ++n) {
          // Long scale, so that rounding to days hardly matters.
          const double t = 200 * std::pow(luck.exponential(), 1 / shape);
          const int days = static_cast<int>(std::lround(t));
          const int limit = until == 60 ? 400 : until;
          spells.push_back({std::min(days, limit), days <= limit});
        }
        const Weibull w = fit_weibull(spells);
        CHECK(w.shape == doctest::Approx(shape).epsilon(0.1));
        CHECK(w.low < w.shape);
        CHECK(w.shape < w.high);
        CHECK(w.scale == doctest::Approx(200).epsilon(0.15));
      }
    }
  }

  // Solved by hand: two spells of 1 and e days, both ended, have the score 2/k + 1 - 2 e^k / (1 + e^k) = 0.
  TEST_CASE("two spells have the shape that the likelihood's own equation gives") {
    const std::vector<Spell> spells{{100, true}, {272, true}};
    const double k = fit_weibull(spells).shape, r = std::log(2.72);
    const double x = std::pow(2.72, k);
    CHECK(2 / k + r - 2 * r * x / (1 + x) == doctest::Approx(0).epsilon(1e-6));
  }
}

TEST_SUITE("population") {
  TEST_CASE("random conflicts are scenarios, the same in every class but for what is on the table") {
    for (std::uint32_t place = 0; place < 20; ++place) {
      std::size_t on_table = 0;
      double first = -1;
      for (std::size_t k = 0; k < truce_class_names.size(); ++k) {
        const Scenario s = random_scenario(static_cast<TruceClass>(k), 7, place);
        CHECK(s.issues.size() - s.agenda.off_table.size() >= on_table);
        on_table = s.issues.size() - s.agenda.off_table.size();
        const double reservation = s.parties.rows[0].value.reservation;
        if (first >= 0) CHECK(reservation == first);
        first = reservation;
      }
      CHECK(on_table == 6);
    }
    CHECK(random_conflict(TruceClass::cessation, 7, 3) == random_conflict(TruceClass::cessation, 7, 3));
    CHECK(random_conflict(TruceClass::cessation, 7, 3) != random_conflict(TruceClass::cessation, 7, 4));
  }
}
