// Do the schema, the reference tables, the assumptions and the shipped scenarios fit the format?
#include "parley/scenario/schema.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

#include <nlohmann/json.hpp>

#include "parley/bargaining/families.hpp"
#include "parley/preference/utility.hpp"
#include "parley/runs/table_words.hpp"
#include "parley/scenario/numbers.hpp"
#include "support.hpp"

using namespace parley;
using parley::test::source;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

const std::string geneva = "scenarios/geneva-2016.yaml";

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  REQUIRE(in);
  return std::string((std::istreambuf_iterator<char>(in)), {});
}

std::vector<fs::path> shipped() {
  std::vector<fs::path> files;
  for (const char* folder : {"scenarios", "scenarios/textbook"})
    for (const auto& entry : fs::directory_iterator(source(folder)))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  REQUIRE(files.size() >= 4);
  return files;
}

void walk(const Json& node, const std::function<void(const Json&)>& visit) {
  visit(node);
  for (const auto& child : node)
    if (child.is_structured()) walk(child, visit);
}

const Json& schema() {
  static const Json parsed = Json::parse(scenario_json_schema());
  return parsed;
}

// The keys of every section of the format, as the schema has them.
std::map<std::string, std::vector<std::string>> keys_by_section() {
  std::map<std::string, std::vector<std::string>> keys;
  for (const auto& [key, property] : schema()["properties"].items()) keys["scenario"].push_back(key);
  for (const auto& [section, definition] : schema()["definitions"].items())
    for (const auto& [key, property] : definition["properties"].items())
      if (!property["description"].get<std::string>().starts_with("of earlier versions"))
        keys[section].push_back(key);
  return keys;
}

// Utility in whole percent, with nothing weighed together.
std::vector<long> percents(const Scenario& s, std::vector<OptionIndex> options) {
  const Space space(s);
  const Package package = space.package(options);
  std::vector<long> all;
  for (const char* id : {"US", "RUS", "GOV", "REB", "TUR", "NUS", "IRN"}) {
    const Party* party = s.parties.find(id);
    REQUIRE(party != nullptr);
    all.push_back(std::lround(100 * Utility(space, s, *party)(package)));
  }
  return all;
}

}  // namespace

