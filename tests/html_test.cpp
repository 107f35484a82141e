// Does the page of a study, or of a folder of runs, say what the tables say, and nothing that it was not told
// to?

#include <cmath>
#include <map>
#include <regex>

#include "parley/runs/briefing.hpp"
#include "parley/runs/representative.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/writing/chart.hpp"
#include "parley/writing/html_page.hpp"
#include "study_cases.hpp"

namespace parley::test {

namespace {

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

// The page without its scripts and styles.
std::string visible(std::string page) {
  for (const char* const tag : {"script", "style"})
    for (;;) {
      const auto start = page.find(std::string("<") + tag);
      if (start == std::string::npos) break;
      const auto end = page.find(std::string("</") + tag + ">", start);
      REQUIRE(end != std::string::npos);
      page.erase(start, end - start);
      page.erase(start, std::string(tag).size() + 3);
    }
  return page;
}

std::string page_of(const std::string& source, const TempDir& dir) {
  const std::string file = dir / "page.html";
  const Finished f = run({"report", source, "--html", file});
  check_done(f);
  CHECK(f.out.empty());
  return read_file(file);
}

// The data of every chart of a page, by the chart's id.
std::map<std::string, Json> charts_of(const std::string& page) {
  std::map<std::string, Json> all;
  for (std::size_t at = page.find("<figure class=\"chart\" id=\""); at != std::string::npos;
       at = page.find("<figure class=\"chart\" id=\"", at + 1)) {
    const auto id = at + 26, data = page.find("<script type=\"application/json\">", at) + 32;
    all[page.substr(id, page.find('"', id) - id)] =
        Json::parse(page.substr(data, page.find("</script>", data) - data));
  }
  return all;
}

const std::string evil = R"(</script><script>alert(1)</script><img src=x onerror='alert(2)'>"&)";

// Text of the analyst's wherever a scenario takes some.
std::string hostile_war(const TempDir& dir) {
  std::string text = read_file(small_war(dir));
  const std::string quoted = std::regex_replace(Json(evil).dump(), std::regex("\\$"), "$$$$");
  text = std::regex_replace(text, std::regex("(name|title|why|description): [^\n{},]*"), "$1: " + quoted);
  const std::string file = dir / "evil.yaml";
  write_file(file, text);
  return file;
}

}  // namespace

