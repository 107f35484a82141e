// Is what no run tells left empty, and what is told no more than the runs bear out?
#include <cmath>

#include "parley/statistics/claims.hpp"
#include "parley/statistics/paired.hpp"
#include "parley/statistics/pseudo_values.hpp"
#include "parley/support/random.hpp"
#include "study_cases.hpp"

using namespace parley;
using namespace parley::test;

namespace {

std::vector<FirstSpell> random_truces(std::uint32_t n, bool cut_off) {
  Stream luck({11, 0, n}, 0, 0, 0);
  std::vector<FirstSpell> runs;
  const std::size_t size = 2 + luck.below(30);
  for (std::size_t i = 0; i < size; ++i) {
    const bool ended = !cut_off || luck.chance(0.6);
    runs.push_back(luck.chance(0.2) ? FirstSpell() : FirstSpell({static_cast<int>(luck.below(20)), ended}));
  }
  return runs;
}

// Talks of which most end late, with nothing from outside: the calendar cuts most truces off.
Words late_truces(const std::string& option) {
  return {option, "talks.deadline=182d",
          option, "events.mode=none",
          option, "parties.NORTH.strategy.bidding.time_dependent.exponent=12",
          option, "parties.SOUTH.strategy.bidding.time_dependent.exponent=12"};
}

// The lines of a text that hold a word.
std::vector<std::string> rows_with(const std::string& table, const std::string& word) {
  std::vector<std::string> rows;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);)
    if (has(line, word)) rows.push_back(line);
  return rows;
}

}  // namespace

