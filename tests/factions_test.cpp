// Parties that are not of one piece.
#include "parley/engine/factions.hpp"

#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "parley/engine/keeping.hpp"
#include "support.hpp"

using namespace parley;

namespace {

const PartyId king(0), rebel(1), zealots(2);
const FrontId river(0);
const FactionId core(0), first(1), second(2);

struct Written {
  std::string factions;  // of the rebels
  std::string terms = "detection: 0.5";
  std::string truce = "shock: 0, steps: false";
  double reservation = 0.2;
  std::string deal = "deal: {date: 2000-01-31, options: {CALM: 1}}\n";
  std::string front = {};  // beside who fights there
};
std::string war(const Written& w) {
  return fmt::format(
      "name: parts\ncalendar: {{start: 2000-01-01, end: 2000-07-31}}\n"
      "issues:\n  CALM: {{options: [none, calm], terms: {{1: {{covers: [all], {}}}}}}}\n"
      "parties:\n"
      "  KING: {{bloc: crown, seat: principal, weights: {{CALM: 1}}, ideal: {{CALM: 1}}, reservation: 0.2, "
      "war: {{strength: 1}}, conduct: {{trust: 0.9, audience: 0.3}}}}\n"
      "  REBEL: {{bloc: league, seat: principal, weights: {{CALM: 1}}, ideal: {{CALM: 1}}, reservation: {}, "
      "war: {{strength: 1, cost: 0.3}}, conduct: {{trust: 0.9, audience: 0.3}}{}}}\n"
      "  ZEAL: {{bloc: zeal, seat: excluded, war: {{strength: 0.2}}}}\n"
      "  EMIR: {{bloc: league, seat: observer, weights: {{CALM: 1}}, ideal: {{CALM: 1}}, reservation: 0.1}}\n"
      "talks: {{protocol: alternating_offers}}\n"
      "fronts: {{river: {{sides: [crown, league], intensity: 4, intermingled: {{ZEAL: 0.4}}{}}}}}\n{}"
      "truce: {{{}}}\n",
      w.terms, w.reservation, w.factions.empty() ? "" : ", factions: {" + w.factions + "}", w.front, w.deal,
      w.truce);
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
  int count(Happened what) const {
    int n = 0;
    for (const Happening& h : trace.happenings) n += h.what == what ? 1 : 0;
    return n;
  }
  double mixed() const { return state->ground.fronts[river].intermingled[0]; }
  Stands where(FactionId x) const { return state->factions.stands[x]; }
};

int signs_of(int runs, const std::string& factions) {
  int signs = 0;
  for (int k = 0; k < runs; ++k) {
    Played p({factions, "detection: 0.5", "shock: 0.3", 0.8, ""}, static_cast<std::uint32_t>(k));
    TermsInForce scratch = p.state->talks.sketched;
    Regards kept = p.state->talks.regards;
    Package text = p.model->talks.space.status_quo();
    text[0] = 1;
    signs += SigningAhead({*p.model, *p.state, p.key}, scratch, kept).of(rebel, text).willing ? 1 : 0;
  }
  return signs;
}

}  // namespace

