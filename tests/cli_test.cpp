// Does the program keep its promises at the command line: exit codes, messages, what it prints?

#include "cli.hpp"

#include <chrono>
#include <regex>
#include <sstream>

using namespace parley::test;

TEST_CASE("the program without a command prints its help to standard error and exits with 2") {
  const Finished f = run(Words{});
  CHECK(f.code == 2);
  CHECK(f.out.empty());
  CHECK(has(f.err, "Commands"));
}

TEST_CASE("help and version that were asked for go to standard output with exit code 0") {
  for (const Words& a : {Words{"--help"},
                         {"help"},
                         {"run", "--help"},
                         {"check", "-h"},
                         {"new", "--help"},
                         {"schema", "--help"},
                         {"version"},
                         {"--version"},
                         {"version", "--help"}}) {
    CAPTURE(shown(a));
    const Finished f = run(a);
    CHECK(f.code == 0);
    CHECK(!f.out.empty());
    CHECK(f.err.empty());
  }
}

TEST_CASE("unknown commands and options exit with 2 and a hint") {
  check_refused({"rn"}, "did you mean 'run'?");
  check_refused({"frobnicate"}, "expected one of: run");
  check_refused({"run", pie, "--replicate", "3"}, "did you mean --replicates?");
  check_refused({"run", pie, "--bogus"}, "'parley run --help' tells how");
  check_refused({"check", "--bogus"}, "'parley check --help' tells how");
  check_refused({"check"}, "no file is named");
  check_refused({"new"}, "name one file");
  check_refused({"schema", "--bogus"}, "'parley schema --help' tells how");
  check_refused({"schema", "bogus"}, "unknown argument");
  check_refused({"merge", "--bogus"}, "'parley merge --help' tells how");
  check_refused({"completion", "fish"}, "bash or zsh");
  check_refused({"manual", "rnu"}, "did you mean 'run'?");
  check_refused({"version", "--bogus"}, "unknown argument");
  check_refused({"run"}, "no scenario is named");
  check_refused({"run", pie, geneva}, "name one scenario");
}

TEST_CASE("a run with wrong input exits with 2 and writes nothing") {
  const TempDir dir;
  write_file(dir / "broken.yaml", "name: [\n");
  write_file(dir / "bad.yaml", "name: A\nissues: {A: {options: [x, y]}}\npartys: {}\n");
  const std::vector<std::pair<Words, std::string>> cases{
      {{dir / "missing.yaml"}, "no such file"},
      {{dir.path().string()}, "this is a directory"},
      {{dir / "broken.yaml"}, "not valid YAML"},
      {{dir / "bad.yaml"}, "unknown key 'partys' (did you mean 'parties'?)"},
      {{pie, "--replicates", "0"}, "--replicates 0: expected a whole number from 1"},
      {{pie, "--replicates", "abc"}, "--replicates abc: expected a whole number"},
      {{pie, "--replicates", "-1"}, "--replicates -1: expected a whole number"},
      {{pie, "-n", "1e3"}, "--replicates 1e3: expected a whole number"},
      {{pie, "--seed", "abc"}, "--seed abc: expected a whole number"},
      {{pie, "--seed", "-1"}, "--seed -1: expected a whole number"},
      {{pie, "--jobs", "x"}, "--jobs x: expected a whole number"},
      {{pie, "--tell", "x"}, "--tell x: expected the number of a run"},
      {{pie, "--trace", "xyz"}, "--trace xyz: expected none, rounds, offers or days"},
      {{pie, "--set", "nonsense"}, "expected PATH=VALUE"},
      {{pie, "--set", "parties.NORTH.reservation=abc"}, "expected a number, found 'abc'"},
      {{pie, "--set", "parties.NORTH.reservatoin=0.3"}, "did you mean 'reservation'?"},
      {{pie, "--set", "partys.NORTH.reservation=0.3"}, "did you mean 'parties'?"}};
  for (const auto& [arguments, told] : cases) {
    check_refused(Words{"run"} + arguments + Words{"-o", dir / "out"}, told);
    CHECK(!fs::exists(dir / "out"));
  }
  check_refused({"run", pie, "--trace", "rounds"}, "--trace needs a folder");
  check_refused({"run", pie, "-o", ""}, "names no folder");
}

TEST_CASE("output that cannot be written ends every command with 1") {
  if (!fs::exists("/dev/full")) return;
  for (const Words& a : {Words{"run", pie},
                         {"run", pie, "--json"},
                         {"run", "--help"},
                         {"--help"},
                         {"version"},
                         {"check", pie},
                         {"schema"},
                         {"schema", "--markdown"}}) {
    CAPTURE(shown(a));
    const Finished f = run({.arguments = a, .output = "/dev/full"});
    CHECK(f.code == 1);
    CHECK(has(f.err, "cannot write to standard output"));
  }
}

TEST_CASE("--json prints one JSON object with the shares of outcomes") {
  const TempDir dir;
  const Finished f = run({"run", small_war(dir), "-n", "100", "--seed", "7", "--json"});
  check_done(f);
  const Json j = Json::parse(f.out);
  CHECK(j["scenario"] == "A border ceasefire");
  CHECK(j["seed"] == 7);
  CHECK(j["replicates"] == 100);
  REQUIRE(j["outcomes"].size() == 5);
  double sum = 0;
  for (const char* name : {"breakdown", "deadlock", "holding", "collapsed", "defeat"}) {
    const Json& o = j["outcomes"][name];
    CHECK((0 <= o["low"] && o["low"] <= o["share"] && o["share"] <= o["high"] && o["high"] <= 1));
    sum += o["share"].get<double>();
  }
  CHECK(sum == doctest::Approx(1));
}

