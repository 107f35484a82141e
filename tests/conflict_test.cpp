// Strength, beliefs, attribution, spoilers.
#include <cmath>
#include <vector>

#include "parley/conflict/attribution.hpp"
#include "parley/conflict/spoiler.hpp"
#include "parley/conflict/strength.hpp"
#include "parley/support/numerics.hpp"
#include "support.hpp"

using namespace parley;

namespace {

// What somebody believes of blocs whose strengths he thinks independent.
struct Believer {
  ListBy<ContestId, double> mean;
  std::vector<double> covariance;
  Believer(std::vector<double> means, const std::vector<double>& variances)
      : covariance(means.size() * means.size()) {
    for (std::size_t c = 0; c < means.size(); ++c) {
      mean.push_back(means[c]);
      covariance[c * means.size() + c] = variances[c];
    }
  }
  ChangingStrengthBelief belief() { return {mean, covariance}; }
};
const ContestId a(0), b(1), c(2);

}  // namespace

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
    Believer mine({0.9, 0.0}, {0.25, 0.25}), theirs({0.0, 0.4}, {0.25, 0.25});
    const double apart = mine.belief().ratio(a, b) - theirs.belief().ratio(a, b);
    for (int day = 0; day < 2000; ++day) {
      observe_engagement(mine.belief(), a, b, truth, 16);
      observe_engagement(theirs.belief(), a, b, truth, 16);
    }
    CHECK(mine.belief().ratio(a, b) == doctest::Approx(truth).epsilon(0.1));
    CHECK(std::fabs(mine.belief().ratio(a, b) - theirs.belief().ratio(a, b)) < 0.05 * std::fabs(apart));
  }

  TEST_CASE("looks give the posterior of normal beliefs, whether told one by one or all at once") {
    Believer one({1.0, 0.0}, {0.5, 0.5});
    observe_engagement(one.belief(), a, b, 0.0, 1.0);
    // Prior of the difference N(1, 1), observation 0 with variance 1: posterior N(0.5, 0.5).
    CHECK(one.belief().ratio(a, b) == doctest::Approx(0.5));
    CHECK(one.belief().variance(a, b) == doctest::Approx(0.5));
    CHECK(one.belief().covers(a, a) == doctest::Approx(0.5 - 0.25 / 2));
    Believer many({1.0, 0.0}, {0.5, 0.5});
    for (int day = 0; day < 100; ++day) observe_engagement(many.belief(), a, b, 0.0, 100.0);
    CHECK(many.belief().ratio(a, b) == doctest::Approx(0.5));
    CHECK(many.belief().variance(a, b) == doctest::Approx(0.5));
  }

  TEST_CASE("fighting between two camps teaches about the third through what is known of both") {
    Believer mind({0.0, 0.0, 0.0}, {0.2, 0.2, 0.2});
    observe_engagement(mind.belief(), a, b, 1.0, 0.4);
    CHECK(mind.mean[c] == 0.0);
    CHECK(mind.belief().covers(c, c) == doctest::Approx(0.2));
    CHECK(mind.belief().variance(a, b) == doctest::Approx(0.2));
    // Looks in any order: the same posterior.
    Believer first({0.1, 0.2, 0.3}, {0.2, 0.3, 0.4}), last = first;
    observe_engagement(first.belief(), a, b, 1.0, 0.4);
    observe_engagement(first.belief(), b, c, -1.0, 0.8);
    observe_engagement(first.belief(), c, a, 0.5, 0.6);
    observe_engagement(last.belief(), c, a, 0.5, 0.6);
    observe_engagement(last.belief(), a, b, 1.0, 0.4);
    observe_engagement(last.belief(), b, c, -1.0, 0.8);
    for (const ContestId x : first.mean.ids()) {
      CHECK(first.mean[x] == doctest::Approx(last.mean[x]));
      for (const ContestId y : first.mean.ids())
        CHECK(first.belief().covers(x, y) == doctest::Approx(last.belief().covers(x, y)));
    }
    // The root of a covariance times itself is the covariance.
    Believer root = first;
    take_root(root.belief());
    for (const ContestId x : first.mean.ids())
      for (const ContestId y : first.mean.ids()) {
        double product = 0;
        for (const ContestId k : first.mean.ids())
          product += root.belief().covers(x, k) * root.belief().covers(y, k);
        CHECK(product == doctest::Approx(first.belief().covers(x, y)));
      }
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
    CHECK(trust_after_quiet_day(0.0, quiet_day_gains(rates)) == doctest::Approx(std::log(0.985 / 0.94)));
    CHECK(trust_faded(1.0, 0.0, kept_after_a_day(21)) == doctest::Approx(std::exp2(-1.0 / 21)));
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
