// Parties with fronts of their own: who fights where, and who is answerable for what.
#include <algorithm>

#include <fmt/format.h>

#include "mistakes.hpp"

using namespace parley;

namespace {

// A truce on two fronts between one party and two that stand together, of whom ALLY fights on the hill only
// where `fronts` says so. On the tenth day a market is shelled at the river.
Scenario allies(const std::string& fronts, const std::string& more = "") {
  return test::scenario(fmt::format(
      "name: allies\ncalendar: {{start: 2000-01-01, end: 2000-04-30}}\n"
      "talks: {{protocol: alternating_offers}}\nissues: {{CALM: {{options: [none, calm], terms: "
      "{{1: {{covers: [all]}}}}}}, LAND: {{options: [east, west]}}}}\n"
      "parties:\n"
      "  HOME: {{bloc: east, weights: {{CALM: 2, LAND: 1}}, ideal: {{CALM: 1, LAND: 0}}, war: {{strength: 1, "
      "cost: 0.05}}, conduct: {{trust: 0.9, audience: 0.5}}}}\n"
      "  ALLY: {{bloc: east, weights: {{CALM: 2, LAND: 1}}, ideal: {{CALM: 1, LAND: 0}}, war: {{strength: 2, "
      "reserves: 0.5, cost: 0.05{}}}, conduct: {{trust: 0.9, audience: 0.5}}}}\n"
      "  FOE: {{bloc: west, weights: {{CALM: 2, LAND: 1}}, ideal: {{CALM: 1, LAND: 1}}, war: {{strength: 2, "
      "cost: 0.05}}, conduct: {{trust: 0.9, audience: 0.5}}}}\n"
      "fronts: {{river: {{sides: [east, west], intensity: 6}}, hill: {{sides: [west, east], intensity: "
      "2}}}}\n"
      "truce: {{partisan: 1, attribution: 0, detection: 1}}\n"
      "deal: {{date: 2000-01-02, options: {{CALM: 1}}}}\n{}",
      fronts, more));
}
const std::string on_the_hill = ", fronts: [hill]";
constexpr PartyId home(0), ally(1), foe(2);
constexpr FrontId river(0), hill(1);

struct Count {
  int river = 0, hill = 0;
};
// What ALLY is named for, where it attacks whatever is signed.
Count named(const std::string& fronts) {
  const auto model = std::make_unique<Model>(allies(fronts));
  model->bound[ally] = Bound::attacks;
  model->bound[foe] = model->bound[home] = Bound::keeps;
  State state(*model);
  Trace trace;
  Count n;
  for (std::uint32_t r = 0; r < 20; ++r) {
    (void)simulate(*model, {1, 0, r}, state, &trace);
    for (const Happening& h : trace.happenings)
      if (h.who == ally && h.front) ++(*h.front == river ? n.river : n.hill);
  }
  return n;
}

}  // namespace

