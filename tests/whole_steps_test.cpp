// Is a number that the engine plays in whole steps told as the step that is played?
#include "parley/scenario/whole_steps.hpp"

#include "parley/scenario/override.hpp"
#include "study_cases.hpp"

using namespace parley;
using namespace parley::test;

namespace {

// A war in which renewals, quiet days and lines all count.
std::string stepped_war(const TempDir& dir) {
  std::string text = read_file(small_war(dir));
  const auto put = [&](const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  };
  put("renewal: 14 days}", "renewal: 14 days, quiet_days: 5}");
  put("{detection: 0.3, attribution: 0.2}", "{detection: 0.3, attribution: 0.2, staged: true}");
  put("{detection: 0.6, attribution: 0.6}", "{detection: 0.6, attribution: 0.6, attribution_delay: 3}");
  const std::string file = dir / "stepped.yaml";
  write_file(file, text);
  return file;
}

// The table of runs of a scenario in which a number says this.
std::string played(const TempDir& dir, const std::string& file, const std::string& path, double value) {
  Diagnostics problems;
  auto document = read_yaml_file(file, problems);
  put_value(*document, path + "=" + fmt::format("{}", value), problems);
  REQUIRE(problems.empty());
  const std::string changed = dir / "changed.yaml", out = dir / "out";
  write_file(changed, flow_text(document->root) + "\n");
  check_done(run({"run", changed, "-n", "60", "--central", "-q", "-o", out, "--force"}));
  return read_file(out + "/runs.csv");
}

struct Stepped {
  std::string path;
  double low, high;  // values of two steps that differ
};
const std::vector<Stepped> stepped{{"fronts.river.control", 0.05, 0.9},
                                   {"fronts.river.steps", 4, 40},
                                   {"issues.CEASEFIRE.terms.two-week pause.renewal", 3, 40},
                                   {"issues.CEASEFIRE.terms.two-week pause.quiet_days", 1, 40}};

AssumedNumber number_at(Scenario& scenario, const std::string& path) {
  for (const auto& number : all_numbers(scenario))
    if (number.path == path) return number;
  REQUIRE_MESSAGE(false, path);
  return {};
}

}  // namespace

