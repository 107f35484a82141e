// Is what a row says what was played?
#include <cstdlib>
#include <filesystem>
#include <set>

#include "parley/document/quantity.hpp"
#include "parley/document/reserved.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/scenario/override.hpp"
#include "parley/scenario/whole_steps.hpp"
#include "parley/study/sweep.hpp"
#include "study_cases.hpp"
#include "support.hpp"

using namespace parley;
using namespace parley::test;

namespace {

// How many random sets of parameters are tried for each scenario; PARLEY_TRIES sets another number.
std::uint32_t tries(std::uint32_t usual) {
  const char* wanted = std::getenv("PARLEY_TRIES");
  return wanted == nullptr ? usual : static_cast<std::uint32_t>(std::stoul(wanted));
}

std::vector<std::string> shipped() {
  std::vector<std::string> files;
  for (const char* folder : {"scenarios", "scenarios/textbook"})
    for (const auto& entry : fs::directory_iterator(fs::path(source(folder))))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

// Choices with their alternatives, some with a parameter of one of them.
std::vector<std::pair<std::string, std::vector<std::string>>> choices(const Scenario& s) {
  std::vector<std::pair<std::string, std::vector<std::string>>> all{
      {"talks.protocol", {"alternating_offers", "random_proposer", "monotonic_concession"}},
      {"talks.protocol.alternating_offers.breakdown", {"0", "0.3"}},
      {"talks.protocol.random_proposer.quota", {"1", "2"}},
      {"events.mode", {"none", "history"}},
      {"agenda.mode", {"package", "issue_by_issue"}}};
  for (const auto& [key, party] : s.parties) {
    const std::string bidding = "parties." + key.id + ".strategy.bidding";
    all.push_back(
        {bidding, {"hardliner", "time_dependent", "{time_dependent: {exponent: 2}}", "logrolling"}});
    all.push_back({bidding + ".time_dependent.exponent", {"0.5", "3"}});
    all.push_back({bidding + ".logrolling.step", {"0.1", "0.2"}});
  }
  return all;
}

// Random assignments of a scenario: numbers in several spellings, choices, and parts of choices.
class Assignments {
 public:
  Assignments(Scenario s, std::uint32_t n) : luck_({7, 0, n}, 0, 0, 0), choices_(choices(s)) {
    for (const auto& a : all_numbers(s)) numbers_.push_back({a.path, a.number->value});
  }
  std::vector<std::string> draw() {
    std::vector<std::string> list;
    const std::size_t n = 1 + below(6);
    for (std::size_t k = 0; k < n; ++k) list.push_back(one());
    if (luck_.chance(0.1)) list.push_back(list[below(list.size())]);
    return list;
  }
  std::pair<std::string, std::string> varied() {  // a path, and two values
    const std::string a = one(), path = a.substr(0, a.find('='));
    for (const auto& [choice, values] : choices_)
      if (choice == path) return {path, values[0] + "," + values[1]};
    const std::string text = a.substr(path.size() + 1);
    return {path, text + "," + fmt::format("{}", 0.995 * std::stod(text))};
  }

 private:
  std::size_t below(std::size_t n) { return luck_.below(static_cast<std::uint32_t>(n)); }
  std::string one() {
    if (luck_.chance(0.4)) {
      const auto& [path, values] = choices_[below(choices_.size())];
      return path + "=" + values[below(values.size())];
    }
    const auto& [path, value] = numbers_[below(numbers_.size())];
    // Near its own value, so that it is mostly within its range; in one of its spellings.
    const double other = luck_.chance(0.3) ? value : value * (0.9 + 0.2 * luck_.uniform());
    const std::string text =
        value == std::floor(value) && luck_.chance(0.7) ? fmt::format("{}", value) : fmt::format("{}", other);
    return path + (luck_.chance(0.3) ? ".value=" : "=") + text;
  }
  Stream luck_;
  std::vector<std::pair<std::string, std::vector<std::string>>> choices_;
  std::vector<std::pair<std::string, double>> numbers_;
};

// A scenario as it is played, written out.
std::string played_text(Scenario scenario) {
  put_as_played(scenario);
  return scenario_text(scenario);
}

// Whether a scenario that was written out has this value at this path.
bool reads(const YamlNode& written, const std::string& path, const std::string& value) {
  const bool plain = path.ends_with(".value");
  const YamlNode* node = look_up(written, path).node;
  if (node == nullptr && plain) node = look_up(written, path.substr(0, path.size() - 6)).node;
  if (node == nullptr) return false;
  if (node->kind == YamlNode::Kind::map && node->find("value") != nullptr) node = node->find("value");
  if (node->kind == YamlNode::Kind::map)  // a choice: the same name, and the parameters that are said
    return node->entries.size() == 1 &&
           (value == node->entries[0].key ||
            (value == "{time_dependent: {exponent: 2}}" && reads(*node, "time_dependent.exponent", "2")));
  return node->scalar == value || (parse_double(value) && parse_double(value) == parse_double(node->scalar));
}

}  // namespace

TEST_SUITE("labels") {
  TEST_CASE("whatever parameters are set together, what is said of each is what is played") {
    std::size_t played = 0, refused = 0;
    for (const auto& file : shipped()) {
      CAPTURE(file);
      Diagnostics none;
      const auto document = read_yaml_file(file, none);
      REQUIRE(document);
      const auto central = load_scenario(*document, none);
      REQUIRE(central);
      Assignments assignments(*central, 0);
      for (std::uint32_t n = 0; n < tries(12); ++n) {
        const auto list = assignments.draw();
        CAPTURE(fmt::format("{}", fmt::join(list, " ")));
        YamlDocument changed = *document;
        Diagnostics problems;
        override_values(changed, list, problems);
        const auto scenario = problems.empty() ? load_scenario(changed, problems) : std::nullopt;
        ++(scenario ? played : refused);
        REQUIRE(scenario.has_value() == problems.empty());
        if (!scenario) continue;
        const auto written = parse_yaml("written", played_text(*scenario), none);
        REQUIRE(written);
        for (const auto& assignment : list) {
          const std::string path = assignment.substr(0, assignment.find('='));
          CAPTURE(path);
          CHECK(reads(written->root, path, assignment.substr(path.size() + 1)));
        }
      }
    }
    CHECK(played > 20);
    CHECK(refused > 20);
    if (std::getenv("PARLEY_TRIES") != nullptr) MESSAGE(played << " sets played, " << refused << " refused");
  }

  TEST_CASE("whatever parameters a study sets and varies, each row says what is played at its point") {
    std::size_t played = 0, refused = 0;
    for (const auto& file : shipped()) {
      CAPTURE(file);
      Diagnostics none;
      const auto document = read_yaml_file(file, none);
      const auto central = load_scenario(*document, none);
      REQUIRE(central);
      Assignments assignments(*central, 1);
      for (std::uint32_t n = 0; n < tries(10); ++n) {
        StudyDescription study;
        study.design = GridDesign{};
        for (int k = 0; k < 2; ++k) {
          const auto [path, values] = assignments.varied();
          study.vary.rows.push_back({{path, {}}, *parse_variation(values)});
        }
        for (const auto& set : assignments.draw()) {
          const std::string path = set.substr(0, set.find('='));
          study.set.rows.push_back({{path, {}}, {set.substr(path.size() + 1), {}}});
        }
        CAPTURE(study_text(study));
        Diagnostics problems;
        const auto sweep = make_sweep(study, *document, {}, problems);
        if (sweep)
          check_points(*sweep, {}, points_to_check(*sweep, 100, [](std::size_t) { return true; }), problems);
        ++(problems.empty() ? played : refused);
        if (!problems.empty()) continue;
        for (std::size_t p = 0; p < sweep->points(); ++p) {
          const auto scenario = sweep->at(p, none);
          REQUIRE(scenario);
          const auto written = parse_yaml("written", played_text(*scenario), none);
          for (std::size_t k = 0; k < sweep->spec.factors.size(); ++k)
            CHECK(reads(written->root, sweep->spec.factors[k].path, sweep->told(p, k)));
          for (const auto& [key, value] : sweep->study.set) CHECK(reads(written->root, key.id, value.text));
        }
      }
    }
    CHECK(played > 5);
    CHECK(refused > 20);
    if (std::getenv("PARLEY_TRIES") != nullptr)
      MESSAGE(played << " studies played, " << refused << " refused");
  }

  TEST_CASE(
      "what stands at a path of a scenario is the same whether all of it is written out or that alone") {
    std::size_t there = 0, missing = 0;
    for (const auto& file : shipped()) {
      CAPTURE(file);
      Diagnostics none;
      auto loaded = load_scenario_file(file, {}, none);
      REQUIRE(loaded);
      Scenario& s = loaded->scenario;
      const auto whole = parse_yaml("whole", scenario_text(s), none);
      REQUIRE(whole);
      std::set<std::string> paths{
          "parties", "parties.nobody", "talks.protocol.nothing", "events.list.0", "x", "x.value", ""};
      for (const auto& number : all_numbers(s))
        for (std::string path = number.path; !path.empty();
             path.resize(path.find_last_of('.') == std::string::npos ? 0 : path.find_last_of('.')))
          paths.insert({path, path + ".low", path + ".nothing"});
      for (const auto& path : paths) {
        CAPTURE(path);
        const YamlNode* node = look_up(whole->root, path).node;
        const auto alone = written_at(s, path);
        ++(node != nullptr ? there : missing);
        REQUIRE(alone.has_value() == (node != nullptr));
        if (node != nullptr) CHECK(flow_text(*alone) == flow_text(*node));
      }
      for (const auto& number : all_numbers(s))
        CHECK(written_at(s, number.path + ".value").has_value() ==
              (look_up(whole->root, number.path).node != nullptr));
    }
    CHECK(there > 1000);
    CHECK(missing > 1000);
  }

  TEST_CASE("a parameter of a protocol that is not chosen is refused, not switched to") {
    const TempDir dir;
    const std::string file = dicey(dir);
    for (const Words& words :
         {Words{"sweep", file, "--vary", "talks.protocol=alternating_offers,random_proposer", "--vary",
                "talks.protocol.alternating_offers.breakdown=0,0.3"},
          Words{"run", file, "--set", "talks.protocol.alternating_offers.breakdown=0.3"},
          Words{"compare", file, "--with", "talks.protocol.single_text.vote=annealing"},
          Words{"run", file, "--set", "talks.protocol.alternating_offers.breakdown=0.3", "--set",
                "talks.protocol=random_proposer"}}) {
      const Finished f = run(words);
      CHECK(f.code == 2);
      CHECK(f.out.empty());
      CHECK(f.err.find("is random_proposer: nothing of ") != std::string::npos);
    }
    check_done(run({"run", file, "-n", "2", "--set", "talks.protocol.alternating_offers.breakdown=0.3",
                    "--set", "talks.protocol=alternating_offers"}));
  }

  TEST_CASE("one number cannot be given two values, whatever its spelling") {
    const TempDir dir;
    const std::string file = dicey(dir), db = dir / "s.db";
    const std::string r = "parties.NORTH.reservation";
    for (const Words& words :
         {Words{"sweep", file, "-o", db, "--vary", r + "=0.1,0.6", "--vary", r + ".value=0.2,0.5"},
          Words{"sweep", file, "-o", db, "--vary", r + "=0.3,0.5", "--vary", r + "=0.9,0.7"},
          Words{"sweep", file, "-o", db, "--set", r + "=0.9", "--vary", r + "=0.3,0.5"},
          Words{"sweep", file, "-o", db, "--set", "parties.NORTH={weights: {PIE: 1}, ideal: {PIE: 10}}",
                "--vary", r + "=0.3,0.5"},
          Words{"run", file, "--set", r + "=0.9", "--set", r + ".value=0.5"},
          Words{"compare", file, "--set", r + "=0.9", "--with", r + "=0.5"}}) {
      CAPTURE(fmt::format("{}", fmt::join(words, " ")));
      const Finished f = run(words);
      CHECK(f.code == 2);
      CHECK(f.out.empty());
      CHECK_FALSE(fs::exists(db));
    }
  }

  TEST_CASE("two spellings of one value make no two points") {
    const TempDir dir;
    const std::string war = small_war(dir);
    for (const std::string values : {"7 days,7d", "1 week,7", "7,7.0", "5,7,5"}) {
      CAPTURE(values);
      check_refused({"sweep", war, "-o", dir / "s.db", "--vary", "truce.memory=" + values},
                    "says the same as another value");
    }
    for (const std::string vary : {"war.ground=true,yes", "issues.CEASEFIRE.status_quo=none,0",
                                   "parties.SOUTH.ideal.LINE=back 20 km,2"})
      check_refused({"sweep", war, "-o", dir / "s.db", "--vary", vary}, "says the same as another value");
    check_done(run({"sweep", war, "-o", dir / "s.db", "-q", "-n", "1", "--vary",
                    "parties.SOUTH.ideal.LINE=back 20 km,1"}));
  }

  TEST_CASE("what no run plays is no parameter: what a number rests on, and words for readers") {
    const TempDir dir;
    const std::string war = small_war(dir);
    for (const std::string vary :
         {"parties.NORTH.reservation.low=0.1,0.2", "parties.NORTH.reservation.why=a,b",
          "parties.NORTH.reservation.mark=E,F", "parties.NORTH.name=a,b", "issues.LINE.title=a,b"})
      check_refused({"sweep", war, "-o", dir / "s.db", "--vary", vary}, "nothing is played by it");
    const Finished f = run({"run", war, "-n", "2", "--set", "parties.NORTH.reservation.why=a"});
    check_done(f);
    CHECK(has(f.err, "it is said to readers only"));
  }

  TEST_CASE("a text in tables is no missing value, no truth value and no formula") {
    for (const char* text :
         {"NA", "nan", "N/A", "#N/A", "NULL", "TRUE", "inf", "=1+1", "@SUM(A1)", "+A1*2",
          "-1+cmd|' /C calc'!A0", "1e5", "0x10", "1:30", "2016-08-26", "26/8", "~", "-1e5"})
      CHECK_MESSAGE(!why_no_text(text).empty(), text);
    for (const char* text :
         {"none",    "F", "no",  "yes", "on",   "-5 km", "+ 2 %", "March 1",    "",       "Nato",
          "1 = all", "5", "1.5", "E5",  "2016", "1e",    "e",     "back 20 km", "3 to 4", "A:1"})
      CHECK_MESSAGE(why_no_text(text).empty(), text);
    const TempDir dir;
    const std::string war = read_file(small_war(dir));
    for (const auto& [from, to] : {std::pair{"back 20 km]", "'=1+1']"},
                                   {"Shelling of a town", "'NA'"},
                                   {"Northern army", "'@x'"},
                                   {"{name: River,", "{name: 'TRUE',"}}) {
      std::string text = war;
      text.replace(text.find(from), std::string(from).size(), to);
      CHECK_MESSAGE(has(problems(text), "cannot stand in a table"), text);
    }
  }

  TEST_CASE("who sets, varies or fits what no run looks at is told so, and why") {
    const TempDir dir;
    const std::string file = dicey(dir), db = dir / "s.db", path = "parties.NORTH.salience",
                      words = "No run looks at how much attention";
    const Finished swept = run({"sweep", file, "-o", db, "-n", "2", "--vary", path + "=0.2,0.7"});
    CHECK(has(swept.err, words));
    CHECK(has(swept.err, "parley analyze"));
    const Finished told = run({"report", db});
    CHECK(has(told.out, words));
    CHECK(has(told.out, path));
    CHECK(has(told.out, "no run looks at what varies"));
    CHECK_FALSE(has(told.out, "would not show"));
    CHECK(exported(db, {"-t", "points"}) == "point," + path + ",runs,failures\n0,,2,0\n1,,2,0\n");
    CHECK(Json::parse(run({"report", db, "--json"}).out)["not_looked_at"][0]["parameter"] == path);
    CHECK(has(run({"run", file, "-n", "2", "--set", path + "=0.2"}).err, words));
    CHECK(has(run({"compare", file, "-n", "2", "--points", "0", "--with", path + "=0.2"}).err, words));
    CHECK_FALSE(has(run({"run", file, "-n", "2", "--set", "parties.NORTH.reservation=0.3"}).err, "No run"));
    write_file(dir / "study.yaml", "scenario: dicey.yaml\nvary: {" + path +
                                       ": {low: 0.1, high: 0.9}}\ntargets: {holding: {value: 0.5}}\n");
    check_refused({"calibrate", dir / "study.yaml"}, "nothing can be fitted there");
  }

  TEST_CASE("of what is varied as a whole, no part is uncertain besides") {
    const TempDir dir;
    const std::string file = dicey(dir), db = dir / "s.db";
    check_done(run({"sweep", file, "-q", "-n", "1", "--points", "4", "-o", db, "--uncertain", "--vary",
                    "parties.NORTH.reservation.value=0.2,0.3"}));
    const Finished f = run({"export", db, "--table", "points"});
    CHECK(f.out.find("reservation.value") != std::string::npos);
    CHECK(f.out.find("NORTH.reservation,") == std::string::npos);
  }

  TEST_CASE("a time is told as the whole days that are played, a text without quotation marks") {
    const TempDir dir;
    const std::string war = small_war(dir), first = dir / "a.db", second = dir / "b.db";
    check_done(run({"sweep", war, "--vary", "talks.every=7 days,36 h", "-n", "2", "-q", "-o", first}));
    CHECK(exported(first, {"-t", "points"}) == "point,talks.every,runs,failures\n0,7,2,0\n1,2,2,0\n");
    check_done(
        run({"sweep", war, "--vary", "talks.every=1:3", "--points", "60", "-n", "2", "-q", "-o", second}));
    std::map<std::string, int> values;
    std::istringstream in(exported(second, {"-t", "points", "-f", "tsv"}));
    std::string line;
    for (std::getline(in, line); std::getline(in, line);) {
      const auto tab = line.find('\t') + 1;
      ++values[line.substr(tab, line.find('\t', tab) - tab)];
    }
    CHECK(values == std::map<std::string, int>{{"1", 20}, {"2", 20}, {"3", 20}});
  }
}