TEST_SUITE("own fronts") {
  TEST_CASE("a party with a front of its own attacks there and is author of nothing elsewhere") {
    const Count everywhere = named(""), there = named(on_the_hill);
    CHECK(everywhere.river > 0);
    CHECK(everywhere.hill > 0);
    CHECK(there.river == 0);
    CHECK(there.hill > 0);
  }

  TEST_CASE("what it does counts on its own fronts alone in how hard its side fights") {
    for (const bool own : {false, true}) {
      const auto model = std::make_unique<Model>(allies(own ? on_the_hill : ""));
      model->bound[ally] = Bound::attacks;
      model->bound[foe] = model->bound[home] = Bound::keeps;
      model->has_reserves.fill(0);  // no offensive of the war goes on
      State state(*model);
      begin(*model, {1, 0, 0}, state);
      play(*model, {1, 0, 0}, state, 0, 6, nullptr);
      const double slack = model->party(home).conduct.slack;
      CHECK(state.toll.fronts[hill].effort[1] == doctest::Approx((slack + 2) / 3));
      CHECK(state.toll.fronts[river].effort[0] == doctest::Approx(own ? slack : (slack + 2) / 3));
    }
  }

  TEST_CASE("its forces count in the balance between the blocs wherever it fights") {
    const Model everywhere(allies("")), there(allies(on_the_hill));
    CHECK(everywhere.log_strength.values()[0] == there.log_strength.values()[0]);
    CHECK(everywhere.log_strength.values()[1] == there.log_strength.values()[1]);
  }

  TEST_CASE("a killing on a front is blamed on those of the other camp who fight there") {
    const auto lost_in_ally = [](const std::string& fronts) {
      double trust[2];
      for (const bool shelled : {false, true}) {
        const auto model = std::make_unique<Model>(allies(
            fronts, shelled
                        ? "events: {list: [{date: 2000-01-10, name: A market is shelled, kind: attack, by: "
                          "HOME, target: FOE, front: river, deaths: 90}]}\n"
                        : ""));
        model->bound[foe] = model->bound[home] = model->bound[ally] = Bound::keeps;
        State state(*model);
        begin(*model, {1, 0, 0}, state);
        play(*model, {1, 0, 0}, state, 0, 10, nullptr);
        trust[shelled] = state.trust.log_odds(foe, ally);
      }
      return trust[0] - trust[1];
    };
    CHECK(lost_in_ally("") > 0.5);
    CHECK(lost_in_ally(on_the_hill) == doctest::Approx(0).epsilon(1e-9));
  }

  TEST_CASE("a truce that does not cover its front leaves it nothing that surprise could take, or win") {
    const auto at_river = [](const std::string& fronts) {
      Scenario s = allies(fronts);
      s.issues.rows[0].value.terms.rows[0].value.covers = {"river"};
      const auto model = std::make_unique<Model>(std::move(s));
      State state(*model);
      begin(*model, {1, 0, 0}, state);
      play(*model, {1, 0, 0}, state, 0, 5, nullptr);
      return state.worth.now[ally];
    };
    const TruceValue everywhere = at_river(""), there = at_river(on_the_hill);
    CHECK(everywhere.exposed > 0);
    CHECK(everywhere.gain > 0);
    CHECK(there.exposed == 0);
    CHECK(there.gain == 0);
  }

  TEST_CASE("its reserve goes to its own fronts, and its camp attacks elsewhere without it") {
    const Model everywhere(allies("")), there(allies(on_the_hill));
    const BlocId east = there.bloc_of[ally];
    CHECK(everywhere.forces(east, river).reserve > 0);
    CHECK(there.forces(east, river).reserve == 0);
    CHECK(there.forces(east, hill).reserve == everywhere.forces(east, hill).reserve);
    CHECK(everywhere.leader(east, river) == ally);
    CHECK(there.leader(east, river) == home);
    CHECK(there.leader(east, hill) == ally);
    // Nor does it bleed there.
    CHECK(there.bleeding(ally, river) == 0);
    CHECK(there.bleeding(ally, hill) == 1);
    CHECK(there.bleeding(home, river) == everywhere.bleeding(home, river));
  }

  TEST_CASE(
      "fronts of a party's own are known, its bloc's, named once, and leave no side without its forces") {
    test::check_told(R"(
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    war: {strength: 1, fronts: [twon]}
=> 12:33: parties.SOUTH.war.fronts: unknown front 'twon' (did you mean 'town'?)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    war: {strength: 1, fronts: [town, town]}
=> 12:39: parties.SOUTH.war.fronts: the front 'town' is named twice
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    war: {strength: 1, fronts: []}
=> good
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    war: {strength: 1, fronts: [town]}\n  AWAY: {seat: observer, war: {strength: 1, fronts: [town]}}
=> 13:54: parties.AWAY.war.fronts: 'town' is a front between NORTH and SOUTH: its bloc 'AWAY' does not fight there (name fronts of its own bloc)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    war: {strength: 1, fronts: [hill]} | intensity: 2} -> intensity: 2}\n  hill: {sides: [NORTH, SOUTH], intensity: 1}
=> 15:3: fronts.town: nobody of the bloc 'SOUTH' fights here: all its forces have fronts of their own elsewhere (name this front under war.fronts of one of them, or leave the front out)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    war: {strength: 1, fronts: [hill]}\n  MORE: {bloc: SOUTH, seat: observer, war: {strength: 1}} | intensity: 2} -> intensity: 2}\n  hill: {sides: [NORTH, SOUTH], intensity: 1} | by: SOUTH -> by: SOUTH, front: town
=> 20:56: events.list.0.by: 'SOUTH' does not fight on the front 'town' (name the front under parties.SOUTH.war.fronts, or leave 'front' out)
weights: {ROAD: 1, WATCH: 1} -> weights: {ROAD: 1, WATCH: 1}\n    war: {strength: 1, fronts: [town]}
=> good
)");
  }
}