TEST_SUITE("labels") {
  TEST_CASE("a number that is told as a whole step is played as that step") {
    const TempDir dir;
    const std::string file = stepped_war(dir);
    Stream luck({41, 0, 0}, 0, 0, 0);
    for (const Stepped& s : stepped) {
      const std::string& path = s.path;
      CAPTURE(path);
      for (int k = 0; k < 4; ++k) {
        const double value = s.low + luck.uniform() * (s.high - s.low);
        CAPTURE(value);
        Diagnostics problems;
        auto document = read_yaml_file(file, problems);
        put_value(*document, path + "=" + fmt::format("{}", value), problems);
        auto scenario = load_scenario(*document, problems);
        document->overrides.clear();
        if (!scenario) scenario = load_scenario(*document, problems = {});
        REQUIRE(scenario);
        put_as_played(*scenario);
        const double as = number_at(*scenario, path).number->value;
        CHECK(as != value);
        CHECK((played(dir, file, path, value) == played(dir, file, path, as)));
      }
      CHECK((played(dir, file, path, s.low) != played(dir, file, path, s.high)));
    }
  }

  TEST_CASE("who sets a value between two steps is told what would be played") {
    const TempDir dir;
    const std::string war = stepped_war(dir);
    for (const auto& [said, as] :
         {std::pair{"fronts.river.control=0.52", "0.5"},
          {"fronts.river.control=0", "0.1"},
          {"fronts.river={name: River, sides: [NORTH, SOUTH], intensity: 2, control: 0.47}", ""},
          {"fronts.river.steps=10.4", "10"},
          {"issues.CEASEFIRE.terms.two-week pause.renewal=30 h", "2"},
          {"events.list.0.deaths=12.5", "12"}}) {
      check_refused({"run", war, "-n", "2", "--set", said}, fmt::format("but would be played as {}", as));
      check_refused({"compare", war, "-n", "2", "--with", said}, "but would be played as");
    }
    check_refused({"run", war, "-n", "2", "--set", "talks.every=36 h"}, "say one of these");
    check_done(run({"run", war, "-n", "2", "-q", "--set", "fronts.river.control=0.7", "--set",
                    "truce.attribution_delay=36 h"}));
  }

  TEST_CASE("a study's range of what is played in steps is one of these steps, each as likely") {
    const TempDir dir;
    const std::string war = stepped_war(dir), db = dir / "s.db";
    const auto values = [&](const std::string& vary, const Words& more) {
      check_done(run(Words{"sweep", war, "--vary", vary, "-n", "1", "-q", "-o", db} + more));
      std::map<std::string, int> counts;
      std::istringstream in(exported(db, {"-t", "points", "-f", "tsv"}));
      std::string line;
      for (std::getline(in, line); std::getline(in, line);) {
        const auto tab = line.find('\t') + 1;
        ++counts[line.substr(tab, line.find('\t', tab) - tab)];
      }
      fs::remove(db);
      return counts;
    };
    const Words sixty{"--points", "60"};
    using Counts = std::map<std::string, int>;
    CHECK(values("fronts.river.control=0.25:0.5", sixty) == Counts{{"0.3", 20}, {"0.4", 20}, {"0.5", 20}});
    CHECK(values("fronts.river.control=0:0.24", sixty) == Counts{{"0.1", 30}, {"0.2", 30}});
    CHECK(values("fronts.river.control=0.1:0.9:5", {}) ==
          Counts{{"0.1", 1}, {"0.3", 1}, {"0.5", 1}, {"0.7", 1}, {"0.9", 1}});
    const std::string thirds = read_file(war);
    write_file(dir / "thirds.yaml",
               std::string(thirds).replace(thirds.find("intensity: 2.0}"), 15, "intensity: 2.0, steps: 7}"));
    check_done(run({"sweep", dir / "thirds.yaml", "--vary", "fronts.river.control=0.1:0.9", "--points", "12",
                    "-n", "1", "-q", "-o", db}));
    fs::remove(db);
    CHECK(values("events.list.0.deaths=10:12", sixty) == Counts{{"10", 20}, {"11", 20}, {"12", 20}});
    CHECK(values("issues.CEASEFIRE.terms.two-week pause.renewal=30 h,1", {}) == Counts{{"1", 1}, {"2", 1}});
    check_refused({"sweep", war, "-o", db, "--vary", "fronts.river.control=0.42:0.48"}, "fewer than two");
    check_refused({"sweep", war, "-o", db, "--vary", "fronts.river.control=0.5,0.52"}, "played as 0.5");
    check_refused({"sweep", war, "-o", db, "--vary", "events.list.0.deaths=10.5:12"}, "whole numbers");
    write_file(dir / "study.yaml",
               "scenario: stepped.yaml\nvary: {fronts.river.control: {low: 0.42, high: "
               "0.44}}\ntargets: {holding: {value: 0.5}}\n");
    check_refused({"calibrate", dir / "study.yaml"}, "fewer than two");
  }

  TEST_CASE("what experts' values come to is told of the step that is played") {
    const TempDir dir;
    const std::string war = stepped_war(dir), head = "path,lowest,highest,likeliest,reason,expert\n";
    write_file(dir / "a.csv", head + "fronts.river.control,0.2,0.28,0.25,,A\n");
    write_file(dir / "b.csv", head + "fronts.river.control,0.62,0.78,0.66,,B\n");
    const Finished f = run(
        {"elicit", "--read", dir / "a.csv", dir / "b.csv", war, "-o", dir / "new.yaml", "-q", "-n", "40"});
    check_done(f);
    CHECK(has(f.out, "0.3 (A)"));
    CHECK(has(f.out, "0.7 (B)"));
    CHECK_FALSE(has(f.out, "0.25 (A)"));
  }

  TEST_CASE("of declared ranges, those within which all is played alike do not vary") {
    const TempDir dir;
    std::string text = read_file(stepped_war(dir));
    const std::string from = "intensity: 2.0}";
    text.replace(text.find(from), from.size(),
                 "intensity: 2.0, control: {value: 0.45, low: 0.42, high: 0.48}}");
    const std::string war = dir / "ranged.yaml", db = dir / "s.db";
    write_file(war, text);
    check_done(run({"sweep", war, "--uncertain", "--points", "8", "-n", "1", "-q", "-o", db}));
    CHECK_FALSE(has(exported(db, {"-t", "points"}), "control"));
  }
}
