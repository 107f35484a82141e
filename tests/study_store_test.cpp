// Is nothing lost, and is it always the same, however the runs of a study are made?

#include <random>

#include "study_cases.hpp"

using namespace parley::test;

namespace {

// Ends the program by a signal after its store has grown by so many bytes and some time more.
Launch stopped_sweep(Words words, const std::string& store, int signal, std::uintmax_t bytes,
                     int milliseconds) {
  Launch launch{.arguments = std::move(words)};
  launch.signal = signal;
  launch.when = [store, enough = size_on_disk(store) + bytes, milliseconds,
                 since = std::optional<std::chrono::steady_clock::time_point>()]() mutable {
    const auto now = std::chrono::steady_clock::now();
    if (!since && size_on_disk(store) >= enough) since = now;
    return since && now - *since >= std::chrono::milliseconds(milliseconds);
  };
  return launch;
}

// A program that MPI starts, where this build has one. Continuous integration insists on it.
std::optional<Words> mpi_ranks(const std::string& ranks) {
  if (mpi_program_path().empty() || !fs::exists("/usr/bin/mpirun")) {
    CHECK_MESSAGE(std::getenv("PARLEY_NEEDS_MPI") == nullptr, "Open MPI is missing");
    MESSAGE("this build has no Open MPI: not tested");
    return std::nullopt;
  }
  return Words{"--allow-run-as-root", "--oversubscribe", "-n", ranks, mpi_program_path()};
}

}  // namespace

