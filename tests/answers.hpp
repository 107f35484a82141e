// Reading what a run answers.
#pragma once

#include <sstream>
#include <string>

#include "cli.hpp"

namespace parley::test {

// Lines are broken where they are full.
inline std::string on_one_line(const std::string& text) {
  std::istringstream words(text);
  std::string line, word;
  while (words >> word) line += (line.empty() ? "" : " ") + word;
  return line;
}

inline const Json& measured_as(const Json& answer, const std::string& name) {
  for (const auto& m : answer["measures"])
    if (m["measure"] == name) return m;
  FAIL("no measure " << name);
  return answer;
}

}  // namespace parley::test