TEST_SUITE("not known") {
  TEST_CASE("a curve that falls to 0 with its last truce is no surer of it than one truce makes it") {
    std::vector<Spell> spells{{90, true}};
    for (int i = 0; i < 100; ++i) spells.push_back({20 + i % 3, i % 10 == 0});
    const Interval end = survival(spells, 90), before = survival(spells, 89);
    CHECK(end.share == 0);
    CHECK(before.share > 0.8);
    CHECK(end.high > 0.5);
    CHECK_FALSE(clear_of_zero(difference_of(before, end, 3)));
    // Where all were followed to their ends it is as sure as their number makes it.
    std::vector<Spell> followed;
    for (int day = 0; day < 400; ++day) followed.push_back({day, true});
    CHECK(survival(followed, 399).high < 2 * wilson(0, 400).high);
  }

  TEST_CASE("beyond the last observation a survival curve says nothing, unless none is left by then") {
    const std::vector<Spell> followed{{10, true}, {21, false}, {15, false}};
    CHECK(survival(followed, 21).known());
    CHECK_FALSE(survival(followed, 22).known());
    const std::vector<Spell> all_over{{10, true}, {21, true}};
    CHECK(survival(all_over, 100).share == 0);
    CHECK_FALSE(survival(std::vector<Spell>{}, 1).known());
    CHECK_FALSE(wilson(0, 0).known());
  }

  TEST_CASE(
      "pseudo-values of runs have the curve's share as their mean, and are plain where nothing is cut off") {
    for (std::uint32_t n = 0; n < 500; ++n) {
      CAPTURE(n);
      const auto runs = random_truces(n, n % 2 == 0);
      std::vector<Spell> spells;
      for (const auto& run : runs)
        if (run) spells.push_back(*run);
      const double signing = static_cast<double>(spells.size()) / static_cast<double>(runs.size());
      double kept = 0;
      for (int day = 0; day < 22; ++day) {
        const Interval share = survival(spells, day);
        const auto values = lasting_values(runs, day);
        if (!spells.empty() && !share.known()) {
          CHECK(std::isnan(mean(values)));
          CHECK(std::isnan(mean(kept_days_values(runs, day + 1))));
          continue;
        }
        const double lasting = spells.empty() ? 0 : signing * share.share;
        CHECK(mean(values) == doctest::Approx(lasting).epsilon(1e-9));
        kept += lasting;  // the area below the curve
        CHECK(mean(kept_days_values(runs, day + 1)) == doctest::Approx(kept).epsilon(1e-9));
        if (n % 2 == 1)
          for (std::size_t i = 0; i < runs.size(); ++i)
            CHECK(values[i] == (runs[i] && runs[i]->days > day ? 1.0 : 0.0));
      }
    }
  }

  TEST_CASE("what differs only in the last digits is constant, and has no Sobol indices") {
    std::vector<double> y;
    for (int i = 0; i < 4 * 64; ++i) y.push_back(i % 3 == 0 ? 0.3 : 0.30000000000000004);
    const SobolIndices s = sobol_indices(y, 2, false);
    CHECK(std::isnan(s.total[0].value));
    CHECK(std::isnan(s.first[1].high));
    CHECK(s.mean == doctest::Approx(0.3));
    CHECK_FALSE(all_alike(0.3, 0.3001));
  }

  TEST_CASE("a claim needs an interval that leaves chance out, and more of what it was made of otherwise") {
    CHECK_FALSE(needed(100, {0.2, 0.1, 0.3}));    // clear as it is
    CHECK(needed(100, {0.1, -0.1, 0.3}) == 400);  // half as wide an interval: four times as many
    CHECK_FALSE(needed(100, {unknown, unknown, unknown}));
    // Half are over where many tell it, not where the last one of a few that are followed so long ends.
    std::vector<Spell> spells(20, {40, false});
    spells.insert(spells.end(), 5, {10, true});
    spells.push_back({56, true});
    CHECK(survival_curve(spells).back().beyond.share == 0);
    CHECK_FALSE(half_over(survival_curve(spells)));
    spells.insert(spells.end(), 60, {12, true});
    CHECK(half_over(survival_curve(spells)) == 12);
    CHECK_FALSE(half_over(std::vector<SurvivalStep>{}));
    CHECK_FALSE(needed(100, {0, -0.1, 0.1}));
    const Interval a = wilson(60, 100), b = wilson(40, 100);
    CHECK(clear_of_zero(difference_of(a, b, 1)));
    CHECK_FALSE(clear_of_zero(difference_of(a, b, 50)));
    CHECK_FALSE(clear_of_zero(difference_of(a, not_known, 1)));
    const std::vector<Estimate> sizes{{0.1, 0.05, 0.15}, {0.5, 0.4, 0.6}, {0.45, 0.3, 0.6}};
    CHECK(largest(sizes).at == 1);
    CHECK(largest(sizes).rivals == std::vector<std::size_t>{2});
    CHECK_FALSE(largest(std::vector<Estimate>{{0.1, -0.1, 0.3}}).at);
  }

  TEST_CASE("truces that the calendar cuts off are not taken for broken, and what lies beyond is not known") {
    const TempDir dir;
    const std::string war = small_war(dir);
    const Finished f =
        run(Words{"compare", war, "-n", "100", "--points", "0", "--json"} + late_truces("--with"));
    check_done(f);
    const Json json = Json::parse(f.out);
    CHECK(json["b"]["truce_survival"]["7"]["share"].get<double>() > 0.7);
    CHECK(json["b"]["truce_survival"]["30"]["share"].is_null());
    CHECK(json["b"]["truce_survival"]["90"]["low"].is_null());
    for (const auto& m : json["measures"]) {
      if (m["measure"] == "lasting") CHECK(m["difference"].is_null());
      if (m["measure"] == "kept_days") {
        CHECK(json["kept_days"] <= 21);
        CHECK(m["low"].is_number());
      }
    }
    const Finished told = run(Words{"run", war, "-n", "100"} + late_truces("--set"));
    check_done(told);
    const auto month = rows_with(told.out, "beyond 30 days");
    REQUIRE(month.size() == 1);
    CHECK(has(month[0], "not known"));
    CHECK(has(told.out, "the calendar ends"));
    CHECK_FALSE(has(told.out, "displaced"));
  }

  TEST_CASE("a share of one run is told with how little one run says") {
    const TempDir dir;
    const Finished f = run({"run", small_war(dir), "-n", "1", "-q"});
    check_done(f);
    CHECK_MESSAGE(has(f.out, "(of 1 run only: "), f.out);
    CHECK_FALSE(has(run({"run", dir / "war.yaml", "-n", "100", "-q"}).out, " only: "));
  }

  TEST_CASE("no share falls by more than it was, nor rises by more than was left") {
    for (std::uint32_t n = 0; n < 300; ++n) {
      Stream luck({12, 0, n}, 0, 0, 0);
      std::vector<std::uint8_t> a, b;
      const double of_a = luck.uniform() * luck.uniform(), of_b = luck.uniform() * luck.uniform();
      const std::size_t size = 2 + luck.below(60);
      std::size_t in_b = 0;
      for (std::size_t i = 0; i < size; ++i) {
        a.emplace_back(luck.chance(of_a) ? 1 : 0);
        in_b += b.emplace_back(luck.chance(of_b) ? 1 : 0);
      }
      const Difference d = paired_shares(a, b);
      CHECK(d.low >= -wilson(in_b, size).high);
      CHECK(d.high <= 1 - wilson(in_b, size).low);
      CHECK(d.low <= d.value);
      CHECK(d.value <= d.high);
    }
  }

  TEST_CASE("a box that PRIM finds in noise is told as chance") {
    const TempDir dir;
    std::size_t noise = 0;
    for (std::uint32_t n = 0; n < 12; ++n) {
      Stream luck({13, 0, n}, 0, 0, 0);
      std::string in_noise = "a,b,c,y\n", in_truth = in_noise;
      for (int i = 0; i < 120; ++i) {
        const double a = luck.uniform(), b = luck.uniform(), c = luck.uniform(), y = luck.uniform();
        in_noise += fmt::format("{},{},{},{}\n", a, b, c, y);
        in_truth += fmt::format("{},{},{},{}\n", a, b, c, 0.5 * y + (a > 0.7 ? 0.5 : 0));
      }
      write_file(dir / "noise.csv", in_noise);
      write_file(dir / "truth.csv", in_truth);
      const Finished f = run({"estimate", "prim", dir / "noise.csv", "--threshold", "0.7"});
      check_done(f);
      noise += has(f.out, "clear of chance by") ? 1 : 0;
      CHECK(has(run({"estimate", "prim", dir / "truth.csv", "--threshold", "0.5"}).out,
                "clear of chance by a"));
    }
    CHECK(noise <= 2);
  }

  TEST_CASE("an output that no truce can be followed for is refused") {
    const TempDir dir;
    const std::string war = small_war(dir), db = dir / "s.db";
    write_file(dir / "study.yaml",
               "scenario: war.yaml\nvary: {truce.detection: [0.2, 0.8]}\nreplicates: 5\n");
    check_done(run({"sweep", dir / "study.yaml", "-q", "-o", db}));
    const Finished f = run({"report", db, "-y", "first_truce_beyond_400"});
    CHECK(f.code != 0);
    CHECK(f.out.empty());
    CHECK_MESSAGE(has(f.err, "the calendar has 182 days"), f.err);
  }

  TEST_CASE("one run a point claims nothing, and what is alike everywhere may hide a difference") {
    const TempDir dir;
    const std::string war = small_war(dir), db = dir / "s.db";
    for (const std::string runs : {"1", "5"}) {
      CAPTURE(runs);
      fs::remove(db);
      check_done(
          run({"sweep", war, "-q", "-o", db, "-n", runs, "--vary", "parties.NORTH.reservation=0.1,0.3,0.9"}));
      const Json told = Json::parse(run({"report", db, "--json", "-y", "deaths", "-y", "breakdown"}).out);
      const Json deaths = told["outputs"][0], share = told["outputs"][1];
      CAPTURE(deaths.dump());
      REQUIRE(!deaths["effects"].empty());
      CHECK(has(deaths["title"], "with one run a point nothing tells") == (runs == "1"));
      CHECK(deaths["effects"][0]["largest_difference"]["low"].is_null() == (runs == "1"));
      CAPTURE(share.dump());
      REQUIRE(share["constant"].get<bool>());
      CHECK(has(share["title"], "would not show with so few runs"));
    }
  }

  TEST_CASE("of values that luck cannot tell apart none is called the best") {
    const TempDir dir;
    const std::string file = dicey(dir), db = dir / "s.db";
    check_done(run({"sweep", file, "-q", "-o", db, "-n", "3", "--vary",
                    "parties.NORTH.strategy.bidding=[{time_dependent: {exponent: 0.99}}, {time_dependent: "
                    "{exponent: 1}}]"}));
    const Finished told = run({"report", db, "-y", "utility_NORTH"});
    CHECK_MESSAGE(has(told.out, "chance does not tell which value makes it highest"), told.out);
  }

  TEST_CASE(
      "nobody is displaced from areas that are not modelled: as a target or an output that is refused") {
    const TempDir dir;
    const std::string war = small_war(dir), study = dir / "study.yaml";
    write_file(study,
               "scenario: war.yaml\nvary: {truce.memory: {low: 3, high: 30}}\n"
               "targets: {displaced: {value: 0}}\n");
    check_refused({"calibrate", study}, "the scenario has no besieged area");
    check_refused({"sweep", study, "-o", dir / "s.db"}, "the scenario has no besieged area");
  }

  TEST_CASE("one study says the same in the same words as text, JSON, page and table") {
    const TempDir dir;
    const std::string file = dicey(dir), db = dir / "s.db", page = dir / "page.html";
    for (const std::string design : {"lhs", "saltelli", "morris"}) {
      CAPTURE(design);
      fs::remove(db);
      check_done(run(
          {"sweep", file, "--uncertain", "--design", design, "--points", "16", "-n", "20", "-q", "-o", db}));
      const Json told = Json::parse(run({"report", db, "--json"}).out);
      const std::string text = run({"report", db}).out, table = exported(db, {"--table", "sensitivity"});
      check_done(run({"report", db, "--html", page}));
      const std::string html = read_file(page);
      for (const auto& output : told["outputs"]) {
        std::vector<std::string> titles{output["title"]};
        for (const char* method : {"sobol", "morris"})
          if (!output[method].is_null()) titles.push_back(output[method]["title"]);
        for (const auto& title : titles) {
          CAPTURE(title);
          CHECK(has(text, title));
          CHECK(has(html, title));
          if (!output["constant"].get<bool>()) CHECK(has(table, title));
        }
      }
    }
  }

  TEST_CASE("where no trajectory has an output there is no Morris effect to tell") {
    const TempDir dir;
    write_file(dir / "talks.yaml", R"(name: No deal
issues: {PIE: {options: [a, b]}}
parties:
  NORTH: {weights: {PIE: 1}, ideal: {PIE: 1}, reservation: 0.6}
  SOUTH: {weights: {PIE: 1}, ideal: {PIE: 0}, reservation: 0.6}
talks: {protocol: {alternating_offers: {breakdown: 0.1}}, rounds: 5}
)");
    const std::string db = dir / "s.db";
    check_done(run({"sweep", dir / "talks.yaml", "--vary", "parties.NORTH.reservation=0.5:0.9", "--vary",
                    "talks.protocol.alternating_offers.breakdown=0:0.2", "--design", "morris", "--points",
                    "4", "-n", "5", "-q", "-o", db}));
    const Finished f = run({"report", db, "-y", "distance_nash"});
    check_done(f);
    CHECK_MESSAGE(has(f.out, "no run has it, so that nothing is known"), f.out);
    CHECK_FALSE(has(f.out, "0 (0 to 0)"));
    CHECK_FALSE(has(f.out, "nan"));
    const Json json = Json::parse(run({"report", db, "-y", "distance_nash", "--json"}).out);
    CHECK(json["outputs"][0]["mean"].is_null());
  }

  TEST_CASE("a table of another order is refused with the line that breaks it") {
    const TempDir dir;
    const std::string good = source("tests/crosscheck/studies/saltelli_ishigami_N64_matrix.csv");
    check_done(run({"estimate", "sobol", good}));
    std::vector<std::string> rows;
    std::istringstream lines(read_file(good));
    for (std::string line; std::getline(lines, line);) rows.push_back(line);
    const auto written = [&](const std::string& name, const std::vector<std::string>& list) {
      std::string text;
      for (const auto& row : list) text += row + "\n";
      write_file(dir / name, text);
      return dir / name;
    };
    auto swapped = rows;
    std::swap(swapped[7], swapped[8]);
    check_refused({"estimate", "sobol", written("swapped.csv", swapped)}, "line 8: ");
    auto dropped = rows;
    dropped.erase(dropped.begin() + 3, dropped.begin() + 8);  // a whole block, across two
    check_refused({"estimate", "sobol", written("dropped.csv", dropped)}, "line 4: ");
    auto numbered = rows;
    for (std::size_t i = 0; i < numbered.size(); ++i)
      numbered[i] = (i == 0 ? "" : std::to_string(i - 1)) + "," + numbered[i];
    numbered.resize(1 + 6 * 10);  // of 64 blocks of 5, as many rows as blocks of 6
    check_refused({"estimate", "sobol", written("numbered.csv", numbered)}, "is a column no parameter");
  }

  TEST_CASE(
      "a table put in twice, a number that stands for a missing one, one base point: none gives an index") {
    const TempDir dir;
    const std::string good = read_file(source("tests/crosscheck/studies/saltelli_ishigami_N64_matrix.csv")),
                      file = dir / "t.csv";
    const auto header = good.find('\n') + 1;
    write_file(file, good + good.substr(header));
    check_refused({"estimate", "sobol", file}, "was a table put in twice?");
    std::string rows = good;
    for (const std::string number : {"-9999", "999"}) {
      rows = good;
      const auto comma = rows.find_last_of(',');
      write_file(file, rows.substr(0, comma + 1) + number + "\n");
      check_refused({"estimate", "sobol", file}, "does it stand for a missing one?");
    }
    std::size_t end = header;
    for (int line = 0; line < 5; ++line) end = good.find('\n', end) + 1;
    write_file(file, good.substr(0, end));
    const Finished one = run({"estimate", "sobol", file});
    CHECK_MESSAGE(has(one.out, "not known: one base point tells nothing"), one.out);
  }

  TEST_CASE("tables of Python, R and spreadsheets are read, or refused with what to do") {
    const TempDir dir;
    const std::string file = dir / "t.csv";
    write_file(file, "a,y\n0.5,1\n0.25,NaN\n0.75,NA\n0.1,\n0.2,0\n");
    check_done(run({"estimate", "prim", file}));
    write_file(file, "a;y\n0,5;1,5\n0,25;NA\n0,75;2\n");
    const Finished f = run({"estimate", "prim", file, "--threshold", "1.9"});
    check_done(f);
    write_file(file, "a;y\n0,5;1.234,5\n");
    check_refused({"estimate", "prim", file}, "is no number (a plain number such as 1234.5");
    write_file(file, "a,y\n0.5,1\nNA,2\n");
    check_refused({"estimate", "prim", file}, file + ":3:1: a: 'NA' is no value of a parameter");
  }
}
