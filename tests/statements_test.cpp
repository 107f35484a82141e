// Cheap talk, and what technical teams teach.
#include "parley/bargaining/statements.hpp"

#include <algorithm>
#include <cmath>

#include "parley/bargaining/bidding.hpp"
#include "parley/bargaining/opponent_model.hpp"
#include "parley/runs/chronicle.hpp"
#include "support.hpp"

using namespace parley;

namespace {

std::vector<Said> stated(const Scenario& s, Saying what, std::uint32_t runs = 20) {
  std::vector<Said> found;
  for (std::uint32_t run = 0; run < runs; ++run) {
    Trace t;
    test::play(s, 1, run, &t);
    for (const Said& said : t.talk.said)
      if (said.saying == what) found.push_back(said);
  }
  return found;
}

// Two towns at war and a third party that may speak of their strength; what the third party wants is given.
Scenario mediated(const std::string& mediator) {
  return test::scenario(R"(
name: mediated
calendar: {start: 2020-01-01, end: 2020-02-29}
issues: {LINE: {options: [north, middle, south], terms: {middle: {covers: [river]}}}}
parties:
  R: {weights: {LINE: 1}, ideal: {LINE: 0}, reservation: 0.8, war: {strength: 1, uncertainty: 0.5}}
  S: {weights: {LINE: 1}, ideal: {LINE: 2}, reservation: 0.8, war: {strength: 1, uncertainty: 0.5}}
  M: {seat: mediator, bloc: far, )" +
                        mediator +
                        R"(}
talks: {protocol: alternating_offers, rounds: 3, every: 5 days, deadline: 50 days, statements: {rate: 1}}
fronts: {river: {sides: [R, S], intensity: 2}}
)");
}

double most_credible(const Scenario& s, PartyId who) {
  double most = -1;
  for (const Said& said : stated(s, Saying::optimism))
    if (said.who == who) most = std::max(most, said.credence);
  return most;
}

}  // namespace

