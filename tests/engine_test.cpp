// Whole runs: determinism, what cannot happen, what must.
#include <algorithm>

#include "parley/runs/batch.hpp"
#include "parley/runs/summary.hpp"
#include "parley/statistics/statistics.hpp"
#include "support.hpp"

using namespace parley;

namespace {

Summary many(const Scenario& s, std::uint32_t runs, std::uint64_t seed = 1, int jobs = 0) {
  const auto model = std::make_unique<Model>(s);
  Summary summary;
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t, const Outcome& o, const Trace*) { summary.add(o); };
  run_batch(*model, {seed, 0, runs, jobs, TraceLevel::none}, hooks);
  return summary;
}

// Everything that a run leaves, as numbers.
std::vector<double> fingerprint(const Outcome& o) {
  std::vector<double> f{static_cast<double>(o.ending),
                        static_cast<double>(o.deals),
                        static_cast<double>(o.agreement_day),
                        static_cast<double>(o.truce_days),
                        o.ended_by ? static_cast<double>(o.ended_by->position()) : -1,
                        static_cast<double>(o.cause),
                        o.deaths,
                        o.deaths_in_truce,
                        o.displaced,
                        o.aid_days};
  f.insert(f.end(), o.utilities.begin(), o.utilities.end());
  return f;
}

const Scenario& geneva() {
  static const Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
  return s;
}

}  // namespace

TEST_SUITE("engine") {
  TEST_CASE("the same seed gives the same runs on one thread and on eight, and in any order") {
    const auto model = std::make_unique<Model>(geneva());
    std::vector<std::vector<double>> one, eight;
    for (const int jobs : {1, 8}) {
      BatchHooks hooks;
      hooks.run = [&](std::uint32_t, const Outcome& o, const Trace*) {
        (jobs == 1 ? one : eight).push_back(fingerprint(o));
      };
      run_batch(*model, {5, 0, 40, jobs, TraceLevel::none}, hooks);
    }
    CHECK(one == eight);
    State state(*model);
    for (std::uint32_t r = 40; r-- > 0;) CHECK(fingerprint(simulate(*model, {5, 0, r}, state)) == one[r]);
  }

  TEST_CASE("looking at a run does not change it") {
    const auto model = std::make_unique<Model>(geneva());
    State state(*model);
    Trace trace;
    for (std::uint32_t r = 0; r < 10; ++r) {
      const auto blind = fingerprint(simulate(*model, {1, 0, r}, state));
      CHECK(fingerprint(simulate(*model, {1, 0, r}, state, &trace)) == blind);
    }
  }

  TEST_CASE("another seed gives other runs and the same shares within their intervals") {
    const Summary a = many(geneva(), 300, 1), b = many(geneva(), 300, 2);
    for (std::size_t k = 0; k < 4; ++k) {
      const Interval x = a.share(static_cast<Ending>(k)), y = b.share(static_cast<Ending>(k));
      CHECK(x.low <= y.high);
      CHECK(y.low <= x.high);
    }
    CHECK(a.deaths != b.deaths);
  }

  TEST_CASE("without Russian leverage the government refuses more often and fewer truces outlast a month") {
    // With nothing happening from outside: the events of September end nearly all truces, pressed or not.
    const auto of = [](std::vector<std::string> settings) {
      settings.push_back("events.mode=none");
      return many(test::scenario_file("scenarios/geneva-2016.yaml", settings), 300);
    };
    const Summary with = of({}), without = of({"parties.GOV.influenced_by.RUS=0"});
    CHECK(wilson(without.refused_runs, without.runs).low > wilson(with.refused_runs, with.runs).high);
    const auto lasting = [](const Summary& s) {
      return survival(s.truces, 30).share * static_cast<double>(s.with_deal()) / static_cast<double>(s.runs);
    };
    CHECK(lasting(without) < lasting(with));
  }

  TEST_CASE(
      "with events as they happened, the September pattern is among the first runs: pressure, signature, "
      "strike, exit") {
    const auto model = std::make_unique<Model>(geneva());
    State state(*model);
    const PartyId gov = geneva().parties.position("GOV");
    int found = 0;
    for (std::uint32_t r = 0; r < 60; ++r) {
      const Outcome& o = simulate(*model, {1, 0, r}, state);
      // The strike takes Moscow's trust, and with it its pressure.
      found += o.deals > 0 && o.pressed[gov] != 0 && o.ended_by == gov &&
                       (o.cause == Cause::mass_event || o.cause == Cause::patron)
                   ? 1
                   : 0;
    }
    CHECK(found > 0);
  }

  TEST_CASE("without events from outside, first truces last longer") {
    Scenario quiet = geneva();
    quiet.events.mode = EventMode::none;
    const Summary a = many(geneva(), 200), b = many(quiet, 200);
    CHECK(survival(b.truces, 30).share > survival(a.truces, 30).share);
  }

  TEST_CASE("a truce lowers deaths on the fronts it covers and leaves the others alone") {
    Scenario s = geneva();
    s.events.mode = EventMode::none;
    const auto model = std::make_unique<Model>(s);
    State state(*model);
    Trace trace;
    double war = 0, truce = 0;
    int war_days = 0, truce_days = 0;
    for (std::uint32_t r = 0; r < 30; ++r) {
      simulate(*model, {1, 0, r}, state, &trace);
      double expected = 0;
      for (const FrontModel& front : model->fronts) expected += front.expected_deaths;
      for (const DayRecord& d : trace.days) {
        (d.truce ? truce : war) += d.deaths / expected;
        ++(d.truce ? truce_days : war_days);
      }
    }
    CHECK(war / war_days > 0.8);
    CHECK(truce / truce_days < 0.9 * war / war_days);
  }

  TEST_CASE("the fall of a besieged town counts as displacement, never as a truce") {
    const Summary s = many(geneva(), 50);
    CHECK(s.displaced / 50 >= 4700);
    Scenario war = geneva();
    for (auto& [key, party] : war.parties.rows)
      if (key.id == "GOV") party.reservation = 1.0;
    const Summary no_deal = many(war, 20);
    CHECK(no_deal.displaced > 0);
  }

  TEST_CASE("a run reuses its memory: state of an earlier run leaves no trace") {
    const auto model = std::make_unique<Model>(geneva());
    State used(*model), fresh(*model);
    for (std::uint32_t r = 0; r < 5; ++r) simulate(*model, {9, 0, r}, used);
    CHECK(fingerprint(simulate(*model, {1, 0, 3}, used)) == fingerprint(simulate(*model, {1, 0, 3}, fresh)));
  }
}

