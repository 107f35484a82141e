// What do facilitators do: convene, draft, press, guarantee, pay, carry?
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "mistakes.hpp"
#include "parley/bargaining/protocols.hpp"
#include "parley/runs/chronicle.hpp"
#include "parley/scenario/second_look.hpp"

using namespace parley;

namespace {

struct Host {
  std::string does = "";  // keys of HOST's facilitates
  double leverage = 0;
  std::string protocol = "alternating_offers";
  double reservation = 0.6;
  std::string more = "";  // of the talks
};

// Two belligerents, and a host that wants a truce and no more.
Scenario hosted(const Host& t, const std::string& end = "") {
  return test::scenario(fmt::format(
      "name: hosted talks\ncalendar: {{start: 2000-01-01, end: 2000-06-30}}\n"
      "issues:\n"
      "  CALM: {{options: [none, a month, open], terms: {{1: {{covers: [all], renewal: 30}}, 2: {{covers: "
      "[all]}}}}}}\n"
      "  PORT: {{options: [army, mostly army, shared, mostly move, move], status_quo: 2}}\n"
      "  ROADS: {{options: [shut, some, open]}}\n"
      "parties:\n"
      "  ARMY: {{weights: {{CALM: 2, PORT: 4, ROADS: 1}}, ideal: {{CALM: 1, PORT: 0, ROADS: 2}}, "
      "reservation: {1}, "
      "war: {{strength: 1, cost: 0.05}}, conduct: {{trust: 0.6}}, influenced_by: {{HOST: {0}}}}}\n"
      "  MOVE: {{weights: {{CALM: 2, PORT: 3, ROADS: 2}}, ideal: {{CALM: 2, PORT: 4, ROADS: 0}}, "
      "reservation: {1}, "
      "war: {{strength: 1, cost: 0.05}}, conduct: {{trust: 0.6}}, influenced_by: {{HOST: {0}}}}}\n"
      "  HOST: {{seat: mediator, weights: {{CALM: 1}}, ideal: {{CALM: 2}}, reservation: 0.2{2}}}\n"
      "talks: {{protocol: {3}, every: 5 days{4}}}\n"
      "fronts: {{town: {{sides: [ARMY, MOVE], intensity: 4, siege: {{by: ARMY, population: 1000}}}}}}\n{5}",
      t.leverage, t.reservation, t.does.empty() ? "" : ", facilitates: {" + t.does + "}", t.protocol, t.more,
      end));
}
constexpr PartyId army(0), move(1), host(2);

struct Runs {
  int deals = 0;
  double first_day = 0, months = 0;  // of those signed; months of truce a run
};
Runs played(const Scenario& s, std::uint32_t n = 40) {
  const auto model = std::make_unique<Model>(s);
  State state(*model);
  Runs r;
  for (std::uint32_t k = 0; k < n; ++k) {
    const Outcome& o = simulate(*model, {1, 0, k}, state, nullptr);
    r.deals += o.deals > 0 ? 1 : 0;
    r.first_day += o.deals > 0 ? o.agreement_day : 0;
    r.months += o.truce_days / 30.0 / n;
  }
  if (r.deals > 0) r.first_day /= r.deals;
  return r;
}

const std::vector<std::string> protocols{"alternating_offers", "patrons_then_clients", "random_proposer",
                                         "{single_text: {vote: annealing}}", "monotonic_concession"};

// The text at work on the fifth day, on which it has been in force for four.
std::unique_ptr<State> under_truce(const Model& m) {
  auto state = std::make_unique<State>(m);
  begin(m, {1, 0, 0}, *state);
  play(m, {1, 0, 0}, *state, 0, 5, nullptr);
  REQUIRE(state->truce.in_force);
  return state;
}
const std::string signed_text = "deal: {date: 2000-01-02, options: {CALM: 2}}\n";

}  // namespace

