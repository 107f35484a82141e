// Terms, keeping, signing and leaving.
#include <algorithm>

#include "parley/truce/keeping.hpp"
#include "parley/truce/terms.hpp"
#include "support.hpp"

using namespace parley;

TEST_SUITE("truce") {
  // Kydd 2005: cooperate iff belief >= l / (B + l); here in parts, as one's guard is let down in parts.
  TEST_CASE("the share of a truce that is kept is the best of all shares, by trying them") {
    for (double trust = 0.05; trust < 1; trust += 0.1)
      for (const double surplus : {-0.02, 0.01, 0.05, 0.2})
        for (const double exposed : {0.02, 0.1}) {
          const TruceValue v{surplus, 0.002, trust, 0.001, -0.001, exposed, 0};
          double best = -1;
          for (int k = 0; k <= 1000; ++k) {
            const double phi = k / 1000.0;
            best = std::max(best, phi * v.drawn() - phi * phi * (1 - trust) * exposed);
          }
          CHECK(v.value() == doctest::Approx(best).epsilon(1e-4));
          CHECK(v.value() >= 0);
        }
  }

  TEST_CASE("more to lose, more trust and more pressure keep a truce better, more exposure keeps it worse") {
    const TruceValue v{0.05, 0.0, 0.5, 0.0, 0.0, 0.08, 0.01};
    const auto with = [&](auto change) {
      TruceValue other = v;
      change(other);
      return other.keeps();
    };
    CHECK(with([](TruceValue& x) { x.surplus = 0.06; }) > v.keeps());
    CHECK(with([](TruceValue& x) { x.trust = 0.6; }) > v.keeps());
    CHECK(with([](TruceValue& x) { x.pressure = 0.01; }) > v.keeps());
    CHECK(with([](TruceValue& x) { x.watched = 0.01; }) > v.keeps());
    CHECK(with([](TruceValue& x) { x.exposed = 0.1; }) < v.keeps());
  }

  TEST_CASE("what a text takes from a party counts whole, however much it trusts the others") {
    for (double trust = 0.1; trust < 1; trust += 0.2)
      CHECK(TruceValue{-0.03, 0.05, trust, 0, 0, 0.08, 0}.drawn() == doctest::Approx(0.02));
  }

  TEST_CASE("who is surer to be found out attacks less, and signs less for the sake of having signed") {
    TruceValue v{-0.004, 0, 0.5, 0, 0, 0.08, 0.001, 0.05, 0, 0.002};
    CHECK(v.keeps() == 0);
    CHECK(would_sign(v));
    v.found = 0.5;
    CHECK(v.keeps() == attacks_below);
    CHECK_FALSE(would_sign(v));
  }

  TEST_CASE("the reasons for a decline add up to it exactly") {
    const TruceValue before{0.1, 0.02, 0.6, 0.02, 0.01, 0.05, 0.01},
        now{0.02, 0.01, 0.3, 0.01, -0.01, 0.06, 0.02};
    const Decline d = decline(before, now);
    CHECK(d.trust + d.war + d.pressure + d.own == doctest::Approx(now.net() - before.net()));
    CHECK(d.trust < 0);
    CHECK(d.war < 0);
    CHECK(d.pressure < 0);
    CHECK(d.own < 0);
  }

  TEST_CASE(
      "who signs does not leave with the same trust, and lets lapse what it would denounce, but not the "
      "other way round") {
    int signed_kept = 0, lapse_alone = 0;
    for (double trust = 0.05; trust < 1; trust += 0.05)
      for (double surplus = -0.05; surplus < 0.2; surplus += 0.01)
        for (const double gain : {0.0, 0.01, 0.05}) {
          const TruceValue v{surplus, 0, trust, 0, 0, 0.06, gain, 0.02, 0.3, 0.004};
          const bool renews = would_sign(v), goes = margin(v) < 0;
          CHECK_FALSE((renews && goes));
          signed_kept += renews ? 1 : 0;
          lapse_alone += !renews && !goes ? 1 : 0;
        }
    CHECK(signed_kept > 100);
    CHECK(lapse_alone > 100);
  }

  TEST_CASE("what a party asks of a text is what it would just sign") {
    for (const double trust : {0.2, 0.5, 0.9})
      for (const double gain : {0.0, 0.003, 0.02, 0.1})
        for (const double shock : {-0.02, 0.0, 0.02}) {
          TruceValue v{0, 0.002, trust, 0, shock, 0.05, gain, 0.02, 0.5, 0.004};
          const double asked = surplus_asked(v, 0.1);
          const auto signs = [&](double surplus) {
            v.surplus = surplus;
            v.watched = 0.1 * std::max(0.0, surplus);
            return would_sign(v);
          };
          CHECK(signs(asked + 1e-6));
          CHECK_FALSE(signs(asked - 1e-6));
        }
  }

  TEST_CASE("the text of 9 September 2016 sets the terms that its paragraphs say") {
    const Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
    const auto model = std::make_unique<Model>(s);
    const Model& m = *model;
    std::vector<OptionIndex> options;
    const std::vector<std::pair<std::string, int>> text{
        {"TRUCE", 2}, {"AIR", 3}, {"SEP", 2},  {"EXEMPT", 2}, {"JIC", 3},      {"CASTELLO", 2},
        {"AID", 2},   {"MON", 2}, {"EVAC", 1}, {"TURK", 1},   {"POLITICAL", 0}};
    for (const auto& [key, issue] : s.issues)
      for (const auto& [id, option] : text)
        if (id == key.id) options.push_back(static_cast<OptionIndex>(option));
    REQUIRE(options.size() == s.issues.size());
    TermsInForce staged, unlocked;
    const Package deal = m.talks.space.package(options);
    put_into_force(m.clauses, m.talks.space, deal, false, 0, staged);
    put_into_force(m.clauses, m.talks.space, deal, true, 0, unlocked);
    CHECK(staged.renewal == 2);
    CHECK(staged.quiet_days == 7);
    const auto government = BlocId(std::find(m.blocs.begin(), m.blocs.end(), "government") - m.blocs.begin());
    const auto opposition = BlocId(std::find(m.blocs.begin(), m.blocs.end(), "opposition") - m.blocs.begin());
    // Aircraft are grounded, and the joint centre works, only after seven quiet days; grounding binds the
    // government.
    CHECK(staged.protects[government] == 0);
    CHECK(unlocked.protects[government] > 0.3);
    CHECK(unlocked.protects[opposition] == 0);
    CHECK(unlocked.pressure > staged.pressure);
    CHECK(staged.covers.contains(FrontId(s.fronts.position("aleppo"))));
    CHECK(!staged.covers.contains(FrontId(s.fronts.position("islamic_state"))));
  }

  TEST_CASE("clauses combine: the strictest limit on strikes, the shortest renewal, all fronts together") {
    const Scenario s = test::scenario(R"(
name: clauses
calendar: {start: 2020-01-01, end: 2020-02-01}
issues:
  A: {options: [no, yes], terms: {1: {covers: [north], renewal: 10 days, strikes: 0.5, detection: 0.5}}}
  B: {options: [no, yes], terms: {yes: {covers: [south], renewal: 48 h, strikes: 0.2, detection: 0.5}}}
parties:
  P: {weights: {A: 1}, war: {strength: 1}}
  Q: {weights: {B: 1}, war: {strength: 1}}
talks: {protocol: alternating_offers}
fronts:
  north: {sides: [P, Q], intensity: 1}
  south: {sides: [P, Q], intensity: 1}
)");
    const auto m = std::make_unique<Model>(s);
    TermsInForce t;
    put_into_force(m->clauses, m->talks.space, Package{1, 1}, true, 0, t);
    CHECK(t.covers.size() == 2);
    CHECK(t.renewal == 2);
    CHECK(t.strikes == 0.2);
    CHECK(t.detection == doctest::Approx(0.75));
    put_into_force(m->clauses, m->talks.space, Package{0, 0}, true, 0, t);
    CHECK(t.covers.size() == 0);
    CHECK(t.strikes == 1);
  }
}
