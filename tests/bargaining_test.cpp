// Protocols, bids, consent.
#include <algorithm>

#include "parley/bargaining/acceptance.hpp"
#include "parley/bargaining/bidding.hpp"
#include "parley/bargaining/leverage.hpp"
#include "support.hpp"

using namespace parley;

namespace {

std::string pie(double r_a, double r_b, const std::string& exponent = "1", int rounds = 100) {
  return "name: pie\nissues: {PIE: {options: [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10]}}\n"
         "parties:\n"
         "  A: {weights: {PIE: 1}, ideal: {PIE: 10}, reservation: " +
         std::to_string(r_a) + ", strategy: {bidding: {time_dependent: {exponent: " + exponent +
         "}}}}\n"
         "  B: {weights: {PIE: 1}, ideal: {PIE: 0}, reservation: " +
         std::to_string(r_b) +
         "}\n"
         "talks: {protocol: alternating_offers, rounds: " +
         std::to_string(rounds) + "}\n";
}

const char* two_level = R"(
name: two levels
issues:
  AIR: {options: [free, limited, grounded]}
  AID: {options: [none, some, full]}
  LIST: {options: [short, long]}
parties:
  EAST: {seat: principal, weights: {AIR: 3, AID: 5, LIST: 2}, ideal: {AIR: 2, AID: 2, LIST: 0}, reservation: 0.3}
  WEST: {seat: principal, weights: {AIR: 2, AID: 4, LIST: 4}, ideal: {AIR: 1, AID: 0, LIST: 0}, reservation: 0.3}
  GOV: {seat: client, weights: {AIR: 8, AID: 2}, ideal: {AIR: 0, AID: 0}, reservation: 0.55, influenced_by: {WEST: 0.6}}
  REB: {seat: client, weights: {AIR: 5, AID: 5}, ideal: {AIR: 2, AID: 2}, reservation: 0.2, influenced_by: {EAST: 0.5}}
talks: {protocol: patrons_then_clients, rounds: 60}
)";

}  // namespace