TEST_SUITE("html") {
  TEST_CASE("text stays text") {
    CHECK(escaped("<b> & \"it's\"") == "&lt;b&gt; &amp; &quot;it&#39;s&quot;");
    // What moves a cursor, turns the direction of a line or is no text is shown, not obeyed.
    CHECK(escaped("a\x01\xff\nz") == "a\\x01\\xff z");
    CHECK(escaped("gnp\xe2\x80\xae.exe\x1b[31m") == "gnp\\u202e.exe\\x1b[31m");
    CHECK(inert(R"({"a":"</script>"})") == R"({"a":"\u003c/script\u003e"})");
    CHECK(Json::parse(inert(R"({"a":"</script>&"})"))["a"] == "</script>&");
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1234567) == "1,234,567");
  }

  TEST_CASE("axes have round numbers on both sides of what they show") {
    CHECK(round_ticks(0, 100).front() == 0);
    CHECK(round_ticks(0, 100).back() == 100);
    const auto ticks = round_ticks(-50.5, 13);
    CHECK(ticks.front() <= -50.5);
    CHECK(ticks.back() >= 13);
    CHECK(round_ticks(3, 3).size() > 1);
    CHECK(tick_text(0.30000000000000004, 0.1) == "0.3");
    CHECK(broken("parties.GOV.influenced_by.RUS", 24) ==
          std::vector<std::string>{"parties.GOV.influenced_", "by.RUS"});
  }

  TEST_CASE("a still picture shows every row with its interval and survives what has no end") {
    RangeChart c{
        .rows = {"one <1>", "two"},
        .series = {
            {"s", Colour::blue, {{1, -INFINITY, INFINITY, "1 (?)"}, {2, 1.5, 2.5, "2 (1.5 to 2.5)"}}}}};
    const std::string picture = svg({"x", "T", "n = 2", "alt", "unit", "", c});
    CHECK(has(picture, "one &lt;1&gt;"));
    CHECK(has(picture, "2 (1.5 to 2.5)"));
    CHECK(has(picture, "aria-label=\"T. alt\""));
    CHECK_FALSE(has(picture, "nan"));
    CHECK_FALSE(has(picture, "inf"));
    const Json data = Json::parse(chart_data({"x", "T", "", "", "", "", c}));
    CHECK_FALSE(data["series"][0]["marks"][0].contains("l"));
    CHECK(data["series"][0]["marks"][1]["h"] == 2.5);
    CHECK_FALSE(data["series"][0]["marks"][0].contains("n"));
    // What is not known has no interval in either picture; without an end it has.
    const double nan = std::nan("");
    RangeChart bare{.rows = {"a"},
                    .series = {{"s", Colour::blue, {{1, nan, nan, "1 (interval not known)"}}}}};
    CHECK(Json::parse(chart_data({"x", "T", "", "", "", "", bare}))["series"][0]["marks"][0]["n"] == true);
    CHECK(Json::parse(chart_data({"x", "T", "", "", "", "", bare}))["series"][0]["marks"][0].contains("l") ==
          false);
  }

  TEST_CASE("a run's row is read as it was written") {
    const Model model(scenario_file("scenarios/geneva-2016.yaml"));
    OutcomeReader reader(model);
    for (std::uint32_t replicate = 0; replicate < 20; ++replicate) {
      State state(model);
      RowCells cells;
      write_outcome(cells, model, nullptr, simulate(model, {1, 0, replicate}, state));
      write_outcome(cells, model, nullptr, reader.read(cells.rows[0]));
      CHECK(cells.rows[0] == cells.rows[1]);
    }
    CHECK_THROWS_AS(reader.read(Row(3)), std::runtime_error);
  }

  TEST_CASE("the run that stands for many has the most frequent ending and the median truce") {
    RepresentativeRun runs;
    const auto add = [&](std::uint64_t run, Ending ending, int days, std::optional<PartyId> who) {
      Outcome o;
      o.ending = ending;
      o.first_truce_days = days;
      o.first_truce_ended = who != nobody;
      o.ended_by = who;
      runs.add(run, o);
    };
    add(0, Ending::deadlock, 0, nobody);
    add(1, Ending::holding, 90, nobody);
    add(2, Ending::holding, 5, PartyId(1));
    add(3, Ending::holding, 5, PartyId(0));
    add(4, Ending::holding, 5, PartyId(0));
    add(5, Ending::holding, 1, PartyId(0));
    const Representative r = runs.choose();
    CHECK(r.run == 3);
    CHECK(r.ending == Ending::holding);
    CHECK(r.first_truce_days == 5);
    CHECK(r.end.who == PartyId(0));
    CHECK(r.alike == 5);
    CHECK(r.runs == 6);
  }

  TEST_CASE("a study's page has all its parts and the figures of the text report") {
    const TempDir dir;
    const std::string study = dir / "study.db";
    check_done(run({"sweep", small_war(dir), "--vary", "parties.NORTH.reservation=0.3:0.8:5", "-n", "40",
                    "-q", "-o", study}));
    const std::string page = page_of(study, dir), read = visible(page);
    for (const char* part :
         {"The answer", "How the runs end", "How long the first truce lasts", "What decides it",
          "One run, day by day", "The points of the study", "The assumptions"})
      CHECK_MESSAGE(has(read, ">" + std::string(part) + "</h2>"), part);
    const auto charts = charts_of(page);
    for (const char* id : {"endings", "survival", "effects-holding", "timeline", "trust"})
      REQUIRE_MESSAGE(charts.count(id) == 1, id);
    // What the text report says, the page says.
    const Finished json = run({"report", study, "--json"});
    check_done(json);
    const Json told = Json::parse(json.out);
    const Json& rows = charts.at("endings")["rows"];
    const Json& marks = charts.at("endings")["series"][0]["marks"];
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const Json& share = told["outcomes"][rows[k][0].get<std::string>()];
      CHECK(marks[k]["v"].get<double>() == doctest::Approx(100 * share["share"].get<double>()));
      CHECK(marks[k]["l"].get<double>() == doctest::Approx(100 * share["low"].get<double>()));
      CHECK(marks[k]["h"].get<double>() == doctest::Approx(100 * share["high"].get<double>()));
      CHECK(has(read, marks[k]["t"].get<std::string>()));  // also in the still picture
    }
    const Json& effect = told["outputs"][0]["effects"][0]["largest_difference"];
    CHECK(charts.at("effects-holding")["series"][0]["marks"][0]["v"].get<double>() ==
          doctest::Approx(100 * effect["value"].get<double>()));
    // A survival curve falls from 100 and never rises.
    double before = 100;
    for (const Json& p : charts.at("survival")["curves"][0]["points"]) {
      CHECK(p["v"].get<double>() <= before);
      before = p["v"];
      if (p.contains("n")) continue;  // no interval is known
      CHECK(p["l"].get<double>() <= p["v"].get<double>());
      CHECK(p["h"].get<double>() >= p["v"].get<double>());
    }
    // The deaths of the run told are those of its row.
    const auto at = page.find("parley run --replay");
    const std::string number = page.substr(page.find("--run ", at) + 6, 12);
    double deaths = 0;
    for (const Json& p : charts.at("timeline")["curves"][0]["points"]) deaths += p["v"].get<double>();
    const auto rows_of_runs = exported(study, {"--table", "runs"});
    std::istringstream lines(rows_of_runs);
    std::string head, line;
    std::getline(lines, head);
    const auto column = static_cast<std::size_t>(
        std::count(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(head.find(",deaths,") + 1), ','));
    bool found = false;
    while (std::getline(lines, line)) {
      if (!line.starts_with(std::to_string(std::stoi(number)) + ",")) continue;
      std::istringstream cells(line);
      std::string cell;
      for (std::size_t i = 0; i <= column; ++i) std::getline(cells, cell, ',');
      CHECK(deaths == doctest::Approx(std::stod(cell)));
      found = true;
    }
    CHECK(found);
  }

  TEST_CASE("every chart says its n, and stands as a picture with words beside the moving one") {
    const TempDir dir;
    const std::string study = dir / "study.db";
    check_done(
        run({"sweep", small_war(dir), "--vary", "truce.attribution=0:1:3", "-n", "20", "-q", "-o", study}));
    const std::string page = page_of(study, dir);
    const std::size_t figures = count_of(page, "<figure class=\"chart\"");
    CHECK(figures >= 5);
    CHECK(count_of(page, "<p class=\"basis\">n = ") == figures);
    CHECK(count_of(page, "<svg viewBox=") == figures);
    CHECK(count_of(page, "role=\"img\" aria-label=\"") == figures);
    CHECK(count_of(page, "<table") == count_of(page, "<caption>"));
    // One file: nothing is fetched, and the page itself forbids it.
    CHECK(has(page, "default-src 'none'"));
    for (const char* outside : {" src=", "<link rel=\"stylesheet", "@import", "url(", "sourceMappingURL"})
      CHECK_MESSAGE(!has(visible(page), outside), outside);
    CHECK_FALSE(has(page, "sourceMappingURL"));
    CHECK(has(page, "Chart.js Contributors"));
    CHECK(has(page, "Permission is hereby granted"));
    CHECK(page == page_of(study, dir));  // the same study, the same bytes
  }

  TEST_CASE("Sobol and Morris are drawn where the design gives them") {
    const TempDir dir;
    const Words vary{"--vary", "parties.NORTH.reservation=0.1:0.5", "--vary",
                     "parties.SOUTH.reservation=0.1:0.5"};
    const std::string saltelli = dir / "saltelli.db", morris = dir / "morris.db", scenario = dicey(dir);
    check_done(run(Words{"sweep", scenario} + vary +
                   Words{"--design", "saltelli", "--points", "8", "-n", "5", "-q", "-o", saltelli}));
    check_done(run(Words{"sweep", scenario} + vary +
                   Words{"--design", "morris", "--points", "4", "-n", "5", "-q", "-o", morris}));
    const auto sobol = charts_of(page_of(saltelli, dir)), effects = charts_of(page_of(morris, dir));
    CHECK(sobol.count("sobol-holding") + sobol.count("sobol-agreement-day") >= 1);
    CHECK(effects.count("morris-holding") + effects.count("morris-agreement-day") >= 1);
    CHECK(effects.count("concessions") == 1);
  }

  TEST_CASE("a study of very many parameters makes a page of modest size") {
    const TempDir dir;
    const std::string study = dir / "study.db";
    check_done(run(
        {"sweep", geneva, "--uncertain", "--design", "lhs", "--points", "30", "-n", "1", "-q", "-o", study}));
    const std::string page = page_of(study, dir);
    CHECK(page.size() < 2'000'000);
    CHECK(has(page, "10 of "));
    CHECK(has(page, "more parameters"));
  }

  TEST_CASE("a folder of runs makes a page too") {
    const TempDir dir;
    const std::string folder = dir / "out";
    check_done(run({"run", small_war(dir), "-n", "60", "-q", "-o", folder}));
    const std::string page = page_of(folder, dir);
    const auto charts = charts_of(page);
    for (const char* id : {"endings", "survival", "timeline"}) CHECK_MESSAGE(charts.count(id) == 1, id);
    CHECK(has(visible(page), ">What is signed</h2>"));
    CHECK(has(visible(page), "60 runs"));
    // A table that was cut off or changed is not the one that was written.
    const std::string rows = read_file(folder + "/runs.csv"), manifest = read_file(folder + "/manifest.json");
    for (const std::string& changed :
         {rows.substr(0, rows.size() - 30), std::regex_replace(rows, std::regex("holding"), "hoping")}) {
      write_file(folder + "/runs.csv", changed);
      check_refused({"report", folder, "--html", dir / "x.html"}, "its SHA-256 differs");
    }
    // Whoever changes the checksums too is told what cannot be.
    const std::string hoping = std::regex_replace(rows, std::regex("holding"), "hoping");
    Json told = Json::parse(manifest);
    told["tables_sha256"]["runs.csv"] = parley::sha256(hoping);
    told["manifest_sha256"] = parley::seal_of(told.dump());
    write_file(folder + "/manifest.json", told.dump());
    write_file(folder + "/runs.csv", hoping);
    check_refused({"report", folder, "--html", dir / "x.html"}, "cannot be read: 'hoping'");
    check_refused({"report", folder}, "--html");
    check_refused({"report", folder, "--html", dir / "x.html", "--method", "sobol"},
                  "not for a folder of runs");
  }

  TEST_CASE("the deaths of fronts stand upon each other") {
    const TempDir dir;
    const std::string folder = dir / "out";
    check_done(run({"run", source("scenarios/syria-february-2016.yaml"), "-n", "5", "-q", "-o", folder}));
    const auto charts = charts_of(page_of(folder, dir));
    const Json& curves = charts.at("timeline")["curves"];
    REQUIRE(curves.size() >= 3);
    for (std::size_t k = 1; k < curves.size(); ++k)
      for (std::size_t day = 0; day < curves[k]["points"].size(); ++day)
        CHECK(curves[k]["points"][day]["v"].get<double>() <= curves[k - 1]["points"][day]["v"].get<double>());
    CHECK(charts.at("timeline")["flags"].size() > 3);
    CHECK(charts.at("timeline")["spans"].size() >= 1);
  }

  TEST_CASE("what an analyst writes cannot become part of the page") {
    const TempDir dir;
    const std::string scenario = hostile_war(dir), study = dir / "evil.db", folder = dir / "evil";
    check_done(run({"sweep", scenario, "--vary", "truce.attribution=0:1:3", "-n", "20", "-q", "-o", study}));
    check_done(run({"run", scenario, "-n", "20", "-q", "-o", folder}));
    for (const std::string& source : {study, folder}) {
      const std::string page = page_of(source, dir);
      CHECK(has(page, "&lt;/script&gt;&lt;script&gt;alert(1)"));
      CHECK_FALSE(has(page, "<script>alert"));
      CHECK_FALSE(has(page, "<img"));
      CHECK_FALSE(has(visible(page), "onerror='"));
      // Two scripts of its own, and one with data for each chart.
      CHECK(count_of(page, "<script") == 2 + count_of(page, "<figure class=\"chart\""));
      CHECK(charts_of(page).at("trust").dump().find("alert(1)") != std::string::npos);
    }
  }

  TEST_CASE("a page does not overwrite its study, nor leave a part of itself") {
    const TempDir dir;
    const std::string study = dir / "study.db";
    check_done(run(dicey_study(dicey(dir), "5") + Words{"-o", study}));
    check_refused({"report", study, "--html", study}, "a file which is being read");
    check_refused({"report", study, "--html", dir.path().string()}, "folder");
    const Finished f = run({"report", study, "--html", dir / "no/such/page.html"});
    CHECK(f.code == 1);
    CHECK(has(f.err, "cannot write"));
  }
}

}  // namespace parley::test
