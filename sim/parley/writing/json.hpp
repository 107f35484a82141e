// What do the JSON reports share?
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace parley {

using Json = nlohmann::ordered_json;

// Indented, with a final newline; text that is not UTF-8 is replaced, never thrown over.
inline std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace parley
