// How is a number changed in a scenario's file while everything else in it stays as it was written?
//
// Only the characters of the value are replaced; comments, order and layout stay. Where a key was left out it
// is added to the nearest section that stands in the file. What came out is read again and compared: it says
// what was there before but for the new value, or nothing is changed and the path is told.
#pragma once

#include <string>

#include "parley/document/yaml_document.hpp"

namespace parley {

// `value` in YAML, on one line. Returns the document with its new text, or nothing with a diagnostic.
std::optional<YamlDocument> with_value_in_place(const YamlDocument& document, const std::string& path,
                                                const std::string& value, Diagnostics& diagnostics);

}  // namespace parley
