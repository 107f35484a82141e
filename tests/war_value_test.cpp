// What becomes of fronts: the closed form against simulated lines.
#include "parley/conflict/war_value.hpp"

#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "parley/conflict/ground.hpp"
#include "parley/support/random.hpp"

using namespace parley;

namespace {

constexpr std::array<double, 2> full_war{1, 1};

Stream luck_of(int line, int day) {
  return Stream({7, 0, static_cast<std::uint32_t>(line)}, 0, 0, static_cast<std::uint32_t>(day));
}

Prospect by_ten_steps(const LogRatio& belief, const Course& course, int held) {
  ProspectsBySteps by_steps;
  by_steps.look_at(10, std::span(&belief, 1), 1, course);
  Prospect prospect;
  by_steps.at(held, std::span(&prospect, 1));
  return prospect;
}

struct Sample {
  double sum = 0, squares = 0;
  int n = 0;
  void add(double x) { sum += x, squares += x * x, ++n; }
  double mean() const { return sum / n; }
  double error() const { return std::sqrt(std::max(0.0, squares / n - mean() * mean()) / n); }
};

#define CHECK_WITHIN(sample, truth, errors, extra)                                            \
  CHECK_MESSAGE(std::fabs((sample).mean() - (truth)) < (errors) * (sample).error() + (extra), \
                (sample).mean(), " +- ", (sample).error(), " where it should be ", (truth))

}  // namespace

