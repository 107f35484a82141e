// What was signed and has to be carried out before it comes into force.
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "parley/engine/keeping.hpp"
#include "parley/engine/simulate.hpp"
#include "parley/engine/steps.hpp"
#include "support.hpp"

using namespace parley;

namespace {

const PartyId king(0), duke(1);
const IssueId guns(1);

// Two camps under a text by which the king pulls back his guns, which costs him `cost` of his utility and is
// worth as much to the duke. `duty`: what the text says of it beside who has to do it.
std::string war(double cost, const std::string& duty, const std::string& rules = "") {
  return fmt::format(
      "name: guns\ncalendar: {{start: 2000-01-01, end: 2000-05-31}}\n"
      "issues:\n"
      "  CALM: {{options: [none, calm], terms: {{1: {{covers: [all], detection: 0.5}}}}}}\n"
      "  GUNS: {{options: [in place, pulled back], terms: {{1: {{disengages: 0.5, obliges: {{party: KING, "
      "{}}}}}}}}}\n"
      "parties:\n"
      "  KING: {{bloc: crown, seat: principal, weights: {{CALM: {}, GUNS: {}}}, ideal: {{CALM: 1, GUNS: 0}}, "
      "reservation: 0.2, war: {{strength: 1}}, conduct: {{trust: 0.9, audience: 0.3, standing: 0.2}}}}\n"
      "  DUKE: {{bloc: league, seat: principal, weights: {{CALM: 2, GUNS: 1}}, ideal: {{CALM: 1, GUNS: 1}}, "
      "reservation: 0.2, war: {{strength: 1}}, conduct: {{trust: 0.9, audience: 0.3}}}}\n"
      "talks: {{protocol: alternating_offers}}\n"
      "fronts: {{river: {{sides: [crown, league], intensity: 4}}}}\n"
      "deal: {{date: 2000-01-31, options: {{CALM: 1, GUNS: 1}}}}\n"
      "truce: {{shock: 0, steps: false{}}}\n",
      duty, 1.0 - cost, cost, rules);
}

// The same where parties have reasons of their own.
std::string with_reasons(std::string text) { return text.replace(text.find("shock: 0"), 8, "shock: 0.5"); }

struct Played {
  std::unique_ptr<Model> model;
  std::unique_ptr<State> state;
  Trace trace;
  bool pulled_back() const { return model->talks.space.option(state->truce.deal, guns) == 1; }
  int count(Happened what, bool seen_only = false) const {
    int n = 0;
    for (const Happening& h : trace.happenings) n += h.what == what && (!seen_only || h.established) ? 1 : 0;
    return n;
  }
};
Played until(int day, const std::string& text, std::uint32_t run = 0) {
  Played p{std::make_unique<Model>(test::scenario(text)), nullptr, {}};
  p.state = std::make_unique<State>(*p.model);
  begin(*p.model, {1, 0, run}, *p.state);
  play(*p.model, {1, 0, run}, *p.state, 0, day, &p.trace);
  return p;
}
int done_of(int runs, double cost, const std::string& duty) {
  int done = 0;
  for (int k = 0; k < runs; ++k)
    done += until(45, with_reasons(war(cost, duty)), static_cast<std::uint32_t>(k)).pulled_back() ? 1 : 0;
  return done;
}

}  // namespace

