// Is a scenario that comes with the program found by its name, from wherever it is asked for?
#include "parley/scenario/shipped.hpp"

#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "cli.hpp"

using namespace parley;
using namespace parley::test;

TEST_SUITE("shipped") {
  TEST_CASE("the source tree is the folder of data of a program that was built in it") {
    CHECK(fs::equivalent(data_folder_of(program_path()), source("")));
    CHECK(data_folder_of("/nowhere/bin/parley").empty());
    CHECK(data_folder_of("parley").empty());
    CHECK(shipped_names("").empty());
  }

  TEST_CASE("an installed program finds ../share/parley before anything above it") {
    const TempDir dir;
    for (const char* folder : {"usr/bin", "usr/share/parley/scenarios", "scenarios"})
      fs::create_directories(dir.path() / folder);
    write_file(dir / "scenarios/scenario.schema.json", "{}");
    CHECK(data_folder_of(dir / "usr/bin/parley") == dir.path().string());
    write_file(dir / "usr/share/parley/scenarios/scenario.schema.json", "{}");
    CHECK(data_folder_of(dir / "usr/bin/parley") == dir / "usr/share/parley");
  }

  TEST_CASE(
      "a scenario is meant by its name, its path in the documentation, or a part that is plain enough") {
    const std::string data = source("");
    const auto meant = [&](const std::string& name) { return named_file(data, name); };
    CHECK(fs::equivalent(meant("geneva-2016"), geneva));
    CHECK(fs::equivalent(meant("geneva-2016.yaml"), geneva));
    CHECK(fs::equivalent(meant("scenarios/geneva-2016.yaml"), geneva));
    CHECK(fs::equivalent(meant("textbook/divide-the-pie"), pie));
    CHECK(fs::equivalent(meant("divide-the-pie"), pie));
    for (const char* none :
         {"", "geneva", "./geneva-2016", "/geneva-2016", "../geneva-2016", "deals", "scenarios"})
      CHECK_MESSAGE(meant(none).empty(), none);
  }

  TEST_CASE("a name of two files means neither, and a file of the user comes before every other") {
    const TempDir dir;
    for (const char* room : {"textbook", "deals"}) fs::create_directories(dir.path() / "scenarios" / room);
    for (const char* file :
         {"scenarios/textbook/a.yaml", "scenarios/deals/a.yaml", "scenarios/b.yaml", "mine"})
      write_file(dir / file, "name: x\n");
    const std::string data = dir.path().string();
    CHECK(shipped_names(data) == std::vector<std::string>{"b", "textbook/a", "deals/a"});
    CHECK(named_file(data, "a").empty());
    CHECK(named_file(data, "deals/a") == dir / "scenarios/deals/a.yaml");
    CHECK(named_file(data, dir / "mine") == dir / "mine");
  }

  TEST_CASE("a name that is mistyped is told what is near, and where all names are told") {
    const std::string near = near_names(source(""), "genva-2016");
    CHECK_MESSAGE(has(near, "'geneva-2016'"), near);
    CHECK(has(near_names(source(""), "geneva"), "'studies/geneva-leverage'"));
    CHECK(has(near_names(source(""), "xyzzy"), "parley list"));
    CHECK(near_names("", "geneva") == "check the path");
    check_refused({"run", "genva-2016"}, "did you mean 'geneva-2016'?");
    check_refused({"sweep", "genva-leverage"}, "geneva-leverage");
    check_refused({"check", "rubinstien"}, "rubinstein");
  }

  TEST_CASE("every name that is listed can be checked, described and completed") {
    const Finished names = run({"list", "--names"});
    check_done(names);
    CHECK(lines(names.out) == shipped_names(source("")).size());
    CHECK(has(names.out, "deals/dayton-1995\n"));
    const Finished told = run({"list"});
    CHECK(has(told.out, "Geneva"));
    const Finished manual = run({"manual", "run"}), script = run({"completion", "bash"});
    CHECK(has(manual.out, ".TH PARLEY\\-RUN 1"));
    CHECK(has(manual.out, "\\fB\\-n\\fR, \\fB\\-\\-replicates\\fR \\fIN\\fR"));
    CHECK(has(script.out, "\"run --trace\") words='none rounds offers days'"));
  }

  TEST_CASE("what is played of the record that came with the program is noted in the user's own log") {
    const TempDir dir;
    const std::string shipped = dir / "usr/share/parley/scenarios";
    fs::create_directories(shipped);
    fs::copy(source("scenarios/record"), shipped + "/record", fs::copy_options::recursive);
    for (const char* file : {"scenario.schema.json", "geneva-2016.yaml"})
      fs::copy_file(source("scenarios/") + file, shipped + "/" + file);
    fs::copy(source("scenarios/deals"), shipped + "/deals");
    // As if no run of it had been noted.
    const std::string log = shipped + "/record/log.csv";
    const std::string head = read_file(log).substr(0, read_file(log).find('\n') + 1);
    write_file(log, head);
    const std::string own = dir / "state/parley/record-log.csv";
    const auto validate = [&] {
      return run(
          {.arguments = {"validate", "--case", "geneva-2016", "-n", "20", "--points", "5", "--runs", "1",
                         "--no-switches"},
           .environment = {"PARLEY_DATA=" + (dir / "usr/share/parley"), "XDG_STATE_HOME=" + (dir / "state")},
           .directory = dir.path().string()});
    };
    const Finished first = validate();
    check_done(first);
    CHECK(has(first.err, own));
    CHECK(read_file(log) == head);
    CHECK(read_file(own).starts_with(head));
    CHECK(lines(read_file(own)) == 2);
    check_done(validate());  // known by now
    CHECK(lines(read_file(own)) == 2);
  }
}
