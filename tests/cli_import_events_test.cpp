// Does 'parley import events' lead from a table of events to a scenario that runs, and refuse what it must?
#include <cmath>
#include <fstream>

#include "cli.hpp"
#include "parley/writing/csv.hpp"

using namespace parley::test;

namespace {

const std::string sample = source("tests/events/ged_syria_2016_sample.csv");
const std::string map_file = source("tests/events/ged_syria_2016_map.yaml");

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string written(const std::string& file, const std::string& text) {
  std::ofstream(file) << text;
  return file;
}

// Days of full war in the sample: from its first complete day to the eve of the ceasefire.
const Words war{"import", "events", sample, "--map", map_file, "--from", "2016-02-13", "--to", "2016-02-26"};

}  // namespace

TEST_CASE("from the GED sample to a map, a scenario, a run and a figure") {
  const TempDir dir;
  const std::string draft = dir / "map.yaml", file = dir / "war.yaml", report = dir / "report",
                    runs = dir / "runs";
  check_done(run({"import", "events", sample, "--draft-map", draft}));
  CHECK(has(text_of(draft), "  Syrian insurgents: syrian_insurgents  # 300 events, 1808 deaths"));
  const Finished printed = run({"import", "events", sample});
  CHECK(printed.out == text_of(draft));

  const Finished made = run(war + Words{"-o", file, "-r", report});
  check_done(made);
  CHECK(made.out == text_of(report + "/report.txt"));
  CHECK(has(made.err, "Next: parley check --advise " + file));
  for (const char* line :
       {"300 read, 136 used, 0 bad", "aleppo", "11 events,       0 deaths: without deaths",
        "150 events,    1149 deaths: on days that are not looked at", "Does the model look like the table?"})
    CHECK_MESSAGE(has(made.out, line), line << " in\n" << made.out);
  const std::string scenario = text_of(file);
  for (const char* part : {"mark: S, why: \"UCDP GED, ged_syria_2016_sample.csv (SHA-256 39458fd4c6b37d55):",
                           "SHA-256 39458fd4c6b37d55d56837bdeeced7848e2c7bb3adcfdb9c9e7b6577f2ebe415",
                           "calendar: {start: 2016-02-27, end: 2016-08-25}", "70 dead, Latakia Governorate"})
    CHECK_MESSAGE(has(scenario, part), part);
  check_done(run({"check", file}));
  const Finished again = run(war);
  CHECK(again.out == scenario);
  CHECK(has(again.err, "136 used"));

  // Places' sums are those of the source, weeks add up, every row that was not used is listed with its
  // reason.
  const auto rows = [&](const char* name) { return parley::parse_csv(text_of(report + "/" + name)); };
  CHECK(rows("places.csv").size() == 10);
  double deaths = 0;
  for (const auto& row : rows("weeks.csv"))
    if (row[0] != "week") deaths += std::stod(row[3]);
  CHECK(std::abs(deaths - 1808) < 0.01);
  CHECK(rows("left_out.csv").size() == 1 + 300 - 136);
  CHECK(rows("fit.csv").size() > 10);
  const std::string figure = text_of(report + "/weeks.svg");
  CHECK(has(figure, "<svg xmlns=\"http://www.w3.org/2000/svg\""));
  CHECK(has(figure, "days that were fitted"));

  // Played as a war without a ceasefire, it kills as many a day as the table.
  check_done(run({"run", file, "-n", "60", "-o", runs, "--trace", "days", "--set",
                  "parties.government.ideal.CEASEFIRE=none", "--set", "parties.government.reservation=1",
                  "--set", "war.lulls.heat=1"}));
  const auto days = parley::parse_csv(text_of(runs + "/days.csv"));
  std::size_t n = 0, column = 0;
  double killed = 0;
  while (days[0][column] != "deaths") ++column;
  for (std::size_t k = 1; k < days.size(); ++k)
    if (days[k][3] != "truce" && std::stoi(days[k][1]) < 60) {
      killed += std::stod(days[k][column]);
      ++n;
    }
  REQUIRE(n > 1000);
  // Ten events a day of 4.5 deaths each; sizes of events are capped at the largest seen.
  CHECK(killed / static_cast<double>(n) == doctest::Approx(46).epsilon(0.25));
}

TEST_CASE("what no event of a table tells is not told as estimated from it") {
  const TempDir dir;
  for (const int deaths : {1, 3, 10, 11, 60}) {
    std::string text = "date,actor_a,actor_b,place,deaths\n";
    for (int k = 0; k < 40; ++k)
      text +=
          fmt::format("2020-{:02}-{:02},Army,Rebels,North,{}\n", 1 + k / 20, 1 + k % 20, k == 7 ? deaths : 1);
    const std::string table = written(dir / "events.csv", text), map = dir / "map.yaml",
                      file = dir / "war.yaml";
    const Words words{"import",  "events",    table,     "--force", "--date", "date",     "--actor-a",
                      "actor_a", "--actor-b", "actor_b", "--place", "place",  "--deaths", "deaths"};
    check_done(run(words + Words{"--draft-map", map}));
    const Finished made = run(words + Words{"--map", map, "-o", file, "-r", dir / "report"});
    check_done(made);
    const std::string scenario = text_of(file), fit = text_of((dir / "report") + "/fit.csv");
    const bool tail = deaths > 10;
    CAPTURE(deaths);
    const auto line = [&](const std::string& key) {
      const auto at = scenario.find("  " + key + ":");
      return scenario.substr(at, scenario.find('\n', at) - at);
    };
    CHECK(has(line("event_tail"), tail ? "mark: S" : "mark: F"));
    CHECK(has(made.out, tail ? ", of 1 event\n" : "not known: the table has no such event"));
    CHECK(has(fit, "war.event_tail,,,\n") != tail);
    CHECK(has(line("largest_event"), tail ? "mark: S" : "mark: E"));
    if (!tail) CHECK(has(line("largest_event"), fmt::format("killed {};", deaths)));
    check_done(run({"check", file}));
  }
}

