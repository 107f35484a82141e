// Strength, beliefs, hurt, attribution, spoilers.
#include <cmath>
#include <vector>

#include "parley/conflict/attribution.hpp"
#include "parley/conflict/spoiler.hpp"
#include "parley/conflict/strength.hpp"
#include "parley/support/numerics.hpp"
#include "support.hpp"

using namespace parley;

TEST_SUITE("conflict") {
  // Tullock 1980: p = F1^m / (F1^m + F2^m).
  TEST_CASE("the chance to prevail is the ratio contest") {
    for (const double m : {0.5, 1.0, 2.0}) {
      const ListBy<ContestId, double> logs{std::log(3.0), std::log(1.5)};
      const double a = std::pow(3.0, m), b = std::pow(1.5, m);
      CHECK(win_probability(logs, ContestId(0), m) == doctest::Approx(a / (a + b)));
    }
  }

  TEST_CASE("fighting wears optimism down: both sides' beliefs come to agree with the truth") {
    const double truth = 0.3;
    std::vector<StrengthBelief> mine{{0.9, 0.25}, {0.0, 0.25}}, theirs{{0.0, 0.25}, {0.4, 0.25}};
    const double apart = (mine[0].mean - mine[1].mean) - (theirs[0].mean - theirs[1].mean);
    for (int day = 0; day < 2000; ++day) {
      observe_engagement(mine[0], mine[1], truth, 16);
      observe_engagement(theirs[0], theirs[1], truth, 16);
    }
    CHECK(mine[0].mean - mine[1].mean == doctest::Approx(truth).epsilon(0.1));
    CHECK(std::fabs((mine[0].mean - mine[1].mean) - (theirs[0].mean - theirs[1].mean)) <
          0.05 * std::fabs(apart));
  }

  TEST_CASE("one look gives the posterior of two independent Gaussians") {
    StrengthBelief a{1.0, 0.5}, b{0.0, 0.5};
    observe_engagement(a, b, 0.0, 1.0);
    // Prior of the difference N(1, 1), observation 0 with variance 1: posterior mean 0.5.
    CHECK(a.mean - b.mean == doctest::Approx(0.5));
    CHECK(a.variance == doctest::Approx(0.5 - 0.25 / 2));
  }

  TEST_CASE("war is worth the belief-weighted peace it would impose, less what it hurts") {
    const ListBy<ContestId, StrengthBelief> even(2, {0, 0.1});
    const ListBy<ContestId, double> imposed{0.9, 0.1};
    CHECK(war_value(even, imposed, 1.0, 0.0, 3.0) == doctest::Approx(0.5));
    CHECK(war_value(even, imposed, 1.0, 0.06, 2.0) == doctest::Approx(0.5 - 0.12));
    CHECK(hurt_after(0.0, 1.0, 60) == doctest::Approx(1.0 / 30));
    CHECK(hurt_after(1.0, 0.0, 60) == doctest::Approx(std::exp2(-1.0 / 60)));
  }

  // Kydd & Walter 2002: the more the moderates are believed able to suppress violence, the more an attack
  // says.
  TEST_CASE("an attack costs more trust when the moderates are believed strong") {
    const TrustRates rates{0.015, 0.06};
    double before = 0;
    for (double strong = 0; strong <= 1.0; strong += 0.1) {
      const double loss = 0.5 - logistic(trust_after_event(0.0, 1.0, strong, 1.0, rates));
      CHECK(loss >= before - 1e-15);
      before = loss;
    }
    CHECK(trust_after_event(0.3, 1.0, 0.0, 1.0, rates) == doctest::Approx(0.3));
    CHECK(before > 0.2);
  }

  TEST_CASE("trust moves by Bayes: full blame multiplies the odds by the ratio of the rates") {
    const TrustRates rates{0.015, 0.06};
    CHECK(trust_after_event(0.0, 1.0, 1.0, 1.0, rates) == doctest::Approx(std::log(0.25)));
    CHECK(trust_after_event(0.0, 0.0, 1.0, 1.0, rates) == doctest::Approx(0.0));
    CHECK(trust_after_quiet_day(0.0, rates) == doctest::Approx(std::log(0.985 / 0.94)));
    CHECK(trust_faded(1.0, 0.0, 21) == doctest::Approx(std::exp2(-1.0 / 21)));
    CHECK(event_weight(10, 10) == 1.0);
    CHECK(event_weight(80, 10) > event_weight(20, 10));
  }

  TEST_CASE(
      "a spoiler with nothing to gain from war never attacks, one with much to gain attacks the weaker truce "
      "more") {
    CHECK(spoiler_choice(-0.1, 0.9, 0.02, 40, 0.1).probability == 0.0);
    const double strong = spoiler_choice(0.3, fragility_of(0.2, 40), 0.02, 40, 0.1).probability;
    const double weak = spoiler_choice(0.3, fragility_of(0.01, 40), 0.02, 40, 0.1).probability;
    CHECK(weak > strong);
    CHECK(weak <= 0.1);
  }

  TEST_CASE("a garrison that has held out far longer than its resolve leaves, a fresh one does not") {
    CHECK(surrender_probability(10, 365) < 1e-6);
    CHECK(surrender_probability(400, 365) > 0.02);
  }
}
