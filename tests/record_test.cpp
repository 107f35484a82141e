// The model's record: cases, what is measured, scores, simple forecasts, the command.
#include "parley/questions/record/record.hpp"

#include <filesystem>
#include <regex>

#include "cli.hpp"
#include "parley/questions/record/log.hpp"
#include "parley/questions/record/report.hpp"
#include "parley/scenario/format_case.hpp"
#include "parley/scenario/schema.hpp"

using namespace parley;
using namespace parley::test;

namespace {

std::vector<LoadedCase> shipped_cases() {
  std::vector<LoadedCase> cases;
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(source("scenarios/record/cases")))
    files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  Diagnostics diagnostics;
  for (const std::string& file : files)
    if (auto loaded = load_case(file, diagnostics)) cases.push_back(std::move(*loaded));
  REQUIRE_MESSAGE(diagnostics.empty(), to_string(diagnostics));
  return cases;
}

const LoadedCase& named(const std::vector<LoadedCase>& cases, const std::string& id) {
  for (const LoadedCase& c : cases)
    if (c.id == id) return c;
  FAIL("no such case: ", id);
  return cases[0];
}

CeasefireFigures shipped_figures() {
  Diagnostics diagnostics;
  auto figures = load_ceasefire_figures(source("scenarios/record/ceasefires.csv"), diagnostics);
  REQUIRE_MESSAGE(diagnostics.empty(), to_string(diagnostics));
  return figures;
}

// A folder of the record with one case: the small war of the golden trace, a text in force from day 10 on.
// A record in a folder of its own, with none beside it.
struct RecordDir {
  TempDir around;
  std::string operator/(const std::string& name) const { return around / ("record/" + name); }
};

template <class Dir>
void write_small_case(const Dir& dir, const std::string& observed,
                      const std::string& status = "status: seen") {
  for (const char* folder : {"cases", "wars"}) fs::create_directories(dir / folder);
  write_file(dir / "wars/war.yaml", read_file(source("tests/golden/two-towns.yaml")));
  write_file(
      dir / "wars/deal.yaml",
      "name: Calm\ndate: 2020-01-11\noptions: {CALM: open-ended calm, WATCH: observers, ROAD: open}\n");
  write_file(dir / "cases/towns.yaml",
             "name: Two towns\nscenario: ../wars/war.yaml\ndeal: ../wars/deal.yaml\n" + status +
                 "\nwhy: made up\nobserved:\n" + observed);
  write_file(dir / "ceasefires.csv", read_file(source("scenarios/record/ceasefires.csv")));
}

RecordRow scored_row(std::size_t place, Unit unit, double model, double simple) {
  RecordRow row;
  row.place = place;
  row.unit = unit;
  row.centre.penalty = row.ranges.penalty = model;
  row.simple[0] = Scored{};
  row.simple[0]->penalty = simple;
  return row;
}

}  // namespace

