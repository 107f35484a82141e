// Complete negotiations of a peer, reproduced offer by offer.
//
// negmas_cases.json holds twelve negotiations run with NegMAS 0.15.7 (Mohammad et al. 2021, a Python platform
// for automated negotiation): stacked alternating offers, time-dependent bidding down to the least package
// worth the reservation value, acceptance `next`. Only their inputs and results were carried over. Utilities
// must agree to 1e-9, and packages must be the same, also where several tie in own utility (quick_order.hpp).
#include <algorithm>

#include "parley/preference/solutions.hpp"
#include "peer_negotiations.hpp"

using namespace parley;
using nlohmann::json;
using test::peer_cases, test::peer_scenario, test::peer_utility;

namespace {

constexpr double tolerance = 1e-9;

}  // namespace

TEST_SUITE("crosscheck") {
  TEST_CASE("negotiations of a peer platform: the same proposers, utilities, last step and agreement") {
    int number = 0;
    for (const json& c : peer_cases("tests/crosscheck/negmas_cases.json")) {
      CAPTURE(number);
      ++number;
      const auto model = std::make_unique<Model>(peer_scenario(c));
      State state(*model);
      Trace trace;
      const Outcome& o = simulate(*model, {1, 0, 0}, state, &trace);
      std::size_t at = 0;
      for (const Said& said : trace.talk.said) {
        if (said.saying != Saying::offer) continue;
        REQUIRE(at < c["trace"].size());
        const json& peer = c["trace"][at++];
        CAPTURE(at);
        // The peer files the offer that became the agreement under the step in which it was accepted.
        if (at < c["trace"].size()) REQUIRE(said.round == peer[0].get<int>());
        REQUIRE(said.who->position() == peer[1].get<std::size_t>());
        REQUIRE(std::abs(said.utility - peer_utility(c, said.who->position(), peer[2])) < tolerance);
        for (std::size_t k = 0; k < model->talks.space.units() && at < c["trace"].size(); ++k)
          REQUIRE(trace.talk.packages[said.package + k] == peer[2][k].get<OptionIndex>());
      }
      REQUIRE(o.ending == Ending::holding);
      CHECK(at == c["trace"].size());
      CHECK(o.agreement_day == c["last_step"].get<int>());
      for (std::size_t p = 0; p < o.utilities.size(); ++p)
        CHECK(std::abs(o.utilities[PartyId(p)] - c["utilities"][p].get<double>()) < tolerance);
    }
    CHECK(number == 12);
  }

  // concession_cases.json: eight negotiations over the whole family of curves, starts, floors and aspirations
  // of acceptance; f1 to f6 are traces of the same peer, f7 and f8 follow from the published formulas alone.
  TEST_CASE(
      "concession curves, starts, floors and accepting aspirations: every offer of eight negotiations") {
    int number = 0;
    for (const json& c : peer_cases("tests/crosscheck/concession_cases.json")) {
      CAPTURE(c["id"].get<std::string>());
      ++number;
      const auto model = std::make_unique<Model>(peer_scenario(c));
      // With a trace and without: parties that play by rank take a shorter way.
      State state(*model);
      const Outcome untold = simulate(*model, {1, 0, 0}, state);
      Trace trace;
      const Outcome& o = simulate(*model, {1, 0, 0}, state, &trace);
      CHECK(untold.agreement_day == o.agreement_day);
      CHECK(untold.last_deal == o.last_deal);
      std::size_t at = 0;
      for (const Said& said : trace.talk.said) {
        if (said.saying != Saying::offer) continue;
        REQUIRE(at < c["trace"].size());
        const json& peer = c["trace"][at++];
        CAPTURE(at);
        REQUIRE(said.round == peer[0].get<int>());
        REQUIRE(said.who->position() == peer[1].get<std::size_t>());
        for (std::size_t k = 0; k < model->talks.space.units(); ++k)
          REQUIRE(trace.talk.packages[said.package + k] == peer[2][k].get<OptionIndex>());
        REQUIRE(std::abs(said.utility - peer[3][said.who->position()].get<double>()) < 1e-11);
      }
      CHECK(at == c["trace"].size());
      REQUIRE(o.ending == Ending::holding);
      CHECK(o.agreement_day == c["rounds"].get<int>());
      CHECK(std::vector<int>(o.last_deal.begin(), o.last_deal.end()) ==
            c["agreement"].get<std::vector<int>>());
      for (std::size_t p = 0; p < o.utilities.size(); ++p)
        CHECK(std::abs(o.utilities[PartyId(p)] - c["utilities"][p].get<double>()) < 1e-11);
    }
    CHECK(number == 8);
  }

  TEST_CASE("the peer's Nash, Kalai-proportional and welfare points, and its whole frontier") {
    for (const json& c : peer_cases("tests/crosscheck/negmas_cases.json")) {
      const Scenario s = peer_scenario(c);
      const Space space(s);
      std::vector<Utility> utilities;
      for (const auto& [key, party] : s.parties) utilities.emplace_back(space, s, party);
      std::vector<const Utility*> parties;
      for (const Utility& u : utilities) parties.push_back(&u);
      const std::vector<double> d = c["reserved"];
      const auto found = [&](const Point& point, const json& peers) {
        return std::any_of(peers.begin(), peers.end(), [&](const json& peer) {
          return distance(point.utilities, peer.get<std::vector<double>>()) < tolerance;
        });
      };
      CHECK(found(nash_point(space, parties, d), c["nash"]));
      CHECK(found(kalai_proportional_point(space, parties, d), c["kalai"]));
      CHECK(found(utilitarian_point(space, parties, d), c["welfare"]));
      const auto frontier = pareto_frontier(space, parties, d);
      CHECK(frontier.size() == c["pareto"].size());
      for (const Point& point : frontier) CHECK(found(point, c["pareto"]));
    }
  }
}
