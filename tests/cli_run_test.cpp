// What does 'parley run -o' leave on disk, also when it is stopped or the disk is full?

#include <map>
#include <regex>
#include <sstream>

#include "cli.hpp"

using namespace parley::test;

namespace {

// A CSV file as RFC 4180 has it; the first row is the header. Only whole lines count.
std::vector<Words> csv(const std::string& text) {
  std::vector<Words> rows;
  Words row(1);
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      row.emplace_back();
    } else if (c == '\n' && !quoted) {
      rows.push_back(row);
      row.assign(1, "");
    } else {
      row.back() += c;
    }
  }
  return rows;
}

// Header, then runs 0, 1, 2 ... without a gap, each with a cell for every column.
void check_whole_rows(const std::vector<Words>& rows) {
  REQUIRE(!rows.empty());
  std::size_t wrong = 0;
  for (std::size_t i = 1; i < rows.size(); ++i)
    wrong += rows[i].size() != rows[0].size() || rows[i][0] != std::to_string(i - 1);
  CHECK(wrong == 0);
}

// The columns that scenarios/README.md names for a table of the scenario of 'parley new'.
Words documented(const std::string& table) {
  const std::map<std::string, Words> names{{"_ISSUE", {"_CEASEFIRE", "_LINE", "_OBSERVERS"}},
                                           {"_PARTY", {"_NORTH", "_SOUTH"}},
                                           {"_FRONT", {"_river"}},
                                           {"N", {"1", "2", "3", "4"}}};
  std::string text = read_file(source("scenarios/README.md"));
  text.erase(0, text.find("### " + table));
  text.erase(0, text.find("| `"));
  std::istringstream in(text);
  const std::regex quoted("`([a-z_0-9]+?)(_[A-Z]+|N)?`");
  Words columns;
  for (std::string line; std::getline(in, line) && line.starts_with("| `");) {
    const std::string cell = line.substr(0, line.find(" |", 2));
    for (std::sregex_iterator m(cell.begin(), cell.end(), quoted), end; m != end; ++m) {
      if ((*m)[2].matched) {
        for (const auto& name : names.at((*m)[2])) columns.push_back((*m)[1].str() + name);
      } else {
        columns.push_back((*m)[1]);
      }
    }
  }
  return columns;
}

std::map<std::string, std::string> contents(const fs::path& dir) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(dir))
    if (entry.is_regular_file()) all[entry.path().string()] = read_file(entry.path());
  return all;
}

}  // namespace

TEST_CASE("a run leaves a manifest that says what was run") {
  const TempDir dir;
  const Words arguments = Words{geneva, "-n", "3", "-o", dir / "o"} +
                          Words{"--seed", "18446744073709551615", "--set", "parties.GOV.reservation=0.5"};
  check_done(run(Words{"run"} + arguments));
  const Json m = Json::parse(read_file(dir / "o/manifest.json"));
  CHECK(m["status"] == "complete");
  CHECK("parley " + m["version"].get<std::string>() + "\n" == run({"version"}).out);
  CHECK(m["scenario_file"] == geneva);
  CHECK(m["seed"] == UINT64_MAX);
  CHECK(m["replicates"] == 3);
  CHECK(m["runs_finished"] == 3);
  CHECK(m["parameters_set"] == Json{"parties.GOV.reservation=0.5"});
  CHECK(m["calendar"]["end"] == "2017-02-28");
  CHECK(m["parties"][2] == Json{{"id", "GOV"},
                                {"name", "Syrian government"},
                                {"bloc", "government"},
                                {"seat", "client"},
                                {"signs", true},
                                {"reservation", 0.5},
                                {"colour", "#007a5a"},
                                {"dashed", false}});
  CHECK(m["issues"][1]["options"][1] == "24-hour notice of flights only");
  CHECK(m["fronts"][0]["id"] == "aleppo");
  CHECK(m["command_line"] == Json(Words{"parley", "run"} + arguments));
  if (fs::exists("/usr/bin/sha256sum")) {
    const Finished sum = run({.arguments = {geneva}, .program = "/usr/bin/sha256sum"});
    CHECK(m["scenario_sha256"] == sum.out.substr(0, 64));
  }
  CHECK(m["assumptions"].size() > 300);
  for (const auto& a : m["assumptions"]) CHECK((a.contains("path") && a["value"].is_number()));
}

