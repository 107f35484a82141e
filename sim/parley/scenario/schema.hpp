// How is the format told to editors and readers?
#pragma once

#include <string>
#include <vector>

#include "parley/scenario/scenario.hpp"

namespace parley {

// JSON Schema (draft-07) of a scenario file, indented, with a final newline.
std::string scenario_json_schema();

// The reference tables of scenarios/README.md: one section of Markdown for each section of the format.
std::string scenario_markdown();

// The same of study files.
std::string study_json_schema();
std::string study_markdown();

// A number of the scenario that carries an assumption (a range, a mark or a reason), under its parameter
// path.
struct Assumption {
  std::string path;
  Number number;
  bool whole = false;  // takes whole numbers only
};
std::vector<Assumption> assumptions_of(const Scenario& scenario);

// The same numbers where they stand in a scenario, to be changed there. They must not outlive it.
struct AssumedNumber {
  std::string path;
  Number* number = nullptr;
  bool whole = false;  // a whole number, such as the position of an option
  bool time = false;   // in days; also written as "48 h" or "2 weeks"
};
std::vector<AssumedNumber> assumed_numbers(Scenario& scenario);
// All numbers of a scenario, with an assumption or without.
std::vector<AssumedNumber> all_numbers(Scenario& scenario);

}  // namespace parley
