// Complete negotiations of a peer, reproduced offer by offer.
//
// negmas_cases.json holds twelve negotiations run with NegMAS 0.15.7 (Mohammad et al. 2021, a Python platform
// for automated negotiation): stacked alternating offers, time-dependent bidding, acceptance `next`. Only
// their inputs and results were carried over. Utilities must agree to 1e-9, and packages must be the same,
// also where several tie in own utility (quick_order.hpp).
#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parley/preference/solutions.hpp"
#include "support.hpp"

using namespace parley;
using nlohmann::json;

namespace {

constexpr double tolerance = 1e-9;

json cases() {
  std::ifstream in(test::source("tests/crosscheck/negmas_cases.json"));
  return json::parse(in);
}

Scenario scenario_of(const json& c) {
  std::string text = fmt::format("name: peer\ntalks: {{protocol: alternating_offers, rounds: {}}}\nissues:\n",
                                 c["n_steps"].get<int>());
  for (std::size_t k = 0; k < c["options"].size(); ++k) {
    text += fmt::format("  I{}: {{options: [", k);
    for (int o = 0; o < c["options"][k].get<int>(); ++o) text += fmt::format("{}o{}", o > 0 ? ", " : "", o);
    text += "]}\n";
  }
  text += "parties:\n";
  for (std::size_t p = 0; p < c["parties"].get<std::size_t>(); ++p) {
    text += fmt::format(
        "  P{}:\n    reservation: {}\n    strategy: {{bidding: {{time_dependent: {{exponent: {}}}}}}}\n    "
        "weights: {{",
        p, c["reserved"][p].get<double>(), c["exponents"][p].get<double>());
    for (std::size_t k = 0; k < c["options"].size(); ++k)
      text += fmt::format("{}I{}: {}", k > 0 ? ", " : "", k, c["weights"][p][k].get<double>());
    text += "}\n    values:\n";
    for (std::size_t k = 0; k < c["options"].size(); ++k)
      text +=
          fmt::format("      I{}: [{}]\n", k, fmt::join(c["values"][p][k].get<std::vector<double>>(), ", "));
  }
  return test::scenario(text);
}

// Own utility of a package in the peer's terms.
double peer_utility(const json& c, std::size_t p, const json& options) {
  double u = 0;
  for (std::size_t k = 0; k < options.size(); ++k)
    u += c["weights"][p][k].get<double>() * c["values"][p][k][options[k].get<std::size_t>()].get<double>();
  return u;
}

}  // namespace

TEST_SUITE("crosscheck") {
  TEST_CASE("negotiations of a peer platform: the same proposers, utilities, last step and agreement") {
    int number = 0;
    for (const json& c : cases()) {
      CAPTURE(number);
      ++number;
      const auto model = std::make_unique<Model>(scenario_of(c));
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
        REQUIRE(said.who == peer[1].get<std::size_t>());
        REQUIRE(std::abs(said.utility - peer_utility(c, said.who, peer[2])) < tolerance);
        for (std::size_t k = 0; k < model->talks.space.units() && at < c["trace"].size(); ++k)
          REQUIRE(trace.talk.packages[said.package + k] == peer[2][k].get<OptionIndex>());
      }
      REQUIRE(o.ending == Ending::holding);
      CHECK(at == c["trace"].size());
      CHECK(o.agreement_day == c["last_step"].get<int>());
      for (std::size_t p = 0; p < o.utilities.size(); ++p)
        CHECK(std::abs(o.utilities[p] - c["utilities"][p].get<double>()) < tolerance);
    }
    CHECK(number == 12);
  }

  TEST_CASE("the peer's Nash, Kalai-proportional and welfare points, and its whole frontier") {
    for (const json& c : cases()) {
      const Scenario s = scenario_of(c);
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
