// Does a text that is signed beforehand come into force as written?

#include "process.hpp"
#include "support.hpp"

namespace parley {

TEST_SUITE("deal") {
  TEST_CASE("a text signed beforehand comes into force on its date, without talks before it") {
    Diagnostics diagnostics;
    auto loaded = load_scenario_file(test::source("scenarios/geneva-2016.yaml"), {}, diagnostics);
    REQUIRE(loaded);
    REQUIRE(
        load_deal_file(test::source("scenarios/deals/9-september-2016.yaml"), loaded->scenario, diagnostics));
    const Model m(loaded->scenario);
    CHECK(m.deal_day == 17);
    State state(m);
    Trace trace;
    const Outcome& o = simulate(m, {1, 0, 0}, state, &trace);
    CHECK(o.deals >= 1);
    CHECK(o.agreement_day == 17);
    CHECK(o.first_deal == m.deal);
    for (const auto& meeting : trace.meetings) CHECK(meeting.day > 17);
    // An issue that the text leaves out stays at its status quo.
    const IssueId evac = loaded->scenario.issues.position("EVAC");
    CHECK(m.talks.space.option(o.first_deal, evac) == m.talks.space.option(m.talks.space.status_quo(), evac));
  }

  TEST_CASE("mistakes in a deal are told with their places") {
    const std::string text = test::problems(R"(name: x
calendar: {start: 2020-01-01, end: 2020-02-01}
issues:
  A: {options: [no, yes]}
  B: {options: [no, yes]}
agenda: {off_table: [B]}
parties:
  P: {weights: {A: 1}, reservation: 0}
  Q: {weights: {A: 1}, reservation: 0}
talks: {protocol: alternating_offers}
deal:
  date: 2021-01-01
  options: {A: maybe, B: 1, C: 0}
)");
    CHECK(text.find("deal.options.A: unknown option 'maybe'") != std::string::npos);
    CHECK(text.find("deal.options.B: this issue is off the table") != std::string::npos);
    CHECK(text.find("deal.options: unknown issue 'C'") != std::string::npos);
    CHECK(text.find("deal.date: 2021-01-01 lies outside the calendar") != std::string::npos);
  }

  TEST_CASE("a deal file may name its options and is checked against the scenario") {
    const test::TempDir dir;
    const std::string file = dir / "deal.yaml";
    const auto with = [&](const std::string& options, Diagnostics& diagnostics) {
      Diagnostics none;
      auto loaded = load_scenario_file(test::source("scenarios/geneva-2016.yaml"), {}, none);
      test::write_file(file, "date: 2016-09-12\noptions: {" + options + "}\n");
      load_deal_file(file, loaded->scenario, diagnostics);
      return std::move(loaded->scenario);
    };
    Diagnostics none;
    const Scenario named = with("AIR: grounded nationwide, JIC: 2", none);
    CHECK(none.empty());
    CHECK(named.deal->options.rows[0].value.index == 5);
    Diagnostics wrong;
    with("AIR: grounded, AIRR: 1, JIC: 99", wrong);
    std::string text;
    for (const auto& d : wrong) text += d.path + ": " + d.message + "\n";
    CHECK(text.find("options.AIR: unknown option 'grounded'") != std::string::npos);
    CHECK(text.find("options: unknown issue 'AIRR'") != std::string::npos);
    CHECK(text.find("options.JIC: there is no option 99") != std::string::npos);
  }
}

}  // namespace parley