TEST_SUITE("statements") {
  // Kydd 2003.
  TEST_CASE(
      "the more a speaker would gain by a lie, the less it is believed, and without credence nothing moves") {
    double before = 2;
    for (double gain = -1; gain <= 1; gain += 0.1) {
      const double ratio = likelihood_ratio(truthfulness(10, 0.2, gain), 0.7);
      CHECK(ratio >= 1);
      CHECK(ratio <= 0.7 / 0.3 + 1e-9);
      CHECK(credence(ratio) <= before);
      ListBy<ContestId, double> mean(2);
      std::vector<double> covariance{0.2, 0, 0, 0.3};
      raise_above_mean({mean, covariance}, ContestId(0), ContestId(1), credence(ratio));
      CHECK(mean[ContestId(0)] >= 0);
      CHECK(mean[ContestId(0)] * 0.3 == doctest::Approx(-mean[ContestId(1)] * 0.2));
      before = credence(ratio);
    }
    CHECK(credence(likelihood_ratio(truthfulness(10, 0, 5), 0.7)) < 1e-6);
    CHECK(credence(likelihood_ratio(truthfulness(10, 5, 0), 1.0)) == doctest::Approx(1));
    CHECK(likelihood_ratio(truthfulness(10, 5, 0), 0.5) == doctest::Approx(1));  // knows no better
  }

  // The ratio is Bayes' rule for a speaker who behaves as assumed: checked against draws.
  TEST_CASE("listeners who update by the ratio are right as often as they think") {
    const double p = 0.6, knowledge = 0.8;
    Stream luck({5, 0, 0}, 1, 0, 0);
    double all[2] = {0, 0}, so[2] = {0, 0}, ratio[2] = {1, 1};  // in silence, and where it was said
    for (int n = 0; n < 200000; ++n) {
      const bool truth = luck.chance(0.5);
      const Claim said = claim(truth, p, knowledge, luck);
      const std::size_t at = said.made ? 1 : 0;
      all[at] += 1;
      so[at] += truth ? 1 : 0;
      ratio[at] = said.ratio;
    }
    for (const std::size_t at : {0U, 1U})
      CHECK(so[at] / all[at] == doctest::Approx(ratio[at] / (1 + ratio[at])).epsilon(0.01));
    CHECK(ratio[1] > 1);
    CHECK(ratio[0] < 1);
  }

  TEST_CASE("a mediator who only wants peace is not believed, one who shares the listeners' stake is") {
    const double peace = most_credible(mediated("war: {uncertainty: 0.5}"), PartyId(2));
    const double leaning = most_credible(
        mediated("weights: {LINE: 1}, ideal: {LINE: 0}, reservation: 1, war: {uncertainty: 0.5}"),
        PartyId(2));
    REQUIRE(peace >= 0);  // it spoke
    CHECK(peace < 0.01);
    CHECK(leaning > 0.2);
  }

  TEST_CASE("statements move beliefs and trust a little, and off nobody makes any") {
    const Scenario with = mediated("weights: {LINE: 1}, ideal: {LINE: 0}, reservation: 1");
    Scenario without = with;
    without.talks.statements.reset();
    const auto last = [](const Scenario& s, std::uint32_t run) { return test::play(s, 1, run); };
    double moved = 0;
    for (std::uint32_t run = 0; run < 10; ++run) {
      const Outcome a = last(with, run), b = last(without, run);
      if (a.deals > 0 || b.deals > 0) continue;
      for (const PartyId p : Ids<PartyId>(2)) {
        moved += std::fabs(a.utilities[p] - b.utilities[p]);
        CHECK(std::fabs(a.utilities[p] - b.utilities[p]) < 0.15);
      }
    }
    CHECK(moved > 0);
    for (const Saying kind : {Saying::red_line, Saying::optimism, Saying::accusation})
      CHECK(stated(without, kind).empty());
  }

  TEST_CASE("each says a thing once while talks are open, and a party means what it says or stands to gain") {
    const Scenario s = test::scenario_file("tests/golden/two-towns.yaml",
                                           {"talks.statements={rate: 1}", "talks.reopen_after=0"});
    for (std::uint32_t run = 0; run < 10; ++run) {
      Trace t;
      const auto model = std::make_unique<Model>(s);
      State state(*model);
      const Outcome& o = simulate(*model, {1, 0, run}, state, &t);
      for (const Saying kind : {Saying::red_line, Saying::optimism, Saying::accusation})
        for (const PartyId p : model->parties())
          CHECK(std::count_if(t.talk.said.begin(), t.talk.said.end(),
                              [&](const Said& said) { return said.saying == kind && said.who == p; }) <= 1);
      for (const Said& said : t.talk.said)
        if (said.saying == Saying::red_line) CHECK(said.meant == (said.utility < said.reservation));
      bool told = false;
      for (const auto& entry : chronicle(*model, t, o))
        told = told || entry.text.find(" says that ") != std::string::npos;
      CHECK(told);
    }
  }

  // The quarrels of the founding case.
  TEST_CASE(
      "Washington accuses, Moscow demands separation, both speak of hope, and each of it moves something") {
    const auto played = [](const std::string& on, std::uint32_t run, Trace& trace) {
      std::vector<std::string> set{"talks.statements.rate=1"};
      for (const std::string kind : {"red_lines", "optimism", "accusations"})
        set.push_back("talks.statements." + kind + (kind == on ? "=true" : "=false"));
      const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml", set));
      State state(*model);
      begin(*model, {1, 0, run}, state);
      play(*model, {1, 0, run}, state, 0, 11, &trace);  // the meetings of August and of 5 September
      const PartyId us(0), russia(1), rebels(3);
      struct Moved {
        double rebels_trust_russia, us_trusts_russia, separation_matters = 0;
        bool accuses = false, demands = false, hopes = false, russia_hopes = false;
      };
      Moved moved{state.trust.log_odds(rebels, russia), state.trust.log_odds(us, russia)};
      for (const Said& said : trace.talk.said) {
        moved.accuses = moved.accuses || (said.saying == Saying::accusation && said.who == us &&
                                          said.accused == russia && said.front);
        moved.demands = moved.demands || (said.saying == Saying::red_line && said.who == russia);
        moved.hopes = moved.hopes || (said.saying == Saying::hope && said.who == us);
        moved.russia_hopes = moved.russia_hopes || (said.saying == Saying::hope && said.who == russia);
      }
      const auto& wishes = std::get<Frequency>(state.table.minds(model->talks.believes[us], russia));
      moved.separation_matters = wishes.kept[model->talks.space.unit_of(IssueId(2))];
      return moved;
    };
    int accused = 0, demanded = 0, hoped = 0;
    double raised = 0;  // Washington's trust in Moscow, log-odds
    for (std::uint32_t run = 0; run < 4; ++run) {
      Trace none, accusing, demanding, hoping;
      const auto silent = played("", run, none), accuse = played("accusations", run, accusing),
                 demand = played("red_lines", run, demanding), hope = played("optimism", run, hoping);
      CHECK_FALSE((silent.accuses || silent.demands || silent.hopes));
      if (accuse.accuses) {
        ++accused;
        CHECK(accuse.rebels_trust_russia != silent.rebels_trust_russia);
      }
      if (demand.demands) {
        ++demanded;
        CHECK(demand.separation_matters > silent.separation_matters);  // to Moscow, as Washington sees it
      }
      if (hope.hopes) {
        ++hoped;
        if (hope.russia_hopes)
          raised = std::max(raised, hope.us_trusts_russia - silent.us_trusts_russia);
      }
    }
    CHECK(accused > 0);
    CHECK(demanded > 0);
    CHECK(hoped > 0);
    CHECK(raised > 0.01);
  }

  TEST_CASE("a believed red line makes the option look worse to the speaker, one not believed does not") {
    const auto estimate = [](double surplus_wanted) {
      const Scenario s = test::scenario(R"(
name: line
issues: {AIR: {options: [free, limited, grounded]}, AID: {options: [none, some, full]}}
parties:
  X: {weights: {AIR: 1, AID: 1}, ideal: {AIR: 0, AID: 0}, reservation: )" +
                                        std::to_string(surplus_wanted) + R"(}
  Z: {weights: {AIR: 3, AID: 1}, ideal: {AIR: 2, AID: 2}, strategy: {opponent_model: frequency}}
talks: {protocol: alternating_offers, statements: {rate: 1, incentive: 30}}
)");
      const NegotiationModel m(s);
      Table table(m);
      table.open();
      table.standing = {2, 0};  // Z asks for grounding and gives way on aid: 0.5 to X
      const ListBy<PartyId, double> r{surplus_wanted, 0};
      Meeting meeting;
      meeting.reservation = r;
      // X would have to bluff unless its reservation value is above 0.5; let luck be on the side of speech.
      for (std::uint32_t seed = 1; seed < 400 && !table.stated[PartyId(0)].red_line; ++seed) {
        Stream luck({seed, 0, 0}, 40, 0, 0);
        draw_red_lines(m, table, meeting, 0, PartyId(1), luck);
      }
      REQUIRE(table.stated[PartyId(0)].red_line);
      return std::get<Frequency>(table.minds(m.believes[PartyId(1)], PartyId(0))).kept[0];
    };
    CHECK(estimate(0.45) < 0.01);  // little to lose from a bluff, much to gain: not believed
    CHECK(estimate(0.0) > 0.1);    // would put a good offer at risk
  }

  TEST_CASE("what technical teams close, the principals learn of each other") {
    const Scenario s = test::scenario(R"(
name: teams
issues: {AIR: {options: [free, limited, grounded]}, LIST: {options: [short, middle, long]}}
parties:
  EAST: {seat: principal, weights: {AIR: 9, LIST: 1}, ideal: {AIR: 2, LIST: 1}, reservation: 0.2, strategy: {opponent_model: frequency}}
  WEST: {seat: principal, weights: {AIR: 9, LIST: 1}, ideal: {AIR: 0, LIST: 1}, reservation: 0.2, strategy: {opponent_model: frequency}}
talks: {protocol: {patrons_then_clients: {teams: 1}}, rounds: 1}
)");
    const NegotiationModel m(s);
    const auto sees = [&](const Table& table, OptionIndex option) {
      std::vector<double> seen(m.space.table_size(), 0.0);
      add_wishes(m, table, PartyId(0), seen);
      return seen[m.space.offset(1) + option];
    };
    Table table(m);
    table.open();
    hear(m, table, PartyId(1), Package{0, 2});  // WEST once asked for the long list
    CHECK(sees(table, 1) == 0);
    hear_closing(m, table, IssueId(1), 1);
    CHECK(sees(table, 1) == sees(table, 2));
    CHECK(sees(table, 0) == 0);

    // In the talks themselves.
    Table talks(m);
    talks.open();
    const ListBy<PartyId, double> r{0.2, 0.2};
    const Leverage leverage(2, 2);
    Meeting meeting;
    meeting.reservation = r;
    meeting.effective = &leverage;
    TalkLog log;
    meeting.log = &log;
    (void)meet(m, talks, meeting);
    REQUIRE(log.said.front().saying == Saying::close);
    REQUIRE(log.said.front().issue == IssueId(1));
    const auto& heard = std::get<Frequency>(talks.minds(m.believes[PartyId(0)], PartyId(1)));
    const double offers = heard.offers;
    CHECK(heard.count[m.space.offset(1) + 1] == offers + 1);
  }
}
