// Are files of earlier versions read with their meaning?
#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "old/meaning.hpp"
#include "parley/document/old_keys.hpp"
#include "parley/scenario/loader.hpp"
#include "parley/scenario/study_description.hpp"
#include "process.hpp"
#include "support.hpp"

using namespace parley;

namespace {

std::string today(const std::string& text, std::span<const OldKey> table) {
  Diagnostics none;
  const auto document = parse_yaml("t.yaml", text, none);
  REQUIRE(document);
  const auto changed = with_keys_of_today(document->root, table);
  return flow_text(changed ? *changed : document->root);
}

constexpr std::array<OldKey, 4> table{{{"parties.*.stamina", "parties.*.war.cost", ""},
                                       {"talks.protocol.bazaar", "talks.protocol.alternating_offers", ""},
                                       {"events.list.*.killed", "events.list.*.deaths", ""},
                                       {"war.luck", "", "war.noise takes its place"}}};

}  // namespace

namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void add_values(const std::string& path, const YamlNode& node, std::vector<std::string>& lines) {
  if (node.kind != YamlNode::Kind::map || node.entries.empty())
    return lines.push_back(path + ": " + flow_text(node));
  for (const auto& entry : node.entries) add_values(path + "." + entry.key, entry.value, lines);
}

// A study, which is written on one line, value by value; other lines as they are.
std::vector<std::string> by_key(const std::vector<std::string>& lines) {
  std::vector<std::string> keys;
  for (const auto& line : lines) {
    Diagnostics none;
    const auto study = line.starts_with('{') ? parse_yaml("study", line, none) : std::nullopt;
    if (!study) keys.push_back(line);
    if (study) add_values("study", study->root, keys);
  }
  return keys;
}

// A line of a record, "path = value", with its path as it is today.
std::string line_of_today(const std::string& line) {
  const auto equals = line.find(" = ");
  if (equals == std::string::npos) return line;  // a key of a study
  return path_of_today(line.substr(0, equals)) + line.substr(equals);
}

// Whether a line tells of a key that has no effect today.
bool passed_over(const std::string& line) {
  const auto equals = line.find(" = ");
  return equals != std::string::npos && advice_about(line.substr(0, equals)).starts_with("it has no effect");
}

// The scenario whose issues a deal of 0.1.0 is about.
std::string scenario_of(const std::string& deal) {
  return deal == "dayton-1995.yaml" ? "bosnia-1995.yaml" : "geneva-2016.yaml";
}

// What today's code reads in a file of 0.1.0; all errors where it reads nothing.
std::vector<std::string> read_today(const fs::path& file) {
  Diagnostics problems;
  std::vector<std::string> lines;
  const std::string kind = file.parent_path().filename();
  if (kind == "studies") {
    auto document = read_yaml_file(file, problems);
    const auto study = document ? load_study(std::move(*document), problems) : std::nullopt;
    if (study) lines.push_back(study_text(study->study));
  } else {
    const fs::path scenario =
        kind == "deals" ? file.parent_path().parent_path() / scenario_of(file.filename()) : file;
    auto loaded = load_scenario_file(scenario, {}, problems);
    if (loaded && (kind != "deals" || load_deal_file(file, loaded->scenario, problems)))
      lines = test::meaning(loaded->scenario);
  }
  for (const auto& d : problems) lines.push_back(to_string(d));
  return lines;
}

}  // namespace

TEST_SUITE("old files") {
  // FILE.read beside each file is what version 0.1.0 read in it: a line for each value, written by that
  // version.
  TEST_CASE("every scenario, deal and study of 0.1.0 is read today with the values that it had then") {
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(test::source("tests/old/0.1.0"))) {
      if (entry.path().extension() != ".yaml") continue;
      ++files;
      CAPTURE(entry.path().string());
      const auto now = by_key(read_today(entry.path()));
      const std::set<std::string> known(now.begin(), now.end());
      const auto then = by_key(lines_of(test::read_file(fs::path(entry.path()).replace_extension(".read"))));
      CHECK(then.size() > 0);
      for (const auto& line : then)
        if (!passed_over(line)) CHECK_MESSAGE(known.contains(line_of_today(line)), line);
    }
    CHECK(files == 22);
  }

  TEST_CASE("a key that has another name or place is read there, for every party and item of a list") {
    CHECK(today("{parties: {A: {stamina: 2}, B: {stamina: 3, war: {strength: 1}}}}", table) ==
          "{parties: {A: {war: {cost: 2}}, B: {war: {strength: 1, cost: 3}}}}");
    CHECK(today("{events: {list: [{killed: 3}, {deaths: 4}]}}", table) ==
          "{events: {list: [{deaths: 3}, {deaths: 4}]}}");
    CHECK(today("{talks: {protocol: bazaar}}", table) == "{talks: {protocol: alternating_offers}}");
    CHECK(today("{talks: {protocol: {bazaar: {rounds: 3}}}}", table) ==
          "{talks: {protocol: {alternating_offers: {rounds: 3}}}}");
    CHECK(path_of_today("parties.A.stamina", table) == "parties.A.war.cost");
    CHECK(path_of_today("talks.protocol.bazaar.rounds", table) == "talks.protocol.alternating_offers.rounds");
  }

  TEST_CASE("a key whose meaning nothing has stays, to be refused with what takes its place") {
    CHECK(today("{war: {luck: 1}}", table) == "{war: {luck: 1}}");
    CHECK(advice_about("war.luck", table) == "war.noise takes its place");
    CHECK(advice_about("parties.A.stamina", table) ==
          "today it stands at 'parties.A.war.cost', which is given too");
    CHECK(advice_about("war.chance", table).empty());
  }

  TEST_CASE("a key that has no effect today is passed over in a file, and told to who sets it") {
    constexpr std::array<OldKey, 1> gone{{{"parties.*.mood", "", "it has no effect: moods pass", true}}};
    CHECK(today("{parties: {A: {mood: 2, war: {cost: 1}}}}", gone) == "{parties: {A: {war: {cost: 1}}}}");
    CHECK(advice_about("parties.A.mood", gone) == "it has no effect: moods pass");
  }

  TEST_CASE("who gives a key and the old one too is asked which holds") {
    CHECK(today("{parties: {A: {stamina: 2, war: {cost: 1}}}}", table) ==
          "{parties: {A: {stamina: 2, war: {cost: 1}}}}");
  }
}