TEST_SUITE("statistics") {
  TEST_CASE("Wilson's interval is that of the textbook") {
    const Interval i = wilson(10, 100);  // Wilson 1927; Newcombe 1998: 0.0552 to 0.1744
    CHECK(i.low == doctest::Approx(0.0552).epsilon(0.002));
    CHECK(i.high == doctest::Approx(0.1744).epsilon(0.002));
    CHECK(wilson(0, 50).low == 0);
    CHECK(wilson(50, 50).high == 1);
  }

  TEST_CASE("Kaplan-Meier agrees with a hand calculation") {
    const std::vector<Spell> spells{{3, true}, {5, true}, {5, false}, {8, true}, {10, false}};
    CHECK(survival(spells, 2).share == 1.0);
    CHECK(survival(spells, 3).share == doctest::Approx(0.8));
    CHECK(survival(spells, 5).share == doctest::Approx(0.8 * 0.75));
    CHECK(survival(spells, 9).share == doctest::Approx(0.8 * 0.75 * 0.5));
    const Interval i = survival(spells, 5);
    CHECK(i.low < i.share);
    CHECK(i.high > i.share);
  }

  TEST_CASE("500 runs give every share a half-width below 0.045") {
    for (std::size_t k = 0; k <= 500; k += 25) {
      const Interval i = wilson(k, 500);
      CHECK((i.high - i.low) / 2 < 0.045);
    }
  }
}
