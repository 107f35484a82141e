// Who is held answerable for a violation, when its author is found late, and whose fire kills civilians.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/bargaining/statements.hpp"
#include "parley/conflict/attribution.hpp"
#include "parley/runs/chronicle.hpp"
#include "support.hpp"

using namespace parley;

namespace {

// A truce without any fighting between one party and two others, each on a front of its own. On the tenth day
// one of the two attacks; nobody can know which. `rules` of the truce.
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
                  "  TWO: {{bloc: south, weights: {{CALM: 2, LAND: 1}}, ideal: {{CALM: 1, LAND: 0}}, war: "
                  "{{strength: 1}}, "
                  "conduct: {{trust: 0.9, "
                  "slack: 0, audience: 0.5}}}}\n"
                  "  HIT: {{bloc: west, weights: {{CALM: 2, LAND: 1}}, ideal: {{CALM: 1, LAND: 1}}, war: "
                  "{{strength: 1}}, "
                  "conduct: {{trust: 0.9, "
                  "slack: 0, audience: 0.5}}}}\n"
                  "fronts: {{river: {{sides: [east, west], intensity: 0, stake: 1}}, hills: {{sides: [south, "
                  "west], intensity: 0, stake: 1}}}}\n"
                  "truce: {{memory: 60 days, partisan: 1{}}}\n"
                  "deal: {{date: 2000-01-02, options: {{CALM: 1}}}}\n"
                  "events: {{list: [{{date: 2000-01-10, name: A market is shelled, kind: attack, by: ONE, "
                  "on: HIT, deaths: 20}}]}}\n",
                  fmt::format("2000-{:02d}-{:02d}", 1 + last_day / 31, 1 + last_day % 31), rules));
}

// An excluded group, mixed with HIT's fighters, attacks the other camp there.
Situation group_attacks(const std::string& rules) {
  const auto model = std::make_unique<Model>(test::scenario(fmt::format(
      "name: a third camp\ncalendar: {{start: 2000-01-01, end: 2000-01-12}}\n"
      "talks: {{protocol: alternating_offers}}\nissues: {{CALM: {{options: [none, calm], terms: "
      "{{1: {{covers: [all]}}}}}}, LAND: {{options: [east, west]}}}}\n"
      "parties:\n"
      "  ONE: {{bloc: east, weights: {{CALM: 2, LAND: 1}}, ideal: {{CALM: 1, LAND: 0}}, war: {{strength: "
      "1}}, "
      "conduct: {{trust: 0.9, slack: 0, audience: 0.5}}}}\n"
      "  ZEAL: {{bloc: zealots, seat: excluded, war: {{strength: 1}}}}\n"
      "  HIT: {{bloc: west, weights: {{CALM: 2, LAND: 1}}, ideal: {{CALM: 1, LAND: 1}}, war: {{strength: "
      "1}}, "
      "conduct: {{trust: 0.9, slack: 0, audience: 0.5}}}}\n"
      "fronts: {{river: {{sides: [east, west], intensity: 0.01, stake: 1, intermingled: {{ZEAL: 0.3}}}}}}\n"
      "truce: {{memory: 60 days{}}}\n"
      "deal: {{date: 2000-01-02, options: {{CALM: 1}}}}\n"
      "events: {{list: [{{date: 2000-01-10, name: A market is shelled, kind: attack, by: ZEAL, on: ONE, "
      "front: "
      "river, deaths: 20}}]}}\n",
      rules)));
  State state(*model);
  (void)simulate(*model, {1, 0, 0}, state, nullptr);
  return state;
}