TEST_SUITE("study store") {
  TEST_CASE("20,000 runs are the same bytes on 1, 2 and 8 threads, in 4 shards, and after five kills") {
    const TempDir dir;
    const Words study = dicey_study(dicey(dir), "1000");
    for (const std::string jobs : {"1", "2", "8"})
      check_done(run(study + Words{"-j", jobs, "-o", dir / (jobs + ".db")}));
    const std::string one = all_tables(dir / "1.db");
    CHECK(lines(exported(dir / "1.db")) == 20001);
    CHECK((one == all_tables(dir / "2.db")));
    CHECK((one == all_tables(dir / "8.db")));

    Words merge{"merge", dir / "merged.db"};
    for (const std::string k : {"3", "1", "4", "2"}) {
      check_done(run(study + Words{"--shard", k + "/4", "-o", dir / ("s" + k + ".db")}));
      merge.push_back(dir / ("s" + k + ".db"));
    }
    check_done(run(merge));
    CHECK((one == all_tables(dir / "merged.db")));
    check_done(run(merge));  // once more: what is there is not added again
    CHECK((one == all_tables(dir / "merged.db")));

    // Killed five times; where the machine was so busy that the study got done first, once more from the
    // start.
    const std::string killed = dir / "killed.db";
    std::mt19937 chance(7);
    int kills = 0;
    for (int tries = 0; kills < 5 && tries < 50; ++tries) {
      const Finished f = run(stopped_sweep(study + Words{"-j", "1", "--resume", "-o", killed}, killed,
                                           SIGKILL, 1000, static_cast<int>(chance() % 12)));
      if (f.signal == SIGKILL) {
        ++kills;
        if (fs::exists(killed)) CHECK(exported(killed).ends_with("\n"));
        continue;
      }
      kills = 0;
      for (const std::string end : {"", "-journal", ".owner"}) fs::remove(killed + end);
    }
    CHECK(kills == 5);
    check_done(run({"sweep", "--resume", "-q", "-o", killed}));
    CHECK((one == all_tables(killed)));
  }

  TEST_CASE("a study is the same bytes on four ranks of an MPI job") {
    const auto ranks = mpi_ranks("4");
    if (!ranks) return;
    const TempDir dir;
    const Words study = dicey_study(dicey(dir), "1000");
    check_done(run(study + Words{"-o", dir / "one.db"}));
    const Finished f =
        run({.arguments = *ranks + study + Words{"-o", dir / "four.db"}, .program = "/usr/bin/mpirun"});
    CHECK_MESSAGE(f.code == 0, f.err);
    CHECK((all_tables(dir / "one.db") == all_tables(dir / "four.db")));
  }

  TEST_CASE("points whose models do not all fit in memory are played in blocks, to the same rows") {
    const TempDir dir;
    const Words study{"sweep",  pie,
                      "--vary", "parties.NORTH.reservation=0:0.4:50",
                      "--vary", "parties.SOUTH.reservation=0:0.4:50",
                      "-n",     "3",
                      "-q"};
    check_done(run(study + Words{"-j", "1", "-o", dir / "a.db"}));
    check_done(run(study + Words{"-j", "3", "-o", dir / "b.db"}));
    const std::string a = exported(dir / "a.db");
    CHECK(lines(a) == 7501);
    CHECK((a == exported(dir / "b.db")));
    check_done(run({"run", "--replay", dir / "a.db", "--run", "7499", "-q"}));
  }

  TEST_CASE("a disk that fills up ends a study with 1 and a store that goes on") {
    const TempDir dir;
    const Words study = dicey_study(dicey(dir), "1000");
    const std::string store = dir / "s.db";
    const Finished f = run({.arguments = study + Words{"-o", store}, .largest_file = 400'000});
    CHECK(f.code == 1);
    CHECK_MESSAGE(has(f.err, "disk is full"), f.err);
    CHECK_MESSAGE(has(f.err, "parley sweep --resume -o " + store), f.err);
    const std::size_t kept = lines(exported(store)) - 1;
    CHECK(kept < 20000);
    check_done(run({"sweep", "--resume", "-q", "-o", store}));
    check_done(run(study + Words{"-o", dir / "whole.db"}));
    CHECK((all_tables(store) == all_tables(dir / "whole.db")));
    // Where not even the empty store has room, none is left behind.
    const Finished none = run({.arguments = study + Words{"-o", dir / "n.db"}, .largest_file = 2000});
    CHECK(none.code == 1);
    CHECK(!fs::exists(dir / "n.db"));
    CHECK(!fs::exists(dir / "n.db.part"));
  }

  TEST_CASE("an interrupted study ends with 75, says how to go on and is an even sample of its points") {
    const TempDir dir;
    const std::string store = dir / "s.db";
    const Finished f =
        run(stopped_sweep(dicey_study(dicey(dir), "100000") + Words{"-o", store}, store, SIGINT, 100'000, 0));
    CHECK(f.code == 75);
    CHECK_MESSAGE(has(f.err, "To go on: parley sweep --resume -o " + store), f.err);
    const std::string points = exported(store, {"-t", "points", "-f", "jsonl"});
    std::istringstream in(points);
    std::size_t fewest = SIZE_MAX, most = 0;
    for (std::string line; std::getline(in, line);) {
      const auto n = Json::parse(line)["runs"].get<std::size_t>();
      fewest = std::min(fewest, n);
      most = std::max(most, n);
    }
    CHECK(fewest > 0);
    CHECK(most <= fewest + 1);
    // A dry run of what is left makes no run, and changes nothing.
    const std::string bytes = read_file(store);
    const Finished dry = run({"sweep", "--resume", "-o", store, "--dry-run"});
    check_done(dry);
    CHECK_MESSAGE(has(dry.out, " runs made already\n"), dry.out);
    CHECK((read_file(store) == bytes));
  }

  TEST_CASE("a store takes runs of the same study only") {
    const TempDir dir;
    const std::string scenario = dicey(dir), store = dir / "s.db";
    const Words any{"sweep", scenario, "--vary", "parties.NORTH.reservation=0.1,0.2", "-q", "-o", store};
    const Words study = any + Words{"-n", "20"};
    check_done(run(study));
    check_refused(study, "exists; --resume goes on with it");
    const std::string before = exported(store);
    const Words again = study + Words{"--resume"};
    check_refused(again + Words{"--seed", "2"}, "holds another study");
    check_refused({"sweep", scenario, "--vary", "parties.NORTH.reservation=0.1,0.3", "-q", "-o", store, "-n",
                   "20", "--resume"},
                  "holds another study");
    check_refused(again + Words{"--independent"}, "holds another study");
    const std::string text = read_file(scenario);
    write_file(scenario, "# a remark\n" + text);
    check_done(run(again));
    CHECK(exported(store) == before);
    write_file(scenario, std::string(text).replace(text.find("rounds: 20"), 10, "rounds: 21"));
    check_refused(again, "the scenario has changed");
    write_file(scenario, text);
    check_done(run(any + Words{"--resume", "-n", "30"}));  // replicates are added
    CHECK(exported(store).starts_with(before));
    CHECK(lines(exported(store)) == 61);
    write_file(dir / "no.db", "no store");
    const Finished f = run({"sweep", "--resume", "-o", dir / "no.db"});
    CHECK(f.code == 1);
    CHECK_MESSAGE(has(f.err, "this is no study store"), f.err);
  }

  TEST_CASE("any run can be played again alone") {
    const TempDir dir;
    const std::string war = small_war(dir), store = dir / "s.db";
    check_done(run({"sweep", war, "--vary", "parties.NORTH.reservation=0.2:0.6:3", "-n", "20", "-q",
                    "--independent", "-o", store}));
    std::istringstream rows(exported(store, {"-f", "jsonl"}));
    std::string line;
    for (int k = 0; k < 41; ++k) std::getline(rows, line);
    const Json row = Json::parse(line);
    REQUIRE(row["run"] == 40);
    const Finished f =
        run({"run", "--replay", store, "--run", "40", "--trace", "offers", "-o", dir / "o", "--json", "-q"});
    check_done(f);
    CHECK(Json::parse(f.out)["outcomes"][row["outcome"].get<std::string>()]["share"] == 1.0);
    CHECK(lines(read_file(dir / "o/offers.csv")) > 1);
    CHECK(has(read_file(dir / "o/runs.csv"), row["outcome"].get<std::string>()));
    CHECK(Json::parse(read_file(dir / "o/manifest.json"))["parameters_set"][0] ==
          "parties.NORTH.reservation=0.4");
    check_done(run({"explain", dir / "o"}));
    check_done(run({.arguments = {"run", "--replay", store, "--run", "7", "--trace", "offers", "-q"},
                    .directory = dir.path().string()}));
    CHECK(fs::exists(dir / "run-7/offers.csv"));
    check_refused({"run", "--replay", store, "--run", "60"}, "has no run 60");
    check_refused({"run", war, "--replay", store, "--run", "1"}, "leave out scenario");
  }

  TEST_CASE("mistakes in a study are all told before anything is written") {
    const TempDir dir;
    const std::string scenario = dicey(dir), store = dir / "s.db";
    const auto refused = [&](const Words& words, const std::string& told) {
      check_refused(Words{"sweep", scenario, "-o", store} + words, told);
      CHECK(!fs::exists(store));
    };
    refused({"--vary", "parties.NRTH.risk=0,1"}, "there is no party 'NRTH' (did you mean 'NORTH'?)");
    refused(
        {"--vary", "parties.NORTH.reservation=0.5:1.5:3"},
        "--vary: parties.NORTH.reservation: 1.5 is out of range (must be between 0 and 1; at 1 of 3 points");
    refused({"--vary", "parties.NORTH.rescue=0,1"}, "unknown key 'rescue'");
    refused({"--vary", "talks.rounds=1.5:9"}, "begins and ends with whole numbers");
    refused({"--vary", "talks.rounds=1:3:5"}, "only 3 whole numbers from 1 to 3");
    refused({"--vary", "parties.NORTH.reservation=0:0.5:log"}, "a logarithm needs a low above 0");
    refused({"--vary", "parties.NORTH.risk=0:1", "--design", "grid"}, "low:high:steps");
    refused({"--vary", "parties.NORTH.risk=0,1", "-n", "0"}, "replicates: 0 is out of range");
    refused({"--vary", "nonsense"}, "expected PATH=VALUE");
    refused({}, "a study needs at least one parameter");
    refused({"--vary", "parties.NORTH.risk=0,1", "--shard", "5/4"}, "expected K/N");
    const std::string study = dir / "study.yaml";
    write_file(
        study,
        "scenario: dicey.yaml\nvary:\n  parties.NORTH.risk: {low: 0, high: 50}\noutputs: [holdings]\n");
    check_refused({"sweep", study, "-o", store}, "unknown output 'holdings' (did you mean 'holding'?)");
    write_file(study, "scenario: dicey.yaml\nvary:\n  parties.NORTH.risk: {low: 0, high: 50}\n");
    check_refused({"sweep", study, "-o", store}, study + ":3:3: parties.NORTH.risk: ");
    CHECK(!fs::exists(store));
  }

  TEST_CASE("points come from a table, and the store needs it no more") {
    const TempDir dir;
    dicey(dir);
    write_file(dir / "points.csv",
               "parties.NORTH.reservation,talks.protocol\n0.1,alternating_offers\n0.2,{random_proposer: "
               "{quota: 3}}\n");
    write_file(dir / "study.yaml",
               "scenario: dicey.yaml\ndesign: {csv: {file: points.csv}}\nreplicates: 5\n");
    check_done(run({"sweep", dir / "study.yaml", "-q", "-o", dir / "s.db"}));
    check_done(run(
        {"sweep", dir / "dicey.yaml", "--design", dir / "points.csv", "-n", "5", "-q", "-o", dir / "t.db"}));
    CHECK(exported(dir / "t.db") == exported(dir / "s.db"));
    fs::remove(dir / "points.csv");
    fs::remove(dir / "dicey.yaml");
    CHECK(exported(dir / "s.db", {"-t", "points"}) ==
          "point,parties.NORTH.reservation,talks.protocol,runs,failures\n0,0.1,alternating_offers,5,0\n"
          "1,0.2,{random_proposer: {quota: 3}},5,0\n");
    check_done(run({"sweep", "--resume", "-q", "-o", dir / "s.db"}));
    check_done(run({"run", "--replay", dir / "s.db", "--run", "9", "-q"}));
  }

  TEST_CASE("merge, export and report of a study with runs still to make end with 75 and say how many") {
    const TempDir dir;
    const std::string part = dir / "part.db", merged = dir / "merged.db";
    check_done(run({"sweep", small_war(dir), "--vary", "parties.NORTH.reservation=0.2,0.6", "-n", "10",
                    "--shard", "1/2", "-q", "-o", part}));
    for (const Words& words : {Words{"merge", merged, part}, Words{"export", merged}, Words{"report", merged},
                               Words{"report", merged, "--json"}}) {
      const Finished f = run(words);
      CHECK(f.code == 75);
      CHECK(f.err.find("NOT COMPLETE: 10 of 20 runs") != std::string::npos);
    }
  }

  TEST_CASE("tables are written as CSV, TSV and JSON lines, and packed") {
    const TempDir dir;
    const std::string store = dir / "s.db";
    check_done(run({"sweep", small_war(dir), "--vary", "parties.NORTH.reservation=0.2,0.6", "-n", "10",
                    "--rounds", "-q", "-o", store}));
    const std::string csv = exported(store);
    CHECK(lines(csv) == 21);
    CHECK(lines(exported(store, {"-f", "jsonl"})) == 20);
    CHECK(lines(exported(store, {"-f", "tsv"})) == 21);
    std::string european = exported(store, {"-f", "csv2"});  // no text of this table has either sign in it
    CHECK(european.find('.') == european.find("parties.NORTH.reservation") + 7);
    std::replace(european.begin(), european.end(), ',', '.');
    std::replace(european.begin(), european.end(), ';', ',');
    CHECK(european == csv);
    CHECK(lines(exported(store, {"-t", "rounds"})) > 21);
    CHECK(lines(exported(store, {"-t", "survival"})) > 2);
    const std::string groups = exported(store, {"-t", "survival_groups"});
    CHECK(groups.starts_with("parameter,group,values,truces,day,at_risk,ended,survival,low,high\n"));
    CHECK(has(groups, "\nparties.NORTH.reservation,1,0.6,"));
    CHECK(exported(store, {"-t", "parameters"}).starts_with("parameter,words\n"));
    CHECK(exported(store, {"-t", "assumptions"}).starts_with("path,value,low,high,mark,why,varied\n"));
    const std::string packed = dir / "runs.csv.gz";
    check_done(run({"export", store, "--gzip", "-o", packed}));
    CHECK(read_file(packed).size() < csv.size());
    if (fs::exists("/bin/gzip"))
      CHECK(run({.arguments = {"-dc", packed}, .program = "/bin/gzip"}).out == csv);
    check_refused({"export", store, "-t", "nothing"}, "expected runs, points");
    CHECK(run({.arguments = {"export", store, "-o", dir / "full.csv"}, .largest_file = 100}).code == 1);
  }

  TEST_CASE("replicates are added until the shares are as precise as asked for") {
    const TempDir dir;
    const std::string store = dir / "s.db";
    const Words study{"sweep", small_war(dir), "--vary",      "parties.NORTH.reservation=0.2,0.5,0.9",
                      "-n",    "50",           "--precision", "0.05",
                      "-q",    "-o",           store};
    check_done(run(study));
    const Finished f = run({"report", store, "--json", "--output", "holding", "--output", "deadlock"});
    check_done(f);
    std::istringstream in(exported(store, {"-t", "points", "-f", "jsonl"}));
    std::size_t most = 0;
    for (std::string line; std::getline(in, line);)
      most = std::max(most, Json::parse(line)["runs"].get<std::size_t>());
    CHECK(most > 50);
    CHECK(most < 500);  // a share of one half needs 381
    const Json report = Json::parse(f.out);
    for (const auto& output : report["outputs"]) {
      if (output["constant"]) continue;
      for (const auto& part : output["effects"][0]["parts"])
        CHECK(part["mean"]["high"].get<double>() - part["mean"]["value"].get<double>() < 0.055);
    }
    check_done(run(study + Words{"--resume", "-j", "1"}));
    check_refused({"sweep", small_war(TempDir()), "--vary", "parties.NORTH.reservation=0.2,0.5",
                   "--precision", "0.1", "--shard", "1/3", "-o", dir / "x.db"},
                  "at least as many points as shards");
  }

  TEST_CASE(
      "a study with runs still to be made is told so by merge, export and report, and by their exit codes") {
    const TempDir dir;
    const Words study{"sweep", dicey(dir), "--vary", "parties.NORTH.reservation=0.1,0.2,0.3",
                      "-n",    "20",       "-q"};
    Words parts;
    for (const std::string k : {"1", "2", "3"}) {
      check_done(run(study + Words{"--shard", k + "/3", "-o", dir / (k + ".db")}));
      parts.push_back(dir / (k + ".db"));
    }
    const std::string all = dir / "all.db",
                      words = "NOT COMPLETE: 40 of 60 runs; 'parley sweep --resume -o " + all;
    const auto told = [&](const Words& arguments) {
      const Finished f = run(arguments);
      CHECK(f.code == 75);
      CHECK_MESSAGE(has(f.err, words), f.err);
      return f.out;
    };
    told({"merge", all, parts[0], parts[1]});
    CHECK(lines(told({"export", all})) == 41);
    for (const std::string table : {"sensitivity", "titles"})
      CHECK(has(told({"export", all, "-t", table}), "NOT COMPLETE: 40 of 60 runs. "));
    CHECK(has(told({"report", all}), words));
    const Json some = Json::parse(told({"report", all, "--json"}));
    CHECK(some["complete"] == false);
    CHECK(some["runs"] == 40);
    CHECK(some["runs_planned"] == 60);
    check_done(run({"merge", all, parts[2]}));
    check_done(run({"export", all}));
    const Finished whole = run({"report", all, "--json"});
    check_done(whole);
    CHECK(Json::parse(whole.out)["complete"] == true);
  }

  TEST_CASE("what is empty is null in JSON lines, whatever the column") {
    const TempDir dir;
    const std::string store = dir / "s.db";
    check_done(run(
        {"sweep", dicey(dir), "--vary", "parties.NORTH.reservation=0.1,0.9", "-n", "20", "-q", "-o", store}));
    const std::string rows = exported(store, {"-f", "jsonl"});
    CHECK(has(rows, ":null"));
    CHECK_FALSE(has(rows, ":\"\""));
  }

  TEST_CASE("stores of other studies and runs that differ are not merged") {
    const TempDir dir;
    const std::string scenario = dicey(dir);
    const Words study{"sweep", scenario, "--vary", "parties.NORTH.reservation=0.1,0.2", "-n", "20", "-q"};
    check_done(run(study + Words{"-o", dir / "a.db"}));
    check_done(run(study + Words{"--seed", "2", "-o", dir / "b.db"}));
    const std::string before = exported(dir / "a.db");
    const Finished other = run({"merge", dir / "a.db", dir / "b.db"});
    CHECK(other.code == 1);
    CHECK_MESSAGE(has(other.err, "does not fit"), other.err);
    CHECK(exported(dir / "a.db") == before);
    check_refused({"merge", dir / "a.db"}, "name the store to write");
  }

  TEST_CASE("the columns of exported tables are those that the reference names") {
    const TempDir dir;
    const std::string store = dir / "s.db";
    check_done(run(
        {"sweep", small_war(dir), "--vary", "truce.memory=10,20", "-n", "3", "--rounds", "-q", "-o", store}));
    const auto header = [&](const std::string& table) {
      const std::string text = exported(store, {"-t", table});
      return text.substr(0, text.find('\n'));
    };
    CHECK(
        header("runs").starts_with("run,point,replicate,truce.memory,failure,outcome,deals,agreement_day,"));
    CHECK(header("points") == "point,truce.memory,runs,failures");
    CHECK(header("rounds").starts_with("run,point,replicate,meeting,day,date,round,time,"));
    CHECK(header("survival") == "point,truce.memory,day,at_risk,ended,survival,low,high");
    CHECK(header("sensitivity") == "output,method,parameter,with,value,low,high,title,words,with_words");
    const std::string page = read_file(source("scenarios/studies/README.md"));
    for (const std::string table : {"runs", "points", "rounds", "survival", "sensitivity", "assumptions"})
      CHECK_MESSAGE(has(page, "\n| `" + table + "` | `"), table);
  }

  TEST_CASE("the studies that come along are whole") {
    for (const std::string name : {"geneva-leverage", "february-calibration"}) {
      const Finished f =
          run({"sweep", source("scenarios/studies/" + name + ".yaml"), "-n", "1", "--dry-run"});
      check_done(f);
      CHECK(has(f.out, "nothing was run or written"));
    }
  }

  TEST_CASE("every design is played at its points and reported with what it gives") {
    const TempDir dir;
    const std::string war = small_war(dir);
    struct Case {
      std::string design;
      std::size_t points;
      std::string told;
    };
    const std::vector<Case> cases{{"grid", 9, "How stable is the order"},
                                  {"list", 3, "list design of 2 parameters"},
                                  {"{random: {points: 25}}", 25, "Scenario discovery"},
                                  {"{lhs: {points: 30, maximin: true}}", 30, "Scenario discovery"},
                                  {"{sobol: {points: 32}}", 32, "Scenario discovery"},
                                  {"{morris: {trajectories: 8}}", 24, "Morris screening"},
                                  {"{saltelli: {points: 16, second_order: true}}", 96, "Sobol indices"}};
    for (const auto& c : cases) {
      CAPTURE(c.design);
      const std::string store = dir / (std::to_string(c.points) + ".db");
      const bool listed = c.points < 10;
      check_done(run({"sweep", war, "--vary",
                      std::string("parties.NORTH.reservation=") + (listed ? "0.2,0.4,0.7" : "0.2:0.7"),
                      "--vary", std::string("truce.memory=") + (listed ? "10,20,30" : "10:30"), "--design",
                      c.design, "-n", "10", "-q", "-o", store}));
      CHECK(lines(exported(store)) == 10 * c.points + 1);
      const Finished text = run({"report", store, "--output", "deaths"});
      check_done(text);
      CHECK_MESSAGE(has(text.out, c.told), text.out);
      const Finished json = run({"report", store, "--output", "deaths", "--json"});
      check_done(json);
      const Json report = Json::parse(json.out);
      CHECK(report["points"] == c.points);
      CHECK(report["outputs"][0]["sobol"].is_null() == !c.design.starts_with("{saltelli"));
      CHECK(report["outputs"][0]["morris"].is_null() == !c.design.starts_with("{morris"));
      CHECK(report["survival"].size() == 2);
    }
  }

  TEST_CASE("of parameters that matter and parameters that do nothing a report names the former") {
    const TempDir dir;
    const std::string store = dir / "s.db";
    Words study{"sweep",
                small_war(dir),
                "--design",
                "lhs",
                "--points",
                "60",
                "-n",
                "40",
                "-q",
                "-o",
                store,
                "--vary",
                "parties.NORTH.reservation=0.7:0.99"};
    // There are no sieges, patrons or spoilers here.
    for (const std::string idle : {"truce.aid_pause=1:30", "patronage.rivalry=0:1", "truce.spoiler_pace=0:1"})
      study = study + Words{"--vary", idle};
    check_done(run(study));
    const Finished f = run({"report", store, "--json", "--output", "agreement"});
    check_done(f);
    const Json report = Json::parse(f.out);
    for (const auto& effect : report["outputs"][0]["effects"])
      CHECK(effect["clear"].get<bool>() == (effect["parameter"] == "parties.NORTH.reservation"));
  }

  TEST_CASE("Sobol indices of a grid are an error that says what would give them") {
    const TempDir dir;
    const std::string scenario = dicey(dir);
    check_done(run({"sweep", scenario, "--vary", "parties.NORTH.reservation=0.1,0.2", "-n", "5", "-q", "-o",
                    dir / "g.db"}));
    check_refused({"report", dir / "g.db", "--method", "sobol"},
                  "Sobol indices need a saltelli design; this study has a grid");
    check_refused({"report", dir / "g.db", "--method", "morris"}, "Morris effects need a morris design");
    check_done(run({"sweep", scenario, "--uncertain", "--design", "saltelli", "--points", "16", "-n", "5",
                    "-q", "-o", dir / "s.db"}));
    const Finished f =
        run({"report", dir / "s.db", "--method", "sobol", "--json", "--output", "agreement_day"});
    check_done(f);
    CHECK(Json::parse(f.out)["outputs"][0]["sobol"]["total"].size() == 2);
  }
}
