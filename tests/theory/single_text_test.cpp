// What does voting on a single text bring?  (Klein, Faratin, Sayama & Bar-Yam 2003)
#include <algorithm>
#include <cmath>

#include "parley/bargaining/negotiation.hpp"
#include "parley/preference/solutions.hpp"
#include "theory/random_talks.hpp"

using namespace parley;

namespace {

struct Rules {
  bool a = false, b = false;  // who anneals
  bool strong = false;
};

// Utilities of the two parties under the text that stands at the deadline. As in the source, no package is
// worse than no deal.
std::array<double, 2> final_text(NegotiationModel& m, const Rules& rules, std::uint32_t run) {
  m.anneals = {static_cast<std::uint8_t>(rules.a), static_cast<std::uint8_t>(rules.b)};
  std::get<SingleText>(m.protocol).strong_votes = rules.strong;
  Table table(m);
  const ListBy<PartyId, double> reservation(2, 0.0);
  const Leverage leverage(2, 2);
  Meeting meeting;
  meeting.reservation = reservation;
  meeting.effective = &leverage;
  meeting.key = {7, 0, run};
  const MeetingResult result = meet(m, table, meeting);
  REQUIRE(result.end == MeetingEnd::agreed);
  return {m.utilities[PartyId(0)](table.standing), m.utilities[PartyId(1)](table.standing)};
}

// Klein et al.: many binary issues, every pair of which may matter to a party, for better or worse.
test::RandomTalks complex_contract() {
  test::RandomTalks r;
  r.issues = 9;
  r.options = 2;
  r.pairs = 0.8;
  r.talks = "{protocol: {single_text: {start: random, temperature: 0.15}}, rounds: 600}";
  return r;
}

}  // namespace

