// Which runs, and which days of them, does the record need?
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "cli.hpp"
#include "parley/questions/record/record.hpp"
#include "parley/scenario/format_case.hpp"

using namespace parley;
using namespace parley::test;

namespace {

LoadedCase case_of(const std::string& file) {
  Diagnostics diagnostics;
  auto loaded = load_case(file, diagnostics);
  REQUIRE_MESSAGE(loaded.has_value(), to_string(diagnostics));
  return std::move(*loaded);
}

std::vector<LoadedCase> shipped_cases() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(source("scenarios/record/cases")))
    files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  std::vector<LoadedCase> cases;
  for (const std::string& file : files) cases.push_back(case_of(file));
  return cases;
}

// What is compared with the small war of the golden trace, every kind of measure. It has signed texts of its
// own; `deal`: one is in force from day 10 on.
LoadedCase small_case(const TempDir& dir, bool deal) {
  write_file(dir / "war.yaml", read_file(source("tests/golden/two-towns.yaml")));
  write_file(
      dir / "deal.yaml",
      "name: Calm\ndate: 2020-01-11\noptions: {CALM: open-ended calm, WATCH: observers, ROAD: open}\n");
  std::string observed;
  int k = 0;
  for (const char* measure :
       {"deaths_share: {from_week: 1, to_week: 2}", "deaths_share: {from_week: 2, to_week: 3, outside: true}",
        "return_days: {}", "truce_days: {up_to: 12}", "deaths: {from: 2020-01-03, to: 2020-01-20}",
        "lasts_beyond: {days: 5}", "lasts_beyond: {days: 25}", "in_force: {on: 2020-01-25}",
        "ended_by: {party: KING}", "ended_over: {reasons: [violations, battlefield]}",
        "signed_by: {date: 2020-01-15}", "next_text: {within: 10}"})
    observed += fmt::format("  f{}: {{what: x, source: y, measure: {{{}}}}}\n", k++, measure);
  write_file(dir / "towns.yaml", std::string("name: Two towns\nscenario: war.yaml\n") +
                                     (deal ? "deal: deal.yaml\n" : "") +
                                     "status: seen\nwhy: made up\nobserved:\n" + observed);
  return case_of(dir / "towns.yaml");
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// Days that were left out, of all, in runs that tell the same of everything compared as they do to their end.
struct DaysLeftOut {
  int all = 0, left_out = 0;
};
DaysLeftOut check_far_enough(const LoadedCase& c, std::uint32_t runs) {
  const auto model = std::make_unique<Model>(c.scenario);
  const auto state = std::make_unique<State>(*model);
  const Enough enough = enough_for(c);
  DaysLeftOut days;
  Trace whole_trace, short_trace;
  for (std::uint32_t r = 0; r < runs; ++r) {
    const RunKey key{7, 0, r};
    const Outcome whole = simulate(*model, key, *state, &whole_trace);
    const Outcome cut = simulate(*model, key, *state, &short_trace, enough);
    days.all += static_cast<int>(whole_trace.days.size());
    days.left_out += static_cast<int>(whole_trace.days.size() - short_trace.days.size());
    for (const auto& row : c.about.observed.rows) {
      const CaseMeasure& asked = row.value.measure;
      const double at_end = measured(asked, *model, whole, &whole_trace),
                   by_then = measured(asked, *model, cut, &short_trace);
      CHECK_MESSAGE(same(at_end, by_then), c.id, " ", row.key.id, " run ", r, ": ", at_end, " and ", by_then);
    }
  }
  return days;
}

// A record of these cases, central runs alone looked at.
struct Played {
  std::vector<LoadedCase> cases;
  std::vector<Values> centre;
  Record record;
};
Played played(std::vector<LoadedCase> cases, RecordOptions& options) {
  Played p{std::move(cases), {}, {}};
  options.without = false;
  Diagnostics diagnostics;
  const CeasefireFigures figures =
      load_ceasefire_figures(source("scenarios/record/ceasefires.csv"), diagnostics);
  p.record = play_record(p.cases, figures, options);
  for (const LoadedCase& c : p.cases) p.centre.push_back(central_runs(c, options, 0, options.replicates));
  return p;
}

const Mechanism& mechanism(const std::string& name) {
  for (const Mechanism& m : mechanisms())
    if (m.name == name) return m;
  FAIL("no such mechanism: ", name);
  return mechanisms()[0];
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("a run that is played until all that its case compares is known tells what it does to its end") {
    std::size_t shorter = 0;
    for (LoadedCase& c : shipped_cases()) {
      const DaysLeftOut days = check_far_enough(c, 40);
      shorter += days.left_out > 0 ? 1 : 0;
      if (c.id == "december-2016") CHECK(2 * days.left_out > days.all * 9 / 10);  // 98 of 190 days tell it
      if (c.id == "idlib-2020") CHECK(days.left_out == 0);  // one figure asks for its last day
      for (const Mechanism& mechanism : mechanisms()) {
        LoadedCase off = c;
        mechanism.off(off.scenario);
        check_far_enough(off, 2);
      }
    }
    CHECK(shorter >= 3);
  }

  TEST_CASE("every measure alone is known when it is said to be, in talks and under a text") {
    const TempDir dir;
    for (const bool deal : {false, true}) {
      const LoadedCase all = small_case(dir, deal);
      int left_out = 0;
      for (const auto& row : all.about.observed.rows) {
        LoadedCase one = all;
        one.about.observed.rows = {row};
        left_out += check_far_enough(one, 60).left_out > 0 ? 1 : 0;
      }
      CHECK(left_out >= 9);
    }
  }

  TEST_CASE("by half of the runs, where these tell it, a switch says what it says by all of them") {
    RecordOptions options;
    options.points = 5;
    options.runs = 1;
    options.every_run = true;
    std::vector<LoadedCase> cases;
    for (LoadedCase& c : shipped_cases())
      if (c.id == "december-2016" || c.id == "february-2016") cases.push_back(std::move(c));
    Played p = played(std::move(cases), options);
    std::size_t changes = 0, by_half = 0, outside = 0;
    for (const char* name : {"trust learns from events", "who did it is in dispute",
                             "commanders believe what they see", "spoilers attack"}) {
      options.every_run = true;
      const Ablation all = without(mechanism(name), p.cases, p.centre, p.record, options);
      options.every_run = false;
      const Ablation some = without(mechanism(name), p.cases, p.centre, p.record, options);
      for (std::size_t g = 0; g < all.groups.size(); ++g) {
        CAPTURE(name);
        CAPTURE(g);
        const Ablation::Change &a = all.groups[g], &b = some.groups[g];
        const double worth = worth_of(p.record.groups[g]);
        CHECK(a.runs == 400);
        CHECK((b.runs == 200 || b.runs == 400));
        if (b.runs == 200) CHECK(b.decided);
        ++changes;
        by_half += b.runs == 200 ? 1 : 0;
        outside += a.worse.mean < b.luck.low || a.worse.mean > b.luck.high ? 1 : 0;
        // Never the other direction, nor as good as none where all runs tell of more than matters.
        CHECK_FALSE((b.luck.low > 0 && a.luck.high < 0));
        CHECK_FALSE((b.luck.high < 0 && a.luck.low > 0));
        if (b.luck.low >= -worth && b.luck.high <= worth)
          CHECK((a.luck.low <= worth && a.luck.high >= -worth));
        // All runs leave less open.
        CHECK(a.luck.high - a.luck.low <= b.luck.high - b.luck.low);
      }
    }
    CHECK(by_half >= changes / 2);
    CHECK(outside <= 2);  // of 16
  }

  TEST_CASE("a switch that changes nothing in a case's file is not played there, and is exactly no change") {
    const TempDir dir;
    RecordOptions options;
    options.replicates = 400;
    options.points = 5;
    std::vector<LoadedCase> cases;
    cases.push_back(small_case(dir, true));
    cases[0].about.observed.rows.resize(7);
    for (auto& row : cases[0].about.observed.rows)
      if (is_yes_no(row.value.measure))
        row.value.happened = true;
      else
        row.value.value.emplace(5.0);
    cases[0].scenario.talks.statements.reset();
    Played p = played(std::move(cases), options);
    const Ablation none = without(mechanism("statements"), p.cases, p.centre, p.record, options);
    CHECK(p.record.runs_without == 0);
    REQUIRE(none.groups.size() >= 3);
    for (const Ablation::Change& change : none.groups) {
      CHECK(change.runs == 0);
      CHECK(change.decided);
      CHECK(change.worse.mean == 0);
      CHECK(change.luck.low == 0);
      CHECK(change.luck.high == 0);
    }
    // Played as if it changed something, it is not known so surely.
    const Ablation seen =
        without(mechanism("who failed others loses their trust"), p.cases, p.centre, p.record, options);
    CHECK(p.record.runs_without >= 200);
    for (const Ablation::Change& change : seen.groups) {
      CHECK(change.worse.mean == 0);
      CHECK(change.luck.low < 0);
      CHECK(change.luck.high > 0);
    }
  }

  TEST_CASE("how many runs a switch takes does not depend on threads, and --every-run takes all") {
    const TempDir dir;
    for (const char* folder : {"cases", "wars"}) fs::create_directories(dir / folder);
    write_file(dir / "wars/war.yaml", read_file(source("tests/golden/two-towns.yaml")));
    write_file(dir / "cases/towns.yaml",
               "name: Two towns\nscenario: ../wars/war.yaml\nstatus: seen\nwhy: made up\nobserved:\n"
               "  month: {what: x, source: y, measure: {lasts_beyond: {days: 20}}, happened: false}\n"
               "  days: {what: x, source: y, measure: {truce_days: {up_to: 20}}, value: 7}\n");
    write_file(dir / "ceasefires.csv", read_file(source("scenarios/record/ceasefires.csv")));
    const Words play{"validate", dir / "", "-n", "450", "--points", "5", "-q", "--json"};
    const Finished one = run(play + Words{"--jobs", "1"}), four = run(play + Words{"--jobs", "4"}),
                   every = run(play + Words{"--every-run"});
    check_done(one);
    check_done(every);
    CHECK(one.out == four.out);
    const Json some = Json::parse(one.out), all = Json::parse(every.out);
    CHECK(some["runs_without"] < all["runs_without"]);
    for (const auto& without : all["without"])
      for (const auto& figure : without["scores"]) CHECK((figure["runs"] == 450 || figure["runs"] == 0));
    std::size_t halves = 0;
    for (const auto& without : some["without"])
      for (const auto& change : without["worse_by_group"]) {
        CHECK((change["runs"] == 225 || change["runs"] == 450 || change["runs"] == 0));
        CHECK((change["decided"] == true || change["runs"] == 450));
        CHECK(change["low"] <= change["mean"]);
        CHECK(change["high"] >= change["mean"]);
        halves += change["runs"] == 225 ? 1 : 0;
      }
    CHECK(halves > 0);
  }
}
