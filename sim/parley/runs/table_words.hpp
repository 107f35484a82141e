// Which tables does a run leave, and what do their columns mean?  (for readers and for programs)
#pragma once

#include <string>

namespace parley {

// As scenarios/README.md has it: a heading and a table of columns for each table.
std::string tables_markdown();
// The same as JSON: a list of tables with their columns.
std::string tables_json();

}  // namespace parley
