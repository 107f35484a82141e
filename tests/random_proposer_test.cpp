// Votes on the offer of a proposer who is drawn (Baron & Ferejohn 1989).
#include <algorithm>
#include <array>
#include <cmath>

#include "mistakes.hpp"
#include "parley/engine/state_hash.hpp"
#include "random_scenarios.hpp"
#include "support.hpp"

using namespace parley;

namespace {

// Three parties, each wanting the whole pie, under the given rule; WEST asks for all, the others give in.
std::string thirds(const std::string& rule, const std::string& reservation_of_east = "0") {
  return "name: thirds\nissues: {PIE: {options: [west, north, east, even]}}\n"
         "parties:\n"
         "  WEST: {weights: {PIE: 1}, values: {PIE: [1, 0, 0, 0.4]}, strategy: {bidding: hardliner}}\n"
         "  NORTH: {weights: {PIE: 1}, values: {PIE: [0, 1, 0, 0.4]}, strategy: {bidding: hardliner, accept: "
         "{constant: {utility: 0.4}}}}\n"
         "  EAST: {weights: {PIE: 1}, values: {PIE: [0, 0, 0.9, 0.4]}, reservation: " +
         reservation_of_east +
         ", strategy: {bidding: hardliner, accept: {constant: {utility: 0}}}}\n"
         "talks: {protocol: {random_proposer: " +
         rule + "}, rounds: 50}\n";
}

std::size_t count(const Trace& t, Saying what, PartyId who) {
  return static_cast<std::size_t>(std::count_if(t.talk.said.begin(), t.talk.said.end(), [&](const Said& s) {
    return s.saying == what && s.who == who;
  }));
}

}  // namespace