TEST_CASE("runs.csv has one row a run with the documented columns in full precision") {
  const TempDir dir;
  const std::string war = small_war(dir);
  check_done(run({"run", war, "-n", "200", "-o", dir / "o"}));
  const auto rows = csv(read_file(dir / "o/runs.csv"));
  REQUIRE(rows.size() == 201);
  check_whole_rows(rows);
  const Words columns = documented("runs.csv");
  CHECK(shown(rows[0]) == shown(columns));
  const auto column = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
  };
  const std::size_t utility = column("utility_NORTH");
  parley::Diagnostics none;
  const auto loaded = parley::load_scenario_file(war, {}, none);
  REQUIRE(loaded.has_value());
  for (std::uint32_t k = 0; k < 20; ++k) {
    const parley::Outcome o = play(loaded->scenario, 1, k);
    const Words& row = rows[k + 1];
    CHECK(row[1] == parley::ending_names[static_cast<std::size_t>(o.ending)]);
    CHECK(std::stod(row[utility]) == o.utilities[parley::PartyId(0)]);
    CHECK(std::stod(row[utility + 1]) == o.utilities[parley::PartyId(1)]);
    CHECK(std::stod(row[column("deaths")]) == o.deaths);
  }
}

TEST_CASE("a trace adds tables of rounds and events then of offers and then of days") {
  const TempDir dir;
  const std::string war = small_war(dir);
  for (const std::string trace : {"none", "rounds", "offers", "days"}) {
    const std::string out = dir / trace;
    check_done(run({"run", war, "-n", "150", "-o", out, "--trace", trace}));
    CHECK(fs::exists(out + "/rounds.csv") == (trace != "none"));
    CHECK(fs::exists(out + "/events.csv") == (trace != "none"));
    CHECK(fs::exists(out + "/offers.csv") == (trace == "offers" || trace == "days"));
    CHECK(fs::exists(out + "/days.csv") == (trace == "days"));
    CHECK(read_file(out + "/runs.csv") == read_file(dir / "none/runs.csv"));
  }
  for (const std::string name : {"rounds.csv", "events.csv", "offers.csv", "days.csv"}) {
    const auto rows = csv(read_file(dir / ("days/" + name)));
    CAPTURE(name);
    CHECK(shown(rows[0]) == shown(documented(name)));
    REQUIRE(rows.size() > 150);
    CHECK(rows.back()[0] == "149");
    CHECK(std::all_of(rows.begin(), rows.end(), [&](const Words& r) { return r.size() == rows[0].size(); }));
  }
}

TEST_CASE("the days of a run add up to its row, whatever the number of threads") {
  const TempDir dir;
  const std::string war = small_war(dir);
  for (const std::string jobs : {"1", "3"})
    check_done(run({"run", war, "-n", "30", "-o", dir / jobs, "--trace", "days", "-j", jobs}));
  const auto days = csv(read_file(dir / "1/days.csv")), runs = csv(read_file(dir / "1/runs.csv"));
  CHECK(days == csv(read_file(dir / "3/days.csv")));
  const auto column = [](const std::vector<Words>& table, const std::string& name) {
    return static_cast<std::size_t>(std::find(table[0].begin(), table[0].end(), name) - table[0].begin());
  };
  std::vector<double> deaths(30), under_truce(30);
  for (std::size_t k = 1; k < days.size(); ++k) {
    const auto r = std::stoul(days[k][0]);
    deaths[r] += std::stod(days[k][column(days, "deaths_river")]);
    const bool truce = days[k][column(days, "phase")] == "truce";
    under_truce[r] += truce ? 1 : 0;
    CHECK(days[k][column(days, "margin_NORTH")].empty() == !truce);
  }
  CHECK(*std::max_element(under_truce.begin(), under_truce.end()) > 0);
  for (std::size_t r = 0; r < 30; ++r) {
    CHECK(deaths[r] == std::stod(runs[r + 1][column(runs, "deaths")]));
    CHECK(under_truce[r] == std::stod(runs[r + 1][column(runs, "truce_days")]));
  }
}

