// Is what a scenario does not model left untold, and is only what covers a front told as a truce?
#include <algorithm>
#include <cmath>

#include "parley/runs/measures.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/study/outputs.hpp"
#include "parley/support/random.hpp"
#include "study_cases.hpp"

using namespace parley;
using namespace parley::test;

namespace {

std::string without(std::string text, const std::string& part, const std::string& instead = "") {
  for (std::size_t at; (at = text.find(part)) != std::string::npos;) text.replace(at, part.size(), instead);
  return text;
}

// The war of 'parley new', with what it says of ceasefires, of fronts and of the calendar left out step by
// step: the last are talks alone.
struct Fewer {
  std::string war, no_ceasefire, no_fronts, talks;
  explicit Fewer(const std::string& file) : war(read_file(file)) {
    no_ceasefire = without(without(war, "covers: [river], "), "{covers: [river]}", "{}");
    no_fronts = no_ceasefire.substr(0, no_ceasefire.find("\nfronts:"));
    talks = without(no_fronts, ", every: 7 days, deadline: 90 days");
    talks = without(talks, "renewal: 14 days");
    for (std::size_t at; (at = talks.find("    war: {")) != std::string::npos;)
      talks.erase(at, talks.find('\n', at) + 1 - at);
    const auto at = talks.find("calendar:");
    talks.erase(at, talks.find('\n', at) - at);
  }
};

std::vector<Cell> cells_of(const Model& model, const Outcome& o) {
  RowCells cells;
  write_outcome(cells, model, nullptr, o);
  return cells.rows.front();
}

}  // namespace

TEST_SUITE("modelled") {
  TEST_CASE("a first truce is a first text that covers a front, and its days are those on which it does") {
    const TempDir dir;
    const std::string war = small_war(dir);
    std::size_t with = 0, without_any = 0;
    for (std::uint32_t n = 0; n < 60; ++n) {
      Stream luck({5, 0, n}, 0, 0, 0);
      Diagnostics none;
      std::vector<std::string> sets;
      for (const char* option : {"two-week pause", "open-ended"})
        sets.push_back(fmt::format("issues.CEASEFIRE.terms.{}={{covers: [{}], staged: {}, quiet_days: {}}}",
                                   option, luck.chance(0.5) ? "river" : "", luck.chance(0.3), luck.below(5)));
      auto loaded = load_scenario_file(war, sets, none);
      REQUIRE_MESSAGE(loaded, to_string(none));
      const auto model = std::make_unique<Model>(loaded->scenario);
      Trace trace;
      State state(*model);
      const Outcome o = simulate(*model, {7, 0, n}, state, &trace);
      const bool covers =
          o.deals > 0 && fronts_of(model->clauses, model->talks.space, o.first_deal).size() > 0;
      CHECK(o.has_truce() == covers);
      const auto days = std::count_if(trace.fronts.begin(), trace.fronts.end(),
                                      [](const FrontRecord& f) { return f.covered; });  // one front
      CHECK(o.truce_days == days);
      CHECK(o.truce_days ==
            std::count_if(trace.days.begin(), trace.days.end(), [](const DayRecord& d) { return d.truce; }));
      if (!covers) {
        CHECK_FALSE(o.first_truce_ended);
        CHECK(o.collapse_day == -1);
        CHECK(o.cause == Cause::none);
      }
      ++(covers ? with : without_any);
      // A row tells it, and is read back as it was.
      OutcomeReader reader(*model);
      const Outcome& back = reader.read(cells_of(*model, o));
      CHECK(back.first_truce_days == o.first_truce_days);
      CHECK(back.first_truce_ended == o.first_truce_ended);
    }
    CHECK(with > 10);
    CHECK(without_any > 10);
  }

  TEST_CASE("what a scenario does not model is an empty cell, a measure not known and an output refused") {
    const TempDir dir;
    const Fewer fewer(small_war(dir));
    std::size_t left_out = 0;
    for (const std::string& text : {fewer.war, fewer.no_ceasefire, fewer.no_fronts, fewer.talks}) {
      const Scenario s = scenario(text);
      const auto model = std::make_unique<Model>(s);
      State state(*model);
      const Columns columns = outcome_columns(*model);
      for (std::uint32_t run = 0; run < 5; ++run) {
        const Outcome o = simulate(*model, {1, 0, run}, state, nullptr);  // names events of its model
        const auto cells = cells_of(*model, o);
        std::size_t at = 0;
        for (const auto& line : outcome_lines())
          for (std::size_t k = 0; k < how_many(line.each, *model); ++k, ++at) {
            const bool told = line.subject == nullptr || line.subject->modelled(s);
            if (!told) CHECK(std::holds_alternative<std::monostate>(cells[at]));
            left_out += told ? 0 : 1;
            if (const auto output = output_of(columns[at].name, columns))
              CHECK(output_refusal(*output, s).empty() == told);
          }
        for (const Measure& m : measures())
          if (!m.told(s)) CHECK(std::isnan(m.of(s, o, 30)));
      }
      for (const std::string& name : usual_outputs(s))
        CHECK(output_refusal(*output_of(name, columns), s).empty());
      for (const Measure& m : headlines(s)) CHECK(m.told(s));
    }
    CHECK(left_out > 50);
  }

  TEST_CASE("a war without a ceasefire does no better by truces, whoever is asked") {
    const TempDir dir;
    const std::string war = small_war(dir), none = dir / "none.yaml", talks = dir / "talks.yaml";
    const Fewer fewer(war);
    for (const auto& without :
         {std::pair{none, fewer.no_ceasefire}, {dir / "bare.yaml", fewer.no_fronts}, {talks, fewer.talks}}) {
      const std::string &file = without.first, &text = without.second;
      write_file(file, text);
      CAPTURE(file);
      const Finished told = run({"run", file, "-n", "50", "-q"});
      check_done(told);
      CHECK(told.out.find("truce lasts") == std::string::npos);
      CHECK(told.out.find("of truce") == std::string::npos);
      CHECK(told.out.find("The truce begins") == std::string::npos);
      check_refused({"compare", war, file, "-n", "20", "-q", "--measure", "lasting"}, "B cannot tell it");
      const Finished beside = run({"compare", war, file, "-n", "20", "-q", "--points", "0"});
      check_done(beside);
      CHECK(has(beside.out, "The answer\n  Not told by how long first truces last: B cannot tell it"));
      CHECK(has(beside.out, " Signs a text: "));
      const std::string db = dir / (std::to_string(text.size()) + ".db");
      check_done(
          run({"sweep", file, "-o", db, "--vary", "parties.NORTH.reservation=0.3,0.5", "-q", "-n", "5"}));
      const Finished report = run({"report", db});
      check_done(report);
      CHECK(report.out.find("truces last") == std::string::npos);
      check_refused({"report", db, "-y", "truce_days"}, "cannot be known");
      write_file(dir / "study.yaml", "scenario: " + file +
                                         "\nvary: {parties.NORTH.reservation: {low: 0.1, high: 0.9}}\n"
                                         "targets: {truce_days: {value: 0}}\n");
      check_refused({"calibrate", dir / "study.yaml"}, "'truce_days' cannot be known");
    }
    const Finished days = run({"run", none, "-n", "3", "-q", "--json"});
    const auto means = Json::parse(days.out)["means"];
    CHECK(means["truce_days"].is_null());
    CHECK(means["deaths"].is_number());
  }
}
