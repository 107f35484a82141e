// Which of the parameters that somebody sets or varies does no run look at?
//
// By scenario/idle.hpp: what is told here decides nothing; what is not told may still decide nothing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "parley/document/yaml_document.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley {

struct Unread {
  std::string path, words, why;
};
// Of these paths into a document and the scenario that it became.
std::vector<Unread> unread_of(const YamlNode& root, const Scenario& scenario,
                              std::span<const std::string> paths);

// "No run looks at ...: whatever stands there decides nothing (why)".
std::string in_words(const Unread& unread);

}  // namespace parley
