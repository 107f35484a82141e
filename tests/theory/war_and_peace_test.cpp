// What theory says of war, settlement and trust, through the model's own functions and runs.
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "parley/bargaining/leverage.hpp"
#include "parley/conflict/attribution.hpp"
#include "parley/conflict/war_value.hpp"
#include "parley/support/numerics.hpp"
#include "parley/truce/keeping.hpp"
#include "support.hpp"

using namespace parley;

namespace {

constexpr int slices = 200;

// Two parties divide a pie of `slices`; A is the stronger with chance p of winning it all; war costs each
// what is given.
Scenario pie(double p, double cost_a, double cost_b) {
  std::string options, rising, falling;
  for (int o = 0; o <= slices; ++o) {
    options += fmt::format("{}s{}", o ? ", " : "", o);
    rising += fmt::format("{}{}", o ? ", " : "", static_cast<double>(o) / slices);
    falling += fmt::format("{}{}", o ? ", " : "", 1 - static_cast<double>(o) / slices);
  }
  return test::scenario(
      fmt::format("name: pie\nissues: {{PIE: {{options: [{}]}}}}\ntalks: {{protocol: alternating_offers, "
                  "rounds: 60}}\nparties:\n"
                  "  A: {{weights: {{PIE: 1}}, values: {{PIE: [{}]}}, reservation: {:.6f}}}\n"
                  "  B: {{weights: {{PIE: 1}}, values: {{PIE: [{}]}}, reservation: {:.6f}}}\n",
                  options, rising, std::max(0.0, p - cost_a), falling, std::max(0.0, 1 - p - cost_b)));
}

}  // namespace