TEST_SUITE("facilitators") {
  // Zartman & Touval 1985: mediation with muscle.
  TEST_CASE(
      "a facilitator that presses gets texts signed under every protocol, and the more the more it holds") {
    for (const std::string& protocol : protocols) {
      CAPTURE(protocol);
      const auto with = [&](double leverage) {
        return played(hosted({"convenes: 0", leverage, protocol, 0.62, ""})).deals;
      };
      const int none = with(0), some = with(0.1), much = with(0.4);
      CHECK(some >= none);
      CHECK(much > none);
      CHECK(much >= some);
    }
  }

  TEST_CASE("who is pressed can still walk out, and say no") {
    CHECK(played(hosted({"convenes: 0", 0.02, "alternating_offers", 0.95, ""})).deals == 0);
  }

  TEST_CASE("conveners bring together who would not meet, and sooner again") {
    const auto reopened = [](const std::string& does) {
      const auto model = std::make_unique<Model>(hosted(
          {does, 0, "alternating_offers", 0.9, ", rounds: 1, deadline: 10 days, reopen_after: 20 days"}));
      Trace trace;
      State state(*model);
      (void)simulate(*model, {1, 0, 0}, state, &trace);
      const auto at = std::find_if(trace.happenings.begin(), trace.happenings.end(),
                                   [](const Happening& h) { return h.what == Happened::reopened; });
      return at != trace.happenings.end() ? at->day : 9999;
    };
    const auto walks_out = [](const std::string& does) {
      return test::play(hosted({does, 0, "alternating_offers", 0.4, ", walk_out_trust: 0.7"})).walk_out_day;
    };
    CHECK(reopened("convenes: 0.6") == reopened("convenes: 0") - 12);
    CHECK(walks_out("convenes: 0") == 0);
    CHECK(walks_out("convenes: 0.6") != 0);
  }

  TEST_CASE("a draft is as good as any text by the welfare that it is sought by, with and without a stake") {
    for (const char* stake : {"drafts: true"})
      for (const double r : {0.3, 0.5, 0.6}) {
        const auto m = std::make_unique<Model>(hosted({stake, 0, "alternating_offers", r, ""}));
        Table table(m->talks);
        ListBy<PartyId, double> least{r, r, 0.2};
        Meeting meeting;
        meeting.reservation = least;
        REQUIRE(draft(m->talks, table, meeting, 0));
        const auto welfare = [&](PackageView w) {
          double sum = 0;
          for (const PartyId p : m->parties()) sum -= std::exp((least[p] - m->talks.utilities[p](w)) / 0.05);
          return sum;
        };
        const double found = welfare(table.standing);
        Package w = m->talks.space.first();
        do CHECK(welfare(w) <= found + 1e-9);
        while (m->talks.space.next(w));
      }
  }

  // Raiffa 1982, ch. 16, on the texts of neutrals.
  TEST_CASE(
      "under every protocol a drafter puts a text on the table, and where parties bid more texts are "
      "signed") {
    for (const std::string& protocol : protocols) {
      CAPTURE(protocol);
      const Host without{"drafts: false", 0, protocol, 0.5, ""}, with{"drafts: true", 0, protocol, 0.5, ""};
      const auto model = std::make_unique<Model>(hosted(with));
      const int alone = played(hosted(without), 100).deals, helped = played(hosted(with), 100).deals;
      CHECK(helped >= alone);
      if (habits_of(model->talks.protocol).bids) CHECK(helped > alone);
      Trace trace;
      (void)test::play(hosted(with), 1, 0, &trace);
      CHECK(std::any_of(trace.talk.said.begin(), trace.talk.said.end(),
                        [](const Said& s) { return s.saying == Saying::draft && s.who == host; }));
    }
  }

  // Walter 2002, Fortna 2004.
  TEST_CASE("a guarantor's troops lower what a surprise attack could take and win, of a text that it backs") {
    const auto at = [](const std::string& does) {
      const Model m(hosted({does, 0, "alternating_offers", 0.4, ""}, signed_text));
      return under_truce(m)->worth.now[army];
    };
    const TruceValue none = at("convenes: 0"), troops = at("guarantees: {troops: 0.5}");
    CHECK(none.exposed > 0);
    CHECK(troops.exposed == doctest::Approx(0.5 * none.exposed).epsilon(0.02));
    CHECK(troops.gain == doctest::Approx(0.5 * none.gain).epsilon(0.05));
    const TruceValue answer = at("guarantees: {answers: 0.03}");
    CHECK(answer.audience == doctest::Approx(none.audience + 0.03));
    // A text that is worth less than none to it has neither.
    Scenario s = hosted({"guarantees: {troops: 0.5}", 0, "alternating_offers", 0.4, ""},
                        "deal: {date: 2000-01-02, options: {CALM: 1}}\n");
    s.parties.rows[2].value.reservation = 0.9;
    const Model unwilling(s);
    CHECK(under_truce(unwilling)->truce.terms.disengages == 0);
  }

  TEST_CASE("what is paid for a text counts in it as long as it is kept, and no longer") {
    const Model none(hosted({"convenes: 0", 0, "alternating_offers", 0.4, ""}, signed_text)),
        pays(hosted({"pays: {ARMY: 0.1}", 0, "alternating_offers", 0.4, ""}, signed_text));
    const auto without = under_truce(none), with = under_truce(pays);
    const double settles = none.scenario.truce.settles;
    CHECK(with->worth.now[army].surplus - without->worth.now[army].surplus ==
          doctest::Approx(0.1 * settles).epsilon(0.02));
    CHECK(with->worth.now[move].surplus == doctest::Approx(without->worth.now[move].surplus).epsilon(0.02));
    Scenario s =
        hosted({"pays: {ARMY: 0.1}", 0, "alternating_offers", 0.4, ", reopen_after: 0"}, signed_text);
    for (const bool kept : {true, false}) {
      const auto m = std::make_unique<Model>(s);
      m->bound[army] = Bound::keeps;
      m->bound[move] = kept ? Bound::keeps : Bound::leaves;
      State state(*m);
      const Outcome& o = simulate(*m, {1, 0, 0}, state, nullptr);
      CHECK(o.utilities[army] == doctest::Approx(kept ? m->talks.utilities[army](m->deal) + 0.1
                                                      : state.war.reservation[army] - state.war.fear[army]));
    }
  }

  TEST_CASE("pay makes parties sign who would not, and keeps truces longer") {
    const Runs none = played(hosted({"convenes: 0", 0, "alternating_offers", 0.62, ""})),
               paid = played(hosted({"pays: {ARMY: 0.2, MOVE: 0.2}", 0, "alternating_offers", 0.62, ""}));
    CHECK(paid.deals > none.deals);
    CHECK(paid.months > none.months);
  }

  TEST_CASE("aid that a facilitator carries reaches the besieged under a text that it backs") {
    const auto hardship = [](const std::string& does) {
      const auto m = std::make_unique<Model>(hosted({does, 0, "alternating_offers", 0.4, ""}, signed_text));
      m->bound[army] = m->bound[move] = Bound::keeps;
      State state(*m);
      begin(*m, {1, 0, 0}, state);
      play(*m, {1, 0, 0}, state, 0, 40, nullptr);
      return state.ground.fronts[FrontId(0)].hardship;
    };
    CHECK(hardship("carries: 0.8") < 0.3 * hardship("convenes: 0"));
  }

  TEST_CASE(
      "a facilitator never attacks, denounces or signs other than as guarantor, and is told by what it did") {
    const auto m =
        std::make_unique<Model>(hosted({"convenes: 0.5, drafts: true, guarantees: {troops: 0.3, answers: "
                                        "0.01}, pays: {MOVE: 0.05}, carries: 0.5",
                                        0.2, "alternating_offers", 0.5, ""}));
    CHECK(m->signatory[host] == 0);
    CHECK(!m->are_hostile(host, army));
    State state(*m);
    Trace trace;
    bool backed = false;
    std::string told;
    for (std::uint32_t r = 0; r < 20; ++r) {
      const Outcome o = simulate(*m, {1, 0, r}, state, &trace);
      CHECK(o.ended_by != host);
      for (const Happening& h : trace.happenings) {
        if (h.who == host)
          CHECK((h.what == Happened::backed || h.what == Happened::not_backed ||
                 h.what == Happened::signed_deal));
        backed = backed || h.what == Happened::backed;
      }
      for (const ChronicleEntry& e : chronicle(*m, trace, o)) told += e.text + "\n";
    }
    REQUIRE(backed);
    CHECK(told.find("AGREEMENT on the draft of HOST") != std::string::npos);
    CHECK(
        told.find(
            "HOST signs as guarantor: its troops stand between the lines (30% less contact), who is seen to "
            "attack, or denounces the truce, will lose 0.010 by its answer, MOVE gets 0.050 as long as the "
            "text "
            "is kept and its aid reaches 50% of the besieged on quiet days.") != std::string::npos);
  }

  // Salehyan 2010: control is a patron's. Who only presses arms nobody and commands nobody.
  TEST_CASE("a facilitator has no hold on commanders, and withholds no arms") {
    Scenario s = hosted({"convenes: 0", 0.5, "alternating_offers", 0.4, ""}, signed_text);
    s.patronage.support = 0.5;
    s.patronage.patience = 0;
    const auto m = std::make_unique<Model>(s);
    CHECK(under_truce(*m)->orders.unbidden[army] == 1.0);
    m->bound[army] = Bound::leaves;
    State state(*m);
    Trace trace;
    (void)simulate(*m, {1, 0, 0}, state, &trace);
    CHECK(std::none_of(trace.happenings.begin(), trace.happenings.end(),
                       [](const Happening& h) { return h.what == Happened::support_withheld; }));
  }

  TEST_CASE("a facilitator neither signs nor fights, is of no camp, and pays who signs") {
    test::check_told(R"(
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n  HOST: {facilitates: {drafts: true}, weights: {ROAD: 1}}
=> 12:10: parties.HOST.facilitates: a facilitator neither signs nor fights, but this one has the seat principal (give it seat: mediator)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n  HOST: {seat: mediator, facilitates: {drafts: true}, war: {strength: 1}}
=> 12:61: parties.HOST.war.strength: a facilitator has no forces in the war (troops that stand between the lines: facilitates.guarantees.troops)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n  HOST: {seat: mediator, bloc: NORTH, facilitates: {drafts: true}}
=> 12:26: parties.HOST.bloc: a facilitator stands between the camps, and 'NORTH' is one of them (leave 'bloc' out, or write it as a patron: without 'facilitates')
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n  HOST: {seat: mediator, facilitates: {pays: {HSOT: 0.1}}}
=> 12:47: parties.HOST.facilitates.pays: unknown party 'HSOT' (did you mean 'HOST'?)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n  HOST: {seat: mediator, facilitates: {pays: {HOST: 0.1}}}
=> 12:47: parties.HOST.facilitates.pays: 'HOST' signs nothing that it could be paid for (pay parties with the seat principal or client)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n  HOST: {seat: mediator, facilitates: {convenes: 0.5, drafts: true, guarantees: {troops: 0.2}, pays: {NORTH: 0.1}}}
=> good
)");
  }

  // The hosts of Jeddah, written as patrons that sign: parties of camps of their own.
  TEST_CASE(
      "a patron that is the enemy of its own client is told by place, one of its camp or of none is not") {
    const auto told = [](const std::string& seat) {
      std::string text = test::two_towns;
      test::replace(text, "    weights: {ROAD: 1, WATCH: 1}",
                    "    weights: {ROAD: 1, WATCH: 1}\n    influenced_by: {HOST: 0.2}\n  HOST: {" + seat +
                        "weights: {ROAD: 1}}");
      return to_string(second_look(test::scenario(text), "t.yaml"));
    };
    CHECK(told("") ==
          "t.yaml:12:21: parties.SOUTH.influenced_by: HOST is the patron of its own enemy: the blocs HOST "
          "and SOUTH both "
          "sign, so each may win the war against the other, and it is blamed for what its client does as if "
          "it were of "
          "its camp (who only helps them to a text: seat mediator with 'facilitates'; who stands with one "
          "side: that "
          "bloc)\n");
    CHECK(told("bloc: NORTH, ").find("fight each other on the front town") != std::string::npos);
    CHECK(told("bloc: SOUTH, ").empty());
    CHECK(told("seat: mediator, ").empty());
  }
}