// ONE attacks HIT's camp, among which ZEAL is mixed; ALLY, which stands with ONE, has a seat and so much of the
// camp's strength. Who did it is `known` by a finding of the same day, or never.
enum class By { one, ally };
Situation camps_quarrel(By by, const std::string& seat, double strength, const std::string& rules) {
  const std::string wants = "weights: {CALM: 2, LAND: 1}, conduct: {trust: 0.9, slack: 0, audience: 0.5}";
  const auto model = std::make_unique<Model>(test::scenario(
      "name: camps\ncalendar: {start: 2000-01-01, end: 2000-01-12}\n"
      "talks: {protocol: alternating_offers}\nissues: {CALM: {options: [none, calm], terms: "
      "{1: {covers: [all]}}}, LAND: {options: [east, west]}}\n"
      "parties:\n"
      "  ONE: {bloc: east, ideal: {CALM: 1, LAND: 0}, war: {strength: 1}, " +
      wants + "}\n  ALLY: {bloc: east, seat: " + seat +
      fmt::format(", ideal: {{CALM: 1, LAND: 0}}, war: {{strength: {}}}, ", strength) + wants +
      "}\n  ZEAL: {bloc: zealots, seat: excluded, war: {strength: 1}}\n"
      "  HIT: {bloc: west, ideal: {CALM: 1, LAND: 1}, war: {strength: 1}, " +
      wants +
      "}\nfronts: {river: {sides: [east, west], intensity: 0.01, stake: 1, intermingled: {ZEAL: 0.3}}}\n"
      "truce: {memory: 60 days" +
      rules +
      "}\ndeal: {date: 2000-01-02, options: {CALM: 1}}\n"
      "events: {list: [{date: 2000-01-10, name: A market is shelled, kind: attack, by: " +
      (by == By::one ? "ONE" : "ALLY") + ", on: HIT, front: river, deaths: 20}]}\n"));
  State state(*model);
  (void)simulate(*model, {1, 0, 0}, state, nullptr);
  return state;
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
      "camps that could have done it are blamed, a finding, at once or late, leaves its author's alone with "
      "the blame") {
    const std::string never = ", attribution: 0", at_once = ", attribution: 1",
                      late = ", attribution: 1, attribution_delay: 15 days";
    // Two days after the event nobody knows yet.
    const TrustAtEnd blamed = trust_at_end(two_suspects(never, 11));
    CHECK(blamed.one == doctest::Approx(blamed.two));
    const TrustAtEnd waiting = trust_at_end(two_suspects(late, 11));
    CHECK(waiting.one == blamed.one);
    CHECK(waiting.two == blamed.two);
    const TrustAtEnd known = trust_at_end(two_suspects(at_once, 11));
    CHECK(known.one < blamed.one - 0.3);
    CHECK(known.two > blamed.two + 0.3);
    // Afterwards all is as if it had been known from the first, but for the quiet day that the other one
    // lost.
    const TrustAtEnd found = trust_at_end(two_suspects(late, 29)),
                     known_then = trust_at_end(two_suspects(at_once, 29)),
                     unknown = trust_at_end(two_suspects(never, 29));
    CHECK(found.one == doctest::Approx(known_then.one).epsilon(0.03));
    CHECK(std::fabs(found.two - known_then.two) < 0.05);
    CHECK(found.two > unknown.two + 0.2);
  }

  TEST_CASE("the wrong camp is blamed sometimes, and less so with impartial monitors") {
    // An excluded group that is mixed with HIT's fighters attacks ONE's camp; trust of ONE in HIT.
    const auto trust = [](const std::string& rules) {
      return group_attacks(rules).trust.log_odds(PartyId(0), PartyId(2));
    };
    const double known = trust(", attribution: 1, accuracy: 1");
    const double nobody_finds_out = trust(", attribution: 0");
    CHECK(nobody_finds_out < known - 0.1);  // HIT is held answerable for what it did not do
    // Findings name the wrong camp as often as they are wrong.
    const auto wrong = [](double accuracy) {
      int all = 0, so = 0;
      for (std::uint32_t run = 0; run < 200; ++run) {
        Trace trace;
        (void)test::play(
            two_suspects(fmt::format(", attribution: 1, attribution_delay: 5 days, accuracy: {}", accuracy),
                         20),
            1, run, &trace);
        for (const Happening& h : trace.happenings) {
          if (h.what != Happened::finding) continue;
          ++all;
          so += h.who == h.whom ? 0 : 1;
        }
      }
      CHECK(all == 200);
      return so / 200.0;
    };
    CHECK(wrong(1) == 0);
    CHECK(wrong(0.7) == doctest::Approx(0.3).epsilon(0.3));
  }

  TEST_CASE("a monitor whom both believe settles a dispute, one who is no better than a coin does not") {
    const std::vector<double> weight{1, 0.05};  // who did it, and an excluded group
    const Account hit = first_account(weight, {}, 0.97, weight), accused = first_account(weight, 0, 0.97, weight);
    CHECK(hit.did[0] > 0.9);
    CHECK(accused.did[0] < 0.1);  // own camps believe their own
    CHECK(accused.did[1] > 0.9);  // so that it was the other
    CHECK(first_account(weight, 0, 0.97, {}).did[1] == hit.did[1]);  // where nobody else can be thought of
    const auto apart = [&](double accuracy) {
      const double ratio = ratio_of_finding(accuracy, 2);
      return after_hearing(hit, 0, ratio).did[0] - after_hearing(accused, 0, ratio).did[0];
    };
    CHECK(apart(0.5) == doctest::Approx(hit.did[0] - accused.did[0]));
    CHECK(apart(0.9) > 0.5);
    CHECK(apart(0.9999) < 0.05);
    CHECK(apart(1) < 1e-6);
    // Who never believes it of its own is not convinced by anybody.
    CHECK(after_hearing(first_account(weight, 0, 1, weight), 0, ratio_of_finding(1, 2)).did[0] == 0);
  }

  TEST_CASE("whom a camp names in place of its own moves nothing that it thinks of those who were hit") {
    const auto trust = [](PartyId of, const std::string& partisan) {
      return camps_quarrel(By::one, "principal", 1, ", attribution: 0, partisan: " + partisan)
          .trust.log_odds(of, PartyId(3));
    };
    for (const PartyId p : {PartyId(0), PartyId(1)}) CHECK(trust(p, "1") == trust(p, "0"));
  }

  TEST_CASE("a right finding against a camp of which those who were hit were sure gives it no trust back") {
    const auto trust_in = [](PartyId of, By by, const std::string& attribution) {
      return camps_quarrel(by, "observer", 1, ", attribution_delay: 0, accuracy: 1, attribution: " + attribution)
          .trust.log_odds(PartyId(3), of);
    };
    for (const PartyId of : {PartyId(0), PartyId(1)})
      for (const By by : {By::one, By::ally}) CHECK(trust_in(of, by, "1") <= trust_in(of, by, "0"));
  }

  TEST_CASE("to split a member of a camp in two changes nothing of what its deeds cost the camp") {
    const auto mean_trust = [](double ally) {
      const Situation s = camps_quarrel(By::one, "principal", ally, ", attribution: 0");
      return s.trust.log_odds(PartyId(3), PartyId(0));
    };
    CHECK(mean_trust(0.2) == mean_trust(5));
  }

  // Kydd 2003.
  TEST_CASE("a statement against the speaker's interest moves more than one in its favour") {
    const Account before = first_account(std::vector<double>{0.6, 0.4}, {}, 0.97, {});
    for (const double gain : {0.1, 0.3, 0.6}) {
      const double admits = likelihood_ratio(truthfulness(10, 0, -gain), 1.0);
      const double denies = likelihood_ratio(truthfulness(10, 0, gain), 1.0);
      const double moved_by_admission = after_hearing(before, 0, admits).did[0] - before.did[0];
      const double moved_by_denial = before.did[0] - after_hearing(before, 0, 1.0 / denies).did[0];
      CHECK(moved_by_denial > 0);
      CHECK(moved_by_admission > moved_by_denial);
    }
  }

  TEST_CASE("what a camp expects of another by its trust counts: who is trusted is blamed less") {
    const TrustRates rates{0.011, 0.06};
    double before = 2;
    for (const double trust : {0.0, 0.3, 0.6, 1.0}) {
      const std::vector<double> weight{violations_expected(trust, rates), violations_expected(0, rates)};
      CHECK(first_account(weight, {}, 0.97, {}).did[0] < before);
      before = first_account(weight, {}, 0.97, {}).did[0];
    }
  }

  // Green & Porter 1984.
  TEST_CASE(
      "making public what was better overlooked hurts, and a finding is no news to those who know who hits "
      "them") {
    const auto lasting = [](const std::string& detection, const std::string& attribution) {
      const auto s = test::scenario_file(
          "scenarios/syria-february-2016.yaml",
          {"truce.detection=" + detection, "truce.attribution=" + attribution, "truce.attribution_delay=0"});
      const auto model = std::make_unique<Model>(s);
      State state(*model);
      int n = 0;
      for (std::uint32_t run = 0; run < 200; ++run)
        n += simulate(*model, {1, 0, run}, state, nullptr).first_truce_days > 90 ? 1 : 0;
      return n / 200.0;
    };
    const double overlooked = lasting("0", "0"), seen = lasting("1", "0"), found = lasting("1", "1");
    CHECK(seen < overlooked - 0.05);  // of paired runs, known to 0.04
    CHECK(std::fabs(found - seen) < 0.1);
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
    CHECK_MESSAGE(told(29).find("2000-01-25 A finding, after 15 days, names ONE: \"A market is "
                                "shelled\" (10 January") != std::string::npos,
                  told(29));
    CHECK(told(20).find("finding") == std::string::npos);
  }

  TEST_CASE("one event is one event, however many are held answerable for it") {
    // Both suspects are blamed for the only thing that happened; HIT leaves, and says why.
    Scenario s = two_suspects(", attribution: 0", 29);
    s.parties.rows[2].value.conduct.audience = 0;
    s.parties.rows[2].value.conduct.standing = 0;
    s.parties.rows[2].value.conduct.trust = 0.6;
    s.truce.surprise = 1.7;
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
