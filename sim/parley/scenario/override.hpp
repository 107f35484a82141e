// May these parameters be set to these values, and is what they say what is played?
//
// A label is a path with the value that it is said to have: of --set, --with, a study's `set` and each of its
// points. Three rules keep labels true, whatever sets them:
//   - paths do not overlap: a number has one value, and nothing is set together with a part of it. (But for a
//     choice by its name alone, with the parameters of the alternative chosen.)
//   - a path does not lead into an alternative that is not chosen: nothing there is played
//   - when all is loaded, the scenario is written out and every label is read back from it
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parley/document/yaml_document.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley {

// What a dotted path leads to by the format, in a document as it stands.
struct PathMeaning {
  std::string canonical;      // one spelling for each parameter: the number x for "x.value", item 7 for "07"
  std::string refusal, hint;  // a choice on the way is not the one that the path needs
  // No run plays it: what a number is said to rest on (low, high, why ...), or words for readers.
  bool aside = false;
};
PathMeaning meaning_of(const YamlNode& root, std::string_view path);

// Why two parameters, as canonical paths, cannot be set apart from each other; empty where they can.
std::string overlap(const std::string& a, const std::string& b);

// Sets parameters, whatever their order; a choice is made before the parameters of what is chosen.
void override_values(YamlDocument& scenario, std::span<const std::string> assignments,
                     Diagnostics& diagnostics);

// A scenario on one line of YAML that reads back as the same scenario.
std::string scenario_text(const Scenario& scenario);
// What stands at a path of it (for "x.value" of a number without an assumption: the number), without writing
// the rest; nothing where there is nothing.
std::optional<YamlNode> written_at(Scenario& scenario, const std::string& path);

// Those of the assignments that a loaded scenario does not bear out, each with what stands there instead.
struct UntrueLabel {
  std::string path, said, played;
  bool rounded = false;  // a number between two steps in which it is played
};
std::vector<UntrueLabel> untrue_labels(const Scenario& scenario, std::span<const std::string> assignments);

}  // namespace parley
