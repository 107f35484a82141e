// Do points drawn over the declared ranges say what the ranges say, whoever plays them?

#include "parley/runs/over_ranges.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

#include "cli.hpp"
#include "parley/scenario/override.hpp"
#include "support.hpp"

namespace parley {

namespace {

struct Row {
  std::size_t point = 0;
  std::uint32_t replicate = 0;
  double deaths = 0;
  int truce = 0;
  std::string trigger;
  friend bool operator==(const Row&, const Row&) = default;
};

std::vector<Row> rows(const Scenario& s, std::size_t points, std::uint32_t runs, int jobs) {
  const std::vector<Variant> one{{s}};
  std::vector<Row> out;
  PointsHooks hooks;
  hooks.run = [&](const PointRun& r) {
    out.push_back({r.point, r.replicate, r.outcome.deaths, r.outcome.first_truce_days,
                   std::string(r.outcome.trigger_name)});
  };
  play_points(RangePoints(one, points, 7), one, {.seed = 7, .runs = runs, .jobs = jobs}, hooks);
  return out;
}

const char* const split = R"(
name: two shares
issues: {X: {options: [a, b, c], status_quo: a}}
parties:
  A: {weights: {X: 1}, ideal: {X: b}, salience: {value: 0.8, low: 0.5, high: 1}}
  B: {weights: {X: 1}, ideal: {X: {value: c, low: 0, high: 2}}, reservation: {value: 0.1, low: 0, high: 0.2, group: g}}
  C: {weights: {X: 1}, ideal: {X: 1}, reservation: {value: 0.3, low: 0.2, high: 0.4, group: g}}
talks: {protocol: {random_proposer: {quota: 2, votes: {A: {value: 0.6, low: 0, high: 1}, B: {value: 0.6, low: 0, high: 1}, C: 1}}}}
)";

}  // namespace

