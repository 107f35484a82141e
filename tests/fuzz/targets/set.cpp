// Words of --set and --vary, one a line: refused with a word why, or a scenario and points.
#include <sstream>

#include "fuzz_parts.hpp"
#include "parley/scenario/override.hpp"
#include "parley/study/sweep.hpp"

using namespace parley;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
  return fuzz::change_text(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const YamlDocument document = [] {
    Diagnostics none;
    return *parse_yaml("two-towns", fuzz::shipped("tests/golden/two-towns.yaml"), none);
  }();
  std::istringstream words(std::string(reinterpret_cast<const char*>(data), size));
  YamlDocument changed = document;
  Diagnostics problems;
  std::string first;
  std::vector<std::string> assignments;
  for (std::string word; std::getline(words, word);) {
    if (first.empty()) first = word;
    assignments.push_back(word);
  }
  override_values(changed, assignments, problems);
  std::optional<Scenario> scenario;
  if (problems.empty()) scenario = load_scenario(changed, problems);
  if (scenario.has_value() != problems.empty()) __builtin_trap();
  fuzz::judged(data, size, scenario.has_value());

  const auto equals = first.find('=');
  if (equals == std::string::npos || equals == 0) return 0;
  YamlDocument study;
  study.file = "study";
  study.root.kind = YamlNode::Kind::map;
  const auto scalar = [](std::string text) {
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.scalar = std::move(text);
    return node;
  };
  YamlNode vary;
  vary.kind = YamlNode::Kind::map;
  vary.entries.push_back({first.substr(0, equals), {}, scalar(first.substr(equals + 1))});
  study.root.entries.push_back({"scenario", {}, scalar("x")});
  study.root.entries.push_back({"vary", {}, vary});
  Diagnostics more;
  auto loaded = load_study(std::move(study), more);
  if (!loaded) return 0;
  for (const auto& [key, v] : loaded->study.vary)
    if (v.range && v.range->points.value > 1000) return 0;
  StudyOrigin origin;
  origin.stored = true;
  if (const auto sweep = make_sweep(std::move(loaded->study), document, origin, more))
    sweep->at(std::size_t{0}, more);
  return 0;
}