// glibc leaves out its functions with fused multiply-add when told so; other C libraries ignore this.
TEST_CASE("a processor without fused multiply-add gives the same tables") {
  const TempDir dir;
  const Words war{"run", source("scenarios/syria-december-2016.yaml"), "-n", "150", "--trace", "days", "-o"};
  const auto with = [&](Words words, const std::string& out) {
    words.push_back(dir / out);
    return words;
  };
  check_done(run(with(war, "here")));
  check_done(run({.arguments = with(war, "other"),
                  .environment = {"GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F"}}));
  for (const std::string table : {"runs.csv", "rounds.csv", "events.csv", "offers.csv", "days.csv"}) {
    CAPTURE(table);
    CHECK((read_file(dir / ("here/" + table)) == read_file(dir / ("other/" + table))));
  }
}

TEST_CASE("results are kept unless --force is given and other files always are") {
  const TempDir dir;
  const std::string out = dir / "o";
  check_done(run({"run", pie, "-n", "5", "-o", out, "--trace", "offers"}));
  write_file(out + "/notes.txt", "mine");
  const auto before = contents(out);
  check_refused({"run", pie, "-n", "3", "-o", out}, "is not empty");
  CHECK(contents(out) == before);
  check_done(run({"run", pie, "-n", "3", "-o", out, "--force"}));
  CHECK(read_file(out + "/notes.txt") == "mine");
  CHECK(csv(read_file(out + "/runs.csv")).size() == 4);
  CHECK(!fs::exists(out + "/offers.csv"));  // of the run before: not about these runs
  fs::create_directory(dir / "empty");
  check_done(run({"run", pie, "-n", "3", "-o", dir / "empty"}));
}

TEST_CASE("a folder that cannot be written is told with its reason") {
  const TempDir dir;
  write_file(dir / "file", "mine");
  check_refused({"run", pie, "-o", dir / "file"}, "is not a folder");
  CHECK(read_file(dir / "file") == "mine");
  for (const std::string& place : {dir / "file/under", std::string("/proc/parley")}) {
    const Finished f = run({"run", pie, "-o", place});
    CHECK(f.code == 1);
    CHECK(f.out.empty());
    CHECK_MESSAGE(
        std::regex_search(f.err, std::regex("cannot write .*: (Not a directory|No such file|Permission)")),
        f.err);
  }
}

