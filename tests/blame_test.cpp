// Who is held answerable for a violation, when its author is found late, and whose fire kills civilians.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/runs/chronicle.hpp"
#include "support.hpp"

using namespace parley;

namespace {

// A truce without any fighting between one party and two that stand together. On the tenth day one of the two
// attacks; nobody can know which. `rules` of the truce.
Scenario two_suspects(const std::string& rules, int last_day) {
  return test::scenario(
      fmt::format("name: two suspects\ncalendar: {{start: 2000-01-01, end: {}}}\n"
                  "talks: {{protocol: alternating_offers}}\nissues: {{CALM: {{options: [none, calm], terms: "
                  "{{1: {{covers: [all]}}}}}}, LAND: {{options: [east, west]}}}}\n"
                  "parties:\n"
                  "  ONE: {{bloc: east, weights: {{CALM: 2, LAND: 1}}, ideal: {{CALM: 1, LAND: 0}}, war: "
                  "{{strength: 1}}, "
                  "conduct: {{trust: 0.9, "
                  "slack: 0, audience: 0.5}}}}\n"
                  "  TWO: {{bloc: east, weights: {{CALM: 2, LAND: 1}}, ideal: {{CALM: 1, LAND: 0}}, war: "
                  "{{strength: 1}}, "
                  "conduct: {{trust: 0.9, "
                  "slack: 0, audience: 0.5}}}}\n"
                  "  HIT: {{bloc: west, weights: {{CALM: 2, LAND: 1}}, ideal: {{CALM: 1, LAND: 1}}, war: "
                  "{{strength: 1}}, "
                  "conduct: {{trust: 0.9, "
                  "slack: 0, audience: 0.5}}}}\n"
                  "fronts: {{river: {{sides: [east, west], intensity: 0, stake: 1}}}}\n"
                  "truce: {{memory: 60 days, partisan: 1{}}}\n"
                  "deal: {{date: 2000-01-02, options: {{CALM: 1}}}}\n"
                  "events: {{list: [{{date: 2000-01-10, name: A market is shelled, kind: attack, by: ONE, "
                  "on: HIT, front: river, "
                  "deaths: 20}}]}}\n",
                  fmt::format("2000-{:02d}-{:02d}", 1 + last_day / 31, 1 + last_day % 31), rules));
}

struct TrustAtEnd {
  double one = 0, two = 0;  // of HIT, log-odds
};
TrustAtEnd trust_at_end(const Scenario& s, Trace* trace = nullptr) {
  const auto model = std::make_unique<Model>(s);
  State state(*model);
  (void)simulate(*model, {1, 0, 0}, state, trace);
  return {state.trust.log_odds(PartyId(2), PartyId(0)), state.trust.log_odds(PartyId(2), PartyId(1))};
}

}  // namespace

