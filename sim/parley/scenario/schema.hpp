// How is the format told to editors and readers?
#pragma once

#include <string>

namespace parley {

// JSON Schema (draft-07) of a scenario file, indented, with a final newline.
std::string scenario_json_schema();

// The reference tables of scenarios/README.md: one section of Markdown for each section of the format.
std::string scenario_markdown();

// The same of study files.
std::string study_json_schema();
std::string study_markdown();

// The same of cases of the record.
std::string case_json_schema();
std::string case_markdown();

}  // namespace parley