TEST_SUITE("record") {
  TEST_CASE("only February 2016 is calibrated on, and none of the shipped cases is called held out") {
    for (const LoadedCase& c : shipped_cases()) {
      CAPTURE(c.id);
      CHECK(c.about.status == (c.id == "february-2016" ? CaseStatus::calibration : CaseStatus::seen));
      CHECK(!c.about.why.empty());
      for (const auto& o : c.about.observed) CHECK_MESSAGE(o.value.known(), o.key.id);
    }
  }

  TEST_CASE("a case with mistakes is refused with all of them, each with its place") {
    const TempDir dir;
    write_small_case(dir,
                     "  a: {what: x, source: y, measure: {lasts_beyond: {days: 30 days}}, value: 1}\n"
                     "  b: {what: x, source: y, measure: deaths_share, happened: true}\n"
                     "  c: {what: x, source: y, measure: {ended_by: {party: KNIG}}}\n"
                     "  d: {what: x, source: y, measure: {in_force: {on: 2021-01-01}}}\n"
                     "  e: {what: x, source: y, measure: {front_falls: {front: sea, by: 2020-02-01}}}\n"
                     "  f: {what: x, source: y, measure: {truce_days: {up_to: 300}}}\n");
    const Finished f = run({"validate", dir / ""});
    CHECK(f.code == 2);
    CHECK(f.out.empty());
    for (const char* told :
         {"towns.yaml:7:69: observed.a.value: a yes-no has no value",
          "towns.yaml:8:50: observed.b.happened: a quantity does not happen",
          "towns.yaml:9:48: observed.c.measure.ended_by.party: unknown party 'KNIG' (did you mean 'KING'?)",
          "observed.d.measure.in_force.on: 2021-01-01 lies outside the scenario's calendar",
          "observed.e.measure.front_falls.front: unknown front 'sea'",
          "observed.f.measure.truce_days.up_to: the scenario's calendar has 59 days"})
      CHECK_MESSAGE(has(f.err, told), f.err);
    write_small_case(dir, "  a: {what: x, measure: {lasts_beyond: {day: 30}}}\n", "status: fitted");
    const Finished g = run({"validate", dir / ""});
    CHECK(g.code == 2);
    for (const char* told : {"status: unknown choice, found 'fitted'",
                             "observed.a.measure.lasts_beyond: unknown key 'day' (did you mean 'days'?)",
                             "observed.a: missing key 'source'"})
      CHECK_MESSAGE(has(g.err, told), g.err);
  }

  TEST_CASE("schema and tables of cases are those of the code, and every case tells editors its schema") {
    CHECK(read_file(source("scenarios/case.schema.json")) == case_json_schema());
    CHECK_MESSAGE(
        has(read_file(source("scenarios/record/README.md")),
            "<!-- made by: parley schema --case --markdown -->\n\n" + case_markdown() + "<!-- end -->"),
        "put the output of 'parley schema --case --markdown' in its place");
    for (const LoadedCase& c : shipped_cases())
      CHECK(has(read_file(c.file), "# yaml-language-server: $schema=../../case.schema.json\n"));
  }

  TEST_CASE("what is measured is what the run says") {
    const auto cases = shipped_cases();
    const Model model(named(cases, "september-2016").scenario);
    Outcome o;
    o.deals = 1;
    o.agreement_day = 17;
    o.first_truce_days = 7;
    o.first_truce_ended = true;
    o.collapse_day = 24;
    o.ended_by = PartyId(model.scenario.parties.position("GOV"));
    o.cause = Cause::violations;
    o.response.before[0] = 10;
    o.response.days = 28;
    for (int w = 0; w < 4; ++w) o.response.week[0][w] = 70 * (w + 1);
    o.response.return_days = 9;
    Trace trace;
    trace.days.resize(static_cast<std::size_t>(model.days));
    trace.fronts.resize(trace.days.size() * model.fronts.size());
    for (std::size_t d = 17; d < 24; ++d) trace.days[d].truce = true;
    trace.days[30].deaths = 5;
    trace.fronts[30 * model.fronts.size() + model.scenario.fronts.position("aleppo").position()].deaths = 3;
    const auto day = [&](int d) { return Date{model.scenario.calendar->start.days + d}; };
    const auto told = [&](const CaseMeasure& m) { return measured(m, model, o, &trace); };

    CHECK(told(DeathsShare{}) == doctest::Approx(2.5));
    CHECK(told(DeathsShare{2, 2}) == doctest::Approx(2));
    CHECK(std::isnan(told(DeathsShare{1, 4, true})));  // no week of war to compare with
    CHECK(told(ReturnDays{}) == 9);
    CHECK(told(TruceDays{60}) == 7);
    CHECK(told(TruceDays{5}) == 5);
    CHECK(told(LastsBeyond{6}) == 1);
    CHECK(told(LastsBeyond{7}) == 0);
    CHECK(told(InForce{day(23)}) == 1);
    CHECK(told(InForce{day(24)}) == 0);
    CHECK(told(EndedBy{{"GOV", {}}}) == 1);
    CHECK(told(EndedBy{{"REB", {}}}) == 0);
    CHECK(told(EndedOver{{EndReason::mass_event, EndReason::violations}}) == 1);
    CHECK(told(EndedOver{{EndReason::unforced}}) == 0);
    CHECK(told(SignedBy{day(17)}) == 1);
    CHECK(told(SignedBy{day(16)}) == 0);
    CHECK(told(DeathsBetween{day(29), day(31), {}}) == 5);
    CHECK(told(DeathsBetween{day(30), day(30), {{"aleppo", {}}}}) == 3);
    CHECK(told(NextText{20}) == 0);
    trace.happenings.push_back({.what = Happened::signed_deal, .day = 44});
    CHECK(told(NextText{20}) == 1);
    CHECK(told(NextText{19}) == 0);
    CHECK(told(FrontFalls{{"aleppo", {}}, day(50)}) == 0);
    trace.happenings.push_back(
        {.what = Happened::surrender, .day = 50, .front = FrontId(model.scenario.fronts.position("aleppo"))});
    CHECK(told(FrontFalls{{"aleppo", {}}, day(50)}) == 1);
    CHECK(told(FrontFalls{{"aleppo", {}}, day(49)}) == 0);
    // What the calendar cuts off is left out whether the text ended or not: no sample of failures.
    o.agreement_day = model.days - 20;
    for (const bool ended : {true, false}) {
      o.first_truce_ended = ended;
      CHECK(told(LastsBeyond{19}) == 0);
      CHECK(std::isnan(told(LastsBeyond{20})));
      CHECK(std::isnan(told(TruceDays{60})));
    }
    o.first_truce_ended = true;
    o.collapse_day = model.days - 5;
    CHECK(std::isnan(told(NextText{20})));
    o.agreement_day = 17;
    o.deals = 0;
    o.first_truce_days = -1;
    CHECK(std::isnan(told(LastsBeyond{1})));
    CHECK(told(SignedBy{day(40)}) == 0);
  }

  TEST_CASE("scores of a single number, of days up to a limit, and of runs") {
    CHECK(score(OneNumber{1}, 0.4).penalty == doctest::Approx(0.6));
    CHECK(std::isnan(score(OneNumber{1}, 0.4).log_penalty));
    // Beyond the limit all is alike.
    CHECK(score(OneNumber{500}, 200, 60.0).penalty == 0);
    const DelayedWeibull life{{0.5, 100}, 0};
    CHECK(score(life, 200, 60.0).log_penalty == doctest::Approx(std::sqrt(60.0 / 100)).epsilon(1e-9));
    CHECK(score(life, 20).penalty == doctest::Approx(crps(WeibullLaw{0.5, 100}, 20)).epsilon(0.02));
    CHECK(score(LogNormalLaw{-1, 1}, 0.4).penalty == doctest::Approx(crps(LogNormalLaw{-1, 1}, 0.4)));
    CHECK(score(ShareOfRuns{3, 4}, 1).penalty == doctest::Approx(1.0 / 16));
    CHECK(score(ShareOfRuns{0, 99}, 1).log_penalty == doctest::Approx(-std::log(0.005)));
    // Two of four runs reach the limit: 2.5 of 5.
    CHECK(score(ForecastSample({3, 8, 60, 60}), 60, 60.0).log_penalty == doctest::Approx(std::log(2)));
  }

  TEST_CASE("simple forecasts say what their names say") {
    const auto cases = shipped_cases();
    const auto figures = shipped_figures();
    const auto forecast = [&](Simple kind, const char* id, const char* what) {
      const LoadedCase& c = named(cases, id);
      return simple_forecast(kind, c, *c.about.observed.find(what), figures, cases);
    };
    const auto chance = [&](Simple kind, const char* id, const char* what) {
      return std::get<Chance>(*forecast(kind, id, what)).probability;
    };
    CHECK(std::get<OneNumber>(*forecast(Simple::no_change, "may-2017", "month")).value == 1);
    CHECK(std::get<OneNumber>(*forecast(Simple::copy, "may-2017", "month")).value ==
          doctest::Approx((0.5 + 0.43 + 0.24 + 0.22) / 4));
    CHECK(!forecast(Simple::copy, "february-2016", "week1"));
    CHECK(chance(Simple::copy, "december-2016", "month") == 1);
    CHECK(!forecast(Simple::copy, "december-2016", "quarter"));  // February's text is known of for 79 days
    CHECK(chance(Simple::all, "december-2016", "month") == doctest::Approx(0.513));
    CHECK(chance(Simple::all, "september-2016", "fortnight") == doctest::Approx(0.597));
    CHECK(chance(Simple::weibull, "december-2016", "quarter") ==
          doctest::Approx(std::exp(-std::pow(90 / 867.1, 0.355))));
    CHECK(chance(Simple::even, "september-2016", "government") == 0.5);
    CHECK(!forecast(Simple::by_class, "september-2016", "government"));
    const auto law = std::get<LogNormalLaw>(*forecast(Simple::regression, "may-2017", "month"));
    CHECK(law.sigma == doctest::Approx(1.377));
    CHECK(law.mu == doctest::Approx(-0.3351 - 0.1431 - 0.271 - 0.0709 * std::log(23.21)));
    const auto back = std::get<DelayedWeibull>(*forecast(Simple::weibull, "february-2016", "return"));
    CHECK(back.law.scale == doctest::Approx(std::exp(3.3354 - 0.3661 - 0.0508)));
    CHECK(back.after == 5);
    // The recorded ratios of 23 texts with a compliance mechanism.
    const auto ratios = std::get<ForecastSample>(*forecast(Simple::by_class, "may-2017", "month"));
    CHECK(ratios.quantile(0.5) == doctest::Approx(0.33).epsilon(0.1));
  }

  TEST_CASE("scores are averaged within a case first, and doubt is that over cases") {
    const std::vector<RecordCase> cases(2);
    const std::vector<RecordRow> rows{
        scored_row(0, Unit::yes_no, 0.1, 0.25), scored_row(0, Unit::yes_no, 0.3, 0.25),
        scored_row(1, Unit::yes_no, 0.4, 0.25), scored_row(1, Unit::days, 5, 7)};
    const auto groups = groups_of(cases, rows);
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].unit == Unit::days);  // never added to what has another unit
    CHECK(groups[1].ranges.penalty.mean == doctest::Approx(0.3));
    CHECK(groups[1].ranges.penalty.standard_error == doctest::Approx(0.1));
    CHECK(groups[1].cases == 2);
    REQUIRE(groups[1].best);
    CHECK(groups[1].simple[*groups[1].best].skill_ranges.mean == doctest::Approx(1 - 0.3 / 0.25));
    CHECK(std::isnan(groups[0].ranges.penalty.standard_error));
  }

  TEST_CASE("a wider range scores worse where the centre is right, and better where it is not") {
    const TempDir dir;
    write_small_case(
        dir,
        "  dead: {what: x, source: y, measure: {deaths: {from: 2020-01-01, to: 2020-01-10}}, value: 0}\n");
    Diagnostics diagnostics;
    auto c = load_case(dir / "cases/towns.yaml", diagnostics);
    REQUIRE_MESSAGE(c, to_string(diagnostics));
    RecordOptions options;
    options.points = 60;
    options.replicates = 240;
    const double usual = median(central_values(*c, options)[0]);
    Number& intensity = c->scenario.fronts.rows[0].value.intensity;
    const auto crps_with = [&](double low, double high, double seen) {
      intensity.low = low;
      intensity.high = high;
      return ForecastSample(range_values(*c, options)[0]).crps(seen);
    };
    CHECK(crps_with(1, 12, usual) > 1.2 * crps_with(2.9, 3.1, usual));
    CHECK(crps_with(1, 12, 4 * usual) < crps_with(2.9, 3.1, 4 * usual));
  }

  TEST_CASE("validate tells every figure with its scores, the same for any number of threads") {
    const TempDir dir;
    fs::copy(source("scenarios"), dir / "scenarios", fs::copy_options::recursive);
    const Words few{"validate", dir / "scenarios", "-n",     "20",       "--points", "5",           "--runs",
                    "2",        "--no-switches",   "--case", "may-2017", "--case",   "geneva-2016", "--json",
                    "-q"};
    const Finished one = run(few + Words{"--jobs", "1"}), four = run(few + Words{"--jobs", "4"});
    check_done(one);
    CHECK(one.out == four.out);
    const Json j = Json::parse(one.out);
    CHECK(j["rows"].size() == 7);
    for (const auto& row : j["rows"]) {
      CHECK(row["centre"]["score"].is_number());
      CHECK(row["ranges"]["score"].is_number());
      CHECK(row["group"] == "seen");
      CHECK(!row["simple"].empty());
    }
    CHECK(j["without"].empty());
    CHECK(j["groups"].size() == 2);
  }

  TEST_CASE("with a mechanism off the same figures are scored again, text and tables tell them") {
    const TempDir dir;
    write_small_case(
        dir, "  month: {what: It lasts, source: y, measure: {lasts_beyond: {days: 20}}, happened: false}\n");
    const Finished f = run({"validate", dir / "", "-n", "20", "--points", "5", "-q", "-o", dir / "tables"});
    check_done(f);
    for (const char* told : {"The model's record", "Two towns (towns, 0 ranges): made up", "It lasts",
                             "Without a mechanism", "spoilers attack", "One case has no standard error"})
      CHECK_MESSAGE(has(f.out, told), f.out);
    CHECK(lines(read_file(dir / "tables/without.csv")) == 1 + mechanisms().size());
    CHECK(lines(read_file(dir / "tables/record.csv")) == 2);
    CHECK(has(read_file(dir / "tables/scores.csv"), "towns.month,ranges,"));
    CHECK(has(read_file(dir / "tables/groups.csv"), "seen,yes-no,even chance,1,1,0.25,"));
  }

  TEST_CASE("a table of ceasefires with mistakes is refused with all of them") {
    const TempDir dir;
    write_small_case(dir, "  month: {what: x, source: y, measure: {lasts_beyond: {days: 20}}}\n");
    write_file(dir / "ceasefires.csv", "figure,group,at,value,n,source\na,b,7,x,1,s\na,b\n");
    const Finished f = run({"validate", dir / ""});
    CHECK(f.code == 2);
    CHECK_MESSAGE(has(f.err, "ceasefires.csv:2:7: 'x' is no number"), f.err);
    CHECK_MESSAGE(has(f.err, "ceasefires.csv:3:1: 2 cells under 6 headings"), f.err);
  }

  TEST_CASE(
      "figures of recorded ceasefires are possible ones: shares, days, one way, each once, each law whole") {
    const TempDir dir;
    const auto told = [&](const std::string& rows) {
      write_file(dir / "c.csv", "figure,group,at,value,n,source\n" + rows);
      Diagnostics problems;
      (void)load_ceasefire_figures(dir / "c.csv", problems);
      return to_string(problems);
    };
    CHECK(told("formal life,all,1,0.8,10,s\nformal life,all,7,0.6,10,s\n").empty());
    const auto wrong = [&](const std::string& rows, const std::string& message) {
      const std::string all = told(rows);
      CHECK_MESSAGE(has(all, message), all);
    };
    wrong("formal life,all,1,-3,10,s\n", "c.csv:2:19: 'formal life' cannot be -3 (must be between 0 and 1)");
    wrong("formal life,all,-1,0.8,10,s\n", "c.csv:2:17: 'formal life' stands at -1 (must be above 0)");
    wrong("deaths weeks 1-4,all,1.5,0.8,10,s\n", "stands at 1.5 (must lie between 0 and 1)");
    wrong("formal lief,all,1,0.8,10,s\n",
          "c.csv:2:1: unknown figure 'formal lief' (did you mean 'formal life'?)");
    wrong("formal life,locl,1,0.8,10,s\n", "'formal life' has no group 'locl' (did you mean 'local'?)");
    wrong("formal life,all,1,0.8,10,s\nformal life,all,1,0.8,10,s\n",
          "c.csv:3:17: this figure is given twice");
    wrong("formal life,all,1,0.8,10,s\nformal life,all,1.0,0.8,10,s\n", "'formal life' is given twice at 1");
    wrong("formal life,all,7,0.9,10,s\nformal life,all,1,0.8,10,s\n",
          "c.csv:2:19: 'formal life' rises from 0.8 at 1 to 0.9 at 7 (it can only fall)");
    wrong("Weibull of formal life,all,shape,-1,10,s\n", "the shape of 'Weibull of formal life' cannot be -1");
    wrong("Weibull of formal life,all,shape,1,10,s\n", "'Weibull of formal life' of all has no 'scale'");
    wrong("Weibull of formal life,all,shpae,1,10,s\n", "has no number 'shpae' (did you mean 'shape'?)");
    wrong("formal life,all,1,0.8,some,\n", "'some' is no number of cases");
    wrong("formal life,all,1,0.8,some,\n", "no source is named");
    wrong("", "c.csv:1:1: the table holds no figure");
  }

  TEST_CASE("what cannot have been is no observation") {
    const auto refused = [](const std::string& observed, const std::string& message) {
      const TempDir dir;
      write_small_case(dir, "  month: {what: x, source: y, measure: " + observed + "}\n");
      Diagnostics problems;
      CHECK_FALSE(load_case(dir / "cases/towns.yaml", problems));
      CHECK_MESSAGE(has(to_string(problems), message), to_string(problems));
    };
    refused("{truce_days: {up_to: 20}}, value: -5", "observed.month.value: -5 cannot be: days up to up_to");
    refused("{truce_days: {up_to: 20}}, value: 21", "must be between 0 and 20");
    refused("{deaths: {from: 2020-01-12, to: 2020-01-20}}, value: -10.5", "-10.5 cannot be: deaths");
    refused("{deaths_share: {}}, value: -1", "-1 cannot be: a share of deaths (must be at least 0)");
    refused("return_days, value: 36000", "the scenario's calendar has ");
    refused("{lasts_beyond: {days: 20}}, band: {low: 2, high: 300}",
            "observed.month.band.low: 2 cannot be: a share of runs (must be between 0 and 1)");
  }

  TEST_CASE("a held-out case is frozen before its first run, what is rewritten after it is seen") {
    const RecordDir dir;
    const std::string observed = "  month: {what: x, source: y, measure: {lasts_beyond: {days: 20}}}\n";
    const Words play{"validate", dir / "", "-n", "20", "--points", "5", "--no-switches", "-q", "--json"};
    const Words freeze{"validate", dir / "", "--freeze", "towns"};
    const auto group = [&] { return Json::parse(run(play).out)["cases"][0]["group"].get<std::string>(); };

    write_small_case(dir, observed);
    check_refused(freeze, "only a case with status held_out is frozen");
    write_small_case(dir, observed, "status: held_out");
    check_refused(play, "it is called held_out, but was never frozen");
    CHECK(!fs::exists(dir / "log.csv"));

    check_done(run(freeze));
    CHECK(lines(read_file(dir / "log.csv")) == 2);
    CHECK(has(run(freeze).err, "is frozen as it is since"));
    CHECK(group() == "held_out");
    CHECK(lines(read_file(dir / "log.csv")) == 3);
    CHECK(std::regex_search(read_file(dir / "log.csv"),
                            std::regex("\n20\\d\\d-\\d\\d-\\d\\d,run,towns,[0-9a-f]{64},[0-9a-f]{64},[0-9a-f]"
                                       "{64},[0-9a-f]+,[^,]+,held_out,1,20,5,4,month,,")));

    // Comments, layout and what was observed are no other case.
    write_small_case(dir,
                     "  # known now\n" + observed.substr(0, observed.size() - 2) + ", happened: false}\n",
                     "status: held_out");
    CHECK(group() == "held_out");
    // Who changes what was observed after a scored run is told so.
    write_small_case(dir, observed.substr(0, observed.size() - 2) + ", happened: true}\n",
                     "status: held_out");
    CHECK(has(run(play).err, "Note: towns.month was scored on 20"));
    CHECK_FALSE(has(run(play).err, "Note:"));
    write_small_case(dir, observed.substr(0, observed.size() - 2) + ", happened: false}\n",
                     "status: held_out");
    CHECK(has(run(play).err, "as observed 1, and is 0 now"));
    // A log that somebody wrote into is refused where it is none.
    const std::string log = read_file(dir / "log.csv");
    write_file(dir / "log.csv", log + "2026-99-99,frozn,towns,,,,,,,,,,,,,,,,,\n");
    CHECK(has(run(play).err, "'2026-99-99' is no date"));
    CHECK(has(run(play).err, "unknown entry 'frozn' (did you mean 'frozen'?)"));
    write_file(dir / "log.csv", log);
    // A number is.
    std::string war = read_file(dir / "wars/war.yaml");
    war.replace(war.find("intensity: 3"), 12, "intensity: 4");
    write_file(dir / "wars/war.yaml", war);
    CHECK(group() == "seen");
    CHECK(has(read_file(dir / "log.csv"), ",seen,towns,"));
    check_refused(freeze, "(what was played before it was frozen is seen: write status: seen)");
  }

  TEST_CASE("what was scored as seen is never held out: not later, not as a copy, not with other figures") {
    const RecordDir dir;
    const std::string month = "  month: {what: x, source: y, measure: {lasts_beyond: {days: 20}}}\n",
                      week = "  week: {what: x, source: y, measure: {lasts_beyond: {days: 7}}}\n";
    const Words play{"validate", dir / "", "-n", "20", "--points", "5", "--no-switches", "-q", "--json"};
    const auto freeze = [&](const char* id) { return Words{"validate", dir / "", "--freeze", id}; };
    const auto copied = [&](const std::string& from, const std::string& to) {
      std::string text = read_file(dir / from);
      text.replace(text.find("name: Two towns"), 15, "name: Others");
      write_file(dir / to, text);
    };
    write_small_case(dir, month);
    check_done(run(play));
    CHECK(lines(read_file(dir / "log.csv")) == 2);
    check_done(run(play));
    CHECK(lines(read_file(dir / "log.csv")) == 2);  // each version once

    write_small_case(dir, month, "status: held_out");
    check_refused(freeze("towns"), "it was played on");
    CHECK(Json::parse(run(play).out)["cases"][0]["group"] == "seen");
    copied("cases/towns.yaml", "cases/copy.yaml");
    check_refused(freeze("copy"), "as 'towns'");
    write_small_case(dir, week, "status: held_out");
    copied("cases/towns.yaml", "cases/copy.yaml");
    check_refused(freeze("copy"), "its scenario was played on");
    // Never run here, but there is a case of the same scenario that is seen.
    fs::remove(dir / "log.csv");
    write_small_case(dir, month, "status: seen");
    check_refused(freeze("copy"), "has the same scenario, and is seen");
    fs::remove(dir / "cases/towns.yaml");
    check_done(run(freeze("copy")));
  }

  TEST_CASE("a war with other numbers, or made of one that was played, is not held out unknowingly") {
    const RecordDir dir;
    const std::string month = "  month: {what: x, source: y, measure: {lasts_beyond: {days: 20}}}\n";
    const auto freeze = [&](const std::string& folder, const std::string& id) {
      return Words{"validate", folder, "--freeze", id};
    };
    const auto changed = [&](const std::string& from, const std::string& to, const std::string& old,
                             const std::string& fresh) {
      std::string text = read_file(dir / from);
      REQUIRE(has(text, old));
      for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += fresh.size())
        text.replace(at, old.size(), fresh);
      write_file(dir / to, text);
    };
    write_small_case(dir, month);
    check_done(run({"validate", dir / "", "-n", "20", "--points", "5", "--no-switches", "-q"}));
    // A digit changed, under another name, the first case gone.
    changed("wars/war.yaml", "wars/other.yaml", "intensity: 3", "intensity: 3.1");
    changed("cases/towns.yaml", "cases/other.yaml", "war.yaml", "other.yaml");
    changed("cases/other.yaml", "cases/other.yaml", "status: seen", "status: held_out");
    check_refused(freeze(dir / "", "other"), "has the same scenario with other numbers, and is seen");
    fs::remove(dir / "cases/towns.yaml");
    check_refused(freeze(dir / "", "other"), "its scenario was played with other numbers on");
    // In another folder beside it, without the log.
    const std::string beside = dir.around / "elsewhere";
    fs::create_directories(beside);
    for (const char* part : {"cases", "wars"})
      fs::copy(dir / part, beside + "/" + part, fs::copy_options::recursive);
    fs::copy(dir / "ceasefires.csv", beside + "/ceasefires.csv");
    check_refused(freeze(beside, "other"), "its scenario was played with other numbers on");
    // Another episode: a name and a date are new.
    changed("wars/other.yaml", "wars/other.yaml", "2020-01-01", "2020-01-02");
    check_refused(freeze(dir / "", "other"), "it shares most names of parties, issues and fronts");
    changed("cases/other.yaml", "cases/other.yaml", "why: made up", "why: new\nbuilt_on: [towns]");
    const Finished f = run(freeze(dir / "", "other"));
    check_done(f);
    CHECK(has(f.out, "Not known: runs by 'parley run'"));
    CHECK(has(run({"validate", dir / "", "-n", "20", "--points", "5", "--no-switches", "-q"}).out,
              "Built on what was seen: towns."));
  }

  TEST_CASE("shipped cases are in the log, so that none can be called held out later") {
    Diagnostics diagnostics;
    const auto log = load_log(source("scenarios/record/log.csv"), diagnostics);
    REQUIRE_MESSAGE(diagnostics.empty(), to_string(diagnostics));
    for (const LoadedCase& c : shipped_cases())
      CHECK_MESSAGE(standing_of(log, key_of(c)) == Standing::known, c.id);
  }

  TEST_CASE("where something was reconsidered after a look, the score is told without those cases too") {
    std::vector<RecordCase> cases(2);
    cases[1].reconsidered = "a number";
    std::vector<RecordRow> rows{scored_row(0, Unit::yes_no, 0.4, 0.25),
                                scored_row(1, Unit::yes_no, 0.2, 0.25)};
    for (RecordRow& row : rows) row.ranges.mean = 0.5;
    const auto groups = groups_of(cases, rows);
    REQUIRE(groups.size() == 1);
    CHECK(groups[0].ranges.penalty.mean == doctest::Approx(0.3));
    CHECK(groups[0].untouched.penalty.mean == doctest::Approx(0.4));
    CHECK(groups[0].untouched.cases == 1);
    CHECK(groups[0].if_right.mean == doctest::Approx(0.25));
    CHECK(groups[0].simple[0].worse.mean == doctest::Approx(0.05));
    CHECK(groups[0].simple[0].worse.standard_error == doctest::Approx(0.1));
  }
}