TEST_SUITE("duties") {
  TEST_CASE("what nobody has the means to do does not come into force, though it was signed") {
    const Played p = until(60, war(0, "means: 0"));
    REQUIRE(p.state->truce.in_force);
    CHECK_FALSE(p.pulled_back());
    CHECK(p.state->truce.terms.disengages == 0);
    CHECK(p.model->talks.space.option(p.state->outcome.first_deal, guns) == 1);
    CHECK(p.count(Happened::overdue) == 2);  // every two weeks
    CHECK(p.count(Happened::carried_out) == 0);
  }

  TEST_CASE("what costs nothing and can be done at once is done on the next day but for commanders' doubts") {
    const Played p = until(45, war(0, "means: 1"));
    CHECK(p.pulled_back());
    CHECK(p.state->truce.terms.disengages == 0.5);
    CHECK(p.count(Happened::carried_out) == 1);
  }

  // Sequencing: who does its part first has nothing left to bargain with, who waits has no calm.
  TEST_CASE("what comes before the calm delays the calm") {
    const std::string order = ", before: [CALM]";
    const Played waits = until(50, war(0.2, "means: 0" + order), 1);
    REQUIRE(waits.state->truce.in_force);
    CHECK(waits.state->truce.terms.covers.size() == 0);
    const Played begins = until(50, war(0, "means: 1" + order), 1);
    CHECK(begins.state->truce.terms.covers.size() == 1);
    // and a text whose calm has not begun is no truce that lasts
    CHECK(waits.state->truce.calm_days(50) == 0);
    CHECK(begins.state->truce.calm_days(50) == 50 - begins.state->truce.calm_since);
    const auto deaths = [](const Played& p) {
      double sum = 0;
      for (std::size_t d = 31; d < p.trace.days.size(); ++d) sum += p.trace.days[d].deaths;
      return sum;
    };
    CHECK(deaths(begins) < 0.7 * deaths(waits));
  }

  TEST_CASE("a text whose calm waits for what is never done comes to nothing") {
    const Played never = until(70, war(0.2, "means: 0, before: [CALM]"));  // by 14 February, and by the 28th
    CHECK_FALSE(never.state->truce.in_force);
    CHECK(never.count(Happened::denounced) == 1);
    CHECK(never.state->outcome.cause == Cause::obligation);
    CHECK(never.state->outcome.ended_by == duke);
    CHECK(never.state->outcome.first_truce_days == 0);
    // but one whose calm does not wait is weighed by what it still gives
    CHECK(until(70, war(0.2, "means: 0")).state->truce.in_force);
  }

  TEST_CASE("what two duties hold back waits for both, and who wait for each other wait for nothing") {
    const auto two = [](const std::string& gate) {
      std::string text = war(0, "means: 1, before: [CALM]");
      text.replace(
          text.find("parties:"), 8,
          "  GATE: {options: [shut, open], terms: {1: {obliges: {party: DUKE, " + gate + "}}}}\nparties:");
      text.replace(text.find("GUNS: 1}}\n"), 10, "GUNS: 1, GATE: 1}}\n");
      return text;
    };
    const Played never = until(40, two("means: 0, before: [CALM]"));
    CHECK(never.count(Happened::carried_out) == 1);
    CHECK(never.state->truce.terms.covers.size() == 0);
    const Played both = until(40, two("means: 1, before: [CALM]"));
    CHECK(both.count(Happened::carried_out) == 2);
    CHECK(both.state->truce.terms.covers.size() == 1);
    std::string circle = two("means: 1, before: [GUNS]");
    circle.replace(circle.find("before: [CALM]"), 14, "before: [CALM, GATE]");
    const Played stuck = until(70, circle);
    CHECK(stuck.count(Happened::carried_out) == 0);
    CHECK_FALSE(stuck.state->truce.in_force);
    CHECK(stuck.state->outcome.cause == Cause::obligation);
  }

  TEST_CASE("who owes it has to be named") {
    CHECK(test::problems(war(0, "means: 1").replace(war(0, "means: 1").find("party: KING, "), 13, ""))
              .find("issues.GUNS.terms.1.obliges: missing key 'party'") != std::string::npos);
  }

  // Kydd 2005: what a lowered guard risks counts for who signs, whenever the calm begins.
  TEST_CASE("a calm that begins some days later is signed no more often") {
    const auto signs = [](int after) {
      std::string text = with_reasons(war(0.2, "within: 30"));
      text.replace(text.find("covers: [all]"), 13, fmt::format("covers: [all], after: {}", after));
      text.replace(text.find("reservation: 0.2"), 16, "reservation: 0.78");
      text.replace(text.find("standing: 0.2"), 13, "standing: 0");
      text.erase(text.find("\ndeal:"),
                 text.find("\ntruce:") - text.find("\ndeal:"));  // nobody has signed it yet
      const Model model(test::scenario(text));
      int runs = 0;
      for (std::uint32_t k = 0; k < 200; ++k) {
        const RunKey key{1, 0, k};
        State s(model);
        begin(model, key, s);
        TermsInForce scratch = s.talks.sketched;
        Regards kept = s.talks.regards;
        const Package calm = model.talks.space.package(std::vector<OptionIndex>{1, 0});
        runs += SigningAhead({model, s, key}, scratch, kept).of(king, calm).willing ? 1 : 0;
      }
      return runs;
    };
    const int today = signs(0), later = signs(1), much_later = signs(60);
    CHECK(today > 20);
    CHECK(later <= today);
    CHECK(much_later < later);
  }

  // Rubinstein 1982: who waits loses. (1/2)^(30 days / 60 days of war.horizon) of what it gives is left.
  TEST_CASE("a text whose calm waits for something is worth less by the time that this may take") {
    const std::string late = war(0.2, "within: 30, before: [CALM]"), own = war(0.2, "within: 30");
    const Model held(test::scenario(late)), alone(test::scenario(own));
    const auto worth = [](const Model& m, PartyId p, int age, const Underway& underway = {}) {
      return m.worth_of(p, m.talks.space.package(std::vector<OptionIndex>{1, 1}), age, underway);
    };
    const double left = std::sqrt(0.5);
    CHECK(worth(alone, duke, 0) == doctest::Approx(2.0 / 3 + left / 3));
    CHECK(worth(held, duke, 0) == doctest::Approx(left));
    CHECK(worth(held, duke, 30) == doctest::Approx(1));
    CHECK(worth(held, king, 0) == doctest::Approx(left * 0.8 + (1 - left) * 0.2));
    // Done before its time nothing waits any more; until then what is left to wait counts.
    ListBy<IssueId, Waiting> waiting(2);
    waiting[IssueId(0)].option = waiting[guns].option = 1;
    waiting[guns].owed = true;
    CHECK(worth(held, duke, 0, {&waiting}) == doctest::Approx(left));
    CHECK(worth(held, duke, 0, {&waiting, guns}) == doctest::Approx(1));
    waiting.fill({});
    CHECK(worth(held, duke, 0, {&waiting}) == doctest::Approx(1));
  }

  TEST_CASE("at the table an option that holds others back counts less by what they lose by that") {
    const auto at_table = [](const std::string& text, PartyId p, std::vector<OptionIndex> options) {
      const Model m(test::scenario(text));
      return m.talks.at_table[p](m.talks.space.package(options));
    };
    const std::string late = war(0.2, "within: 30, before: [CALM]");
    CHECK(at_table(late, duke, {1, 1}) == doctest::Approx(std::sqrt(0.5)));
    CHECK(at_table(late, duke, {1, 0}) == doctest::Approx(2.0 / 3));
    CHECK(at_table(war(0.2, "within: 60"), duke, {1, 1}) == doctest::Approx(2.0 / 3 + 1.0 / 6));
  }

  TEST_CASE("who loses by it does it less, and more where it is seen") {
    const int cheap = done_of(60, 0.02, "means: 0.1, verified: 0"),
              dear = done_of(60, 0.4, "means: 0.1, verified: 0"),
              watched = done_of(60, 0.4, "means: 0.1, verified: 1");
    CHECK(dear < cheap - 10);
    CHECK(watched > dear + 5);
  }

  TEST_CASE("not done in time, and seen not to be, costs trust as a killing does") {
    const auto trust = [](const std::string& verified) {
      return until(46, war(0.2, "means: 0, verified: " + verified)).state->trust.log_odds(duke, king);
    };
    CHECK(trust("1") < trust("0") - 0.5);
  }

  // A coin a day would have everything done sooner or later: who does not want to do it today does not
  // tomorrow.
  TEST_CASE("whether a party does what it owes is decided once, not drawn every day") {
    const auto done_by = [](int day) {
      int done = 0;
      for (std::uint32_t k = 0; k < 80; ++k)
        done += until(day, with_reasons(war(0.12, "means: 1, verified: 0")), k).pulled_back() ? 1 : 0;
      return done;
    };
    const int at_once = done_by(32), later = done_by(60);
    CHECK(at_once > 10);
    CHECK(at_once < 75);
    CHECK(later - at_once <= 8);  // values move a little, reasons do not
  }

  // Powell 2006; Walter 2002: what makes peace dangerous is that who lays down arms cannot take them up
  // again.
  TEST_CASE("who would be weaker for good does what it owes less, and less the less it trusts") {
    const auto done = [](const std::string& gives_up, double trust) {
      int n = 0;
      for (std::uint32_t k = 0; k < 80; ++k) {
        std::string text = war(0.02, "means: 1, verified: 0" + gives_up);
        // a throne that they would fight over
        text.replace(text.find("parties:"), 8, "  THRONE: {options: [king's, duke's]}\nparties:");
        text.replace(text.find("GUNS: 0.02}, ideal: {"), 21, "GUNS: 0.02, THRONE: 1}, ideal: {THRONE: 0, ");
        text.replace(text.find("GUNS: 1}, ideal: {"), 18, "GUNS: 1, THRONE: 3}, ideal: {THRONE: 1, ");
        text.replace(text.find("CALM: 1, GUNS: 1}}\n"), 16, "CALM: 1, GUNS: 1, THRONE: 0");
        for (std::size_t at = 0; (at = text.find("trust: 0.9", at)) != std::string::npos; ++at)
          text.replace(at, 10, fmt::format("trust: {}", trust));
        n += until(34, text, k).pulled_back() ? 1 : 0;
      }
      return n;
    };
    const int free = done("", 0.7), armed = done(", gives_up: 0.8", 0.7),
              trusting = done(", gives_up: 0.8", 0.97);
    CHECK(armed < free - 15);
    CHECK(trusting > armed + 10);
  }

  TEST_CASE("what is given up stays given up, for all to see, and ground that is left is the other side's") {
    const Played before = until(30, war(0, "means: 1, gives_up: 0.5, leaves: {river: 0.4}"));
    const Played after = until(33, war(0, "means: 1, gives_up: 0.5, leaves: {river: 0.4}"));
    REQUIRE(after.count(Happened::carried_out) == 1);
    const ContestId crown = *after.model->contest_of[after.model->bloc_of[king]];
    const auto& [was, now] = std::pair{before.state->forces, after.state->forces};
    CHECK(now.log_strength[crown] - was.log_strength[crown] == doctest::Approx(std::log(0.5)).epsilon(0.05));
    CHECK(now.mean(duke, crown) < was.mean(duke, crown) - 0.5);
    const FrontId river(0);
    const int held = before.state->ground.fronts[river].line.held;
    CHECK(after.state->ground.fronts[river].line.held <= held - static_cast<int>(0.3 * held));
  }

  TEST_CASE("a line that is left moves by that share of what the side holds") {
    const FrontLine line{10, 6, 0.2};
    CHECK(line_left(line, 0, 0.5).held == 3);
    CHECK(line_left(line, 1, 0.5).held == 8);
    CHECK(line_left(line, 0, 1).decided());
    CHECK(line_left(line, 0, 0).beyond == 0.2);
  }

  // Who signs for what others will do stays until that is overdue, and says why it goes then.
  TEST_CASE("a truce signed for what was never done ends because it was not done") {
    int insincere = 0, obligation = 0, early = 0;
    for (std::uint32_t k = 0; k < 60; ++k) {
      std::string text = war(0.6, "means: 0, within: 30, verified: 1");
      text.replace(text.find("CALM: 2, GUNS: 1}, ideal"), 16, "CALM: 1, GUNS: 9");
      text.replace(text.rfind("audience: 0.3"), 13, "audience: 0.02");
      const Played p = until(90, text, k);
      const Outcome& o = p.state->outcome;
      if (o.ended_by != duke) continue;
      early += o.first_truce_days < 28 ? 1 : 0;
      insincere += o.cause == Cause::insincere ? 1 : 0;
      obligation += o.cause == Cause::obligation ? 1 : 0;
    }
    CHECK(obligation > 20);
    CHECK(insincere < 5);
    CHECK(early < 5);
  }

  // A lever is what one holds back: also where the other side has to be carried out itself.
  TEST_CASE("what waits for a duty is lost with it, also where it is owed itself") {
    const auto done = [](const std::string& before) {
      int n = 0;
      for (std::uint32_t k = 0; k < 60; ++k) {
        std::string text = with_reasons(war(0.2, "means: 1, verified: 0" + before));
        // what the king wants, and the duke has to carry out
        text.replace(
            text.find("parties:"), 8,
            "  GATE: {options: [shut, open], terms: {1: {obliges: {party: DUKE, means: 0, within: 90, "
            "verified: 0}}}}\nparties:");
        text.replace(text.find("GUNS: 0.2}, ideal: {"), 20, "GUNS: 0.2, GATE: 0.6}, ideal: {GATE: 1, ");
        text.replace(text.find("GUNS: 1}, ideal: {"), 18, "GUNS: 1, GATE: 0.1}, ideal: {GATE: 1, ");
        text.replace(text.find("CALM: 1, GUNS: 1}}\n"), 16, "CALM: 1, GUNS: 1, GATE: 1");
        n += until(40, text, k).pulled_back() ? 1 : 0;
      }
      return n;
    };
    CHECK(done(", before: [GATE]") > done("") + 15);
  }

  // Trust makes a promise worth more; distrust makes no gift cheaper.
  TEST_CASE("who trusts the others more gives away no less") {
    const auto done = [](double trust) {
      int n = 0;
      for (std::uint32_t k = 0; k < 80; ++k) {
        std::string text = with_reasons(war(0.1, "means: 1, verified: 0"));
        text.replace(text.find("trust: 0.9"), 10, fmt::format("trust: {}", trust));
        n += until(34, text, k).pulled_back() ? 1 : 0;
      }
      return n;
    };
    CHECK(done(0.95) >= done(0.3) - 8);
  }

  TEST_CASE("what is done late counts again") {
    int seen = 0;
    for (std::uint32_t k = 0; k < 40; ++k) {
      const Played p = until(60, war(0, "within: 2, means: 0.3, verified: 0"), k);
      if (p.count(Happened::overdue) == 0 || !p.pulled_back()) continue;
      ++seen;
      CHECK(p.state->truce.undone[duke] < 1e-12);
      CHECK(p.state->truce.counted_on == p.state->truce.deal);
    }
    CHECK(seen > 5);
  }

  TEST_CASE(
      "where nobody can show that it was not done, each believes the word of who owes it as far as it "
      "trusts") {
    const auto lost = [](double trust) {
      const auto duke_trusts = [&](const std::string& means) {
        std::string text = war(0.2, means + ", verified: 0");
        text.replace(text.rfind("trust: 0.9"), 10, fmt::format("trust: {}", trust));
        return until(46, text).state->trust.log_odds(duke, king);
      };
      return duke_trusts("within: 200, means: 0") - duke_trusts("within: 14, means: 0");
    };
    CHECK(lost(0.6) > 0);
    CHECK(lost(0.6) > 1.5 * lost(0.95));
  }

  TEST_CASE("no meeting under a truce puts into force what somebody would have to carry out first") {
    std::string owed = war(0.2, "means: 0"), free = owed;
    for (std::string* text : {&owed, &free}) {
      text->replace(text->find("GUNS: 1}}"), 9, "GUNS: 0}}");       // not in the text
      text->replace(text->find("GUNS: 0}, reserv"), 7, "GUNS: 1");  // the king is for it too
    }
    const std::string duty = ", obliges: {party: KING, means: 0}";
    free.erase(free.find(duty), duty.size());
    CHECK(until(60, free).pulled_back());
    CHECK_FALSE(until(60, owed).pulled_back());
  }

  TEST_CASE("only who signs can be obliged, to do what does not wait for itself") {
    const auto text = [](const std::string& from, const std::string& to) {
      std::string t = war(0.2, "before: [CALM]");
      return t.replace(t.find(from), from.size(), to);
    };
    const auto said = [](const std::string& t) {
      Diagnostics diagnostics;
      const auto document = parse_yaml("t.yaml", t, diagnostics);
      (void)load_scenario(*document, diagnostics);
      return to_string(diagnostics);
    };
    const auto says = [&](const std::string& t, const std::string& what) {
      return said(t).find(what) != std::string::npos;
    };
    CHECK(said(war(0.2, "before: [CALM]")).empty());
    CHECK(says(text("party: KING", "party: NOBODY"), "unknown party 'NOBODY'"));
    CHECK(says(text("before: [CALM]", "before: [GUNS]"), "'GUNS' would wait for itself"));
    CHECK(says(text("before: [CALM]", "before: [AIR]"), "unknown issue 'AIR'"));
    CHECK(says(text("before: [CALM]", "leaves: {sea: 0.5}"), "unknown front 'sea'"));
    CHECK(says(text("before: [CALM]", "gives_up: 1"), "gives_up"));
    std::string observer = text("KING: {bloc: crown, seat: principal", "KING: {bloc: crown, seat: observer");
    CHECK(says(observer, "'KING' signs nothing"));
  }
}
