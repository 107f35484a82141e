// How are refusals told to a page?
#pragma once

#include <string>

#include "parley/support/diagnostic.hpp"
#include "parley/writing/json.hpp"

namespace parley {

// What cannot be answered.
inline Json error_of(const std::string& what) { return {{"error", what}}; }

// {problems: [{line, column, path, message, hint}]}
inline Json problems_json(const Diagnostics& problems) {
  Json list = Json::array();
  for (const Diagnostic& d : problems)
    list.push_back({{"line", d.place.line},
                    {"column", d.place.column},
                    {"path", d.path},
                    {"message", d.message},
                    {"hint", d.hint}});
  return {{"problems", std::move(list)}};
}

}  // namespace parley