TEST_SUITE("blame") {
  TEST_CASE(
      "who could have done it is blamed, a finding, at once or late, leaves the author alone with the "
      "blame") {
    const std::string never = ", attribution: 0", at_once = ", attribution: 1",
                      late = ", attribution: 1, attribution_delay: 15 days";
    // Two days after the event nobody knows yet.
    const TrustAtEnd blamed = trust_at_end(two_suspects(never, 11));
    CHECK(blamed.one == doctest::Approx(blamed.two));
    const TrustAtEnd waiting = trust_at_end(two_suspects(late, 11));
    CHECK(waiting.one == blamed.one);
    CHECK(waiting.two == blamed.two);
    const TrustAtEnd known = trust_at_end(two_suspects(at_once, 11));
    CHECK(known.one == doctest::Approx(blamed.one));
    CHECK(known.two > known.one + 1);
    // Afterwards all is as if it had been known from the first, but for the quiet day that the other one
    // lost.
    const TrustAtEnd found = trust_at_end(two_suspects(late, 29)),
                     known_then = trust_at_end(two_suspects(at_once, 29)),
                     unknown = trust_at_end(two_suspects(never, 29));
    CHECK(found.one == doctest::Approx(known_then.one).epsilon(0.03));
    CHECK(std::fabs(found.two - known_then.two) < 0.05);
    CHECK(found.two > unknown.two + 0.8);
  }

  TEST_CASE("a late finding is told with its delay, and one that comes after the end is not") {
    const auto told = [](int last_day) {
      const auto model =
          std::make_unique<Model>(two_suspects(", attribution: 1, attribution_delay: 15 days", last_day));
      State state(*model);
      Trace trace;
      const Outcome o = simulate(*model, {1, 0, 0}, state, &trace);
      std::string all;
      for (const ChronicleEntry& e : chronicle(*model, trace, o))
        all += dates_of(*model, e) + " " + e.text + "\n";
      return all;
    };
    CHECK_MESSAGE(told(29).find("2000-01-25 An impartial finding, after 15 days, names ONE: \"A market is "
                                "shelled\" (10 January") != std::string::npos,
                  told(29));
    CHECK(told(20).find("finding") == std::string::npos);
  }

  TEST_CASE("one event is one event, however many are held answerable for it") {
    // Both suspects are blamed in full for the only thing that happened; HIT leaves, and says why.
    Scenario s = two_suspects(", attribution: 0", 29);
    s.parties.rows[2].value.conduct.audience = 0;
    s.parties.rows[2].value.conduct.standing = 0;
    s.truce.surprise = 1.3;
    s.truce.settles = 0.1;
    s.truce.shock = 0;
    s.truce.steps = false;
    const Outcome o = test::play(s);
    REQUIRE(o.first_truce_ended);
    CHECK(o.ended_by == PartyId(2));
    CHECK(o.cause == Cause::mass_event);
    CHECK(o.trigger_author == PartyId(0));
  }

  TEST_CASE("whoever attacks on a front for a week is known to, and for another week again") {
    const auto model = std::make_unique<Model>(two_suspects("", 20));
    model->bound[PartyId(1)] = Bound::attacks;
    State state(*model);
    Trace trace;
    (void)simulate(*model, {1, 0, 0}, state, &trace);
    std::vector<int> days;
    for (const Happening& h : trace.happenings) {
      if (h.what != Happened::open_offensive) continue;
      CHECK(h.who == PartyId(1));
      days.push_back(h.day);
    }
    CHECK(days == std::vector<int>{8, 15});  // in force on day 1, bound from day 2
    CHECK(state.trust.log_odds(PartyId(2), PartyId(1)) < trust_at_end(two_suspects("", 20)).two - 1.5);
  }

  TEST_CASE("where only an excluded group fights on a side, it is the author of what its side does") {
    const Scenario s = test::scenario(
        "name: x\ncalendar: {start: 2000-01-01, end: 2000-12-31}\n"
        "talks: {protocol: alternating_offers}\nissues: {CALM: {options: [none, calm], terms: {1: {covers: "
        "[all]}}}}\n"
        "parties:\n"
        "  FAR: {bloc: west, weights: {CALM: 1}, ideal: {CALM: 1}}\n"
        "  ARMY: {bloc: east, weights: {CALM: 1}, ideal: {CALM: 1}, war: {strength: 1, indiscriminate: 0}}\n"
        "  ZEAL: {bloc: zealots, seat: excluded, war: {strength: 1}}\n"
        "fronts: {f: {sides: [east, zealots], intensity: 20}}\ntruce: {unravel: 10}\n"
        "deal: {date: 2000-01-02, options: {CALM: 1}}\n");
    std::size_t events = 0;
    for (std::uint32_t run = 0; run < 5; ++run) {
      Trace trace;
      (void)test::play(s, 1, run, &trace);
      for (const Happening& h : trace.happenings) {
        if (h.what != Happened::mass_event) continue;
        CHECK(h.who == PartyId(2));
        ++events;
      }
    }
    CHECK(events > 20);
  }

  TEST_CASE("of several clauses in force the quickest finding counts, and only of those that find anything") {
    const Scenario s = test::scenario(
        "name: x\ncalendar: {start: 2000-01-01, end: 2000-02-01}\n"
        "talks: {protocol: alternating_offers}\nissues:\n"
        "  A: {options: [no, yes], terms: {1: {covers: [all], attribution: 0.5, attribution_delay: 9 "
        "days}}}\n"
        "  B: {options: [no, yes], terms: {1: {attribution: 0.5, attribution_delay: 4 days}}}\n"
        "  C: {options: [no, yes], terms: {1: {detection: 0.5, attribution_delay: 1 day}}}\n"
        "parties: {P: {weights: {A: 1}, ideal: {A: 1}}, Q: {weights: {A: 1}, ideal: {A: 1}}}\n"
        "fronts: {f: {sides: [P, Q], intensity: 1}}\n");
    const auto model = std::make_unique<Model>(s);
    TermsInForce terms;
    const auto delay = [&](OptionIndex a, OptionIndex b, OptionIndex c) {
      Package package(model->talks.space.units());
      package[0] = a;  // no issues interact: a unit is an issue, a choice an option
      package[1] = b;
      package[2] = c;
      put_into_force(model->clauses, model->talks.space, package, false, 0, terms);
      return terms.attribution_delay;
    };
    CHECK(delay(0, 0, 0) == 0);
    CHECK(delay(1, 0, 1) == 9);
    CHECK(delay(1, 1, 1) == 4);
  }

  TEST_CASE(
      "whose fire is indiscriminate kills most of the civilians, and no more of them are killed in all") {
    const std::string war =
        "name: x\ncalendar: {start: 2000-01-01, end: 2000-12-31}\n"
        "talks: {protocol: alternating_offers}\nissues: {CALM: {options: [none, calm], terms: {1: {covers: "
        "[all]}}}}\n"
        "parties:\n"
        "  AIR: {weights: {CALM: 1}, ideal: {CALM: 1}, war: {strength: 1, indiscriminate: 9}, conduct: "
        "{slack: 1}}\n"
        "  MEN: {weights: {CALM: 1}, ideal: {CALM: 1}, war: {strength: 1}, conduct: {slack: 1}}\n"
        "fronts: {f: {sides: [AIR, MEN], intensity: 20}}\n"
        "truce: {unravel: 10}\nwar: {civilians: 0.2}\n"
        "deal: {date: 2000-01-02, options: {CALM: 1}}\n";
    const Scenario s = test::scenario(war);
    const Model model(s);
    CHECK(model.fronts[FrontId(0)].civilian[0] == doctest::Approx(0.36));
    CHECK(model.fronts[FrontId(0)].civilian[1] == doctest::Approx(0.04));
    std::size_t by[2] = {0, 0};
    double civilians = 0, deaths = 0;
    for (std::uint32_t run = 0; run < 10; ++run) {
      Trace trace;
      const Outcome o = test::play(s, 1, run, &trace);
      civilians += o.civilian_deaths;
      deaths += o.deaths;
      for (const Happening& h : trace.happenings)
        if (h.what == Happened::mass_event) ++by[h.who->position()];
    }
    CHECK(civilians / deaths == doctest::Approx(0.2).epsilon(0.1));
    CHECK(static_cast<double>(by[0]) / static_cast<double>(by[1]) == doctest::Approx(9).epsilon(0.3));
  }

  TEST_CASE("an event of at least so many deaths is drawn from the tail of all events") {
    const ViolenceParameters v{0.97, 0.91, 1.6, 10, 500, 1.5, 0.6, 0.35, 4};
    constexpr std::uint32_t n = 200000;
    for (const double least : {5.0, 10.0, 20.0}) {
      double any = 0, any_large = 0, large = 0, fewest = 1e9;
      for (std::uint32_t k = 0; k < n; ++k) {
        Stream a({1, 0, k}, 1, 0, 0), b({1, 0, k}, 2, 0, 0);
        if (const int deaths = deaths_of(event_size(v, a)); deaths > least) {
          ++any;
          any_large += deaths > 3 * least ? 1 : 0;
        }
        const int deaths = deaths_of(event_size_from(v, least, b));
        fewest = std::min(fewest, static_cast<double>(deaths));
        large += deaths > 3 * least ? 1 : 0;
      }
      CHECK(fewest == least);
      CHECK(large / n == doctest::Approx(any_large / any).epsilon(0.12));
    }
  }
}