namespace {

// CALM in force at once, roads after ten days.
Scenario waits(int after, const std::string& end = "") {
  Scenario s = hosted({"", 0, "alternating_offers", 0.3, ""},
                      end.empty() ? "deal: {date: 2000-01-02, options: {CALM: 2, ROADS: 2}}\n" : end);
  Terms terms;
  terms.after = after;
  terms.detection = 0.5;
  s.issues.rows[2].value.terms.rows.push_back({{2.0, ""}, terms});
  return s;
}

}  // namespace

TEST_SUITE("options that wait") {
  TEST_CASE("until it comes into force an option does what the status quo does, and the day is told") {
    const auto m = std::make_unique<Model>(waits(10));
    m->bound[army] = m->bound[move] = Bound::keeps;
    State state(*m);
    Trace trace;
    begin(*m, {1, 0, 0}, state);
    play(*m, {1, 0, 0}, state, 0, 11, &trace);
    CHECK(state.truce.terms.detection == 0);
    play(*m, {1, 0, 0}, state, 11, 20, &trace);
    CHECK(state.truce.terms.detection == 0.5);
    std::vector<int> days;
    for (const Happening& h : trace.happenings)
      if (h.what == Happened::entered) {
        days.push_back(h.day);
        CHECK(h.issue == IssueId(2));
      }
    CHECK(days == std::vector<int>{11});
  }

  TEST_CASE(
      "an option that waits is worth less than one in force, the less the longer, and all the same once it "
      "is") {
    const Model now(waits(0)), soon(waits(10)), late(waits(100)), never(waits(3650));
    const Package& text = now.deal;
    const double full = now.talks.utilities[army](text);
    CHECK(now.worth_of(army, text, 0) == full);
    CHECK(soon.worth_of(army, text, 0) < full);
    CHECK(late.worth_of(army, text, 0) < soon.worth_of(army, text, 0));
    CHECK(soon.worth_of(army, text, 10) == full);
    CHECK(soon.worth_of(army, text, 5) > soon.worth_of(army, text, 0));
    Package without = text;
    without[2] = 0;
    CHECK(never.worth_of(army, text, 0) == doctest::Approx(now.talks.utilities[army](without)).epsilon(1e-6));
    // Half of its worth waits as long as one looks half ahead.
    const Model half(waits(static_cast<int>(now.scenario.war.horizon)));
    CHECK(half.worth_of(army, text, 0) == doctest::Approx(0.5 * (full + now.talks.utilities[army](without))));
  }
}
