// Are points that a few runs do not tell apart told as what they are?

#include "parley/runs/spread_words.hpp"

#include "answers.hpp"
#include "parley/runs/answer_words.hpp"

namespace parley {

namespace {

using test::check_done;
using test::Finished;
using test::has;
using test::Json;
using test::measured_as;
using test::on_one_line;
using test::run;
using test::TempDir;
using test::operator+;

}  // namespace

TEST_SUITE("spread_words") {
  TEST_CASE("points that their few runs do not tell apart are never told as three times the same figure") {
    const TempDir dir;
    const std::string file = dir / "border.yaml", folder = dir / "out", page = dir / "page.html";
    check_done(run({"new", file}));
    std::string text = test::read_file(file);
    const std::string wide = "low: 0.3, high: 0.6";
    REQUIRE(has(text, wide));
    test::write_file(file, text.replace(text.find(wide), wide.size(), "low: 0.44, high: 0.46"));
    check_done(run({"run", file, "-n", "200", "-q", "-o", folder}));
    const std::string told = on_one_line(run({"run", file, "-n", "200", "-q"}).out);
    CHECK(has(told, "do not tell how far the points differ beyond luck; their 10th and 90th percentile lie"));
    CHECK(has(told, "% (within "));
    CHECK(has(told, "Where one value stands for three"));
    const Json answer = Json::parse(run({"run", file, "-n", "200", "--json"}).out)["answer"];
    const Json over = measured_as(answer, "agreement")["over_ranges"];
    CHECK(over["told"] == false);
    CHECK(over["within_low"] < over["p10"]);
    CHECK(over["within_high"] > over["p90"]);
    check_done(run({"report", folder, "--html", page, "-q"}));
    const std::string html = test::read_file(page);
    CHECK(has(html, "% or less"));
    CHECK(has(html, "their mean is given between them"));
    const Finished c =
        run({"compare", file, "--with", "war.day_noise=0.2", "-n", "100", "--points", "40", "-q"});
    check_done(c);
    CHECK(has(c.out, "(within "));
    CHECK_FALSE(has(c.out, "Not robust"));
  }

  TEST_CASE("a mean that a few runs draw up is told with what half of the runs stay below, or not at all") {
    Answers a;
    a.points = 200;
    a.central_runs = 1000;
    a.runs = 4;
    a.numbers.ranged = 1;
    Answer at;
    at.measure = measure("violence");
    for (const Measure& m : headlines(test::scenario_file("scenarios/geneva-2016.yaml")))
      if (m.name == "violence") at.measure = &m;
    at.central = Estimate{0.42, 0.3, 0.6};
    at.spread.p10 = at.spread.p50 = at.spread.p90 = at.spread.mean = 0.73;
    a.measures.push_back(at);
    a.median_violence = 0.18;
    a.median_violence_over = 0.15;
    CHECK(has(flare_up_in_words(a),
              "at most 18% of before at the central values, and at most 15% over the assumptions"));
    a.median_violence = 0.4;
    CHECK(has(flare_up_in_words(a), "15% over the assumptions"));  // drawn up there
    a.median_violence_over = 0.7;
    CHECK(flare_up_in_words(a).empty());
    const TempDir dir;
    const std::string file = dir / "f.yaml";
    check_done(run({"new", file, "--kind", "facilitated"}));
    const Json told = measured_as(Json::parse(run({"run", file, "-n", "200", "--json"}).out)["answer"],
                                  "violence")["over_ranges"];
    if (told["told"] == false && told["within_high"].is_number())
      CHECK(told["within_high"].get<double>() <= 5 * told["mean"].get<double>());
  }

  TEST_CASE("of a handful of ends no share is told, and how many there are is told once") {
    const TempDir dir;
    const std::string file = dir / "war.yaml";
    check_done(run({"new", file, "--kind", "patrons"}));
    int ended = 0, runs = 0;  // so many runs that a few truces end
    while (ended == 0 && runs < 400) {
      runs += 40;
      ended = 0;
      const Json all = Json::parse(run({"run", file, "-n", std::to_string(runs), "--central", "--json"}).out);
      for (const auto& end : all["truce_ended_by"]) ended += end["runs"].get<int>();
    }
    REQUIRE(ended > 0);
    REQUIRE(ended < 5);
    const std::string told = on_one_line(run({"run", file, "-n", std::to_string(runs), "--central"}).out);
    const std::string count = fmt::format("{} of ", ended);
    const std::size_t at = told.find("Who ended it, and why, at the central values " + count);
    REQUIRE(at != std::string::npos);
    CHECK(told.find("first truces end", told.find("first truces end", at) + 1) == std::string::npos);
    CHECK_FALSE(has(told, "% of those that end"));
  }

  TEST_CASE("what is hardly ever or nearly always so is not told as never or always") {
    CHECK(whole_percent(0) == "0%");
    CHECK(whole_percent(0.004) == "<1%");
    CHECK(whole_percent(0.006) == "1%");
    CHECK(whole_percent(0.994) == "99%");
    CHECK(whole_percent(0.998) == ">99%");
    CHECK(whole_percent(1) == "100%");
  }

  TEST_CASE("what is the same in every run at every point is said so, once") {
    const TempDir dir;
    const std::string file = dir / "sure.yaml";
    test::write_file(file, R"(name: Sure
issues: {PIE: {options: [a, b, c]}}
parties:
  NORTH: {weights: {PIE: 1}, ideal: {PIE: c}, reservation: {value: 0.2, low: 0.1, high: 0.3, mark: F}}
  SOUTH: {weights: {PIE: 1}, ideal: {PIE: a}, reservation: 0.2}
talks: {protocol: alternating_offers, rounds: 20}
)");
    const Finished f = run({"run", file, "-n", "100", "-q"});
    check_done(f);
    CHECK(has(on_one_line(f.out), "over the assumptions 100% in every run at every point"));
    const Finished few = run({"analyze", file, "--points", "1", "-q"});
    CHECK(has(on_one_line(few.out), "1 point is too few to tell how far that depends on the assumptions"));
  }
}

}  // namespace parley