TEST_CASE("a disk that fills up ends the program with 1 and the name of the file") {
  const TempDir dir;
  const Finished rows = run({.arguments = {"run", geneva, "-n", "60", "-o", dir / "o", "--trace", "offers"},
                             .largest_file = 300'000});
  CHECK(rows.code == 1);
  CHECK(rows.out.empty());
  CHECK_MESSAGE(has(rows.err, "offers.csv: File too large"), rows.err);
  CHECK(Json::parse(read_file(dir / "o/manifest.json.part"))["status"] == "running");
  CHECK(!fs::exists(dir / "o/manifest.json"));
  const Finished manifest = run({.arguments = {"run", pie, "-o", dir / "m"}, .largest_file = 100});
  CHECK(manifest.code == 1);
  CHECK_MESSAGE(has(manifest.err, "manifest.json.part: File too large"), manifest.err);
  CHECK(contents(dir / "m").empty());
  CHECK(run({.arguments = {"new", dir / "n.yaml"}, .largest_file = 100}).code == 1);
  CHECK(!fs::exists(dir / "n.yaml"));
}

TEST_CASE("the same seed gives the same bytes for any number of threads and another seed gives others") {
  const TempDir dir;
  const Words a{"run", geneva, "-n", "130", "--trace", "offers", "-q"};
  for (const std::string jobs : {"1", "2", "8"}) check_done(run(a + Words{"-j", jobs, "-o", dir / jobs}));
  check_done(run(a + Words{"--seed", "2", "-o", dir / "other"}));
  for (const std::string name : {"/runs.csv", "/rounds.csv", "/events.csv", "/offers.csv"}) {
    const std::string one = read_file(dir / ("1" + name));
    CAPTURE(name);
    CHECK(one.size() > 10000);
    CHECK((one == read_file(dir / ("2" + name))));
    CHECK((one == read_file(dir / ("8" + name))));
    CHECK((one != read_file(dir / ("other" + name))));
  }
}

TEST_CASE("an interrupted run keeps whole rows of the runs that it finished") {
  const TempDir dir;
  for (const int signal : {SIGINT, SIGTERM}) {
    const std::string out = dir / std::to_string(signal);
    const Finished f = run(stopped_run(out, signal, 100'000));
    CHECK(f.code == 130);
    CHECK_MESSAGE(has(f.err, "Interrupted after "), f.err);
    const std::string text = read_file(out + "/runs.csv");
    CHECK(text.back() == '\n');
    check_whole_rows(csv(text));
    const Json m = Json::parse(read_file(out + "/manifest.json"));
    CHECK(m["status"] == "interrupted");
    CHECK(m["runs_finished"] == lines(text) - 1);
    CHECK(m["replicates"] == 10'000'000);
  }
}

// What holds after kill -9: all that was flushed is there under NAME.part (rows are flushed in chunks of 128
// runs), only the last line may be cut short, and the manifest still says "running".
TEST_CASE("a killed run keeps every row that was on disk, and an older folder stays what it was") {
  const TempDir dir;
  check_done(run({"run", pie, "-n", "7", "-o", dir / "o", "-q"}));
  const std::string before = read_file(dir / "o/runs.csv");
  Launch launch = stopped_run(dir / "o", SIGKILL, 100'000);
  launch.arguments.push_back("--force");
  std::size_t seen = 0;
  launch.when = [&seen, grown = launch.when, table = dir / "o/runs.csv.part"] {
    if (!grown()) return false;
    seen = lines(read_file(table));
    return true;
  };
  const Finished f = run(launch);
  CHECK(f.signal == SIGKILL);
  const auto rows = csv(read_file(dir / "o/runs.csv.part"));
  check_whole_rows(rows);
  CHECK(seen > 1);
  CHECK(rows.size() >= seen);
  CHECK(Json::parse(read_file(dir / "o/manifest.json.part"))["status"] == "running");
  CHECK((read_file(dir / "o/runs.csv") == before));
  check_done(run({"explain", dir / "o"}));
}

// The moment at which new runs take the place of old ones is when the manifest gets its name.
TEST_CASE(
    "killed between naming manifest and tables, a folder holds the new runs, and the next writer names "
    "them") {
  const TempDir dir;
  check_done(run({"run", pie, "-n", "7", "-o", dir / "o", "-q"}));
  check_done(run({"run", pie, "-n", "9", "-o", dir / "new", "-q"}));
  const Finished right = run({"explain", dir / "new", "--run", "8"});
  check_done(right);
  fs::rename(dir / "new/manifest.json", dir / "o/manifest.json");
  for (const std::string table : {"runs.csv", "parties.csv"})
    fs::rename(dir / ("new/" + table), dir / ("o/" + table + ".part"));
  CHECK(run({"explain", dir / "o", "--run", "8"}).out == right.out);
  const Finished told = run({"check", dir / "o"});
  check_done(told);
  CHECK_MESSAGE(has(told.out, "the table stands in runs.csv.part"), told.out);
  CHECK(lines(read_file(dir / "o/runs.csv")) == 8);
  const Finished full =
      run({.arguments = {"run", pie, "-n", "11", "-o", dir / "o", "-q", "--force"}, .largest_file = 100});
  CHECK(full.code == 1);
  CHECK(lines(read_file(dir / "o/runs.csv")) == 10);
  CHECK(run({"explain", dir / "o", "--run", "8"}).out == right.out);
}
