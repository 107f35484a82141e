// Do the parts of an assumption fit each other?
#pragma once

#include <string>

#include "parley/document/yaml_document.hpp"
#include "parley/scenario/values.hpp"

namespace parley {

// What is wrong with low, high, shape and likeliest of a number, in words; empty where they fit. `has_value`:
// its value could be read.
std::string range_problem(const Number& number, bool has_value);

// S, E or F; nothing where it is none of them.
std::optional<Mark> mark_of(const YamlNode& node);

}  // namespace parley