TEST_SUITE("war value") {
  // Tullock 1980: F_1^m / (F_1^m + F_2^m).
  TEST_CASE("from the middle of a front the chance to take it is the ratio contest") {
    for (const double m : {0.5, 1.0, 2.0, 8.0})
      for (const double ratio : {1.0 + 1e-9, 1.0001, 1.36, 3.0, 0.4}) {
        const double a = std::pow(ratio, m);
        CHECK(chance_of_front(0.5, m * std::log(ratio)) == doctest::Approx(a / (a + 1)).epsilon(1e-8));
      }
  }

  TEST_CASE(
      "simulated lines end as the closed form says: which side takes the front, after how long, at what "
      "cost") {
    GroundRules rules{{1, 150, 100}};
    for (const int steps : {4, 10})
      for (const double share : {0.25, 0.5})
        for (const double theta : {0.0, 1.5, -0.7}) {
          const int start = static_cast<int>(std::lround(share * steps));
          Sample won, days, cost;
          for (int line = 0; line < 1500; ++line) {
            FrontLine now{steps, start};
            int day = 0;
            double spent = 0;
            for (; !now.decided(); ++day) {
              spent += std::exp2(-(day + 0.5) / rules.course.horizon);
              Stream luck = luck_of(line, day);
              (void)move_line(now, {1.0, theta, full_war}, rules, luck);
            }
            won.add(now.held == steps ? 1 : 0);
            days.add(day);
            cost.add(spent);
          }
          CAPTURE(steps);
          CAPTURE(share);
          CAPTURE(theta);
          const double s = static_cast<double>(start) / steps;
          CHECK_WITHIN(won, chance_of_front(s, theta), 3, 0.005);
          CHECK_WITHIN(days, days_to_decision(s, theta, 150), 3, 2);
          CHECK_WITHIN(cost, days_that_count(s, theta, rules.course), 3, 1);
        }
  }

  TEST_CASE("the expected outcome of a war is a martingale, though lines are seen in whole steps only") {
    const GroundRules rules{{1, 3000, 60}};
    for (const double theta : {0.0, 0.6, 4.0}) {
      Sample change;
      for (int line = 0; line < 4000; ++line) {
        FrontLine now{10, 1 + line % 9};
        const double before = chance_of_front(now.share(), theta);
        for (int day = 0; day < 175; ++day) {
          Stream luck = luck_of(line, day);
          (void)move_line(now, {1.0, theta, full_war}, rules, luck);
        }
        change.add(chance_of_front(now.share(), theta) - before);
      }
      CAPTURE(theta);
      CHECK(change.error() < 0.0025);
      CHECK_WITHIN(change, 0.0, 2.5, 0);
    }
  }

  TEST_CASE("hot and calm days change the clock of a war and not its odds") {
    const GroundRules rules{{1, 100, 60}};
    Sample won, days;
    for (int line = 0; line < 1500; ++line) {
      FrontLine now{6, 2};
      int day = 0;
      for (; !now.decided(); ++day) {
        Stream luck = luck_of(line, day);
        const double heat = luck.chance(0.25) ? 4.0 : 0.0;
        (void)move_line(now, {heat, 1.0, full_war}, rules, luck);
      }
      won.add(now.held == 6 ? 1 : 0);
      days.add(day);
    }
    CHECK_WITHIN(won, chance_of_front(1.0 / 3, 1.0), 3, 0.005);
    CHECK_WITHIN(days, days_to_decision(1.0 / 3, 1.0, 100), 3, 3);
  }

  TEST_CASE("both sides' chances add up to one, whoever is counted first") {
    for (const double share : {0.0, 0.1, 0.5, 0.9, 1.0})
      for (const double theta : {0.0, 5e-5, 0.3, 2.0, 40.0, 1e5}) {
        CHECK(chance_of_front(share, theta) + chance_of_front(1 - share, -theta) == doctest::Approx(1));
        CHECK(days_to_decision(share, theta, 3000) ==
              doctest::Approx(days_to_decision(1 - share, -theta, 3000)).epsilon(1e-6));
        const Course course{1, 3000, 60};
        CHECK(days_that_count(share, theta, course) ==
              doctest::Approx(days_that_count(1 - share, -theta, course)).epsilon(1e-6));
      }
  }

  TEST_CASE(
      "equal forces and a line in the middle make the longest war, and a lost front has no war to come") {
    const double even = days_to_decision(0.5, 0, 3000);
    CHECK(even == doctest::Approx(3000));
    for (const double theta : {0.5, 1.0, 3.0, 10.0}) {
      CHECK(days_to_decision(0.5, theta, 3000) < even);
      CHECK(days_to_decision(0.5, theta, 3000) > days_to_decision(0.5, 1.5 * theta, 3000));
    }
    for (const double share : {0.1, 0.3, 0.7, 0.9}) CHECK(days_to_decision(share, 0, 3000) < even);
    CHECK(chance_of_front(0, 3) == 0.0);
    CHECK(chance_of_front(1, -3) == 1.0);
    CHECK(days_to_decision(1, 0, 3000) == 0.0);
    CHECK(days_that_count(0, 1, {}) == 0.0);
  }

  TEST_CASE("nearly even forces are reckoned as exactly as others") {
    const auto smooth = [](auto value) {
      const double below = value(0.99999e-4), above = value(1.00001e-4);
      CHECK(below == doctest::Approx(above).epsilon(1e-7));
    };
    for (const double share : {0.1, 0.5, 0.8}) {
      smooth([&](double theta) { return chance_of_front(share, theta); });
      smooth([&](double theta) { return days_to_decision(share, theta, 3000); });
    }
    CHECK(chance_of_front(0.3, 0) == doctest::Approx(0.3));
  }

  TEST_CASE("who is sure of the forces expects what the closed form says") {
    for (const double share : {0.0, 0.1, 0.5, 0.8, 1.0})
      for (const double theta : {-400.0, -5.0, -1e-6, 0.0, 2e-4, 0.3, 2.0, 40.0, 350.0})
        for (const double horizon : {1.0, 60.0, 1e5, 1e11}) {
          const Course course{2, 3000, horizon};
          const Prospect sure = prospect_of(share, LogRatio(theta / 2, 0), course);
          CHECK(sure.chance == doctest::Approx(chance_of_front(share, theta)).epsilon(1e-9));
          CHECK(sure.days == doctest::Approx(days_that_count(share, theta, course)).epsilon(1e-7));
          const int held = static_cast<int>(std::lround(10 * share));
          const Prospect steps = by_ten_steps(LogRatio(theta / 2, 0.1), course, held);
          const Prospect shares = prospect_of(held / 10.0, LogRatio(theta / 2, 0.1), course);
          CHECK(steps.chance == doctest::Approx(shares.chance).epsilon(1e-9));
          CHECK(steps.days == doctest::Approx(shares.days).epsilon(1e-7));
        }
  }

  TEST_CASE(
      "costs count for as long as one looks ahead: all of a war's days, or hardly more than the horizon") {
    for (const double theta : {0.0, 1.0, -2.0}) {
      const double all = days_to_decision(0.4, theta, 1000);
      CHECK(days_that_count(0.4, theta, {1, 1000, 1e7}) == doctest::Approx(all).epsilon(1e-3));
      CHECK(days_that_count(0.4, theta, {1, 1000, 1e10}) == doctest::Approx(all).epsilon(1e-6));
      CHECK(days_that_count(0.4, theta, {1, 1000, 3}) == doctest::Approx(3 / std::log(2)).epsilon(1e-3));
    }
  }

  // Smith & Stam 2004: everybody expects the average over his own belief. Truth drawn from the belief, seen
  // with an error: what is expected afterwards is on average what was expected before.
  TEST_CASE("who learns about the forces changes his mind, but not on average") {
    const Course course{1, 3000, 60};
    for (const double share : {0.2, 0.5})
      for (const double mean : {-0.8, 0.0, 0.5}) {
        const double variance = 0.25, noise = 0.1, left = variance * noise / (variance + noise);
        const Prospect before = prospect_of(share, LogRatio(mean, variance), course);
        double chance = 0, mass = 0, plain = 0;
        for (double z = -6; z <= 6;
             z += 0.01) {  // the posterior mean is normal with the variance that is lost
          const double weight = std::exp(-0.5 * z * z), m = mean + z * std::sqrt(variance - left);
          chance += weight * prospect_of(share, LogRatio(m, left), course).chance;
          plain += weight * chance_of_front(share, m);
          mass += weight;
        }
        CHECK(chance / mass == doctest::Approx(before.chance).epsilon(0.001));
        // The value at the mean alone would move.
        if (mean != 0) CHECK(std::fabs(plain / mass - chance_of_front(share, mean)) > 0.002);
      }
  }

  // Jervis 1978.
  TEST_CASE("who fights on against a side that holds fire wins ground, less what defence is worth") {
    GroundRules rules;
    CHECK(push_of(1.0, 1.0, 0.5) == 0.0);
    CHECK(push_of(0.2, 1.0, 0.5) == 0.0);
    CHECK(push_of(1.0, 0.7, 0.5) == 0.0);
    CHECK(push_of(1.0, 0.2, 0.5) == doctest::Approx(std::log(5.0) - 0.5));
    CHECK(push_of(1.0, 0.2, 0.0) > push_of(1.0, 0.2, 0.5));
    CHECK(push_of(0.2, 0.04, 0.5) == doctest::Approx(0.2 * push_of(1.0, 0.2, 0.5)));
    Sample one_sided, even;
    for (int line = 0; line < 2000; ++line) {
      FrontLine attacked{10, 5}, quiet{10, 5};
      for (int day = 0; day < 60; ++day) {
        Stream luck = luck_of(line, day), same = luck_of(line, day);
        (void)move_line(attacked, {0.6, 0, {1.0, 0.2}}, rules, luck);
        (void)move_line(quiet, {0.6, 0, {0.6, 0.6}}, rules, same);
      }
      one_sided.add(attacked.held);
      even.add(quiet.held);
    }
    CHECK(one_sided.mean() - even.mean() > 1.5);
    CHECK_WITHIN(even, 5.0, 3, 0);
  }

  TEST_CASE("a line that has reached the end of a front stays there") {
    FrontLine lost{10, 0}, won{10, 10};
    Stream luck = luck_of(0, 0);
    CHECK(move_line(lost, {5, 3, full_war}, {}, luck) == 0);
    CHECK(move_line(won, {5, -3, full_war}, {}, luck) == 0);
    FrontLine line{2, 1};
    CHECK(move_line(line, {0, 3, full_war}, {}, luck) == 0);
    CHECK(line.beyond == 0);
  }
}
