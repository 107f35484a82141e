// Is a study file read, refused with its places, and told to editors, by the one description of the format?

#include <nlohmann/json.hpp>

#include "parley/scenario/schema.hpp"
#include "parley/scenario/study_description.hpp"
#include "process.hpp"
#include "support.hpp"

using namespace parley;
using parley::test::read_file;
using parley::test::source;

namespace {

std::optional<StudyDescription> study(const std::string& text, std::string* problems = nullptr) {
  Diagnostics diagnostics;
  auto document = parse_yaml("s.yaml", text, diagnostics);
  auto loaded = document ? load_study(std::move(*document), diagnostics) : std::nullopt;
  if (problems != nullptr) *problems = to_string(diagnostics);
  if (problems == nullptr) REQUIRE_MESSAGE(loaded.has_value(), to_string(diagnostics));
  return loaded ? std::optional(loaded->study) : std::nullopt;
}

std::string mistakes(const std::string& text) {
  std::string problems;
  CHECK(!study(text, &problems));
  return problems;
}

const std::string full = R"(scenario: war.yaml
set: {talks.deadline: 60 days, parties.GOV.strategy: {bidding: {time_dependent: {exponent: 2}}}}
vary:
  parties.GOV.influenced_by.RUS: {low: 0, high: 1}
  truce.memory: 5:25:3
  parties.GOV.war.cost: {low: 0.01, high: 1, log: true}
  talks.protocol: [alternating_offers, {patrons_then_clients: {teams: 1}}]
design: {saltelli: {points: 64, second_order: true}}
replicates: 20
targets: {holding: {value: 0.4, scale: 0.1, held_out: true}}
)";

}  // namespace

TEST_SUITE("study format") {
  TEST_CASE("a study says what varies, how and how often") {
    const auto s = *study(full);
    REQUIRE(s.vary.size() == 4);
    CHECK(s.vary.rows[1].value.range->points.value == 3);
    CHECK(s.vary.rows[2].value.range->log);
    CHECK(s.vary.rows[3].value.values[1].text == "{patrons_then_clients: {teams: 1}}");
    CHECK(s.set.rows[0].value.text == "\"60 days\"");
    CHECK(std::get<SaltelliDesign>(*s.design).second_order);
    CHECK(s.targets.rows[0].value.held_out);
    CHECK(!study("scenario: x.yaml\n")->design.has_value());
  }

  TEST_CASE("a study that is written out reads back as itself") {
    const auto s = *study(full);
    CHECK(study_text(*study(study_text(s))) == study_text(s));
  }

  TEST_CASE("what cannot change a run is no part of a study's identity, all else is") {
    const auto s = *study(full);
    auto more = s;
    more.replicates = 500;
    more.precision = 0.01;
    more.outputs = {"deaths"};
    more.scenario = "elsewhere/war.yaml";
    CHECK(study_identity(more) == study_identity(s));
    auto other = s;
    other.seed = 2;
    CHECK(study_identity(other) != study_identity(s));
    other = s;
    other.vary.rows[0].value.range->high = 0.9;
    CHECK(study_identity(other) != study_identity(s));
    other = s;
    other.independent = true;
    CHECK(study_identity(other) != study_identity(s));
  }

  TEST_CASE("every mistake of a study is reported with its place") {
    CHECK(mistakes("vary: {a.b: [1]}\n") ==
          "s.yaml:1:1: missing key 'scenario' (the scenario file, relative to the study file)\n");
    CHECK(
        mistakes("scenario: a\nvary:\n  a.b: {low: 2, high: 1}\n  a.c: one two\n  a.d: []\nreplicats: 3\n") ==
        "s.yaml:3:8: vary.a.b: low 2 is not below high 1\n"
        "s.yaml:5:8: vary.a.d: the list is empty\n"
        "s.yaml:6:1: unknown key 'replicats' (did you mean 'replicates'?)\n");
    CHECK(mistakes("scenario: a\nvary: {a.b: 0:1:x}\n") ==
          "s.yaml:2:13: vary.a.b: expected a range or a list, found '0:1:x' (for example {low: 0, high: 1}, "
          "0:1:11 or [30, 60, 90])\n");
    CHECK(mistakes("scenario: a\nvary: {a.b: {low: 0, high: 1, log: true}}\n") ==
          "s.yaml:2:13: vary.a.b: a logarithm needs a low above 0\n");
    CHECK(mistakes("scenario: a\ndesign: {lhs: {levels: 3}}\n") ==
          "s.yaml:2:16: design.lhs: unknown key 'levels' (expected one of: points, maximin, seed)\n");
    CHECK(mistakes("scenario: a\ndesign: {morris: {levels: 3}}\n") ==
          "s.yaml:2:27: design.morris.levels: an odd number of levels (take an even one, usually 4)\n");
    CHECK(mistakes("scenario: a\ndesign: sobl\n") ==
          "s.yaml:2:9: design: unknown choice 'sobl' (did you mean 'sobol'?)\n");
  }

  TEST_CASE("ranges and lists of the command line") {
    CHECK(parse_variation("0:1")->range->points.value == 0);
    CHECK(parse_variation("-1:1:11")->range->low.value == -1);
    CHECK(parse_variation("0.01:1:log")->range->log);
    CHECK(parse_variation("1:9:5:integer")->range->integer);
    CHECK(parse_variation("1:100:3:log:integer")->range->points.value == 3);
    CHECK(parse_variation("30, 60 days,90")->values[1].text == "\"60 days\"");
    CHECK(parse_variation("alone")->values.size() == 1);
    for (const char* wrong : {"", "1,,2", "0:1:1", "0:1:2:3", "a:b", "0:1:2.5", "0:log", "0:1:lag"}) {
      CAPTURE(wrong);
      CHECK(!parse_variation(wrong).has_value());
    }
  }

  TEST_CASE("a node on one line reads back as itself") {
    for (const char* text : {"a: {b: [1, -2.5, 'three', \"null\", ~, '4'], 'c d': {e: 60 days}}",
                             "- x: \"quo\\\"te\"\n- -\n", "'-'"}) {
      Diagnostics none;
      const auto node = parse_yaml("t.yaml", text, none);
      REQUIRE(node.has_value());
      const std::string flat = flow_text(node->root);
      const auto again = parse_yaml("t.yaml", flat, none);
      REQUIRE_MESSAGE(again.has_value(), flat);
      CHECK(flow_text(again->root) == flat);
    }
  }

  TEST_CASE("schema and reference of study files are those of the code") {
    CHECK(read_file(source("scenarios/study.schema.json")) == study_json_schema());
    const std::string page = read_file(source("scenarios/studies/README.md"));
    CHECK(page.find("<!-- made by: parley schema --study --markdown -->\n\n" + study_markdown()) !=
          std::string::npos);
  }
}
