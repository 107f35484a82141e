// Terms, compliance, leaving.
#include <algorithm>

#include "parley/truce/compliance.hpp"
#include "parley/truce/terms.hpp"
#include "support.hpp"

using namespace parley;

TEST_SUITE("truce") {
  TEST_CASE("keeping a truce pays when trust exceeds exposure over stake plus exposure") {
    // Kydd 2005: cooperate iff belief >= l / (B + l).
    const TruceValue v{0.15, 0.05, 0.0, 0.1};
    const double threshold = v.exposure / (v.surplus + v.pressure + v.exposure);
    for (double t = 0; t <= 1.0; t += 0.05) {
      TruceValue now = v;
      now.trust = t;
      CHECK((now.value() >= -1e-12) == (t >= threshold - 1e-12));
    }
  }

  TEST_CASE("the three reasons for a decline add up to it exactly") {
    const TruceValue before{0.1, 0.08, 0.6, 0.05}, now{-0.02, 0.03, 0.3, 0.05};
    const Decline d = decline(before, now);
    CHECK(d.trust + d.war + d.pressure == doctest::Approx(now.value() - before.value()));
    CHECK(d.trust < 0);
    CHECK(d.war < 0);
    CHECK(d.pressure < 0);
  }

  TEST_CASE(
      "acts are a choice: probabilities sum to 1, more stake means more compliance, more temptation less") {
    const Temptation t{0.03, 0.3, 0.5};
    double before = 0;
    for (double value = 0; value < 0.5; value += 0.05) {
      const auto p = act_probabilities(value, t, 40);
      CHECK(p[0] + p[1] + p[2] == doctest::Approx(1.0));
      CHECK(p[0] > before);
      before = p[0];
    }
    CHECK(act_probabilities(0.2, {0.10, 0.3, 0.5}, 40)[0] < act_probabilities(0.2, {0.01, 0.3, 0.5}, 40)[0]);
    CHECK(act_probabilities(0.2, {0.05, 0.1, 0.5}, 40)[2] > act_probabilities(0.2, {0.05, 0.4, 0.5}, 40)[2]);
  }

  TEST_CASE(
      "leaders leave when the truce is worth less than the cost of leaving, and let it lapse more readily "
      "than denounce it") {
    CHECK(denounce_probability(-0.02, 0.02, 150) == doctest::Approx(0.5));
    CHECK(denounce_probability(0.05, 0.02, 150) < 1e-4);
    CHECK(denounce_probability(-0.2, 0.02, 150) > 0.99);
    CHECK(1 - renew_probability(0.0, 150) > denounce_probability(0.0, 0.02, 150));
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
    put_into_force(m.clauses, m.talks.space, deal, false, staged);
    put_into_force(m.clauses, m.talks.space, deal, true, unlocked);
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
    put_into_force(m->clauses, m->talks.space, Package{1, 1}, true, t);
    CHECK(t.covers.size() == 2);
    CHECK(t.renewal == 2);
    CHECK(t.strikes == 0.2);
    CHECK(t.detection == doctest::Approx(0.75));
    put_into_force(m->clauses, m->talks.space, Package{0, 0}, true, t);
    CHECK(t.covers.size() == 0);
    CHECK(t.strikes == 1);
  }
}
