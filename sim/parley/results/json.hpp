// What do the JSON reports share?
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "parley/engine/model.hpp"

namespace parley {

using Json = nlohmann::ordered_json;

// {ISSUE: {option, text}, ...}
inline Json package_json(const Model& m, PackageView package) {
  Json terms = Json::object();
  for (std::size_t i = 0; i < m.talks.space.issues(); ++i) {
    const auto& [key, issue] = m.scenario.issues.rows[i];
    const OptionIndex o = m.talks.space.option(package, i);
    terms[key.id] = {{"option", o}, {"text", issue.options[o]}};
  }
  return terms;
}

// Indented, with a final newline; text that is not UTF-8 is replaced, never thrown over.
inline std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace parley