TEST_SUITE("over_ranges") {
  TEST_CASE("the same points have the same runs on any number of threads") {
    const Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
    const auto one = rows(s, 6, 3, 1);
    REQUIRE(one.size() == 18);
    CHECK(one == rows(s, 6, 3, 2));
    CHECK(one == rows(s, 6, 3, 0));
    std::size_t at = 0;
    for (std::size_t p = 0; p < 6; ++p)
      for (std::uint32_t r = 0; r < 3; ++r, ++at) {
        CHECK(one[at].point == p);
        CHECK(one[at].replicate == r);
      }
    std::set<double> deaths;  // no two runs share their luck
    for (const Row& r : one) deaths.insert(r.deaths);
    CHECK(deaths.size() == one.size());
    bool named = false;  // the names of events outlive the points
    for (const Row& r : rows(s, 150, 2, 0)) named = named || !r.trigger.empty();
    CHECK(named);
  }

  TEST_CASE("a point is the scenario with these values written into it") {
    const Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
    const std::vector<Variant> one{{s}};
    const RangePoints points(one, 3, 7);
    const auto played = rows(s, 3, 2, 1);
    for (std::size_t p = 0; p < 3; ++p) {
      std::vector<std::string> set;
      for (std::size_t f = 0; f < points.factors().size(); ++f)
        set.push_back(fmt::format("{}={}", points.factors()[f].path + ".value", points.value(p, f)));
      Diagnostics problems;
      auto document = read_yaml_file(test::source("scenarios/geneva-2016.yaml"), problems);
      override_values(*document, set, problems);
      document->overrides.clear();  // as the file may say it: what is set must be a step that is played
      const auto written = load_scenario(*document, problems);
      REQUIRE_MESSAGE(written.has_value(), to_string(problems));
      const auto model = std::make_unique<Model>(*written);
      State state(*model);
      for (std::uint32_t r = 0; r < 2; ++r) {
        const Outcome& o = simulate(*model, {7, static_cast<std::uint32_t>(p + 1), r}, state);
        CHECK(o.deaths == played[2 * p + r].deaths);
        CHECK(o.first_truce_days == played[2 * p + r].truce);
      }
    }
  }

  TEST_CASE("draws fill each range evenly, whole numbers stay whole, groups move together") {
    const Scenario s = test::scenario(split);
    const std::vector<Variant> one{{s}};
    const RangePoints points(one, 300, 1);
    REQUIRE(points.factors().size() == 5);
    CHECK(points.groups() == 1);
    std::map<double, int> options;
    for (std::size_t p = 0; p < points.size(); ++p)
      for (std::size_t f = 0; f < 5; ++f) {
        const Assumption& a = points.factors()[f];
        const double x = points.value(p, f);
        CHECK(x >= *a.number.low);
        CHECK(x <= *a.number.high);
        if (a.path == "parties.B.ideal.X") ++options[x];
        if (a.path == "parties.B.reservation")
          for (std::size_t g = 0; g < 5; ++g)
            if (points.factors()[g].path == "parties.C.reservation")
              CHECK(points.value(p, g) - 0.2 == doctest::Approx(x));
      }
    CHECK(options == std::map<double, int>{{0, 100}, {1, 100}, {2, 100}});
    const RangePoints held(one, 3, 1, {"talks", "parties.B.reservation.value"});
    REQUIRE(held.factors().size() == 2);
    CHECK(held.factors()[0].path == "parties.B.ideal.X");
    CHECK(held.factors()[1].path == "parties.C.reservation");
  }

  TEST_CASE("points whose numbers break a rule between them are refused, not played") {
    const Scenario s = test::scenario(split);
    const std::vector<Variant> one{{s}};
    const RangePoints points(one, 200, 1);
    std::set<std::size_t> played, refused;
    std::size_t a = 0, b = 0;
    for (std::size_t f = 0; f < 5; ++f) {
      if (points.factors()[f].path == "talks.protocol.random_proposer.votes.A") a = f;
      if (points.factors()[f].path == "talks.protocol.random_proposer.votes.B") b = f;
    }
    PointsHooks hooks;
    hooks.run = [&](const PointRun& r) { played.insert(r.point); };
    hooks.refused = [&](std::size_t, std::size_t point, const std::string& why) {
      refused.insert(point);
      CHECK(test::has(why, "a quota of 2 is more than all votes together"));
    };
    play_points(points, one, {.runs = 2}, hooks);
    CHECK(played.size() + refused.size() == 200);
    for (std::size_t p = 0; p < 200; ++p)
      CHECK(refused.contains(p) == (points.value(p, a) + points.value(p, b) < 1 - 1e-9));
  }

  TEST_CASE(
      "a variant that is not wanted after a look is played no further, and leaves the others as they are") {
    const Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
    const std::vector<Variant> three{{s, {}, true}, {s, {}, true}, {s, {}, false}};
    const RangePoints points(three, 7, 1);
    const auto played = [&](bool all, int jobs) {
      std::vector<std::vector<double>> deaths(3);
      std::vector<std::size_t> told;
      std::size_t done = 0;
      PointsHooks hooks;
      hooks.run = [&](const PointRun& r) { deaths[r.variant].push_back(r.outcome.deaths); };
      hooks.points = [&](std::size_t n) { told.push_back(done = n); };
      hooks.wanted = [&](std::size_t variant) { return all || variant != 1 || done < 3; };
      CHECK(play_points(points, three, {.runs = 2, .jobs = jobs, .looks = {3, 5}}, hooks) == 7);
      CHECK(std::find(told.begin(), told.end(), 3) != told.end());
      CHECK(std::find(told.begin(), told.end(), 5) != told.end());
      return deaths;
    };
    const auto all = played(true, 1), some = played(false, 1);
    CHECK(some[0] == all[0]);
    CHECK(some[2] == all[2]);
    REQUIRE(all[1].size() == 14);
    CHECK(some[1] == std::vector<double>(all[1].begin(), all[1].begin() + 6));
    CHECK(played(false, 3) == some);
  }

  TEST_CASE("variants see the same values and the same luck") {
    const Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
    std::vector<std::vector<double>> deaths(3);
    const std::vector<Variant> three{{s}, {s}, {s, [](Model& m) {
                                                  for (auto& b : m.bound) b = Bound::attacks;
                                                }}};
    PointsHooks hooks;
    hooks.run = [&](const PointRun& r) { deaths[r.variant].push_back(r.outcome.deaths); };
    play_points(RangePoints(three, 40, 1), three, {.runs = 2}, hooks);
    CHECK(deaths[0] == deaths[1]);
    double calm = 0, bound = 0;
    for (const double d : deaths[0]) calm += d;
    for (const double d : deaths[2]) bound += d;
    CHECK(bound > calm);
  }
}

}  // namespace parley