TEST_CASE("--quiet leaves standard error empty") {
  const TempDir dir;
  const Finished told = run({"run", pie, "-q"});
  check_done(told);
  CHECK(!told.out.empty());
  CHECK(told.err.empty());
  const Finished kept = run({"run", pie, "--quiet", "-o", dir / "o"});
  check_done(kept);
  CHECK((kept.out + kept.err).empty());
}

TEST_CASE("colour is for terminals without NO_COLOR") {
  if (!process::has_terminals()) return;
  const Words a{"run", pie, "-n", "5"};
  const std::string escape = "\033[";
  CHECK(!has(run({.arguments = a, .environment = {"NO_COLOR=", "TERM=xterm"}}).out, escape));
  CHECK(has(run({.arguments = a, .environment = {"NO_COLOR=", "TERM=xterm"}, .terminal = true}).out, escape));
  CHECK(
      !has(run({.arguments = a, .environment = {"NO_COLOR=1", "TERM=xterm"}, .terminal = true}).out, escape));
  CHECK(!has(run({.arguments = a, .environment = {"NO_COLOR=", "TERM=dumb"}, .terminal = true}).out, escape));
}

TEST_CASE("progress is for terminals") {
  if (!process::has_terminals()) return;
  const TempDir dir;
  for (const bool terminal : {true, false}) {
    Launch launch = stopped_run(dir / (terminal ? "terminal" : "pipe"), SIGINT, 1);
    launch.terminal = terminal;
    // Long enough for progress to be shown.
    launch.when = [started = launch.when, first = std::chrono::steady_clock::time_point{}]() mutable {
      const auto now = std::chrono::steady_clock::now();
      if (first == std::chrono::steady_clock::time_point{} && started()) first = now;
      return first != std::chrono::steady_clock::time_point{} &&
             now - first > std::chrono::milliseconds(1500);
    };
    const Finished f = run(launch);
    CHECK(f.code == 130);
    CHECK(has(f.out + f.err, "of 10000000 runs, ") == terminal);
    CHECK(has(f.err, "\r") == false);
  }
}

TEST_CASE("every scenario that is shipped passes the check") {
  Words files;
  // The folders beside them hold deals and studies.
  for (const char* folder : {"scenarios", "scenarios/textbook"})
    for (const auto& entry : fs::directory_iterator(source(folder)))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  REQUIRE(files.size() >= 4);
  const Finished f = run(Words{"check"} + files);
  check_done(f);
  // Russia holds something over Turkey, and the US over the SDF, which their own blocs fight: that is so.
  std::istringstream told(f.err);
  for (std::string line; std::getline(told, line);)
    CHECK_MESSAGE(
        (line == "look again at:" || line.find("is the patron of its own enemy") != std::string::npos), line);
  CHECK(lines(f.out) == files.size());
}

TEST_CASE("check tells every problem with its file and line and column") {
  const TempDir dir;
  std::string text = read_file(pie);
  text.replace(text.find("reservation: 0"), 14, "reservatoin: 0");
  text.replace(text.find("rounds: 100"), 11, "rounds: 1oo");
  write_file(dir / "bad.yaml", text);
  const Finished f = run({.arguments = {"check", pie, "bad.yaml"}, .directory = dir.path().string()});
  CHECK(f.code == 2);
  CHECK(lines(f.err) == 3);
  CHECK_MESSAGE(
      std::regex_search(f.err, std::regex("bad\\.yaml:28:5: parties\\.NORTH: unknown key 'reservatoin' "
                                          "\\(did you mean 'reservation'\\?\\)")),
      f.err);
  CHECK_MESSAGE(std::regex_search(f.err, std::regex("bad\\.yaml:37:\\d+: talks\\.rounds: .*'1oo'")), f.err);
  CHECK(has(f.err, "2 problems found\n"));
  CHECK(has(f.out, "good"));
  CHECK(run({"check", dir / "missing.yaml"}).code == 2);
}

TEST_CASE("the scenario that new writes is good and is never written over another file") {
  const TempDir dir;
  const std::string here = dir.path().string();
  check_done(run({.arguments = {"new", "war.yaml"}, .directory = here}));
  check_done(run({.arguments = {"check", "war.yaml"}, .directory = here}));
  check_done(run({.arguments = {"run", "war.yaml", "-n", "20"}, .directory = here}));
  write_file(dir / "mine.yaml", "mine");
  fs::create_symlink(dir / "elsewhere.yaml", dir / "link.yaml");
  for (const std::string& place : {dir / "mine.yaml", dir / "link.yaml", here})
    check_refused({"new", place}, "exists");
  CHECK(read_file(dir / "mine.yaml") == "mine");
  CHECK(!fs::exists(dir / "elsewhere.yaml"));
  CHECK(run({"new", dir / "no/such/folder.yaml"}).code == 1);
}

TEST_CASE("schema prints JSON for editors and tables for readers") {
  const Finished json = run({"schema"});
  check_done(json);
  CHECK(Json::parse(json.out)["properties"].contains("parties"));
  const Finished markdown = run({"schema", "--markdown"});
  check_done(markdown);
  CHECK(has(markdown.out, "\n|"));
  const Finished tables = run({"schema", "--tables"});
  check_done(tables);
  CHECK(Json::parse(tables.out)[0]["table"] == "runs.csv");
  check_refused({"schema", "--tables", "--study"}, "give one of");
}
