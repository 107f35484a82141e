// How does a text stand in the JSON reports?
#pragma once

#include "parley/engine/model.hpp"
#include "parley/writing/json.hpp"

namespace parley {

// {ISSUE: {option, text}, ...}
inline Json package_json(const Model& m, PackageView package) {
  Json terms = Json::object();
  for (const IssueId i : m.talks.space.issues()) {
    const auto& [key, issue] = m.scenario.issues[i];
    const OptionIndex o = m.talks.space.option(package, i);
    terms[key.id] = {{"option", o}, {"text", issue.options[o]}};
  }
  return terms;
}

}  // namespace parley