TEST_CASE("an event table of many mistakes is refused with all of them, and nothing is written") {
  const TempDir dir;
  const std::string bad = written(dir / "bad.csv",
                                  "event_id_cnty;event_date;actor1;actor2;admin1;fatalities\r\n"
                                  "A1;2021-13-01;Rebels;Army;North;1\r\nA2;2021-01-01;Rebels;Army;North;"
                                  "NaN\r\nA3;2021-01-01;;Army;North;-2\r\n"),
                    out = dir / "war.yaml", report = dir / "report";
  for (const char* line : {"bad.csv:2:4: date: expected a day, found '2021-13-01'",
                           "bad.csv:3:33: deaths: expected a number of deaths, found 'NaN'",
                           "bad.csv:4:15: actor-a: nobody is named",
                           "bad.csv:4:27: deaths: expected a number of deaths, found '-2'"})
    check_refused({"import", "events", bad, "--map", map_file, "-o", out, "-r", report}, line);
  CHECK_FALSE(fs::exists(out));
  CHECK_FALSE(fs::exists(report));
  const std::string wrong = written(dir / "map.yaml", "actors: {A: two words}\nplaces: {}\n");
  check_refused({"import", "events", bad, "--map", wrong, "-o", out}, "map.yaml:1:13: actors.A: 'two words'");
  check_refused({"import", "events", bad, "--map", wrong, "-o", out}, "bad.csv:2:4: date:");
}

TEST_CASE("options of 'import events' that do not go together are refused") {
  const TempDir dir;
  check_refused({"import", "events"}, "name one table of events");
  check_refused({"import", "events", sample, "-o", dir / "x"}, "needs a --map");
  check_refused({"import", "events", sample, "--map", map_file, "--draft-map", dir / "x"},
                "--draft-map asks for one");
  check_refused({"import", "events", sample, "--map", map_file, "--from", "26.2.2016"},
                "--from 26.2.2016: expected a day");
  check_refused({"import", "events", sample, "--map", map_file, "--from", "2020-01-01"},
                "no front is left: 289 on days that are not looked at");
  check_refused({"import", "events", sample, "--map", map_file, "--count", "most"},
                "expected best, low or high");
  check_refused({"import", "events", sample, "--map", map_file, "--where", "country"},
                "expected COLUMN=TEXT");
  check_refused({"import", "events", sample, "--map", map_file, "--where", "country=Iraq"},
                "no event is left of 300 rows");
  check_refused({"import", "events", sample, "--draft-map", sample}, "exists already");
  check_refused({"import", "events", sample, "--map", map_file, "-o", sample, "--force"}, "");
  check_refused({"import", "--quiet", "events", sample}, "'events' comes before its options");
  check_done(run({"import", "events", "--help"}));
}

TEST_CASE("large killings after the start become dated events where the table tells who killed") {
  const TempDir dir;
  std::string rows =
      "event_id_cnty,event_date,event_type,actor1,actor2,civilian_targeting,admin1,fatalities\n";
  for (int d = 1; d <= 28; ++d)
    rows += "L" + std::to_string(d) + "," + std::to_string(d) + " February 2021,Battles,Army,Rebels,,North," +
            std::to_string(1 + d % 5) + "\n";
  rows +=
      "L90,3 March 2021,Violence against civilians,Rebels,Civilians (Land),Civilian targeting,North,40\n"
      "L91,4 March 2021,Battles,Army,Rebels,,North,60\nL92,5 March 2021,Violence against "
      "civilians,Rebels,Civilians (Land),Civilian targeting,North,9\n";
  const std::string table = written(dir / "acled.csv", rows), file = dir / "war.yaml", map = dir / "map.yaml";
  check_done(run({"import", "events", table, "--draft-map", map}));
  const Finished made = run({"import", "events", table, "--map", map, "--to", "2021-02-28", "-o", file});
  check_done(made);
  const std::string text = text_of(file);
  CAPTURE(text);
  CHECK(has(text,
            "- {date: 2021-03-03, name: \"40 dead, North\", kind: attack, by: rebels, front: north, deaths: "
            "40, source: "));
  CHECK(has(text, "# 2021-03-04: 60 dead, North, front north (line 31; who did it is not told)"));
  CHECK_FALSE(has(text, "9 dead"));
  CHECK(has(text, "mark: E, why: \"ACLED, acled.csv"));  // civilians: a judgement
  check_done(run({"check", file}));
  check_done(run({"run", file, "-n", "2", "--json"}));
}
