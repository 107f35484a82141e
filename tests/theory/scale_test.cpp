// Do wars of 4 and of 1,200 deaths a day obey the same file?
//
// All fronts of five scenarios are played at a tenth, ten and twenty-five times their intensity. What is
// measured in lives (the deaths of dated events) is left out: nothing happens from outside. (One front alone
// at another intensity is another war: what its commanders have on their minds weighs more with their
// leaders.)
#include <map>

#include "cli.hpp"
#include "parley/questions/advice/trial.hpp"
#include "parley/statistics/statistics.hpp"

using namespace parley;

namespace {

// Two armies who trust each other little and monitor each other less; every default as it is.
const std::string defaults = R"(
name: every default
calendar: {start: 2024-01-01, end: 2024-09-30}
issues:
  CALM: {options: [none, open-ended], terms: {open-ended: {covers: [all]}}}
  GUNS: {options: [stay, leave], terms: {leave: {protects: 0.3, staged: true, quiet_days: 5 days}}}
parties:
  EAST:
    weights: {CALM: 3, GUNS: 2}
    ideal: {CALM: open-ended, GUNS: stay}
    reservation: 0.45
    strategy: {bidding: {time_dependent: {exponent: 1}}, accept: next}
    war: {strength: 1.1, optimism: 0.2, cost: 0.04}
    conduct: {trust: 0.25}
  WEST:
    weights: {CALM: 3, GUNS: 2}
    ideal: {CALM: open-ended, GUNS: leave}
    reservation: 0.4
    strategy: {bidding: {time_dependent: {exponent: 1}}, accept: next}
    war: {strength: 1, optimism: 0.2, cost: 0.04}
    conduct: {trust: 0.25}
talks: {protocol: alternating_offers, rounds: 4, every: 7 days, deadline: 60 days}
fronts:
  north: {sides: [EAST, WEST], intensity: 2}
  south: {sides: [EAST, WEST], intensity: 1}
)";

std::vector<Scenario> wars() {
  std::vector<Scenario> all{test::scenario(defaults)};
  const test::TempDir dir;
  for (const std::string kind : {"armies", "patrons", "facilitated", "insurgency"}) {
    const std::string file = dir / (kind + ".yaml");
    test::check_done(test::run({"new", file, "--kind", kind}));
    Diagnostics problems;
    auto loaded = load_scenario_file(file, {}, problems);
    REQUIRE_MESSAGE(loaded, to_string(problems));
    all.push_back(loaded->scenario);
  }
  for (Scenario& s : all) s.events.mode = EventMode::none;
  return all;
}

// What is at stake on each front stays what it was. All fronts, or the first alone.
Scenario scaled(Scenario s, double times, bool alone = false) {
  const Model as_it_is(s);
  for (std::size_t f = 0; f < s.fronts.size(); ++f) {
    s.fronts.rows[f].value.stake = as_it_is.fronts[FrontId(f)].stake;
    s.fronts.rows[f].value.stake.given = true;  // else it follows the fighting
    if (f == 0 || !alone) s.fronts.rows[f].value.intensity.value *= times;
  }
  return s;
}

constexpr std::uint32_t runs = 160;

Interval lasting(const Scenario& s) {
  const Trial t = try_out(s, {.runs = runs});
  std::size_t n = 0;
  for (const double x : t.lasting) n += x > 0 ? 1 : 0;
  return wilson(n, runs);
}

// Of the difference of two shares.
double error(const Interval& a, const Interval& b) {
  const auto variance = [](double p) { return (p * (1 - p) + 0.25 / runs) / runs; };
  return std::sqrt(variance(a.share) + variance(b.share));
}

}  // namespace

