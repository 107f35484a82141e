// What is the row of a run, and of a round of offers?
//
// The one description of these tables, for CSV files and for the store of a study. The column `run`, which
// comes first, is left to whoever knows how runs are numbered.
#pragma once

#include <optional>

#include "parley/engine/outcome.hpp"
#include "parley/engine/trace.hpp"
#include "parley/runs/references.hpp"
#include "parley/writing/cells.hpp"

namespace parley {

Columns outcome_columns(const Model& model);
// Without references the distances from the solution concepts are left empty.
void write_outcome(Cells& cells, const Model& model, References* references, const Outcome& outcome);

Columns round_columns(const Model& model);
// Each row begins with `run`, where one is given.
void write_rounds(Cells& cells, const Model& model, const Trace& trace,
                  std::optional<std::uint32_t> run = {});

// A party, or nothing; a day with its date, or nothing where the day is negative.
void party_cell(Cells& cells, const Model& model, int party);
void day_cells(Cells& cells, const Model& model, int day);
std::vector<std::string> party_ids(const Model& model);
std::vector<std::string> issue_ids(const Model& model);

}  // namespace parley
