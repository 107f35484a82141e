// Do the sentences of a study, a comparison and a fit agree with each other and with what was played?
#include <cmath>
#include <regex>

#include "parley/questions/population/draws.hpp"
#include "parley/scenario/idle.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/statistics/sound_limits.hpp"
#include "parley/statistics/two_doubts.hpp"
#include "parley/support/random.hpp"
#include "study_cases.hpp"

using namespace parley;
using namespace parley::test;

namespace {

// Text without its line breaks.
std::string flat(const std::string& text) { return std::regex_replace(text, std::regex("\\s+"), " "); }

std::string unescaped(std::string html) {
  for (const auto& [from, to] : {std::pair{"&#39;", "'"}, std::pair{"&lt;", "<"}, std::pair{"&gt;", ">"},
                                 std::pair{"&quot;", "\""}, std::pair{"&amp;", "&"}})
    html = std::regex_replace(html, std::regex(from), to);
  return html;
}

// Every sentence that a report in JSON gives a finding, whatever its kind.
void titles_of(const Json& told, std::vector<std::string>& titles) {
  if (told.is_object()) {
    for (const auto& [key, value] : told.items()) {
      if (key == "title" && value.is_string()) titles.push_back(value);
      titles_of(value, titles);
    }
  }
  if (told.is_array())
    for (const auto& value : told) titles_of(value, titles);
}

std::vector<std::string> shipped() {
  std::vector<std::string> files;
  for (const char* folder : {"scenarios", "scenarios/textbook"})
    for (const auto& entry : fs::directory_iterator(fs::path(source(folder))))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  return files;
}

}  // namespace

