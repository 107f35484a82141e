// Can an answer be taken for more than it is?

#include <sstream>

#include <fmt/format.h>

#include "answers.hpp"
#include "parley/runs/answer_words.hpp"
#include "parley/runs/doubts.hpp"
#include "parley/runs/glossary.hpp"
#include "parley/writing/html.hpp"
#include "study_cases.hpp"

namespace parley {

namespace {

using test::check_done;
using test::check_refused;
using test::dicey;
using test::Finished;
using test::geneva;
using test::has;
using test::Json;
using test::measured_as;
using test::on_one_line;
using test::run;
using test::TempDir;
using test::Words;
using test::operator+;

std::size_t place(const std::string& text, const std::string& part) {
  CHECK_MESSAGE(has(text, part), part);
  return text.find(part);
}

}  // namespace

TEST_SUITE("answer") {
  TEST_CASE("a run answers with both doubts, how long truces last before what is in force at the end") {
    const Finished f = run({"run", geneva, "-n", "600", "-q"});
    check_done(f);
    CHECK(place(f.out, "The first truce, where one is signed, lasts beyond 30 days: ") <
          place(f.out, "some signed text is in force"));
    CHECK(place(f.out, "10th to 90th percentile") < place(f.out, "How the runs end"));
    CHECK(place(f.out, "texts broken in a run") < place(f.out, "some signed text is in force"));
    CHECK(has(f.out, "600 runs at the central values, 480 over the ranges of"));
    CHECK(has(f.out, "plain numbers and"));
    CHECK(has(f.out, "from this sample"));
    // The answer stands in the first fifteen lines.
    std::istringstream lines(f.out);
    std::string line, first;
    for (int k = 0; k < 15 && std::getline(lines, line); ++k) first += line + "\n";
    CHECK(has(first, "half of them at most"));
    // How long a truce lasts is not how likely one is: whether one is signed is told with it.
    CHECK(has(on_one_line(first), "A text is signed: "));
    CHECK(has(on_one_line(f.out), "are of the runs that sign one"));
    CHECK_FALSE(has(first, "in force"));
  }

  TEST_CASE("the answer is the same as JSON, on any number of threads, and for the centre alone if asked") {
    const Finished one = run({"run", geneva, "-n", "100", "--json", "-j", "1"});
    check_done(one);
    CHECK(one.out == run({"run", geneva, "-n", "100", "--json", "-j", "3"}).out);
    const Json answer = Json::parse(one.out)["answer"];
    CHECK(answer["points"] == 20);
    CHECK(answer["runs_per_point"] == 4);
    CHECK(answer["numbers"]["with_range"].get<int>() > 300);
    CHECK(answer["numbers"]["plain"].get<int>() > 0);
    CHECK(answer["numbers"]["defaults"].get<int>() > 0);
    for (const auto& m : answer["measures"]) {
      if (m["over_ranges"].is_null()) continue;
      CHECK(m["over_ranges"]["p10"] <= m["over_ranges"]["p50"]);
      CHECK(m["over_ranges"]["p50"] <= m["over_ranges"]["p90"]);
    }
    const Json& month = measured_as(answer, "beyond_30");
    CHECK(month["central"]["low"] <= month["central"]["value"]);
    CHECK(month["central"]["value"] < month["central"]["high"]);
    const Json central = Json::parse(run({"run", geneva, "-n", "100", "--json", "--central"}).out)["answer"];
    CHECK(central["points"] == 0);
    CHECK(measured_as(central, "beyond_30")["over_ranges"].is_null());
    CHECK(measured_as(central, "beyond_30")["central"] == month["central"]);
    CHECK(has(run({"run", geneva, "-n", "40"}).out, "Central values only"));
    CHECK(has(run({"run", geneva, "-n", "40", "--points", "5"}).out, "5 points are too few"));
    check_refused({"run", geneva, "--per-point", "1"}, "--per-point 1: expected a whole number from 2");
  }

  TEST_CASE(
      "a range that no run looks at is not drawn, and what has none is told whether drawn by rule or not") {
    const TempDir dir;
    const std::string file = dicey(dir), idle = dir / "idle.yaml";
    std::string text = test::read_file(file);
    const std::string power = "SOUTH: {weights",
                      ranged = "SOUTH: {salience: {value: 0.8, low: 0.5, high: 1}, weights";
    test::write_file(idle, text.replace(text.find(power), power.size(), ranged));
    const Json plain = Json::parse(run({"run", file, "-n", "100", "--json"}).out)["answer"];
    const Json with = Json::parse(run({"run", idle, "-n", "100", "--json"}).out)["answer"];
    CHECK(with["ranges_drawn"] == 2);
    CHECK(with["numbers"] == plain["numbers"]);
    CHECK(with["measures"] == plain["measures"]);  // the same draws, the same runs
    const std::string told = on_one_line(run({"run", idle, "-n", "100"}).out);
    CHECK(has(told, "2 numbers of the file have a range, taken as"));
    CHECK(has(told, "have none and stay as they are"));
    CHECK_FALSE(has(told, "by rule"));
    const Json all =
        Json::parse(run({"run", idle, "-n", "100", "--json", "--uncertain", "all"}).out)["answer"];
    CHECK(all["numbers"]["by_rule"].get<int>() == all["ranges_drawn"].get<int>() - 2);
    CHECK(all["numbers"]["by_rule"].get<int>() > 0);
    const std::string ruled = on_one_line(run({"run", idle, "-n", "100", "--uncertain", "all"}).out);
    CHECK(has(ruled, "more by rule"));
    CHECK(has(ruled, "have none and stay as they are"));
  }

  TEST_CASE(
      "talks that leave nothing to chance have no interval of luck, and what never moves has no decider") {
    const TempDir dir;
    const std::string file = dir / "sure.yaml";
    test::write_file(file, R"(name: Sure
issues: {PIE: {options: [a, b, c]}}
parties:
  NORTH: {weights: {PIE: 1}, ideal: {PIE: c}, reservation: {value: 0.2, low: 0.1, high: 0.3, mark: F}}
  SOUTH: {weights: {PIE: 1}, ideal: {PIE: a}, reservation: {value: 0.2, low: 0.1, high: 0.3, mark: F}}
talks: {protocol: alternating_offers, rounds: 20}
)");
    const Json agreed =
        measured_as(Json::parse(run({"run", file, "-n", "100", "--json"}).out)["answer"], "agreement");
    CHECK((agreed["central"]["value"] == 0 || agreed["central"]["value"] == 1));
    CHECK(agreed["central"]["low"].is_null());
    CHECK(agreed["central"]["high"].is_null());
    const std::string told = on_one_line(run({"run", file, "-n", "100"}).out);
    CHECK(has(told, "no luck in it"));
    CHECK(has(told, "is the same at every point"));
    CHECK_FALSE(has(told, "cannot be told from this sample"));
  }

  TEST_CASE(
      "no interval of a count or of days leaves what they can be, and equal or few runs make none sure") {
    const TempDir dir;
    const std::string war = test::small_war(dir);
    for (const std::string runs : {"2", "20", "60"}) {
      const Json answer = Json::parse(run({"run", war, "-n", runs, "--json", "--central"}).out)["answer"];
      for (const char* name : {"signed", "broken", "truce_days", "violence"}) {
        CAPTURE(name);
        const Json& m = measured_as(answer, name)["central"];
        if (runs == "2") CHECK(m["low"].is_null());
        if (m["low"].is_null()) continue;
        CHECK(m["low"] > 0);
        CHECK(m["low"] < m["value"]);
        CHECK(m["value"] < m["high"]);
      }
    }
    CHECK(has(run({"run", war, "-n", "2", "--central"}).out, "too few runs"));
  }

  TEST_CASE("what lasts longer is told no oftener, at any percentile over the assumptions") {
    for (const std::string seed : {"1", "2", "3"}) {
      const Json answer =
          Json::parse(run({"run", geneva, "-n", "100", "--seed", seed, "--json"}).out)["answer"];
      for (const char* told : {"p10", "p50", "p90", "mean"}) {
        double before = 1;
        for (const char* name : {"beyond_7", "beyond_30", "beyond_90"}) {
          const Json& m = measured_as(answer, name)["over_ranges"];
          if (m.is_null()) continue;
          CHECK(m[told].get<double>() <= before + 1e-12);
          before = m[told].get<double>();
        }
      }
    }
  }

  TEST_CASE("what was set keeps its value, and a file without ranges says that nothing is known of them") {
    const TempDir dir;
    const std::string file = dicey(dir);
    const Json both = Json::parse(run({"run", file, "-n", "100", "--json"}).out)["answer"];
    CHECK(both["ranges_drawn"] == 2);
    const Json one =
        Json::parse(run({"run", file, "-n", "100", "--json", "--set", "parties.NORTH.reservation.value=0.3"})
                        .out)["answer"];
    CHECK(one["ranges_drawn"] == 1);
    const Finished none = run({"run", file, "-n", "100", "--set", "parties.NORTH.reservation=0.3", "--set",
                               "parties.SOUTH.reservation=0.3"});
    check_done(none);
    CHECK(has(none.out, "No number of the file has a range"));
  }

  TEST_CASE("who ends truces is told over the assumptions too, and its shares make all of those that end") {
    const Words played{"run", geneva, "-n", "60", "--points", "200"};
    const Finished f = run(played + Words{"--json"});
    const Json ends = Json::parse(f.out)["answer"]["ends_over_ranges"];
    REQUIRE(ends.size() > 1);
    double all = 0, before = 1;
    for (const auto& e : ends) {
      CHECK(e["mean"].get<double>() <= before);
      before = e["mean"];
      all += before;
      if (e["mean_low"].is_null()) continue;
      CHECK(e["mean_low"] >= 0);
      CHECK(e["mean_high"] <= 1);
    }
    CHECK(all == doctest::Approx(1));
    CHECK(has(on_one_line(run(played).out), "Over the assumptions, of the first truces that end"));
    CHECK(
        Json::parse(run({"run", geneva, "-n", "40", "--json", "--central"}).out)["answer"]["ends_over_ranges"]
            .empty());
  }

  TEST_CASE("every way in which a truce ends has its meaning within reach") {
    for (const std::string_view cause : cause_names)
      if (!cause.empty()) {
        CAPTURE(cause);
        CHECK_FALSE(words_in(fmt::format("ended it: {}", cause)).empty());
      }
    CHECK(words_in("nothing to explain here").empty());
    CHECK(words_in("a\nmass\n   event").size() == 1);
    CHECK(words_in("amass events").empty());
    const Finished f = run({"run", geneva, "-n", "40"});
    const std::string text = f.out.substr(0, f.out.find("\nWords\n")),
                      words = f.out.substr(f.out.find("\nWords\n"));
    for (const Word& w : words_in(text)) CHECK_MESSAGE(has(words, std::string(w.word)), w.word);
  }

  TEST_CASE("a comparison tells by how much one is better over the ranges, whatever the runs at each point") {
    const Finished f = run({"compare", geneva, "--with", "parties.GOV.influenced_by.RUS=0", "-n", "40",
                            "--points", "20", "--json"});
    check_done(f);
    const Json json = Json::parse(f.out);
    CHECK(json["robustness"]["points"] == 20);
    CHECK(json["robustness"]["by_point"].size() == 20);
    for (const auto& m : json["robustness"]["measures"]) {
      const Json& d = m["difference"];
      if (d["mean_low"].is_null()) continue;
      CHECK(d["mean_low"] <= d["mean"]);
      CHECK(d["mean"] <= d["mean_high"]);
    }
    CHECK(has(json["answer"].get<std::string>(), "over the assumptions B less A is"));
  }

  TEST_CASE("a comparison says nothing over assumptions that are not drawn, or at too few points") {
    const TempDir dir;
    const std::string file = dicey(dir);
    const auto told = [&](const Words& more) {
      return on_one_line(
          run(Words{"compare", file, "--with", "parties.NORTH.reservation=0.5", "-n", "40"} + more).out);
    };
    const std::string none = told({"--points", "30", "--set", "parties.SOUTH.reservation=0.2"});
    CHECK(has(none, "no range is drawn that runs look at"));
    const std::string few = told({"--points", "5"});
    CHECK(has(few, "5 points are too few"));
    for (const std::string& text : {none, few}) {
      CHECK_FALSE(has(text, "over the assumptions B less A is"));
      CHECK_FALSE(has(text, "Over the assumptions: how far"));
    }
    CHECK(has(told({"--points", "20"}), "over the assumptions too, at every point"));
  }

  TEST_CASE("a premortem tells who ends it most, and how much a change helps, over the ranges") {
    const Words words{
        "premortem",   geneva, "--deal",   test::source("scenarios/deals/9-september-2016.yaml"),
        "-n",          "20",   "--points", "24",
        "--per-point", "2"};
    const Finished f = run(words + Words{"--json"});
    check_done(f);
    const Json over = Json::parse(f.out)["over_ranges"];
    CHECK(over["points"] == 24);
    double ended = 0;
    for (const auto& p : over["parties"]) ended += p["ended_mean"]["share"].get<double>();
    CHECK(ended <= 1 + 1e-9);
    CHECK(ended > 0.5);
    CHECK(over["clauses"].size() > 5);
    // Whoever attacks every day does not make it last.
    for (const auto& p : over["parties"])
      if (p.contains("if_it_attacks")) CHECK(p["if_it_attacks"]["change"]["mean"] <= 0);
    const std::string text = on_one_line(run(words).out);
    CHECK(has(text, "Over the assumptions: how far it holds"));
    CHECK(has(text, fmt::format("f {} changes of one clause tried", over["clauses"].size())));
    CHECK(Json::parse(run(words + Words{"--json", "--central"}).out)["over_ranges"].is_null());
  }

  TEST_CASE("an analysis tells at how many points there is room for a deal") {
    const TempDir dir;
    const std::string file = dicey(dir);
    const Json over = Json::parse(run({"analyze", file, "--json"}).out)["over_ranges"];
    CHECK(over["points"] == 200);
    // All three sign: NORTH wants ten parts, SOUTH none, EAST the middle. Room closes as the two ask for
    // more.
    const int open = over["points_with_a_deal"].get<int>();
    CHECK(open > 0);
    CHECK(over["share_p10"] <= over["share_p90"]);
    CHECK(has(on_one_line(run({"analyze", file}).out),
              "Over the assumptions (200 points over 2 declared ranges)"));
    CHECK(Json::parse(run({"analyze", file, "--json", "--central"}).out)["over_ranges"].is_null());
  }

  TEST_CASE(
      "a study tells over which points and ranges its answer goes, and searches for reference points if "
      "asked") {
    const TempDir dir;
    const std::string war = test::small_war(dir), db = dir / "s.db", far = dir / "far.db";
    const auto study = [&](const char* luck, const std::string& store) {
      std::string values;
      for (int k = 0; k < 20; ++k) values += fmt::format("{}{:.3f}", k > 0 ? ", " : "", 0.3 + 0.3 * k / 19);
      test::write_file(dir / "luck.yaml",
                       fmt::format("scenario: war.yaml\nvary: {{parties.NORTH.reservation: [{}]}}\n"
                                   "replicates: 4\n{}",
                                   values, luck));
      check_done(run({"sweep", dir / "luck.yaml", "-q", "-o", store}));
      const Finished text = run({"report", store});
      check_done(text);
      return on_one_line(text.out);
    };
    const std::string own = study("independent: true\n", db), shared = study("", dir / "shared.db");
    CHECK(has(own, "over the study's points"));
    CHECK(has(own, "(parties.NORTH.reservation) 0.3 to 0.6"));
    CHECK_FALSE(has(own, "(0 to 0)"));
    CHECK(has(shared, "they share the luck of 4 replicates"));
    CHECK(has(shared, "'independent: true' in the study"));
    CHECK_FALSE(has(shared, "10th to 90th percentile"));
    const Json answer = Json::parse(run({"report", db, "--json"}).out)["answer"];
    CHECK(answer["points"] == 20);
    CHECK(answer["runs_per_point"] == 4);
    for (const auto& m :
         Json::parse(run({"report", dir / "shared.db", "--json"}).out)["answer"]["measures"]) {
      CHECK(m["over_ranges"].is_null());
      CHECK(m["variance_from_assumptions"].is_null());
    }
    check_done(run({"report", dir / "shared.db", "--html", dir / "shared.html", "-q"}));
    CHECK(Json::parse(run({"report", db, "-y", "distance_nash", "--json"}).out)["outputs"][0]["mean"]
              .is_null());
    test::write_file(dir / "study.yaml",
                     "scenario: war.yaml\nvary: {parties.NORTH.reservation: [0.3, 0.5]}\nreplicates: 40\n"
                     "outputs: [distance_nash]\n");
    check_done(run({"sweep", dir / "study.yaml", "-q", "-o", far}));
    CHECK(Json::parse(run({"report", far, "--json"}).out)["outputs"][0]["mean"].is_number());
  }

  TEST_CASE("a run says that it is no forecast, and which cases of the record are about its scenario") {
    const std::string told = on_one_line(run({"run", geneva, "-n", "5", "-q"}).out);
    CHECK(has(told, "No forecast: this is what follows from the assumptions"));
    CHECK(has(told, "seen: those who wrote it knew how it ended"));
    CHECK(has(told, "/record --case geneva-2016"));
    CHECK_FALSE(has(told, "--case december-2016"));
    CHECK(has(told, "The file says of itself: The United States and Russia bargain"));
    const TempDir dir;
    const std::string own = on_one_line(run({"run", test::small_war(dir), "-n", "5", "-q"}).out);
    CHECK(has(own, "No forecast: "));
    CHECK(has(own, "No case of a record is about it"));
  }

  TEST_CASE("central values that are no typical case of the assumptions are called so") {
    const auto answer = [](double central, double half) {
      Answers a;
      a.points = 200;
      a.central_runs = 200;
      Answer at;
      at.measure = measure("beyond_30");
      at.central = Estimate{central, central - 0.02, central + 0.02};
      at.spread.p10 = 0.1;
      at.spread.p50 = half;
      at.spread.p90 = 0.9;
      at.spread.error50 = 0.05;
      a.numbers.ranged = 1;
      a.measures.push_back(at);
      return lead_in_words(a);
    };
    CHECK(has(answer(0.98, 0.26), "no typical case"));
    CHECK(has(answer(0.15, 0.6), "no typical case"));
    CHECK_FALSE(has(answer(0.3, 0.26), "no typical case"));
    CHECK_FALSE(has(answer(0.6, 0.5), "no typical case"));
  }

  TEST_CASE("a page begins with the answer and is printed as one sheet") {
    const TempDir dir;
    const std::string folder = dir / "out", page = dir / "page.html";
    check_done(run({"run", geneva, "-n", "200", "-q", "-o", folder}));
    check_done(run({"report", folder, "--html", page, "-q"}));
    const std::string html = test::read_file(page);
    const Json told = Json::parse(run({"run", geneva, "-n", "200", "--json"}).out);
    CHECK(has(html, escaped(told["answer"]["in_words"].get<std::string>())));
    for (const char* part : {"What decides it", "What would kill it", "What the model cannot say"})
      CHECK(place(html, part) < place(html, "id=\"how-long\""));
    CHECK(place(html, "id=\"how-long\"") < place(html, "id=\"how-runs-end\""));
    CHECK(has(html, "<dt>mass event</dt>"));
    // How long truces last and who ends them is told in the words of the text.
    const std::string text = on_one_line(run({"run", geneva, "-n", "200", "-q"}).out);
    for (const char* ends : {" of the first truces that end", " last beyond 30 days"}) {
      const std::size_t at = text.find(ends);
      REQUIRE(at != std::string::npos);
      const std::size_t from = text.rfind(". ", at) + 2;
      CHECK_MESSAGE(has(html, text.substr(from, at + std::string(ends).size() - from)), ends);
    }
    CHECK(has(html, "main > section:not(#answer)"));
  }
}

}  // namespace parley
