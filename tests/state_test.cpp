// The state of a run: the same everywhere, and nothing left of an earlier run.
#include <algorithm>
#include <cmath>
#include <functional>

#include "parley/engine/simulate.hpp"
#include "parley/engine/state_hash.hpp"
#include "support.hpp"

using namespace parley;

namespace {

std::vector<std::uint64_t> hashes(const Model& model, State& state, std::uint32_t replicate) {
  Trace trace;
  trace.hashes = true;
  simulate(model, {1, 0, replicate}, state, &trace);
  std::vector<std::uint64_t> all;
  for (const DayRecord& day : trace.days) all.push_back(day.state);
  return all;
}

}  // namespace

TEST_SUITE("state") {
  TEST_CASE("a run goes through the same states whether or not its memory served another run before") {
    for (const char* file : {"scenarios/geneva-2016.yaml", "scenarios/syria-february-2016.yaml"}) {
      const auto model = std::make_unique<Model>(test::scenario_file(file));
      State used(*model);
      for (std::uint32_t r = 10; r < 20; ++r) simulate(*model, {1, 0, r}, used);
      for (std::uint32_t r = 0; r < 5; ++r) {
        State fresh(*model);
        const auto once = hashes(*model, fresh, r), again = hashes(*model, used, r);
        CHECK(static_cast<int>(once.size()) == model->days);
        CHECK(once == again);
      }
    }
  }

  TEST_CASE("a war taken up again from the state of a morning is the war carried through, to the last bit") {
    for (const auto& war : {std::pair("scenarios/geneva-2016.yaml", "2015-10-31"),
                            std::pair("scenarios/syria-december-2016.yaml", "2016-02-27")}) {
      const char *const file = war.first, *const start = war.second;
      CAPTURE(file);
      // Lines move and reserves attack; three hundred days before the file's own first one.
      const auto model =
          std::make_unique<Model>(test::scenario_file(file, {std::string("calendar.start=") + start}));
      REQUIRE(model->lines_move);
      for (std::uint32_t r = 0; r < 5; ++r) {
        const RunKey key{1, 0, r};
        State whole(*model), first(*model);
        const auto through = hashes(*model, whole, r);
        begin(*model, key, first);
        play(*model, key, first, 0, 300);
        State again(*model);  // memory that never saw the first days
        again = first;
        Trace rest;
        rest.hashes = true;
        play(*model, key, again, 300, model->days, &rest);
        REQUIRE(rest.days.size() + 300 == through.size());
        for (std::size_t d = 0; d < rest.days.size(); ++d) REQUIRE(rest.days[d].state == through[300 + d]);
        CHECK(again.outcome.deaths == whole.outcome.deaths);
        CHECK(again.outcome.first_deal == whole.outcome.first_deal);
      }
    }
  }

  TEST_CASE("states of two days, of two runs and of two conflicts differ") {
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml"));
    State state(*model);
    std::vector<std::uint64_t> all;
    for (std::uint32_t r = 0; r < 20; ++r)
      for (const std::uint64_t h : hashes(*model, state, r)) all.push_back(h);
    std::sort(all.begin(), all.end());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
  }

  TEST_CASE("one bit in any part of the state changes its hash, an index into a trace does not") {
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/geneva-2016.yaml"));
    State state(*model);
    simulate(*model, {1, 0, 0}, state);
    const std::uint64_t before = hash_of(state);
    const auto nudge = [](double& x) { x = std::nextafter(x, 2 * std::fabs(x) + 1); };
    const std::vector<std::function<void(State&)>> changes{
        [&](State& s) { nudge(s.forces.covariance(std::size_t{0}, std::size_t{0})); },
        [&](State& s) { nudge(s.war.fear[PartyId(0)]); },
        [&](State& s) { nudge(s.ground.fronts[FrontId(0)].hardship); },
        [&](State& s) { nudge(s.toll.covered_effort); },
        [&](State& s) { s.trust.blamed(PartyId(0), PartyId(1)) ^= 1; },
        [&](State& s) { nudge(s.patrons.withheld[ContestId(0)]); },
        [&](State& s) { nudge(s.orders.quiet[FrontId(0)][1]); },
        [&](State& s) { s.talks.walked_out = !s.talks.walked_out; },
        [&](State& s) { s.truce.terms.covers.insert(FrontId(100)); },
        [&](State& s) { nudge(s.worth.signed_for[PartyId(0)].trust); },
        [&](State& s) { nudge(s.track.gain[PartyId(0)]); },
        [&](State& s) { nudge(s.lookback.front_days(FrontId(0), 27)); },
        [&](State& s) { nudge(s.outcome.aid_days); },
        [&](State& s) { ++s.table.refusals; }};
    for (const auto& change : changes) {
      State other = state;
      change(other);
      CHECK(hash_of(other) != before);
    }
    State same = state;
    same.trust.grievance[PartyId(0)].happening = HappeningId(7);
    CHECK(hash_of(same) == before);
  }

  TEST_CASE("the states of a run are the same in every build, with every compiler, on every machine") {
    const auto through = [](const char* file) {
      const auto model = std::make_unique<Model>(test::scenario_file(file));
      State state(*model);
      std::uint64_t all = 0;
      for (std::uint32_t r = 0; r < 3; ++r)
        for (const std::uint64_t h : hashes(*model, state, r)) all = all * 31 + h;
      return all;
    };
    CHECK(through("scenarios/geneva-2016.yaml") == 0xb06e314d02804af2ULL);
    CHECK(through("scenarios/syria-february-2016.yaml") == 0xe6ec3335a05ee5edULL);
    CHECK(through("scenarios/bosnia-1995.yaml") == 0x8f5ad5b259c39073ULL);
  }
}
