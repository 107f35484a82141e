// Which runs, and which days of them, does the record need?
#include <cmath>
#include <filesystem>

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
    for (const auto& [id, o] : c.about.observed) {
      const double at_end = measured(o.measure, *model, whole, &whole_trace),
                   by_then = measured(o.measure, *model, cut, &short_trace);
      CHECK_MESSAGE(same(at_end, by_then), c.id, " ", id.id, " run ", r, ": ", at_end, " and ", by_then);
    }
  }
  return days;
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
}
