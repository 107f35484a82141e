// Factions that go over to the other camp.
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "parley/engine/factions.hpp"
#include "parley/runs/happening_words.hpp"
#include "support.hpp"

using namespace parley;

namespace {

const PartyId king(0), rebel(1);
const ContestId crown(0), league(1);
const FrontId river(0);
const FactionId first(1), second(2);

struct Written {
  std::string factions = "LORDS: {share: 0.3, could_join: {KING: 0.4}}";
  double held = 0.5;  // by the crown
  std::string text = {};
};
// The war is over one issue of which each wants the other end, so that who wins it all has all of it.
std::string war(const Written& w) {
  return fmt::format(
      "name: sides\ncalendar: {{start: 2000-01-01, end: 2000-12-31}}\n"
      "issues:\n  CALM: {{options: [none, calm], terms: {{1: {{covers: [all]}}}}}}\n"
      "  LAND: {{options: [theirs, split, the king's]}}\n"
      "parties:\n"
      "  KING: {{bloc: crown, seat: principal, weights: {{CALM: 1, LAND: 3}}, ideal: {{CALM: 1, LAND: 2}}, "
      "reservation: 0.4, war: {{strength: 1, cost: 0.05}}, conduct: {{trust: 0.9}}}}\n"
      "  REBEL: {{bloc: league, seat: principal, weights: {{CALM: 1, LAND: 3}}, ideal: {{CALM: 1, LAND: 0}}, "
      "reservation: 0.4, war: {{strength: 1, cost: 0.05}}, conduct: {{trust: 0.9}}, factions: {{{}}}}}\n"
      "talks: {{protocol: alternating_offers}}\n"
      "fronts: {{river: {{sides: [crown, league], intensity: 4, control: {}, steps: 20}}}}\n{}"
      "truce: {{shock: 0, steps: false}}\n",
      w.factions, w.held, w.text);
}

struct Played {
  std::unique_ptr<Model> model;
  std::unique_ptr<State> state;
  Trace trace;
  RunKey key;
  Played(const Written& w, std::uint32_t run = 0)
      : model(std::make_unique<Model>(test::scenario(war(w)))),
        state(std::make_unique<State>(*model)),
        key{1, 0, run} {
    begin(*model, key, *state);
  }
  Played& until(int day) {
    play(*model, key, *state, at, day, &trace);
    at = day;
    return *this;
  }
  int at = 0;
  Stands where(FactionId x) const { return state->factions.stands[x]; }
  double value(FactionId x, double place) const {
    return place_with({*model, *state, key, at}, x, king, place).value();
  }
  const Happening* found(Happened what) const {
    for (const Happening& h : trace.happenings)
      if (h.what == what) return &h;
    return nullptr;
  }
};

// Of so many runs, those in which the first faction has gone over once the crown has held so many of twenty
// steps of the line for a while.
int that_went(const Written& w, int held, int runs = 40) {
  int went = 0;
  for (int k = 0; k < runs; ++k) {
    Played p(w, static_cast<std::uint32_t>(k));
    p.until(5).state->ground.fronts[river].line.held = held;
    went += p.until(25).found(Happened::went_over) != nullptr ? 1 : 0;
  }
  return went;
}

}  // namespace