TEST_SUITE("scale") {
  TEST_CASE("truces last as long in a war of a tenth of the deaths, and of twenty-five times as many") {
    for (const Scenario& war : wars()) {
      const Interval as_it_is = lasting(war);
      MESSAGE(war.name, ", first truce beyond 30 days: ", as_it_is.share, " (", as_it_is.low, " to ",
              as_it_is.high, "), n = ", runs);
      for (const double times : {0.1, 0.4, 10.0, 25.0}) {
        const Interval there = lasting(scaled(war, times));
        MESSAGE("  x ", times, ": ", there.share, " (", there.low, " to ", there.high, ")");
        CHECK_MESSAGE(std::abs(there.share - as_it_is.share) - 3 * error(there, as_it_is) < 0.05, war.name,
                      " x ", times);
      }
    }
  }

  TEST_CASE(
      "truces last as long where one front alone has a tenth of the deaths, or twenty-five times as many") {
    std::size_t tried = 0;
    for (const Scenario& war : wars()) {
      if (war.fronts.size() < 2) continue;
      ++tried;
      const Interval as_it_is = lasting(war);
      for (const double times : {0.1, 10.0, 25.0}) {
        const Interval there = lasting(scaled(war, times, true));
        MESSAGE(war.name, ", first front x ", times, ": ", there.share, ", as it is ", as_it_is.share,
                ", n = ", runs);
        CHECK_MESSAGE(std::abs(there.share - as_it_is.share) - 3 * error(there, as_it_is) < 0.05, war.name,
                      " x ", times);
      }
    }
    CHECK(tried == 4);
  }

  TEST_CASE(
      "a front on which nobody fights is the limit of one with next to no fighting, and huge wars are "
      "alike") {
    const Scenario armies = wars()[1];
    const auto at = [&](double intensity) {
      Scenario s = armies;
      for (auto& front : s.fronts) front.value.intensity.value = intensity;
      const Interval i = lasting(s);
      MESSAGE(armies.name, ", ", intensity, " events a day: ", i.share, ", n = ", runs);
      return i;
    };
    const Interval none = at(0), hardly = at(1e-4), few = at(0.02);
    CHECK(std::abs(none.share - hardly.share) - 3 * error(none, hardly) < 0.05);
    CHECK(std::abs(hardly.share - few.share) - 3 * error(hardly, few) < 0.05);
    const Interval large = at(20), huge = at(1000);
    CHECK(std::abs(large.share - huge.share) - 3 * error(large, huge) < 0.05);
    CHECK(few.share > huge.share);
  }

  TEST_CASE("what is noticed by all happens as often at full war, whatever the size of the war") {
    for (const double times : {0.4, 1.0, 30.0}) {
      const Model m(scaled(test::scenario(defaults), times));
      const double events = 3 * times * m.scenario.war.civilians;  // a day, that kill civilians
      CHECK(events * m.noticed_in_war.share == doctest::Approx(1 / 3.6));
      CHECK(share_of_size(m.violence, m.noticed_in_war.size) == doctest::Approx(m.noticed_in_war.share));
    }
    // Too few killings for that: each of them is noticed, and nobody expects more.
    const Model m(scaled(test::scenario(defaults), 0.01));
    CHECK(m.noticed_in_war.share == doctest::Approx(1));
    CHECK(m.noticed_in_war.pace == doctest::Approx(3.6 * 0.03 * m.scenario.war.civilians));
  }

  TEST_CASE("deaths that are written hold whatever the war: an event of ten is an event of ten") {
    Scenario s = test::scenario(defaults);
    s.truce.salient = 10;
    for (const double times : {1.0, 25.0}) CHECK(Model(scaled(s, times)).noticed_in_war.deaths == 10);
  }

  TEST_CASE("a day of full war tells as much of who is stronger, be it large or small") {
    const auto told = [](const Scenario& s) {
      const Model m(s);
      return m.violence.noise * m.violence.noise * 10 /
             (m.fronts[FrontId(0)].intensity + m.fronts[FrontId(1)].intensity);
    };
    Scenario s = test::scenario(defaults);
    CHECK(told(s) == doctest::Approx(told(scaled(s, 25))));
    s.war.noise = 4;
    CHECK(told(s) > 20 * told(scaled(s, 25)));
  }

  TEST_CASE("who has forces may lose by a surprise attack, and nobody without") {
    const auto exposed = [](const Scenario& s) {
      Trace trace;
      trace.states = true;
      (void)test::play(s, 1, 0, &trace);
      double most = 0;
      for (std::size_t k = 0; k < trace.parties.size(); k += s.parties.size())
        most = std::max(most, trace.parties[k].truce.exposed);
      return most;
    };
    Scenario s =
        test::scenario(defaults + "deal: {date: 2024-01-05, options: {CALM: open-ended, GUNS: stay}}\n");
    CHECK(exposed(s) > 0);
    s.parties.rows[0].value.war.strength = 0;
    CHECK(exposed(s) == 0);
  }

  TEST_CASE("whoever trusts little to begin with does not leave talks over the first killing") {
    Scenario s = test::scenario(defaults);
    s.parties.rows[0].value.conduct.trust = 0.15;
    const auto tolerates = [](const Scenario& war) {
      const Model m(war);
      return m.trust_prior[PartyId(0)] - m.walk_out[PartyId(0)];  // log-odds
    };
    const double one = 1.19;  // what a fully blamed event of threshold size costs
    CHECK(tolerates(s) > one);
    s.talks.walk_out_trust = 0.1;
    CHECK(tolerates(s) < one);
  }
}
