// Does a comparison tell differences and nothing else?

#include "parley/questions/compare/compare.hpp"

#include "answers.hpp"
#include "parley/scenario/numbers.hpp"

namespace parley {

namespace {

using test::check_done;
using test::has;
using test::Json;
using test::on_one_line;
using test::run;
using test::TempDir;
using test::Words;
using test::operator+;

CompareOptions small(std::uint32_t replicates, std::uint32_t points) {
  CompareOptions o;
  o.replicates = replicates;
  o.points = points;
  o.runs = 3;
  return o;
}

}  // namespace

TEST_SUITE("compare") {
  TEST_CASE("a scenario and itself do not differ, whatever the assumptions") {
    const Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
    const Comparison c = compare(s, s, small(20, 10));
    CHECK(c.measures.size() == measures().size());
    for (const Compared& m : c.measures) {
      CAPTURE(m.measure->name);
      CHECK(m.change.value == 0);
      CHECK(m.a == m.b);
    }
    for (const RobustMeasure& m : c.robustness.measures) {
      CHECK_FALSE(std::fabs(m.mean_change.value) > 0);  // 0, or of nothing
    }
    REQUIRE(c.robustness.points == 10);
    // The draws do something: points differ from one another.
    bool differ = false;
    const RobustMeasure* deaths = c.robustness.find("deaths");
    REQUIRE(deaths != nullptr);
    for (std::size_t p = 0; p < 10; ++p) {
      CHECK(deaths->a[p].sum == deaths->b[p].sum);
      CHECK(deaths->change[p].sum == 0);
      differ = differ || deaths->a[p].sum != deaths->a[0].sum;
    }
    CHECK(differ);
  }

  TEST_CASE("what is so at the centre and turns round at one point in ten is not robust") {
    const Measure* deaths = nullptr;
    for (const Measure& m : measures())
      if (m.name == "deaths") deaths = &m;
    REQUIRE(deaths != nullptr);
    const auto holds = [&](Difference centre, double p10, double p90) {
      RobustMeasure ranges{deaths, {}, {}, {}, {}, {}, {}};
      ranges.spread_change.p10 = p10;
      ranges.spread_change.p50 = (p10 + p90) / 2;
      ranges.spread_change.p90 = p90;
      return holds_over_ranges({deaths, 500, 400, centre, false}, ranges);
    };
    CHECK(holds({-100, -150, -50}, -200, -20) == true);
    CHECK(holds({-100, -150, -50}, -200, 10) == true);  // next to nothing
    CHECK(holds({-100, -150, -50}, -200, 90) == false);
    CHECK(holds({100, 50, 150}, -200, 90) == false);
    CHECK(holds({100, 50, 150}, -200, -90) == false);  // the centre alone says so
    CHECK_FALSE(holds({-100, -250, 50}, -200, 90));    // chance explains it at the centre
    CHECK_FALSE(holds({-100, -150, -50}, unknown, unknown));
  }

  TEST_CASE("more fighting kills more, with certainty and over all ranges") {
    const Scenario a = test::scenario_file("scenarios/geneva-2016.yaml", {"talks.start=2017-02-27"});
    const Scenario b = test::scenario_file("scenarios/geneva-2016.yaml",
                                           {"talks.start=2017-02-27", "fronts.aleppo.intensity=12"});
    CompareOptions o = small(40, 8);
    o.measure = "deaths";
    o.held = {"fronts.aleppo.intensity"};
    const Comparison c = compare(a, b, o);
    for (const Compared& m : c.measures)
      if (m.measure->name == "deaths") CHECK(m.change.low > 0);
    const RobustMeasure& deaths = *c.robustness.find("deaths");
    CHECK(std::all_of(deaths.change.begin(), deaths.change.end(),
                      [](const PointSum& change) { return change.sum > 0; }));
    CHECK(deaths.mean_change.low > 0);
  }

  TEST_CASE("draws stay in the declared range, and whole numbers whole") {
    Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
    std::size_t whole = 0, all = 0;
    for (const auto& a : assumed_numbers(s)) {
      ++all;
      if (a.path.find(".ideal.") != std::string::npos) {
        CHECK(a.whole);
        ++whole;
      }
      if (a.path == "parties.GOV.reservation") {
        CHECK_FALSE(a.whole);
        a.number->value = 0.5;
      }
    }
    CHECK(whole > 10);
    CHECK(all == assumptions_of(s).size());
    CHECK(s.parties.find("GOV")->reservation.value == 0.5);
  }

  TEST_CASE("beside a mean that few runs may draw up stands what half of the runs stay below") {
    const TempDir dir;
    const std::string file = test::small_war(dir);
    const Words change{"--with", "fronts.river.intensity=6", "-n", "60", "--central"};
    const Json json = Json::parse(run(Words{"compare", file, "--json"} + change).out);
    const auto alone = [&](const Words& with) {
      return Json::parse(run(Words{"run", file, "-n", "60", "--central", "--json"} + with).out);
    };
    const Json a = alone({}), b = alone({"--set", "fronts.river.intensity=6"});
    std::size_t told = 0;
    for (const auto& m : json["measures"]) {
      const std::string name = m["measure"];
      if (name == "lasting" || name == "broken") CHECK(m["median_a"].is_null());
      if (name != "deaths" && name != "truce_days") continue;
      ++told;
      CHECK(m["median_a"] == a["medians"][name]);
      CHECK(m["median_b"] == b["medians"][name]);
      CHECK(m["a"] == a["means"][name]);
    }
    CHECK(told == 2);
    CHECK(has(run(Words{"compare", file} + change).out, "half of the runs: at most"));
    CHECK(has(run({"run", file, "-n", "60", "--central"}).out, "(in half of the runs at most"));
  }

  TEST_CASE("parley compare: a variant beside the scenario, and mistakes") {
    const TempDir dir;
    const std::string file = test::small_war(dir);
    const auto same = run(
        {"compare", file, file, "-n", "20", "--points", "20", "--runs", "2", "--uncertain", "all", "--json"});
    check_done(same);
    const Json json = Json::parse(same.out);
    for (const auto& m : json["measures"])
      CHECK(m["difference"] == (m["a"].is_null() ? Json() : Json(0)));  // nothing to compare is no difference
    CHECK(json["robustness"]["measures"][0]["difference"]["mean"] == 0);
    const auto told = run({"compare", file, file, "-n", "20", "--points", "0"});
    CHECK(has(told.out, "the same in every run"));
    CHECK_FALSE(has(told.out, "not clear of chance"));
    CHECK_FALSE(has(told.out, "displaced"));  // this war has no besieged areas
    const auto text = run({"compare", file, "--with", "talks.deadline=1", "-n", "20", "--points", "20",
                           "--runs", "2", "--uncertain", "all"});
    check_done(text);
    // What was typed, and what it is.
    CHECK(has(on_one_line(text.out), "talks.deadline=1 (how long talks go on without a deal)"));
    CHECK(has(text.out, "over the assumptions B less A is"));
    check_done(run({"compare", test::pie, test::pie, "-n", "2", "--points", "0"}));
    test::check_refused({"compare", file}, "--with PATH=VALUE");
    test::check_refused({"compare", file, file, "--measure", "peace"}, "expected one of");
    test::check_refused({"compare", file, "--with", "talks.deadlin=1"}, "unknown key");
  }
}

}  // namespace parley