TEST_SUITE("sides") {
  // Christia 2012. On the first day a faction stands where the file says, however the war goes then.
  TEST_CASE("factions go over when the war turns against their camp, and only then") {
    CHECK(that_went({}, 1) == 0);
    CHECK(that_went({}, 10) <= 8);
    CHECK(that_went({}, 19) >= 35);
    CHECK(that_went({.held = 0.95}, 19) <= 5);
  }

  // Seymour 2014.
  TEST_CASE("who is offered more goes over more often, and who is offered nothing stays") {
    const auto offered = [](double place) {
      return Written{.factions = fmt::format("LORDS: {{share: 0.3, could_join: {{KING: {}}}}}", place)};
    };
    const int nothing = that_went(offered(0), 14), some = that_went(offered(0.1), 14),
              much = that_went(offered(0.5), 14);
    CHECK(nothing <= 2);
    CHECK(nothing < some);
    CHECK(some < much);
  }

  TEST_CASE("its strength goes from one camp to the other, and back with it") {
    Played p({});
    const double own = p.state->forces.log_strength[league], theirs = p.state->forces.log_strength[crown];
    p.until(5).state->ground.fronts[river].line.held = 19;
    p.until(40);
    REQUIRE(p.where(first) == Stands::with_foe);
    CHECK(p.state->forces.log_strength[league] - own == doctest::Approx(std::log(0.7)));
    CHECK(p.state->forces.log_strength[crown] - theirs == doctest::Approx(std::log(1.3)));
    CHECK(p.state->factions.joined[rebel] == doctest::Approx(0.3));
    p.state->ground.fronts[river].line.held = 1;  // the war has turned again
    p.until(80);
    REQUIRE(p.where(first) == Stands::with_party);
    CHECK(p.state->forces.log_strength[league] == doctest::Approx(own));
    CHECK(p.state->forces.log_strength[crown] == doctest::Approx(theirs));
    CHECK(p.state->factions.grown[king] == 0);
    REQUIRE(p.found(Happened::returned) != nullptr);
    CHECK(p.found(Happened::returned)->whom == king);
  }

  TEST_CASE("camps are as strong as who stands with them, in whatever order factions go and come back") {
    Played p({.factions = "LORDS: {share: 0.5, could_join: {KING: 0.4}}, TOWNS: {share: 0.45, could_join: "
                          "{KING: 0.4}}"});
    const Day day{*p.model, *p.state, p.key, 0};
    const auto moves = [&](FactionId x, bool goes) {
      Recorder nobody_reads(nullptr);
      stand_with_foe(day, x, {.who = king}, goes, p.state->factions, p.state->forces, nobody_reads);
      for (const ContestId c : p.model->contest.ids())
        CHECK(std::exp(p.state->forces.log_strength[c]) ==
              doctest::Approx(camp_strength(day, p.model->contest[c])));
    };
    moves(first, true);
    moves(second, true);
    CHECK(std::exp(p.state->forces.log_strength[league]) == doctest::Approx(0.05));
    moves(first, false);
    CHECK(std::exp(p.state->forces.log_strength[league]) == doctest::Approx(0.55));
    moves(second, false);
    CHECK(std::exp(p.state->forces.log_strength[crown]) == doctest::Approx(1));
  }

  // Christia 2012: who can still be a part of the winning side goes with it.
  TEST_CASE("who goes over makes it worth more to the next one") {
    Played p({.factions = "LORDS: {share: 0.3, could_join: {KING: 0.6}}, TOWNS: {share: 0.2, could_join: "
                          "{KING: 0.3}}"});
    const double before = p.value(second, 0.3);
    p.until(5).state->ground.fronts[river].line.held = 17;
    p.until(30);
    REQUIRE(p.where(first) == Stands::with_foe);
    p.state->ground.fronts[river].line.held = 10;
    CHECK(p.value(second, 0.3) > before + 0.02);
  }

  TEST_CASE("a truce that is worth something keeps a faction where it is") {
    Written in_truce{.factions = "LORDS: {share: 0.3, could_join: {KING: 0.2}}"};
    const int at_war = that_went(in_truce, 15, 160);
    in_truce.text = "deal: {date: 2000-01-02, options: {CALM: 1, LAND: 1}}\n";
    CHECK(that_went(in_truce, 15, 160) + 12 < at_war);
  }

  TEST_CASE("a run tells what a faction goes over for") {
    Played p({});
    p.until(5).state->ground.fronts[river].line.held = 19;
    p.until(40);
    const Happening* h = p.found(Happened::went_over);
    REQUIRE(h != nullptr);
    CHECK(h->who == rebel);
    CHECK(h->kept == doctest::Approx(0.4 * (h->trust * h->probability - h->reservation)));
    const std::string told = HappeningWords(*p.model, p.trace).sentence(*h);
    CHECK(told.find("LORDS, 30% of the forces of REBEL, goes over to KING: its party holds that side ") == 0);
  }

  TEST_CASE("whom a faction could join is a party of another camp with forces") {
    const auto message = [](const std::string& joins) {
      return test::problems(war({.factions = "LORDS: {share: 0.3, could_join: {" + joins + "}}"}));
    };
    CHECK(message("REBEL: 0.1").find("parties.REBEL.factions.LORDS.could_join: 'REBEL' is of its own camp") !=
          std::string::npos);
    CHECK(message("KNIG: 0.1").find("did you mean 'KING'") != std::string::npos);
  }
}
