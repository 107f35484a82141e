// Steps short of leaving a truce: another text, a clause set aside, a protest.
#include <memory>

#include <fmt/format.h>

#include "parley/engine/changed_text.hpp"
#include "parley/engine/keeping.hpp"
#include "parley/engine/simulate.hpp"
#include "parley/engine/steps.hpp"
#include "parley/runs/batch.hpp"
#include "support.hpp"

using namespace parley;

namespace {

// A war of two camps under a text that gives the duke land which the king would rather keep. Lines move
// fast, so that who leaves first gains.
std::string war(const std::string& steps, bool unwatched = false) {
  std::string text = fmt::format(
      "name: small war\ncalendar: {{start: 2000-01-01, end: 2000-07-31}}\n"
      "issues:\n"
      "  CALM: {{options: [none, calm], terms: {{1: {{covers: [all], attribution: 0.5, attribution_delay: 3, "
      "detection: 1}}}}}}\n"
      "  LAND: {{options: [kept, half, given]}}\n"
      "  ROAD: {{options: [closed, open]}}\n"
      "parties:\n"
      "  KING: {{bloc: crown, seat: principal, weights: {{CALM: 1, LAND: 1, ROAD: 0.1}}, ideal: {{CALM: 1, "
      "LAND: 0, ROAD: 1}}, "
      "reservation: 0.2, war: {{strength: 1, cost: 0.05}}, conduct: {{trust: 0.9, audience: 0, standing: "
      "0}}}}\n"
      "  DUKE: {{bloc: league, seat: principal, weights: {{CALM: 1, LAND: 1, ROAD: 0.1}}, ideal: {{CALM: 1, "
      "LAND: 2, ROAD: 1}}, "
      "reservation: 0.2, war: {{strength: 1, cost: 0.05}}, conduct: {{trust: 0.9, audience: 0, standing: "
      "0}}}}\n"
      "talks: {{protocol: alternating_offers, every: 10 days, deadline: 60 days, reopen_after: 5 days}}\n"
      "war: {{advance: 0.02}}\n"
      "fronts: {{river: {{sides: [crown, league], intensity: 4}}}}\n"
      "deal: {{date: 2000-01-31, options: {{CALM: 1, LAND: 2}}}}\n"
      "truce: {{settles: 1, shock: 0.1, steps: {}}}\n",
      steps);
  if (!unwatched) return text;
  // Both would rather have a calm that nobody watches.
  const auto put = [&text](const std::string& old, const std::string& changed) {
    for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at + changed.size()))
      text.replace(at, old.size(), changed);
  };
  put("[none, calm]", "[none, calm, unwatched]");
  put("detection: 1}}", "detection: 1}, 2: {covers: [all]}}");
  put("ideal: {CALM: 1", "ideal: {CALM: 2");
  return text;
}
const PartyId king(0), duke(1);
const IssueId calm(0), land(1), road(2);

// The truce on its fortieth day of the calendar, with what happens if the king then has reasons of its own
// against it, or all see that the war has come to look better to it.
struct Tried {
  std::unique_ptr<Model> model;
  std::unique_ptr<State> state;
  Trace trace;
  int number = 40;
  Day day() { return {*model, *state, {1, 0, 0}, number}; }
  void value() { value_truce(day(), Guard::as_seen, state->worth.regards, state->worth.now); }
  void step() {
    Recorder record(&trace);
    step_short_of_leaving(day(), state->truce, state->worth, state->trust, state->patrons, state->outcome,
                          record);
  }
  void meet() {
    number = state->truce.next_meeting;
    Recorder record(&trace);
    meet_under_truce(day(), state->truce, state->worth, state->patrons, state->outcome, record);
  }
  std::vector<Happened> happened() const {
    std::vector<Happened> all;
    for (const Happening& h : trace.happenings) all.push_back(h.what);
    return all;
  }
  OptionIndex option(IssueId issue) const { return model->talks.space.option(state->truce.deal, issue); }
};
Tried tried(const std::string& steps, double own_reasons, double war_looks_better, bool unwatched = false) {
  Tried t{std::make_unique<Model>(test::scenario(war(steps, unwatched))), nullptr, {}};
  for (Bound& b : t.model->bound) b = Bound::keeps;  // until that day
  t.state = std::make_unique<State>(*t.model);
  begin(*t.model, {1, 0, 0}, *t.state);
  play(*t.model, {1, 0, 0}, *t.state, 0, 40, nullptr);
  for (Bound& b : t.model->bound) b = Bound::free;
  State& s = *t.state;
  REQUIRE(s.truce.in_force);
  s.worth.shock.fill(0);
  s.worth.local[FrontId(0)] = {0, 0};
  s.trust.log_odds(king, duke) = s.trust.log_odds(duke, king) = 2;
  s.worth.shock[king] = own_reasons;
  s.war.reservation[king] += war_looks_better;
  t.value();
  t.step();
  return t;
}
constexpr double bluff = -0.45, war_better = 0.3;
using Steps = std::vector<Happened>;

}  // namespace

