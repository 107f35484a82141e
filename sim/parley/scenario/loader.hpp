// How does a file become a Scenario?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/document/yaml_document.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley {

// Thrown, and caught by load_scenario, when a document has so many problems that no more are looked for.
struct TooManyProblems {};
inline constexpr std::size_t most_problems = 1000;

// Reads a document by the description in format.hpp and checks all references and rules that span several
// keys. Returns nothing when a diagnostic was added.
std::optional<Scenario> load_scenario(const YamlDocument& document, Diagnostics& diagnostics);

// Reads a file, applies "path=value" overrides in order, and loads it.
struct LoadedScenario {
  Scenario scenario;
  YamlDocument document;
};
std::optional<LoadedScenario> load_scenario_file(const std::string& file,
                                                 const std::vector<std::string>& overrides,
                                                 Diagnostics& diagnostics);

// Reads a deal's document, the keys of a scenario's section `deal`, and puts it into the scenario in place of
// its own. Without a calendar the text is there to be compared with, and never in force. False when a
// diagnostic was added.
bool load_deal(const YamlDocument& document, Scenario& scenario, Diagnostics& diagnostics);
bool load_deal_file(const std::string& file, Scenario& scenario, Diagnostics& diagnostics);

// The rules that span several keys; names in options are resolved to positions.
void check_scenario(Scenario& scenario, const std::string& file, const YamlDocument& document,
                    Diagnostics& diagnostics);
// The same of a scenario that passed them, after some of its numbers were changed: places are not known.
Diagnostics broken_rules(Scenario& scenario);
void check_deal(Scenario& scenario, Deal& deal, const std::string& file, const YamlDocument& document,
                Diagnostics& diagnostics);

}  // namespace parley