TEST_SUITE("random proposer") {
  TEST_CASE("an offer passes with its quota of votes, and not without a veto player's yes") {
    // EAST accepts everything, WEST nothing but its own.
    const auto play = [](const std::string& rule, Trace* t = nullptr) {
      return test::play(test::scenario(thirds("{recognition: {NORTH: 1}, " + rule + "}")), 1, 0, t);
    };
    CHECK(play("quota: 3").deals == 0);
    Trace t;
    const Outcome two = play("quota: 2", &t);
    CHECK(two.ending == Ending::holding);
    CHECK(two.utilities == ListBy<PartyId, double>{0, 1, 0});
    CHECK(count(t, Saying::reject, PartyId(0)) == 1);
    CHECK(count(t, Saying::accept, PartyId(2)) == 1);
    CHECK(play("quota: 2, veto: [EAST]").deals == 1);
    CHECK(play("quota: 2, veto: [WEST]").deals == 0);
    CHECK(play("votes: {WEST: 3}, quota: 3").deals == 0);
    CHECK(play("votes: {WEST: 3, EAST: 2}, quota: 3").deals == 1);
  }

  TEST_CASE("who is not needed votes no where it has nothing to gain, who is needed walks out") {
    Trace t;
    const Outcome outvoted =
        test::play(test::scenario(thirds("{recognition: {NORTH: 1, EAST: 1}, quota: 1}", "0.95")), 1, 0, &t);
    CHECK(outvoted.ending == Ending::holding);
    CHECK(outvoted.walked_out == nobody);
    const Outcome veto = test::play(test::scenario(thirds("{quota: 2, veto: [EAST]}", "0.95")));
    CHECK(veto.ending == Ending::breakdown);
    CHECK(veto.walked_out == PartyId(2));
    CHECK(test::play(test::scenario(thirds("{}", "0.95"))).walked_out == PartyId(2));
  }

  TEST_CASE("votes by rank end as votes that are listened to, round by round") {
    int deals = 0, none = 0;
    for (std::uint32_t n = 0; n < 60; ++n) {
      Scenario s = test::random_scenario(n, 4, 3, n % 2 == 1);
      RandomProposer rule;
      rule.quota = n % 2 == 0 ? 3.0 : 2.0;
      s.talks.protocol = rule;
      s.talks.rounds = 12.0;
      for (auto& [key, party] : s.parties) {
        party.strategy = {};
        if (n % 3 == 1) party.strategy.bidding = Hardliner{};
        if (n % 4 == 1) party.strategy.accept = AcceptAspiration{};
        if (n % 4 == 2) party.strategy.accept = AcceptConstant{.utility = 0.6};
        if (n % 5 == 0) party.reservation = 0.7;
      }
      const auto model = std::make_unique<Model>(s);
      if (!model->talks.by_rank) continue;
      State silent(*model), heard(*model);
      for (std::uint32_t run = 0; run < 5; ++run) {
        Trace trace;
        const Outcome a = simulate(*model, {3, 0, run}, silent);
        const Outcome b = simulate(*model, {3, 0, run}, heard, &trace);
        CHECK(hash_of(silent) == hash_of(heard));
        CHECK(a.agreement_day == b.agreement_day);
        CHECK(a.first_deal == b.first_deal);
        CHECK(a.walked_out == b.walked_out);
        (a.deals > 0 ? deals : none) += 1;
      }
    }
    CHECK(deals > 40);
    CHECK(none > 20);
  }

  TEST_CASE("parties are recognised as often as their chance says, and by round, whatever is said") {
    const Scenario s = test::scenario(thirds("{recognition: {WEST: 5, NORTH: 3, EAST: 2}, quota: 3}"));
    const auto model = std::make_unique<Model>(s);
    State state(*model);
    std::array<double, 3> proposed{};
    double n = 0;
    for (std::uint32_t run = 0; run < 200; ++run) {
      Trace t;
      simulate(*model, {7, 0, run}, state, &t);
      for (const Said& said : t.talk.said) {
        if (said.saying != Saying::offer) continue;
        proposed[said.who->position()] += 1;
        n += 1;
      }
    }
    const std::array<double, 3> chance{0.5, 0.3, 0.2};
    for (std::size_t i = 0; i < 3; ++i) {
      const double width = 1.96 * std::sqrt(chance[i] * (1 - chance[i]) / n);
      MESSAGE("party " << i << ": " << proposed[i] / n << " of n = " << n << ", expected " << chance[i]
                       << " +- " << width);
      CHECK(std::fabs(proposed[i] / n - chance[i]) < 2 * width);
    }
    // The same run with another party silent meets the same proposers.
    Trace all, some;
    test::play(s, 7, 3, &all);
    test::play(
        test::scenario(thirds("{recognition: {WEST: 5, NORTH: 3, EAST: 2}, votes: {WEST: 9}, quota: 11}")), 7,
        3, &some);
    std::vector<PartyId> a, b;
    for (const Said& said : all.talk.said)
      if (said.saying == Saying::offer) a.push_back(*said.who);
    for (const Said& said : some.talk.said)
      if (said.saying == Saying::offer) b.push_back(*said.who);
    CHECK(a == b);
  }

  // Binmore, Rubinstein & Wolinsky 1986: the risk is met each time an offer is turned down.
  TEST_CASE("talks break off as often as the risk of breakdown says") {
    const auto talks = [](double risk, int rounds) {
      return test::scenario(
          fmt::format("name: two hardliners\nissues: {{PIE: {{options: [a, b]}}}}\nparties:\n"
                      "  A: {{weights: {{PIE: 1}}, ideal: {{PIE: 0}}, strategy: {{bidding: hardliner}}}}\n"
                      "  B: {{weights: {{PIE: 1}}, ideal: {{PIE: 1}}, strategy: {{bidding: hardliner}}}}\n"
                      "talks: {{protocol: {{alternating_offers: {{breakdown: {}}}}}, rounds: {}}}\n",
                      risk, rounds));
    };
    CHECK(test::play(talks(0, 5)).ending == Ending::deadlock);
    CHECK(test::play(talks(1, 5)).ending == Ending::breakdown);
    const auto model = std::make_unique<Model>(talks(0.1, 5));
    State state(*model);
    const std::uint32_t n = 4000;
    double broken = 0;
    for (std::uint32_t run = 0; run < n; ++run) {
      const Outcome& o = simulate(*model, {1, 0, run}, state);
      CHECK(o.walked_out == nobody);
      broken += o.ending == Ending::breakdown ? 1 : 0;
    }
    // Ten offers, nine answers.
    const double expected = 1 - std::pow(0.9, 9), width = 1.96 * std::sqrt(expected * (1 - expected) / n);
    MESSAGE("broken off: " << broken / n << " of n = " << n << ", expected " << expected << " +- " << width);
    CHECK(std::fabs(broken / n - expected) < 2 * width);
  }

  TEST_CASE("rules of votes are told at the place that breaks them") {
    test::check_told(R"(
protocol: alternating_offers -> protocol: {random_proposer: {recognition: {NORTH: 0}, veto: [SUOTH]}}
=> 12:38: talks.protocol.random_proposer.recognition: nobody can propose: all chances are zero (at least one party must be recognised)
=> 12:70: talks.protocol.random_proposer.veto: unknown party 'SUOTH' (did you mean 'SOUTH'?)
protocol: alternating_offers -> protocol: {random_proposer: {quota: 3}}
=> 12:45: talks.protocol.random_proposer.quota: a quota of 3 is more than all votes together, 2
protocol: alternating_offers -> protocol: {random_proposer: {votes: {NORTH: 0, SOUTH: 0}}}
=> 12:38: talks.protocol.random_proposer.votes: nobody has a vote (at least one party must)
protocol: alternating_offers -> protocol: {random_proposer: {veto: [NORTH, NORTH]}}
=> 12:52: talks.protocol.random_proposer.veto: 'NORTH' is named twice
protocol: alternating_offers -> protocol: {random_proposer: {quota: 2, veto: [SOUTH]}}
=> good
talks: {protocol: alternating_offers -> \n  UN: {seat: mediator}\ntalks: {protocol: {random_proposer: {veto: [UN], votes: {UN: 1}}}
=> 14:45: talks.protocol.random_proposer.veto: 'UN' has no seat at the table: it is mediator (give it the seat principal or client)
=> 14:58: talks.protocol.random_proposer.votes: 'UN' has no seat at the table: it is mediator (give it the seat principal or client)
)");
  }
}