TEST_SUITE("bargaining") {
  TEST_CASE("two parties who concede evenly meet in the middle of the pie") {
    const Outcome o = test::play(test::scenario(pie(0, 0)));
    CHECK(o.ending == Ending::holding);
    CHECK(o.utilities[PartyId(0)] == doctest::Approx(0.5));
    CHECK(o.utilities[PartyId(1)] == doctest::Approx(0.5));
  }

  TEST_CASE("who holds out longer gets more, who gives in early agrees sooner and gets less") {
    const Outcome even = test::play(test::scenario(pie(0, 0)));
    const Outcome tough = test::play(test::scenario(pie(0, 0, "5")));
    const Outcome soft = test::play(test::scenario(pie(0, 0, "0.3")));
    CHECK(tough.utilities[PartyId(0)] > even.utilities[PartyId(0)]);
    CHECK(soft.utilities[PartyId(0)] < even.utilities[PartyId(0)]);
    CHECK(soft.agreement_day < even.agreement_day);
    CHECK(even.agreement_day < tough.agreement_day);
  }

  TEST_CASE("no agreement where reservations leave no room, and none below a reservation") {
    CHECK(test::play(test::scenario(pie(0.7, 0.6))).ending == Ending::deadlock);
    for (double r = 0.0; r < 0.45; r += 0.1) {
      const Outcome o = test::play(test::scenario(pie(r, 0.3)));
      REQUIRE(o.ending == Ending::holding);
      CHECK(o.utilities[PartyId(0)] >= r - 1e-12);
      CHECK(o.utilities[PartyId(1)] >= 0.3 - 1e-12);
    }
  }

  TEST_CASE("a party with a veto and reservation 1 that no package meets yields no agreement: it walks out") {
    const Outcome o = test::play(test::scenario(R"(
name: veto
issues: {AIR: {options: [free, limited, grounded]}}
parties:
  EAST: {weights: {AIR: 1}, values: {AIR: [0, 0.5, 0.9]}, reservation: 1}
  WEST: {weights: {AIR: 1}, ideal: {AIR: 1}}
talks: {protocol: alternating_offers}
)"));
    CHECK(o.ending == Ending::breakdown);
    CHECK(o.walked_out == PartyId(0));
  }

  TEST_CASE("a client with reservation 1 and no patron refuses everything short of its ideal") {
    Scenario s = test::scenario(two_level);
    s.parties.rows[2].value.reservation = 1.0;
    s.parties.rows[2].value.influenced_by.rows.clear();
    s.parties.rows[3].value.reservation = 0.9;  // wants the opposite
    s.parties.rows[3].value.influenced_by.rows.clear();
    const Outcome o = test::play(s);
    CHECK(o.ending != Ending::holding);
    CHECK(o.deals == 0);
  }

  TEST_CASE("a textbook case without a zone of agreement ends without one") {
    const Outcome o = test::play(test::scenario_file("scenarios/textbook/no-agreement.yaml"));
    CHECK(o.deals == 0);
  }

  TEST_CASE("the shipped pie is halved") {
    const Outcome o = test::play(test::scenario_file("scenarios/textbook/divide-the-pie.yaml"));
    CHECK(o.ending == Ending::holding);
    CHECK(o.utilities[PartyId(0)] == doctest::Approx(0.5).epsilon(0.06));
  }

  TEST_CASE("consent is utility plus leverage times the patrons' stakes, against the reservation value") {
    const Scenario s = test::scenario(two_level);
    const NegotiationModel m(s);
    const ListBy<PartyId, double> factor(4, 1.0), r{0.3, 0.3, 0.55, 0.2};
    Leverage leverage(4, 4);
    effective_leverage(m, factor, 0.0, leverage);
    const Package deal = m.space.package(std::vector<OptionIndex>{1, 1, 0});
    const Consent c = consent(m, PartyId(2), deal, leverage, r);
    CHECK(c.utility == doctest::Approx(0.8 * 0.5 + 0.2 * 0.5));
    CHECK(c.pressure == doctest::Approx(0.6 * (m.utilities[PartyId(1)](deal) - 0.3)));
    CHECK(c.yes() == (c.utility + c.pressure >= 0.55));
    const ListBy<PartyId, double> none(4, 0.0);
    effective_leverage(m, none, 0.0, leverage);
    CHECK(consent(m, PartyId(2), deal, leverage, r).pressure == 0.0);
  }

  // Salehyan, Siroky & Wood 2014.
  TEST_CASE("a second patron weakens the first, and joint work restores it") {
    Scenario s = test::scenario(two_level);
    const auto leverage_of_west = [&](double restored) {
      const NegotiationModel m(s);
      Leverage out(4, 4);
      const ListBy<PartyId, double> factor(4, 1.0);
      effective_leverage(m, factor, restored, out);
      return out(PartyId(1), PartyId(2));
    };
    const double alone = leverage_of_west(0);
    s.parties.rows[2].value.influenced_by.rows.push_back({{"EAST", {}}, 0.3});
    CHECK(leverage_of_west(0) < alone);
    CHECK(leverage_of_west(0.5) > leverage_of_west(0));
    CHECK(leverage_of_west(1) == doctest::Approx(alone));
  }

  TEST_CASE(
      "patrons who agree still need their clients: without leverage the client refuses, and the text moves "
      "its way") {
    Scenario s = test::scenario(two_level);
    Trace with, without;
    test::play(s, 1, 0, &with);
    s.parties.rows[2].value.influenced_by.rows.clear();
    const Outcome o = test::play(s, 1, 0, &without);
    const auto refusals = [](const Trace& t) {
      return std::count_if(t.talk.said.begin(), t.talk.said.end(),
                           [](const Said& x) { return x.saying == Saying::refuse; });
    };
    CHECK(refusals(without) > refusals(with));
    if (o.deals > 0) CHECK(o.utilities[PartyId(2)] >= 0.55 - 1e-12);
  }

  TEST_CASE("technical teams close what is narrow first, and only that") {
    const Scenario s = test::scenario(two_level);
    Trace t;
    test::play(s, 1, 0, &t);
    std::vector<IssueId> closed;
    for (const Said& said : t.talk.said)
      if (said.saying == Saying::close) {
        closed.push_back(said.issue);
        CHECK(said.utility <= std::get<PatronsThenClients>(s.talks.protocol).narrow.value + 1e-9);
      }
    REQUIRE(!closed.empty());
    CHECK(closed.front() == IssueId(2));  // LIST: both want the same
  }

  TEST_CASE("a party never makes an offer below its reservation value, whatever it knows of the others") {
    for (const char* model : {"none", "frequency", "true"}) {
      Scenario s = test::scenario_file("scenarios/geneva-2016.yaml",
                                       {std::string("parties.US.strategy.opponent_model=") + model,
                                        std::string("parties.RUS.strategy.opponent_model=") + model});
      Trace t;
      test::play(s, 3, 1, &t);
      std::size_t offers = 0;
      for (const Said& said : t.talk.said) {
        if (said.saying != Saying::offer) continue;
        ++offers;
        CHECK(said.utility >= said.reservation - 1e-9);
      }
      CHECK(offers > 0);
    }
  }

  TEST_CASE("aspirations fall from the best package to the reservation value, never rising") {
    for (const double exponent : {0.2, 1.0, 5.0}) {
      double before = 1.0;
      for (double t = 0; t <= 1.0; t += 0.05) {
        const double a = aspiration(TimeDependent{exponent}, t).share;
        CHECK(a <= before);
        before = a;
      }
      CHECK(aspiration(TimeDependent{exponent}, 0.0).share == 1.0);
      CHECK(aspiration(TimeDependent{exponent}, 1.0).share == 0.0);
    }
  }

  // Baarslag, Hindriks & Jonker 2013.
  TEST_CASE("acceptance conditions accept what they say, and never below the reservation value") {
    const auto view = [](double offer, double next, double best_heard, double time) {
      return AcceptanceView{.offer = offer,
                            .own_next = next,
                            .demand = next - 0.05,
                            .scope = {.reservation = 0.3, .worst = 0.1, .best = 0.9},
                            .time = time,
                            .best_heard = best_heard};
    };
    AcceptanceView v = view(0.6, 0.7, 0.6, 0.5);
    CHECK(!accepts(AcceptNext{}, v));
    CHECK(accepts(AcceptNext{}, view(0.7, 0.7, 0.7, 0.5)));
    CHECK(accepts(AcceptNext{1.17}, v));  // 1.17 x 0.6 is above 0.7
    CHECK(!accepts(AcceptNext{1.16}, v));
    CHECK(accepts(AcceptNext{1, 0.11}, v));
    CHECK(!accepts(AcceptNext{1, 0.09}, v));
    CHECK(accepts(AcceptConstant{0.6}, v));
    CHECK(!accepts(AcceptConstant{0.61}, v));
    CHECK(accepts(AcceptTime{0.5}, v));
    CHECK(!accepts(AcceptTime{0.51}, v));
    CHECK(accepts(AcceptCombi{0.4}, v));
    CHECK(!accepts(AcceptCombi{0.9}, v));
    CHECK(!accepts(AcceptCombi{0.4}, view(0.6, 0.7, 0.65, 0.5)));
    CHECK(accepts(AcceptCombi{0.4, Hope::anything}, view(0.31, 0.7, 0.65, 0.5)));
    // The demand behind the next offer, 0.65; a line of its own from 0.9 to the reservation value: 0.6
    // halfway.
    CHECK(!accepts(AcceptAspiration{}, v));
    CHECK(accepts(AcceptAspiration{}, view(0.65, 0.7, 0.65, 0.5)));
    CHECK(accepts(AcceptAspiration{.exponent = Number(1.0)}, v));
    CHECK(!accepts(AcceptAspiration{.exponent = Number(1.1)}, v));
    CHECK(!accepts(AcceptAspiration{.exponent = Number(1.0), .floor = Number(0.31)}, v));
    CHECK(!accepts(AcceptPrevious{}, v));  // it has offered nothing yet
    v.own_last = 0.6;
    CHECK(accepts(AcceptPrevious{}, v));
    v.own_last = 0.61;
    CHECK(!accepts(AcceptPrevious{}, v));
    CHECK(accepts(AcceptPrevious{1, 0.01}, v));
    // At 0.75 the window begins at 0.5: what was offered then is forgotten.
    const std::vector<Received> received{{0.5, 0.9}, {0.6, 0.4}, {0.7, 0.62}, {0.75, 0.6}};
    AcceptanceView late = view(0.6, 0.9, 0.9, 0.75);
    late.received = received;
    CHECK(!accepts(AcceptCombi{0.7, Hope::window_best}, late));
    CHECK(accepts(AcceptCombi{0.7, Hope::window_mean}, late));  // 0.54
    late.offer = 0.62;
    CHECK(accepts(AcceptCombi{0.7, Hope::window_best}, late));
    CHECK(!accepts(AcceptCombi{0.8, Hope::window_best}, late));
    late.received = {};
    CHECK(accepts(AcceptCombi{0.7, Hope::window_mean}, late));
    for (const Acceptance& a : {Acceptance{AcceptNext{}}, Acceptance{AcceptConstant{0.0}},
                                Acceptance{AcceptTime{0.0}}, Acceptance{AcceptCombi{0.0}},
                                Acceptance{AcceptCombi{0.0, Hope::anything}}, Acceptance{AcceptAspiration{}}})
      CHECK(!accepts(a, view(0.2, 0.1, 0.1, 1.0)));
  }

  TEST_CASE("a party that accepts late offers agrees where one that waits for its own terms does not") {
    const auto with = [](const char* accept) {
      Scenario s = test::scenario(pie(0, 0, "20", 30));
      Scenario stubborn = s;
      stubborn.parties.rows[0].value.strategy.bidding = Hardliner{};
      stubborn.parties.rows[1].value.strategy.bidding = TimeDependent{20.0};
      if (std::string(accept) == "time") stubborn.parties.rows[1].value.strategy.accept = AcceptTime{0.9};
      return test::play(stubborn);
    };
    CHECK(with("next").ending == Ending::deadlock);
    CHECK(with("time").ending == Ending::holding);
  }
}