TEST_SUITE("steps short of leaving") {
  TEST_CASE("who is content with a truce asks for nothing") {
    const Tried t = tried("true", 0, -0.1);
    CHECK(t.happened().empty());
    CHECK(t.option(land) == 2);
  }

  TEST_CASE(
      "whom a small change would keep in waits for a meeting, and gets it where all see that it would "
      "leave") {
    Tried t = tried("true", 0, war_better);
    REQUIRE(t.happened() == Steps{Happened::asked});
    CHECK(t.trace.happenings[HappeningId(0)].probability > 0.5);
    CHECK(t.option(land) == 2);
    CHECK_FALSE(keep_or_leave(t.day(), t.state->truce));  // it waits
    t.meet();
    REQUIRE(t.happened() == Steps{Happened::asked, Happened::amended, Happened::next_step});
    CHECK(t.option(land) < 2);
    CHECK(margin(t.state->worth.now[king]) >= 0);
    CHECK(t.state->outcome.amendments == 2);
  }

  TEST_CASE(
      "what nobody knew of the other side can turn down what was asked, and who asked acts on its own") {
    Tried t = tried("true", 0, war_better);
    t.state->worth.shock[duke] = -0.4;
    t.value();
    t.meet();
    REQUIRE(t.happened() == Steps{Happened::asked, Happened::turned_down});
    CHECK(t.trace.happenings[HappeningId(1)].whom == duke);
    CHECK(t.option(land) == 2);
    t.step();
    CHECK(t.happened().back() == Happened::suspended);
    CHECK(t.option(land) == 0);
  }

  TEST_CASE(
      "a threat that the others cannot see is a bluff to them, and no change of the text is to be had") {
    const Tried t = tried("true", bluff, 0);
    REQUIRE(t.happened() == Steps{Happened::suspended});
    CHECK(t.trace.happenings[HappeningId(0)].probability < 0.1);
    CHECK(t.state->outcome.amendments == 0);
  }

  TEST_CASE("a clause set aside does nothing, and comes back when who set it aside would keep it again") {
    Tried t = tried("true", bluff, 0);
    CHECK(t.option(land) == 0);
    CHECK(t.state->truce.suspended[land].by == king);
    CHECK(t.state->truce.in_force);
    t.state->worth.shock[king] = 0.2;
    t.value();
    t.meet();
    CHECK(t.happened()[1] == Happened::resumed);
    CHECK(t.option(land) == 2);
    CHECK(t.state->truce.suspended[land].by == nobody);
  }

  TEST_CASE("who asks for another text asks for no more than it needs") {
    Tried t = tried("true", 0, war_better);
    CHECK(t.trace.happenings[HappeningId(0)].option == 1);  // half of the land, not all of it
  }

  TEST_CASE("nobody waits for a meeting that is too far off to be worth it") {
    Tried t = tried("true", 0, -0.1);
    t.state->war.reservation[king] += 0.1 + war_better;
    t.state->truce.next_meeting = t.number + 3000;
    t.value();
    t.step();
    CHECK(t.happened() != Steps{Happened::asked});
    CHECK_FALSE(t.state->truce.asking[king].waits);
  }

  TEST_CASE("who would stay after all withdraws what it asked for") {
    Tried t = tried("true", 0, war_better);
    t.state->war.reservation[king] -= war_better;
    t.value();
    t.step();
    CHECK(t.happened() == Steps{Happened::asked, Happened::withdrawn});
  }

  TEST_CASE("to set a clause aside costs trust, and who leaves for it says so") {
    Tried t = tried("true", bluff, 0);
    CHECK(t.state->trust.log_odds(duke, king) < 2);
    CHECK(t.state->truce.set_aside[duke] > 0);
    CHECK(t.state->truce.set_aside[king] == 0);
    t.number += 1;
    t.state->trust.log_odds(duke, king) = 2;
    t.state->worth.signed_for[duke].shock = t.state->worth.shock[duke] = -0.25;
    t.value();
    REQUIRE(margin(t.state->worth.now[king]) >= 0);
    REQUIRE(margin(t.state->worth.now[duke]) < 0);
    const auto end = keep_or_leave(t.day(), t.state->truce);
    REQUIRE(end);
    CHECK(end->who == duke);
    CHECK(end->cause == Cause::suspension);
  }

  TEST_CASE("a text is signed again as a whole or not at all") {
    Tried t = tried("true", 0, 0);
    t.state->worth.shock[king] = bluff;
    t.value();
    t.state->truce.next_renewal = t.number;
    t.step();
    CHECK(t.happened().empty());
    const auto end = keep_or_leave(t.day(), t.state->truce);
    REQUIRE(end);
    CHECK(end->who == king);
  }

  TEST_CASE("without steps whoever would leave has nothing else to do") {
    Tried t = tried("false", bluff, 0);
    CHECK(t.happened().empty());
    CHECK(margin(t.state->worth.now[king]) < 0);
  }

  TEST_CASE("no change takes a front out of the truce") {
    Tried t = tried("true", 0, 0);
    ChangedText text(t.day(), t.state->truce, t.state->worth.regards);
    CHECK_FALSE(text.write({calm, 0}));
    CHECK(text.write({road, 1}));
  }

  TEST_CASE("talks under a truce agree on a next step by which both gain, and on none by which one loses") {
    Tried t = tried("true", 0, -0.1);
    t.meet();
    REQUIRE(t.happened() == Steps{Happened::next_step});
    CHECK(t.option(road) == 1);
    CHECK(t.option(land) == 2);
    for (int k = 0; k < 4; ++k) t.meet();
    CHECK(t.happened().size() == 1);
  }

  TEST_CASE("no next step weakens a safeguard, even where all would rather do without it") {
    Tried t = tried("true", 0, -0.1, true);
    for (int k = 0; k < 6; ++k) t.meet();
    CHECK(t.happened() == Steps{Happened::next_step});
    CHECK(t.option(road) == 1);
    CHECK(t.option(calm) == 1);
  }

  TEST_CASE("where principals trust each other too little to talk, no meeting is held") {
    Tried t = tried("true", 0, -0.1);
    t.state->trust.log_odds(king, duke) = t.model->walk_out[king] - 0.1;
    for (int k = 0; k < 3; ++k) t.meet();
    CHECK(t.happened() == Steps{Happened::talks_suspended});
    CHECK(t.option(road) == 0);
    t.state->trust.log_odds(king, duke) = 2;
    t.meet();
    CHECK(t.happened() == Steps{Happened::talks_suspended, Happened::talks_resumed, Happened::next_step});
  }

  TEST_CASE("the threat that others see is the chance of reasons against it that they do not know") {
    const Tried t = tried("false", 0, 0);
    TruceValue v = t.state->worth.now[king];
    const double at = leaves_below(v, false);
    v.shock = at + 1e-6;
    CHECK(margin(v) > 0);
    v.shock = at - 1e-6;
    CHECK(margin(v) < 0);
  }

  TEST_CASE("a protest has observers look again") {
    Tried t = tried("true, attribution: 0, partisan: 1", 0, -0.1);
    State& s = *t.state;
    std::size_t asked = 0, found = 0;
    for (std::uint32_t k = 0; k < 200; ++k) {
      const Day day{*t.model, s, {1, 0, k}, 40};
      Recorder record(nullptr);
      s.trust.findings.clear();
      s.trust.protests.clear();
      s.trust.log_odds(duke, king) = 2;
      value_truce(day, Guard::as_seen, s.worth.regards, s.worth.now);
      SalientEvent e;
      e.author = king;
      e.victims = t.model->bloc_of[duke];
      e.front = FrontId(0);
      e.deaths = s.truce.noticed.deaths * 2;
      e.seen = true;
      e.salt = 7;
      blame_for(day, e, s.trust, record);
      if (!s.trust.findings.empty()) continue;  // the observers have found something at once
      CHECK(s.trust.log_odds(duke, king) < 2);
      REQUIRE(s.trust.protests.size() == 1);
      CHECK(s.trust.protests[0].who == duke);
      protest(day, s.trust, s.outcome, record);
      ++asked;
      found += s.trust.findings.size();
      if (!s.trust.findings.empty()) CHECK(s.trust.findings[0].due == 43);
    }
    CHECK(asked > 60);
    CHECK(static_cast<double>(found) / static_cast<double>(asked) == doctest::Approx(0.5).epsilon(0.3));
  }
}
