// What do the JSON reports share?
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace parley {

using Json = nlohmann::ordered_json;

// Indented, with a final newline; text that is not UTF-8 is replaced, never thrown over. Marks of writing
// direction are written as escapes: what is printed may be read on a terminal.
std::string dumped(const Json& json);

}  // namespace parley
