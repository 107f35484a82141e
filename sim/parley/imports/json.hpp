// What does a JSON file say, and where?
//
// Parsed by nlohmann-json; the places are found by going along in the text. The tree is the one that
// scenarios are read into (yaml_document.hpp): texts are quoted scalars, numbers and true and false plain
// ones, in the words of the file. Keys that stand twice in an object and control characters are refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parley/document/yaml_document.hpp"

namespace parley {

// On failure returns nothing and adds at least one diagnostic. At most 64 levels.
std::optional<YamlNode> read_json(const std::string& file, std::string_view text, Diagnostics& diagnostics);

}  // namespace parley