TEST_SUITE("theory: war and peace") {
  // Fearon 1995: war costs something, so with complete information there is a range [p - cA, p + cB] that
  // both prefer to it.
  TEST_CASE("with complete information and costs of war there is always agreement, within Fearon's range") {
    for (double p = 0.1; p < 0.95; p += 0.2)
      for (const double ca : {0.02, 0.1, 0.3})
        for (const double cb : {0.02, 0.15}) {
          const Outcome o = test::play(pie(p, ca, cb));
          CHECK(o.deals == 1);
          CHECK(o.utilities[PartyId(0)] >= p - ca - 1e-9);
          CHECK(o.utilities[PartyId(0)] <= p + cb + 1e-9);
        }
  }

  TEST_CASE(
      "where both sides' hopes of victory add up to more than one and the costs, there is no agreement") {
    for (const double optimism : {0.05, 0.2}) {
      // Each believes in its own chance: p + optimism and 1 - p + optimism; costs of 0.04 each.
      Scenario s = pie(0.5, 0.04, 0.04);
      for (auto& row : s.parties) row.value.reservation = 0.5 + optimism - 0.04;
      CHECK((test::play(s).deals == 1) == (2 * optimism <= 0.08));
    }
  }

  // Fearon 1995: B's cost is its own secret, uniform on [0, C]. A's best take-it-or-leave-it demand is p + (C
  // - cA)/2, and war follows in (C - cA)/(2C) of the cases. A's optimum is found by trying every slice, not
  // by the formula.
  TEST_CASE(
      "with a private cost of war, the proposer's best demand risks war in (C - cA)/(2C) of the cases") {
    constexpr int types = 1000;
    const double p = 0.4;
    for (const double most : {0.2, 0.4}) {
      for (const double own : {0.02, 0.08, 0.15}) {
        const Scenario s = pie(p, own, 0);
        const NegotiationModel m(s);
        const double prevails = chance_of_front(0.5, std::log(1 - p) - std::log(p));
        double best = -1, war_share = 0;
        int best_demand = 0;
        for (int demand = 0; demand <= slices; ++demand) {
          const Package offer = m.space.package(std::vector<OptionIndex>{static_cast<OptionIndex>(demand)});
          int refused = 0;
          for (int k = 0; k < types; ++k) {
            const double cost = most * (k + 0.5) / types;
            const double war = prevails - cost;
            const Consent c = consent(m, PartyId(1), offer, Leverage(2, 2), ListBy<PartyId, double>{0, war});
            refused += c.yes() ? 0 : 1;
          }
          const double share = static_cast<double>(refused) / types;
          const double worth = (1 - share) * m.utilities[PartyId(0)](offer) + share * (p - own);
          if (worth > best) {
            best = worth;
            war_share = share;
            best_demand = demand;
          }
        }
        CHECK(static_cast<double>(best_demand) / slices ==
              doctest::Approx(p + (most - own) / 2).epsilon(0.011));
        CHECK(std::fabs(war_share - (most - own) / (2 * most)) <= 1.01 / slices / most);
      }
    }
  }

  // Powell 2006: the declining side fights (here: does not keep the deal) where what it will lose as the
  // other rearms exceeds what the deal gives it above war.
  TEST_CASE("a deal is refused once the loss that rearming brings exceeds its surplus: Powell's condition") {
    const double strength = 1, decisiveness = 1;
    for (const double rearm : {0.05, 0.2, 0.6}) {
      for (const double surplus : {0.01, 0.05, 0.12}) {
        const std::string text = fmt::format(
            "name: shift\ncalendar: {{start: 2000-01-01, end: 2000-02-01}}\nissues: {{LAND: {{options: [all, "
            "half, none], terms: "
            "{{1: {{covers: [all]}}}}}}}}\nparties:\n"
            "  OLD: {{bloc: old, weights: {{LAND: 1}}, values: {{LAND: [1, 0.5, 0]}}, reservation: {:.4f}, "
            "war: {{strength: {}, "
            "uncertainty: 0}}, conduct: {{foresight: 60 days, trust: 0.999, audience: 0}}}}\n"
            "  NEW: {{bloc: new, weights: {{LAND: 1}}, values: {{LAND: [0, 0.5, 1]}}, reservation: 0.2, war: "
            "{{strength: {}, "
            "uncertainty: 0, rearm: {}}}}}\ntalks: {{protocol: alternating_offers}}\n"
            "fronts: {{line: {{sides: [old, new], intensity: 1}}}}\ntruce: {{settles: 1, surprise: 0, shock: "
            "0}}\ndeal: {{options: {{LAND: 1}}}}\n",
            0.5 - surplus, strength, strength, rearm);
        const auto model = std::make_unique<Model>(test::scenario(text));
        State state(*model);
        const double later =
            1 / (1 + std::exp(decisiveness * rearm * 2));  // two months ahead, from even odds
        const double gap = 0.5 - later;
        Trace trace;
        trace.states = true;
        const Outcome& o = simulate(*model, {1, 0, 0}, state, &trace);
        // On the day it is put into force, before anything else has moved.
        const double worth = trace.parties[0].truce.surplus;
        CHECK(worth == doctest::Approx(surplus - gap).epsilon(1e-6));
        CHECK((worth < 0) == (gap > surplus));
        // What is worth less than war is not kept from the first day on, whether anybody says so or not.
        CHECK((trace.parties[0].truce.keeps() < 0.01) == (gap > surplus));
        CHECK((o.first_truce_ended && o.first_truce_days <= 14) == (gap > surplus));
      }
    }
  }

  // Kydd & Walter 2002: trust survives an attack iff (t / (1 - t)) (aT / aU) >= t* / (1 - t*).
  TEST_CASE("a truce survives an attack exactly where Kydd and Walter's condition holds") {
    int survive = 0, break_up = 0;
    for (double trust = 0.05; trust < 1; trust += 0.05)
      for (double strong = 0; strong <= 1; strong += 0.25)
        for (const double committed : {0.005, 0.03})
          for (const double uncommitted : {0.05, 0.2}) {
            const double gain = 0.2, exposed = 0.05;  // t* / (1 - t*) = 2 X / S: the guard is down in full
            const double needed = 2 * exposed / gain;
            const double if_trusty = strong * committed + (1 - strong) * uncommitted;
            const double odds = trust / (1 - trust) * (if_trusty / uncommitted);
            if (std::fabs(odds - needed) < 1e-9) continue;
            const bool survives = odds > needed;
            TruceValue v{.surplus = gain, .exposed = exposed};
            v.trust =
                logistic(trust_after_event(log_odds(trust), 1.0, strong, 1.0, {committed, uncommitted}));
            CHECK((v.keeps() >= 1) == survives);
            ++(survives ? survive : break_up);
          }
    CHECK(survive > 50);
    CHECK(break_up > 50);
  }

  // Kydd 2005: a seeker of security cooperates iff its trust is at least m = (P - S) / ((P - S) + (R - T));
  // quiet days are reassurance, by Bayes.
  TEST_CASE("trust is Bayes' rule, and a truce is kept from Kydd's threshold on") {
    const double kept = 0.12, exposed = 0.04;  // R - T and, where one's guard is down in full, half of P - S
    const double threshold = 2 * exposed / (2 * exposed + kept);
    const TrustRates rates{0.01, 0.1};
    double log_trust = log_odds(0.1), by_bayes = 0.1;
    int crossed_model = -1, crossed_theory = -1;
    for (int day = 1; day <= 60; ++day) {
      log_trust = trust_after_quiet_day(log_trust, quiet_day_gains(rates));
      by_bayes = by_bayes * 0.99 / (by_bayes * 0.99 + (1 - by_bayes) * 0.9);
      CHECK(logistic(log_trust) == doctest::Approx(by_bayes).epsilon(1e-9));
      const TruceValue v{.surplus = kept, .trust = logistic(log_trust), .exposed = exposed};
      if (crossed_model < 0 && v.keeps() >= 1) crossed_model = day;
      if (crossed_theory < 0 && by_bayes >= threshold) crossed_theory = day;
    }
    CHECK(crossed_model == crossed_theory);
    CHECK(crossed_model > 1);
  }
}