TEST_SUITE("said") {
  TEST_CASE("each finding of a study, of whatever kind, is one sentence in text, JSON and on the page") {
    const TempDir dir;
    const std::string war = small_war(dir), db = dir / "s.db", page = dir / "page.html";
    const Words numbers{"--vary", "truce.settles=0.1:0.9", "--vary", "parties.NORTH.reservation=0.1:0.7"};
    const Words names{"--vary", "truce.settles=0.1,0.3,0.6,0.9", "--vary",
                      "parties.NORTH.strategy.bidding=hardliner,time_dependent"};
    std::set<std::string> kinds;
    for (const auto& study : {std::pair{"lhs", numbers}, std::pair{"saltelli", numbers},
                              std::pair{"morris", numbers}, std::pair{"grid", names}}) {
      const char* const design = study.first;
      const Words& vary = study.second;
      CAPTURE(design);
      fs::remove(db);
      Words sweep{"sweep", war, "-n", "12", "-q", "-o", db, "--design", design};
      if (vary == numbers) sweep = sweep + Words{"--points", "24"};
      check_done(run(sweep + vary));
      const Json told = Json::parse(run({"report", db, "--json"}).out);
      const std::string text = flat(run({"report", db}).out);
      check_done(run({"report", db, "--html", page}));
      const std::string html = flat(unescaped(read_file(page)));
      std::vector<std::string> titles;
      for (const char* part : {"outputs", "survival", "rankings"}) {
        titles_of(told[part], titles);
        if (!told[part].empty()) kinds.insert(part);
      }
      for (const auto& output : told["outputs"])
        for (const char* kind : {"sobol", "morris", "discovery"})
          if (!output[kind].is_null()) kinds.insert(kind);
      REQUIRE(titles.size() > 3);
      for (const auto& title : titles) {
        CHECK_MESSAGE(has(text, title), title);
        CHECK_MESSAGE(has(html, title), title);
        CHECK(std::isupper(static_cast<unsigned char>(title[0])) != 0);
      }
      // What the exported tables say first is what the report says.
      for (const auto& s : told["survival"])
        CHECK(has(exported(db, {"--table", "titles"}), s["title"].get<std::string>().substr(0, 40)));
    }
    CHECK(kinds == std::set<std::string>{"outputs", "survival", "rankings", "sobol", "morris", "discovery"});
  }

  TEST_CASE(
      "a page takes replicates as independent where points share their luck, and runs where they do not") {
    const TempDir dir;
    const std::string war = small_war(dir), db = dir / "s.db", page = dir / "page.html";
    for (const bool shared : {true, false}) {
      CAPTURE(shared);
      fs::remove(db);
      check_done(run(Words{"sweep", war, "-n", "12", "-q", "-o", db, "--design", "lhs", "--points", "24",
                           "--set", "truce.settles=0.7", "--vary", "parties.NORTH.reservation=0.1:0.7"} +
                     (shared ? Words() : Words{"--independent"})));
      check_done(run({"report", db, "--html", page}));
      const std::string html = unescaped(read_file(page));
      CHECK(has(html, "first truces that end; lines: 95% intervals (jackknife over replicates)") == shared);
      CHECK(has(html, "first truces that end; lines: 95% intervals (Wilson)") == !shared);
      std::smatch found;
      REQUIRE(std::regex_search(html, found,
                                std::regex("([0-9.]+)% \\(([0-9.]+) to ([0-9.]+)\\) last beyond 30 days")));
      const double wide = std::stod(found[3]) - std::stod(found[2]);
      CHECK((shared ? wide > 15 : wide < 15));  // of some 250 truces
    }
  }

  TEST_CASE("in a full grid a value that is highest everywhere is said to move the output") {
    const TempDir dir;
    const std::string war = small_war(dir), db = dir / "s.db";
    check_done(run({"sweep", war, "-n", "40", "-q", "-o", db, "--vary",
                    "parties.NORTH.strategy.bidding=hardliner,time_dependent", "--vary",
                    "parties.NORTH.ideal.LINE=where they are,back 5 km"}));
    const Json told = Json::parse(run({"report", db, "--json", "-y", "agreement"}).out);
    bool decided = false;
    for (const auto& r : told["rankings"]) decided = decided || !has(r["title"], "chance");
    REQUIRE(decided);
    const Json output = told["outputs"][0];
    CHECK_FALSE(has(output["title"], "no parameter by itself"));
    CHECK(output["effects"][0]["luck_alone"] == true);
    CHECK(has(run({"report", db}).out, "the luck of the runs alone"));
  }

  TEST_CASE("a box of assumptions is told only where the luck of the runs does not explain it") {
    // Nothing that varies is looked at: whatever sets points apart is luck.
    const TempDir dir;
    const std::string file = dicey(dir);
    std::size_t boxes = 0;
    for (const std::string seed : {"1", "2", "3", "4", "5", "6"}) {
      const std::string db = dir / ("s" + seed + ".db");
      check_done(run({"sweep", file, "-q", "-o", db, "-n", "5", "--independent", "--seed", seed, "--design",
                      "lhs", "--points", "60", "--vary", "parties.NORTH.discount=0.1:0.9", "--vary",
                      "parties.SOUTH.reservation=0.1:0.100001"}));
      const Json told = Json::parse(run({"report", db, "--json", "-y", "utility_NORTH"}).out);
      const Json found = told["outputs"][0]["discovery"];
      if (found.is_null() || found["box"].is_null()) continue;
      ++boxes;
      CHECK_FALSE(found["box"]["limits"].contains("parties.NORTH.discount"));
    }
    CHECK(boxes <= 1);
  }

  TEST_CASE("what a scenario leaves idle follows from which numbers are above 0 and which reach 1") {
    for (const auto& file : shipped()) {
      CAPTURE(file);
      Diagnostics none;
      const auto loaded = load_scenario_file(file, {}, none);
      REQUIRE(loaded);
      const auto paths = [](const Scenario& s) {
        std::vector<std::string> list;
        for (const auto& idle : idle_parts(s)) list.push_back(idle.path);
        return list;
      };
      const auto before = paths(loaded->scenario);
      for (std::uint32_t n = 0; n < 5; ++n) {
        Stream luck({17, 0, n}, 0, 0, 0);
        Scenario other = loaded->scenario;
        for (const auto& a : all_numbers(other)) {
          double& v = a.number->value;
          v = v >= 1 ? v * (1 + luck.uniform()) : v > 0 ? v * (0.05 + 0.95 * luck.uniform()) : v;
        }
        CHECK(paths(other) == before);
      }
    }
  }

  TEST_CASE("a parameter at which one point of many looks is no idle parameter") {
    const TempDir dir;
    const std::string war = small_war(dir), db = dir / "s.db", points = dir / "points.csv";
    std::string table = "events.mode,events.list.0.deaths\n";
    for (int i = 0; i < 700; ++i) table += fmt::format("{},{}\n", i == 613 ? "history" : "none", 10 + i);
    write_file(points, table);
    check_done(run({"sweep", war, "-q", "-o", db, "-n", "1", "--design", points}));
    CHECK(Json::parse(run({"report", db, "--json"}).out)["not_looked_at"].empty());
    // At the other points it was not played, and their cells are empty.
    const std::string points_told = exported(db, {"-t", "points"}), runs_told = exported(db);
    for (int i = 0; i < 700; ++i) {
      const std::string cells = i == 613 ? "history,623" : "none,";
      CHECK(has(points_told, fmt::format("\n{},{},1,0\n", i, cells)));
      CHECK(has(runs_told, fmt::format("\n{0},{0},0,{1},", i, cells)));
    }
  }

  TEST_CASE("a mean over points and its interval stay within what can be") {
    for (std::uint32_t n = 0; n < 200; ++n) {
      Stream luck({19, 0, n}, 0, 0, 0);
      const double rare = 0.02 + 0.1 * luck.uniform();
      std::vector<PointSum> shares(20), changes(20);
      for (std::size_t p = 0; p < shares.size(); ++p)
        for (int r = 0; r < 4; ++r) {
          shares[p].add(luck.chance(rare) ? 0 : 1);
          changes[p].add(luck.chance(rare) ? 0 : -1);
        }
      const Estimate share = mean_over_points(shares, a_share),
                     change = mean_over_points(changes, a_change_of_share);
      if (std::isnan(share.low) || std::isnan(change.low)) continue;
      CHECK(share.high <= 1);
      CHECK(share.low <= share.value);
      CHECK(change.low >= -1);
      CHECK(change.high >= change.value);
    }
  }

  TEST_CASE(
      "what adds up over calendars of another length is not compared, and another measure is given its "
      "reason") {
    const TempDir dir;
    const std::string war = small_war(dir), longer = dir / "longer.yaml";
    std::string text = read_file(war);
    text.replace(text.find("2024-06-30"), 10, "2024-12-31");
    write_file(longer, text);
    const Words few{"-n", "20", "--points", "20", "--runs", "2"};
    const Finished f = run(Words{"compare", war, longer, "--json"} + few);
    check_done(f);
    const Json told = Json::parse(f.out);
    for (const auto& m : told["measures"]) {
      CAPTURE(m.dump());
      const std::string name = m["measure"];
      const bool sum =
          name == "deaths" || name == "civilian_deaths" || name == "truce_days" || name == "broken";
      CHECK(m["comparable"] == !sum);
      if (sum) CHECK(m["difference"].is_null());
    }
    for (const auto& m : told["robustness"]["measures"]) CHECK(m["measure"] != "deaths");
    check_refused(Words{"compare", war, longer, "--measure", "deaths"} + few, "it adds up over the calendar");
    check_refused(Words{"compare", war, war, "--days", "400"} + few, "the calendar has 182");
    const Json talks = Json::parse(run(Words{"compare", war, pie, "--json"} + few).out);
    CHECK(talks["measure"] == "agreement");
    CHECK(has(talks["answer"], talks["instead_of_lasting"]));
    for (const auto& m : talks["measures"])
      if (m["measure"] == "holding") CHECK(m["comparable"] == false);
  }

  TEST_CASE("a target that nothing moves is no test, and one that no run tells is not known") {
    const TempDir dir;
    small_war(dir);
    write_file(
        dir / "study.yaml",
        "scenario: war.yaml\nset: {talks.start: 2024-06-20}\n"
        "vary: {parties.NORTH.reservation: {low: 0.2, high: 0.6}}\n"
        "targets:\n  deaths: {value: 1000, scale: 500}\n  defeat: {value: 0, scale: 0.1, held_out: true}\n"
        "  first_truce_beyond_90: {value: 0.5, scale: 0.1, held_out: true}\n"
        "  calm_week4: {value: 0.5, scale: 0.1, held_out: true}\n"
        "calibrate: {particles: 20, generations: 2, replicates: 3}\n");
    const Finished f = run({"calibrate", dir / "study.yaml", "--json", "-q"});
    check_done(f);
    const Json checks = Json::parse(f.out)["predictive_check"];
    CHECK(checks[1]["moved"] == false);
    CHECK(checks[3]["within"].is_null());
    CHECK(checks[3]["mean"].is_null());
    const std::string text = run({"calibrate", dir / "study.yaml", "-q"}).out;
    CHECK(has(text, "no parameter moves it"));
    CHECK(has(text, "not known, no run tells it"));
  }

  TEST_CASE("a number that is the name of one option and the place of another is refused") {
    const TempDir dir;
    const std::string file = dir / "t.yaml";
    const auto written = [&](const std::string& ideal) {
      write_file(
          file,
          "name: T\nissues: {A: {options: ['2', '1', '0']}}\nparties:\n  ONE: {weights: {A: 1}, ideal: {A: " +
              ideal +
              "}, reservation: 0.2}\n  TWO: {weights: {A: 1}, ideal: {A: 1}, reservation: 0.2}\n"
              "talks: {protocol: alternating_offers, rounds: 3}\n");
      return run({"check", file});
    };
    CHECK(written("2").code == 2);
    CHECK(has(written("2").err + written("2").out, "2 is the name of option 0"));
    check_done(written("'2'"));
    check_done(written("1"));  // the same by place and by name
  }

  TEST_CASE("a text that covers no front is no truce in a war drawn from a population") {
    const Scenario s = scenario(R"(
name: words only
calendar: {start: 2020-01-01, end: 2020-12-31}
issues: {WORD: {title: Words, options: [none, words, calm], terms: {calm: {covers: [river]}}}}
deal: {name: words, date: 2020-02-01, options: {WORD: words}}
parties:
  R: {weights: {WORD: 1}, ideal: {WORD: 1}, reservation: 0.1, war: {strength: 1}}
  S: {weights: {WORD: 1}, ideal: {WORD: 1}, reservation: 0.1, war: {strength: 1}}
talks: {protocol: alternating_offers, start: 2020-12-30}
fronts: {river: {sides: [R, S], intensity: 2}}
)");
    const auto model = std::make_unique<Model>(s);
    const WarDrawn war = draw_from(*model, TextKind::local, {1, 0, 0}, true);
    CHECK(war.texts.empty());
    CHECK(war.drawn.empty());
  }
}