TEST_SUITE("schema") {
  TEST_CASE("the schema is draft-07 and all its references lead somewhere") {
    CHECK(schema()["$schema"] == "http://json-schema.org/draft-07/schema#");
    CHECK(schema()["type"] == "object");
    CHECK(schema()["additionalProperties"] == false);
    std::size_t references = 0;
    walk(schema(), [&](const Json& node) {
      if (!node.is_object() || !node.contains("$ref")) return;
      ++references;
      const std::string to = node["$ref"];
      CAPTURE(to);
      REQUIRE(to.rfind("#/", 0) == 0);
      CHECK(schema().contains(Json::json_pointer(to.substr(1))));
    });
    CHECK(references > 10);
  }

  TEST_CASE("the schema knows every section and what is required") {
    const std::vector<std::string> sections{"name",    "description", "calendar", "issues",   "agenda",
                                            "parties", "talks",       "fronts",   "deal",     "war",
                                            "truce",   "patronage",   "events",   "challenge"};
    CHECK(schema()["properties"].size() == sections.size());
    for (const auto& section : sections) CHECK_MESSAGE(schema()["properties"].contains(section), section);
    CHECK(schema()["required"] == Json({"name", "issues", "parties", "talks"}));
    CHECK(schema()["definitions"]["calendar"]["required"] == Json({"start", "end"}));
    CHECK(schema()["definitions"]["event"]["required"] == Json({"name", "kind"}));
  }

  TEST_CASE("every key has a description in the schema and a row in the reference tables") {
    const std::string tables = scenario_markdown();
    std::size_t keys = 0;
    for (const auto& keys_of : keys_by_section()) {
      const std::string& section = keys_of.first;
      const Json& here = section == "scenario" ? schema() : schema()["definitions"][section];
      CHECK_FALSE(here["description"].get<std::string>().empty());
      for (const auto& key : keys_of.second) {
        CAPTURE(section);
        CAPTURE(key);
        ++keys;
        CHECK_FALSE(here["properties"][key]["description"].get<std::string>().empty());
        CHECK(tables.find("| `" + key + "` | ") != std::string::npos);
      }
    }
    CHECK(keys > 100);
  }

  TEST_CASE("a key has one row for each section that has it") {
    const std::string tables = scenario_markdown();
    std::map<std::string, std::size_t> sections_with;
    for (const auto& [section, list] : keys_by_section())
      for (const auto& key : list) ++sections_with[key];
    for (const auto& counted : sections_with) {
      const std::string& key = counted.first;
      CAPTURE(key);
      const std::string row = "\n| `" + key + "` | ";
      std::size_t rows = 0;
      for (auto at = tables.find(row); at != std::string::npos; at = tables.find(row, at + 1)) ++rows;
      CHECK(rows == counted.second);
    }
  }

  TEST_CASE("every shipped scenario loads without a word and tells editors its schema") {
    for (const auto& file : shipped()) {
      CAPTURE(file.string());
      Diagnostics diagnostics;
      const auto loaded = load_scenario_file(file, {}, diagnostics);
      CHECK_MESSAGE(diagnostics.empty(), to_string(diagnostics));
      REQUIRE(loaded);
      CHECK(Space::refusal(loaded->scenario).empty());
      const std::string text = text_of(file), modeline = "# yaml-language-server: $schema=";
      REQUIRE(text.rfind(modeline, 0) == 0);
      const std::string to = text.substr(modeline.size(), text.find('\n') - modeline.size());
      CHECK(fs::weakly_canonical(file.parent_path() / to) ==
            fs::weakly_canonical(source("scenarios/scenario.schema.json")));
    }
  }

  TEST_CASE("the schema file beside the scenarios is the one that the program writes") {
    CHECK(text_of(source("scenarios/scenario.schema.json")) == scenario_json_schema());
  }

  TEST_CASE("every assumption of the Geneva scenario says how well founded it is and why") {
    const auto all = assumptions_of(test::scenario_file(geneva));
    CHECK(all.size() >= 223);
    for (const auto& assumption : all) {
      const auto& number = assumption.number;
      CAPTURE(assumption.path);
      CHECK(number.mark != Mark::plain);
      CHECK_FALSE(number.why.empty());
      if (number.low) CHECK(*number.low <= number.value);
      if (number.high) CHECK(*number.high >= number.value);
    }
  }

  TEST_CASE("an assumption is found under the path that sets it") {
    Diagnostics diagnostics;
    const auto document = read_yaml_file(source(geneva), diagnostics);
    REQUIRE(document);
    for (const auto& assumption : assumptions_of(test::scenario_file(geneva))) {
      CAPTURE(assumption.path);
      const Found found = look_up(document->root, assumption.path);
      REQUIRE(found.node != nullptr);
      CHECK(found.node->find("value") != nullptr);
    }
  }

  TEST_CASE("without interactions the Geneva preferences give the utilities of the sources") {
    Scenario s = test::scenario_file(geneva);
    for (auto& [key, party] : s.parties) party.interactions.clear();
    std::vector<OptionIndex> status_quo, text;
    const std::map<std::string, OptionIndex> agreed{{"TRUCE", 2}, {"AIR", 3},      {"SEP", 2}, {"EXEMPT", 2},
                                                    {"JIC", 3},   {"CASTELLO", 2}, {"AID", 2}, {"MON", 2},
                                                    {"EVAC", 1},  {"TURK", 1}};
    for (const auto& [key, issue] : s.issues) {
      status_quo.push_back(static_cast<OptionIndex>(issue.status_quo.index.value));
      const auto option = agreed.find(key.id);
      text.push_back(option == agreed.end() ? status_quo.back() : option->second);
    }
    CHECK(percents(s, status_quo) == std::vector<long>{15, 40, 84, 20, 25, 67, 89});
    CHECK(percents(s, text) == std::vector<long>{74, 76, 58, 55, 50, 49, 60});
  }

  TEST_CASE("the table of strategies in scenarios/README.md is what they tell of themselves") {
    const std::string made = "<!-- made by: parley schema --strategies -->\n\n" + families_markdown() +
                             "\n<!-- end of strategies -->\n";
    CHECK_MESSAGE(text_of(source("scenarios/README.md")).find(made) != std::string::npos,
                  "put the output of 'parley schema --strategies' in its place");
  }

  TEST_CASE("the tables of scenarios/README.md are those of the code") {
    const std::string page = text_of(source("scenarios/README.md"));
    const std::string from = "<!-- made by: parley schema --markdown -->\n\n", to = "\n<!-- end -->";
    const auto begin = page.find(from), end = page.find(to);
    REQUIRE(begin != std::string::npos);
    REQUIRE(end != std::string::npos);
    const auto first = begin + from.size();
    std::string made = scenario_markdown();
    CHECK(page.substr(first, end - first) + "\n" == made + (made.ends_with("\n\n") ? "" : "\n"));
  }

  TEST_CASE("the columns that scenarios/README.md tells of are those of the tables") {
    CHECK(text_of(source("scenarios/README.md"))
              .find("<!-- made by: parley schema --tables --markdown -->\n\n" + tables_markdown() +
                    "<!-- end -->") != std::string::npos);
    const auto tables = Json::parse(tables_json());
    REQUIRE(tables.size() == 6);
    for (const auto& table : tables)
      for (const auto& column : table["columns"]) {
        CHECK(!column["name"].get<std::string>().empty());
        CHECK(!column["meaning"].get<std::string>().empty());
      }
  }
}
