// How do the tests tell mistakes in a scenario, and what is said about them?
#pragma once

#include <sstream>

#include <fmt/format.h>

#include "support.hpp"

namespace parley::test {

inline const std::string two_towns = R"(name: Two towns
calendar: {start: 2016-01-01, end: 2016-03-01}
issues:
  ROAD: {options: [closed, aid only, open]}
  WATCH: {options: [nobody, monitors]}
parties:
  NORTH:
    weights: {ROAD: 2, WATCH: 1}
    ideal: {ROAD: open}
  SOUTH:
    weights: {ROAD: 1, WATCH: 1}
talks: {protocol: alternating_offers, rounds: 10}
fronts:
  town: {sides: [NORTH, SOUTH], intensity: 2}
events:
  list:
    - {name: raid, date: 2016-02-01, kind: attack, by: SOUTH}
)";

inline void replace(std::string& text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  REQUIRE_MESSAGE(text.find(from, at + 1) == std::string::npos, from);
  text.replace(at, from.size(), to);
}

// The scenario above with a mistake: "A -> B" replaces A by B, "A -> B | C -> D" does so twice.
inline std::string mistaken(std::string line) {
  for (auto at = line.find("\\n"); at != std::string::npos; at = line.find("\\n")) line.replace(at, 2, "\n");
  std::string text = two_towns;
  for (line += " | "; !line.empty();) {
    const auto arrow = line.find(" -> "), end = line.find(" | ");
    const std::string to = line.substr(arrow + 4, end - arrow - 4);
    replace(text, line.substr(0, arrow), to == "(cut)" ? "" : to);
    line = line.substr(end + 3);
  }
  return text;
}

// Each mistake is followed by "=> 12:39: ...", one for each problem that 'parley check' tells of t.yaml.
inline void check_told(const std::string& table) {
  std::istringstream lines(table.substr(1));
  std::string line, change, told;
  const auto check = [&] {
    if (change.empty()) return;
    CAPTURE(change);
    CHECK(problems(mistaken(change)) == told);
  };
  while (std::getline(lines, line)) {
    if (line.rfind("=> ", 0) == 0) {
      told += line == "=> good" ? "" : fmt::format("t.yaml:{}\n", line.substr(3));
    } else {
      check();
      change = line;
      told.clear();
    }
  }
  check();
}

}  // namespace parley::test