TEST_SUITE("single text") {
  TEST_CASE(
      "with interactions annealers reach a higher sum than hill climbers, and a lone annealer is exploited") {
    test::Mean gain, temptation, sucker, hill_share, anneal_share, strong_gain;
    for (std::uint32_t n = 0; n < 120; ++n) {
      NegotiationModel m(test::random_talks(complex_contract(), n));
      const auto hill = final_text(m, {}, n), both = final_text(m, {true, true}, n),
                 lone = final_text(m, {true, false}, n), strong = final_text(m, {false, false, true}, n);
      const std::vector<double> none{0, 0};
      const std::vector<const Utility*> parties{&m.utilities[PartyId(0)], &m.utilities[PartyId(1)]};
      const Point top = utilitarian_point(m.space, parties, none);
      const double most = top.utilities[0] + top.utilities[1];
      gain.add(both[0] + both[1] - hill[0] - hill[1]);
      strong_gain.add(strong[0] + strong[1] - hill[0] - hill[1]);
      temptation.add(lone[1] - both[1]);  // to climb hills against an annealer
      sucker.add(hill[0] - lone[0]);      // of annealing against a hill climber
      hill_share.add((hill[0] + hill[1]) / most);
      anneal_share.add((both[0] + both[1]) / most);
    }
    MESSAGE("share of the highest sum: hill climbing " << hill_share.text() << "; annealing "
                                                       << anneal_share.text());
    MESSAGE("annealing over hill climbing, sum: " << gain.text());
    MESSAGE("hill climber against an annealer, over annealing too: " << temptation.text());
    MESSAGE("hill climber against a hill climber, over annealing alone: " << sucker.text());
    MESSAGE("mediator who weighs strong votes of hill climbers, over unanimity, sum: " << strong_gain.text());
    CHECK(gain.low() > 0);
    CHECK(temptation.low() > 0);
    CHECK(sucker.low() > 0);
    CHECK(strong_gain.low() > 0);
  }

  TEST_CASE(
      "without interactions hill climbers stop at a text that no change of one issue improves for all") {
    test::RandomTalks r;
    r.issues = 6;
    r.talks = "{protocol: {single_text: {vote: hill_climbing}}, rounds: 2000}";
    for (std::uint32_t n = 0; n < 30; ++n) {
      const Scenario s = test::random_talks(r, n);
      const NegotiationModel m(s);
      const Outcome o = test::play(s, 1, n);
      REQUIRE(o.deals == 1);
      for (const PartyId p : Ids<PartyId>(2))
        CHECK(o.utilities[p] >= m.utilities[p](m.space.status_quo()) - 1e-12);
      for (const IssueId i : m.space.issues())
        for (std::size_t by = 1; by < m.space.open_options(i); ++by) {
          Package other = o.first_deal;
          auto& choice = other[m.space.unit_of(i)];
          choice = static_cast<OptionIndex>(m.space.moved(choice, i, by));
          CHECK((m.utilities[PartyId(0)](other) < o.utilities[PartyId(0)] ||
                 m.utilities[PartyId(1)](other) < o.utilities[PartyId(1)]));
        }
    }
  }

  TEST_CASE("nobody signs a text below its reservation value, and what is off the table stays") {
    test::RandomTalks r;
    r.parties = 3;
    r.issues = 5;
    r.reservation = 0.55;
    r.agenda = "{off_table: [I1]}";
    r.talks = "{protocol: {single_text: {start: random, votes: {P1: hill_climbing}}}, rounds: 200}";
    int deals = 0;
    for (std::uint32_t n = 0; n < 60; ++n) {
      const Scenario s = test::random_talks(r, n);
      const Outcome o = test::play(s, 1, n);
      deals += o.deals;
      if (o.deals == 0) continue;
      const Space space(s);
      for (const double u : o.utilities) CHECK(u >= 0.55 - 1e-12);
      CHECK(space.option(o.first_deal, IssueId(1)) == 0);
    }
    CHECK(deals > 0);
    CHECK(deals < 60);
  }

  TEST_CASE("the text changes only by one issue at a time, when all vote for it, and every vote is logged") {
    test::RandomTalks r = complex_contract();
    r.parties = 3;
    const Scenario s = test::random_talks(r, 1);
    const NegotiationModel m(s);
    Trace t;
    test::play(s, 1, 0, &t);
    std::size_t drafts = 0, amended = 0, in_favour = 0;
    Package text, draft;
    for (const Said& said : t.talk.said) {
      const auto* from = t.talk.packages.data() + said.package;
      if (said.saying == Saying::draft) {
        ++drafts;
        in_favour = 0;
        draft.assign(from, from + m.space.units());
        if (text.empty()) continue;
        int changed = 0;
        for (const IssueId i : m.space.issues())
          changed += m.space.option(text, i) != m.space.option(draft, i) ? 1 : 0;
        CHECK(changed == 1);
      } else if (said.saying == Saying::vote_for) {
        ++in_favour;
      } else if (said.saying == Saying::amend) {
        ++amended;
        CHECK(in_favour == 3);
        text = draft;
      }
    }
    CHECK(drafts == 600);
    CHECK(amended > 0);
    CHECK(amended < drafts);
  }

  TEST_CASE("the shipped case: hill climbers never leave the status quo, annealers find what pays for both") {
    const auto play = [](const std::string& vote, std::uint32_t run) {
      static const Scenario s = test::scenario_file("scenarios/textbook/single-text.yaml");
      Scenario t = s;
      std::get<SingleText>(t.talks.protocol).vote =
          vote == "annealing" ? VotingRule::annealing : VotingRule::hill_climbing;
      const Outcome o = test::play(t, 1, run);
      REQUIRE(o.deals == 1);
      return o.utilities[PartyId(0)];
    };
    std::size_t found = 0;
    for (std::uint32_t run = 0; run < 100; ++run) {
      CHECK(play("hill_climbing", run) == doctest::Approx(0.4));
      found += play("annealing", run) > 0.599 ? 1 : 0;
    }
    MESSAGE("annealing reaches 0.6 in " << found << " of 100 runs");
    CHECK(found >= 90);
  }
}
