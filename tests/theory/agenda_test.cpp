// What does the agenda change?  (Fershtman 1990; Inderst 2000)
#include <algorithm>

#include "parley/preference/solutions.hpp"
#include "theory/random_talks.hpp"

using namespace parley;

namespace {

test::RandomTalks agenda(const std::string& text, double reservation = 0.3) {
  test::RandomTalks r;
  r.issues = 5;
  r.options = 4;
  r.reservation = reservation;
  r.agenda = text;
  r.talks = "{protocol: alternating_offers, rounds: 200}";
  return r;
}

double inefficiency(const Scenario& s, const Package& deal) {
  const NegotiationModel m(s);
  const std::vector<const Utility*> parties{&m.utilities[PartyId(0)], &m.utilities[PartyId(1)]};
  return pareto_loss(m.space, parties, deal);
}

void let_know(Scenario& s) {
  for (auto& [key, party] : s.parties.rows) party.strategy.opponent_model = TrueModel{};
}

}  // namespace

TEST_SUITE("agenda") {
  TEST_CASE("bargaining over packages leaves less on the table than settling issues one by one") {
    test::Mean less, sum;
    for (std::uint32_t n = 0; n < 120; ++n) {
      Scenario whole = test::random_talks(agenda("{}"), n);
      Scenario single = test::random_talks(agenda("{mode: issue_by_issue}"), n);
      let_know(whole);
      let_know(single);
      const Outcome a = test::play(whole), b = test::play(single);
      if (a.deals == 0 || b.deals == 0) continue;
      less.add(inefficiency(single, b.first_deal) - inefficiency(whole, a.first_deal));
      sum.add(a.utilities[PartyId(0)] + a.utilities[PartyId(1)] - b.utilities[PartyId(0)] -
              b.utilities[PartyId(1)]);
    }
    MESSAGE("what one party could still gain, issue by issue minus package: " << less.text());
    MESSAGE("sum of utilities, package minus issue by issue: " << sum.text());
    CHECK(less.n > 80);
    CHECK(less.low() > 0);
    CHECK(sum.low() > 0);
  }

  TEST_CASE("issues are settled in the order of the agenda, each once, and the deal is what was settled") {
    for (std::uint32_t n = 0; n < 20; ++n) {
      const Scenario s =
          test::random_talks(agenda("{mode: issue_by_issue, order: [I3, I0], off_table: [I2]}"), n);
      const NegotiationModel m(s);
      Trace t;
      const Outcome o = test::play(s, 1, 0, &t);
      const std::vector<IssueId> order{IssueId(3), IssueId(0), IssueId(1), IssueId(4)};
      std::size_t next = 0;
      for (const Said& said : t.talk.said) {
        if (said.saying != Saying::close) continue;
        REQUIRE(next < order.size());
        CHECK(said.issue == order[next++]);
        if (o.deals > 0) CHECK(said.option == m.space.option(o.first_deal, said.issue));
      }
      if (o.deals == 0) continue;
      CHECK(next == order.size());
      CHECK(m.space.option(o.first_deal, IssueId(2)) == 0);
      for (const double u : o.utilities) CHECK(u >= 0.3 - 1e-12);
    }
  }

  TEST_CASE(
      "where the last issue cannot be settled, a partial lock keeps the rest and the other rule nothing") {
    const auto talks = [](const std::string& lock) {
      return test::scenario(R"(
name: lock
issues: {AID: {options: [none, some, full]}, BORDER: {options: [east, west]}}
agenda: {mode: issue_by_issue, order: [AID, BORDER], lock: )" +
                            lock + R"(}
parties:
  EAST: {weights: {AID: 1, BORDER: 1}, values: {AID: [0, 0.9, 1], BORDER: [1, 0]}, reservation: 0.9}
  WEST: {weights: {AID: 1, BORDER: 1}, values: {AID: [0, 0.9, 1], BORDER: [0.6, 1]}, reservation: 0.7}
  NORTH: {weights: {AID: 1, BORDER: 9}, values: {AID: [0, 0.9, 1], BORDER: [0.3, 1]}, reservation: 0.31,
          strategy: {bidding: hardliner}}
talks: {protocol: alternating_offers, rounds: 40}
)");
    };
    const Outcome all = test::play(talks("nothing_until_all")), part = test::play(talks("partial"));
    CHECK(all.deals == 0);
    REQUIRE(part.deals == 1);
    const Space space(talks("partial"));
    CHECK(space.option(part.first_deal, IssueId(0)) > 0);
    CHECK(space.option(part.first_deal, IssueId(1)) == 0);  // the status quo
    CHECK(part.utilities[PartyId(0)] >= 0.9);
    CHECK(part.utilities[PartyId(1)] >= 0.7);
    CHECK(part.utilities[PartyId(2)] >= 0.31);
  }

  TEST_CASE("a combination that does not exist is named") {
    const std::string what = test::problems(R"(
name: agenda
issues: {A: {options: [a, b]}, B: {options: [a, b]}}
agenda: {mode: issue_by_issue, order: [A, A, B], off_table: [B]}
parties: {X: {weights: {A: 1}}, Y: {weights: {B: 1}}}
talks: {protocol: single_text}
)");
    CHECK(what.find("issue_by_issue works with alternating_offers only") != std::string::npos);
    CHECK(what.find("'A' is named twice") != std::string::npos);
    CHECK(what.find("'B' is off the table") != std::string::npos);
    const std::string equilibrium = test::problems(R"(
name: agenda
issues: {A: {options: [a, b]}, B: {options: [a, b]}}
agenda: {mode: issue_by_issue}
parties:
  X: {weights: {A: 1}, discount: 0.9, strategy: {bidding: equilibrium}}
  Y: {weights: {B: 1}, discount: 0.9, strategy: {bidding: equilibrium}}
talks: {protocol: alternating_offers}
)");
    CHECK(equilibrium.find("no solution for equilibrium bidding issue by issue") != std::string::npos);
  }
}