TEST_SUITE("factions") {
  TEST_CASE("a party of several identical parts does what one of one piece does") {
    const std::string truce = "shock: 0.3";
    for (std::uint32_t run = 0; run < 12; ++run) {
      Played whole({"", "detection: 0.5", truce, 0.5}, run);
      Played parts({"A: {share: 0.3, spread: 0}, B: {share: 0.2, spread: 0}", "detection: 0.5", truce, 0.5},
                   run);
      whole.until(200);
      parts.until(200);
      CHECK(whole.state->outcome.deaths == parts.state->outcome.deaths);
      CHECK(whole.state->outcome.first_truce_days == parts.state->outcome.first_truce_days);
      CHECK(whole.state->trust.log_odds(king, rebel) == parts.state->trust.log_odds(king, rebel));
      CHECK(whole.state->worth.now[rebel].value() == parts.state->worth.now[rebel].value());
    }
  }

  // Cunningham 2011; Black 1948.
  TEST_CASE("a party that is evenly split over a text signs it less surely than its mean would") {
    const int whole = signs_of(200, "");
    const int split = signs_of(
        200, "DOVES: {share: 0.5, leans: 0.05, spread: 0}, HAWKS: {share: 0.5, leans: -0.05, spread: 0}");
    const int most = signs_of(
        200, "DOVES: {share: 0.7, leans: 0.05, spread: 0}, HAWKS: {share: 0.3, leans: -0.05, spread: 0}");
    CHECK(split < whole - 20);
    CHECK(most > whole + 20);
  }

  // Pearlman & Cunningham 2012.
  TEST_CASE("a faction that loses by a truce leaves it alone, and the rest keeps it") {
    Played p({"HAWKS: {share: 0.3, leans: -0.5}"});
    p.until(60);
    REQUIRE(p.state->truce.in_force);
    CHECK(p.where(first) == Stands::alone);
    CHECK(p.count(Happened::split) == 1);
    CHECK(p.state->factions.alone[rebel] == doctest::Approx(0.3));
    CHECK(act_of(p.state->orders.keeps(rebel, river)) == Act::comply);
    CHECK(p.mixed() == doctest::Approx(0.4));
    const auto deaths = [](const std::string& factions) {
      double sum = 0;
      for (std::uint32_t run = 0; run < 30; ++run) {
        Played one({factions}, run);
        sum += one.until(60).state->outcome.deaths_in_truce;
      }
      return sum;
    };
    CHECK(deaths("HAWKS: {share: 0.3, leans: -0.5}") > 1.2 * deaths(""));
  }

  TEST_CASE("whose larger part would fight has nobody who leaves it for that") {
    Played p({"HAWKS: {share: 0.6, leans: -0.5}"});
    p.until(45);
    CHECK(p.where(first) == Stands::with_party);
    CHECK(p.count(Happened::split) == 0);
    CHECK(p.state->worth.now[rebel].drawn() < 0);
    CHECK(p.state->orders.keeps(rebel, river) == doctest::Approx(0.4));
  }

  TEST_CASE("who fights on alone comes back once keeping the truce is worth more to it") {
    Played p({"HAWKS: {share: 0.3, leans: -0.5}"});
    p.until(60);
    REQUIRE(p.where(first) == Stands::alone);
    p.state->worth.of_parts[first] = 0.6;
    p.until(75);
    CHECK(p.where(first) == Stands::with_party);
    CHECK(p.count(Happened::returned) == 1);
    CHECK(p.state->factions.alone[rebel] == 0);
  }

  // Stedman 1997; Christia 2012.
  TEST_CASE("a faction near an excluded group that loses by a truce joins it, and takes its forces with it") {
    Played p({"HAWKS: {share: 0.3, leans: -0.5, near: ZEAL}"});
    p.until(30);
    const ContestId league = *p.model->contest_of[p.model->bloc_of[rebel]];
    const double before = p.state->forces.log_strength[league];
    p.until(55);
    REQUIRE(p.state->truce.in_force);
    CHECK(p.where(first) == Stands::with_group);
    CHECK(p.count(Happened::joined) == 1);
    CHECK(p.state->factions.grown[zealots] == doctest::Approx(0.3));
    CHECK(p.mixed() == doctest::Approx(0.4 + 0.6 * 0.3));
    CHECK(p.state->forces.log_strength[league] == doctest::Approx(before + std::log(0.7)).epsilon(0.01));
    p.state->worth.of_parts[first] = 0.6;
    p.until(75);
    CHECK(p.where(first) == Stands::with_party);
    CHECK(p.state->factions.grown[zealots] == doctest::Approx(0));
    CHECK(p.state->forces.log_strength[league] == doctest::Approx(before).epsilon(0.01));
  }

  TEST_CASE("who leaves a group because of the strikes on it keeps the truce no more for that") {
    Played p({"HAWKS: {share: 0.3, leans: -0.5, near: ZEAL}"});
    p.until(55);
    REQUIRE(p.where(first) == Stands::with_group);
    p.state->worth.of_parts[first] = 0.15;  // it still loses by the truce, but less than by the strikes
    p.until(64);
    CHECK(p.where(first) == Stands::alone);
    CHECK(p.state->factions.grown[zealots] == doctest::Approx(0));
  }

  TEST_CASE("a stray strike moves the trust of the faction that it hit, and of the party by its share") {
    double quiet = 0;
    const auto struck = [&](const std::string& factions) {
      Played p({factions});
      p.until(40);
      SalientEvent e;
      e.author = king;
      e.victims = p.model->bloc_of[rebel];
      e.front = river;
      e.deaths = 50;
      e.seen = e.owned = true;
      e.struck = zealots;
      Recorder unread(nullptr);
      const double before = p.state->trust.log_odds(rebel, king);
      blame_for({*p.model, *p.state, p.key, 40}, e, p.state->trust, unread);
      const double pace = p.state->truce.noticed.pace;
      quiet = quiet_day_gains({pace * p.model->rates.committed, pace * p.model->rates.uncommitted});
      return std::pair(p.state->trust, before);
    };
    const auto [whole, at] = struck("");
    const auto [parts, then] = struck("NEAR: {share: 0.25, near: ZEAL}, FAR: {share: 0.25}");
    const double lost = at - whole.log_odds(rebel, king);
    REQUIRE(lost > 0.1);
    CHECK(then == at);
    const double party = parts.log_odds(rebel, king);
    CHECK(then - party == doctest::Approx(0.25 * lost));
    // ... on a day that is quiet for the others.
    CHECK(then - (party + parts.of_parts[first]) == doctest::Approx(lost + quiet));
    CHECK(then - (party + parts.of_parts[second]) == doctest::Approx(0).epsilon(1e-9));
    CHECK(then - (party + parts.of_parts[core]) == doctest::Approx(0).epsilon(1e-9));
  }

  TEST_CASE("strikes on the group that it is near make a faction leave") {
    int stayed = 0;
    const auto leave = [&](const char* strikes) {
      int n = 0;
      for (std::uint32_t run = 0; run < 40; ++run) {
        Played p({"NEAR: {share: 0.2, leans: -0.25, near: ZEAL}, FAR: {share: 0.2, leans: -0.25}",
                  "detection: 0.5", fmt::format("shock: 0, steps: false, exempt_strikes: {}", strikes)},
                 run);
        p.until(120);
        n += p.count(Happened::split) + p.count(Happened::joined) > 0 ? 1 : 0;
        stayed += p.where(second) == Stands::with_party ? 1 : 0;
      }
      return n;
    };
    const int none = leave("0"), many = leave("0.5");
    CHECK(many > none + 15);
    CHECK(stayed >= 60);  // of 80
  }

  TEST_CASE(
      "separation fails where a faction gains more with the group, and succeeds when a patron presses") {
    const auto left = [](const std::string& more, const std::string& strikes) {
      Played p({"NEAR: {share: 0.3, near: ZEAL, " + more + "}",
                "separation: 0.3, detection: 0.9, attribution: 0.9, strikes: " + strikes});
      p.until(30 + 50);
      REQUIRE(p.state->truce.in_force);
      return p.mixed();
    };
    const double asked = 0.4 * std::pow(0.7, 49.0 / 7);
    const double willing = left("leans: 0.2", "0"), against = left("leans: -0.35", "0");
    CHECK(willing == doctest::Approx(asked).epsilon(0.05));
    CHECK(against > 0.35);
    CHECK(left("leans: -0.35, influenced_by: {EMIR: 1}", "0") < 0.3 * against);
    CHECK(left("leans: -0.35", "1") < 0.8 * against);
  }

  TEST_CASE("what a text asks of one issue can be against one faction alone") {
    Played p(
        {"HAWKS: {share: 0.3, differs: {CALM: [0, -1]}}", "detection: 0.5", "shock: 0, steps: false", 0.5});
    p.until(60);
    CHECK(p.where(first) == Stands::alone);
  }

  TEST_CASE("who fights on alone fights beside the others again when the truce is over") {
    Played p({"HAWKS: {share: 0.3, leans: -0.5}"});
    p.until(60);
    REQUIRE(p.where(first) == Stands::alone);
    p.state->worth.shock[rebel] = -1;  // now all of them would fight
    p.until(70);
    REQUIRE_FALSE(p.state->truce.in_force);
    CHECK(p.where(first) == Stands::with_party);
    CHECK(p.state->factions.alone[rebel] == 0);
  }

  // The faction whose town it is gains what feeds it; who starves by a truce may break the ring by force
  // instead.
  TEST_CASE("hunger moves the faction whose people are besieged, by what the truce brings them") {
    const std::string deal = Written{}.deal;
    const auto siege = [](const char* relief) {
      return fmt::format(", siege: {{by: crown, population: 1000, resolve: 1000, hardship: 800, relief: {}}}",
                         relief);
    };
    const auto stands = [&](const char* aid, const char* relief, const char* hunger) {
      Played p({fmt::format("CITY: {{share: 0.3, leans: -0.2{}}}", hunger),
                fmt::format("detection: 0.5, aid: {}", aid), "shock: 0, steps: false", 0.2, deal,
                siege(relief)});
      p.until(60);
      REQUIRE(p.state->truce.in_force);
      return p.where(first);
    };
    const char* hungry = ", hunger: {river: 0.8}";
    CHECK(stands("0", "true", "") == Stands::with_party);
    CHECK(stands("0", "true", hungry) == Stands::alone);
    CHECK(stands("0", "false", hungry) == Stands::with_party);  // nobody could break the ring from outside
    CHECK(stands("1", "true", hungry) == Stands::with_party);

    Played p({"CITY: {share: 0.3, hunger: {river: 0.5}}", "aid: 0.8", "shock: 0, steps: false", 0.2, deal,
              siege("true")});
    p.until(40);
    const Day day{*p.model, *p.state, p.key, 40};
    const double days = p.state->ground.fronts[river].hardship;
    CHECK(fed_by(day, first, p.state->truce.terms) == doctest::Approx(0.5 * days / 1000 * (0.8 - 0.2 / 2)));
    p.state->ground.aid_paused_until = 50;
    CHECK(fed_by(day, first, p.state->truce.terms) == doctest::Approx(-0.5 * days / 1000 / 2));
    p.state->ground.fronts[river].besieged = false;
    CHECK(fed_by(day, first, p.state->truce.terms) == 0);
  }

  // Separation as the talks of 2016 had it: a thing that one side owes the other, before any calm.
  TEST_CASE("separation that is owed before the calm is done as far as those near the group want it") {
    const auto owed = [](const std::string& factions, const std::string& verified = "1") {
      Played p({factions,
                "detection: 0.9, attribution: 0.9, strikes: 0, separation: 0.3, obliges: {party: REBEL, "
                "within: 20 days, remain: 0.5, verified: " +
                    verified + "}"});
      p.until(30 + 10);
      REQUIRE(p.state->truce.in_force);
      CHECK(p.state->truce.terms.covers.size() == 0);  // it takes two weeks where all of them want it
      p.until(30 + 30);
      return p;
    };
    const Played willing = owed("NEAR: {share: 0.3, leans: 0.2, near: ZEAL}, FAR: {share: 0.3}");
    CHECK(willing.count(Happened::carried_out) == 1);
    CHECK(willing.count(Happened::overdue) == 0);
    CHECK(willing.state->truce.terms.covers.size() == 1);
    CHECK(willing.mixed() <= 0.5 * 0.4);
    const std::string unwilling = "NEAR: {share: 0.3, leans: -0.9, near: ZEAL";
    const Played against = owed(unwilling + "}");
    CHECK(against.count(Happened::carried_out) == 0);
    CHECK(against.count(Happened::overdue) == 1);
    CHECK(against.state->truce.terms.covers.size() == 0);
    CHECK(against.mixed() > 0.35);
    CHECK(owed(unwilling + ", influenced_by: {EMIR: 1}}").mixed() < against.mixed());
    const Played unseen = owed(unwilling + "}", "0");
    CHECK(against.state->trust.log_odds(king, rebel) < unseen.state->trust.log_odds(king, rebel) - 0.5);
    const Played of_one_piece = owed("");
    CHECK(of_one_piece.count(Happened::carried_out) == 1);
    CHECK(of_one_piece.mixed() <= 0.5 * 0.4);
  }

  // Stedman 1997; Christia 2012.
  TEST_CASE("who has more from fighting beside an excluded group leaves it more slowly, or joins it") {
    const auto near = [](double leans, double beside, std::uint32_t run) {
      Played p({fmt::format("NEAR: {{share: 0.3, leans: {}, near: ZEAL, beside: {}}}", leans, beside),
                "detection: 0.5, separation: 0.3"},
               run);
      p.until(120);
      return p;
    };
    CHECK(near(-0.1, 0, 0).mixed() < 0.6 * near(-0.1, 0.3, 0).mixed());
    const auto joins = [&](double beside) {
      int runs = 0;
      for (std::uint32_t run = 0; run < 40; ++run)
        runs += near(-0.3, beside, run).where(first) == Stands::with_group ? 1 : 0;
      return runs;
    };
    CHECK(joins(0) + 5 < joins(0.3));
  }

  TEST_CASE("what is wrong with factions is told all at once") {
    const auto says = [](const std::string& factions, const std::string& what) {
      const std::string said = test::problems(war({factions}));
      CHECK_MESSAGE(said.find(what) != std::string::npos, said);
    };
    CHECK(test::problems(war({"A: {share: 0.5}, B: {share: 0.5}"})).empty());
    says("A: {share: 0.6}, B: {share: 0.5}", "the shares sum to 1.1, more than all its forces");
    says("A: {leans: 0.1}", "missing key 'share'");
    says("A: {share: 1.5}", "1.5 is out of range");
    says("A: {share: 0.1, near: KING}", "'KING' is not an excluded party");
    says("A: {share: 0.1, beside: 0.1}", "it fights beside no group (say which one: near)");
    says("A: {share: 0.1, near: ZAEL}", "unknown party 'ZAEL' (did you mean 'ZEAL'?)");
    says("A: {share: 0.1, differs: {CALM: [0, 0, 0]}}", "3 values for 2 options");
    says("A: {share: 0.1, influenced_by: {REBEL: 0.1}}", "a party cannot be the patron of its own faction");
    says(
        "A: {share: 0}, B: {share: 0}, C: {share: 0}, D: {share: 0}, E: {share: 0}, F: {share: 0}, G: "
        "{share: 0}",
        "a party has at most 6 factions");
    says("A: {share: 0.1, hunger: {lake: 0.1}}", "unknown front 'lake'");
    says("A: {share: 0.1, hunger: {river: 0.1}}", "nobody of 'league' is besieged in 'river'");
    CHECK(test::problems(war({"A: {share: 0.5}", "obliges: {party: REBEL, remain: 0.5}"}))
              .find("nobody would leave: the option has no separation") != std::string::npos);
    const std::string both = test::problems(war({"A: {share: 0.9, near: KING}, B: {share: 0.9}"}));
    CHECK(both.find("is not an excluded party") != std::string::npos);
    CHECK(both.find("the shares sum to 1.8") != std::string::npos);
  }
}
