// What is the row of a run?
//
// The one description of this table, for CSV files, for the store of a study and for whoever reads either.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "parley/runs/columns.hpp"
#include "parley/runs/references.hpp"

namespace parley {

struct RunRow {
  const Model& model;
  std::uint32_t run = 0;
  const Outcome& outcome;
  const DealQuality* quality = nullptr;  // of the first deal; none: its distances are left empty
};

// What a row is read into.
struct RunReading {
  const Model& model;
  std::set<std::string>& names;  // of triggers: an outcome borrows them
  Outcome outcome;
  std::vector<int> options;  // of the first deal, by issue; -1: none
};

using RunLine = Line<RunRow, RunReading>;
// The columns of runs.csv; those of an outcome come after `run`, which is left to whoever numbers runs.
std::span<const RunLine> run_lines();
std::span<const RunLine> outcome_lines();
Columns outcome_columns(const Model& model);

// Without references the distances from the solution concepts are left empty.
RunRow run_row(const Model& model, References* references, const Outcome& outcome, std::uint32_t run = 0);
void write_outcome(Cells& cells, const Model& model, References* references, const Outcome& outcome);

// What a row does not hold keeps its default: the last deal, the day of a walk-out, the place of the trigger
// in the run's trace; the first deal where this model does not allow it. Throws std::runtime_error where a
// row is none of this model.
class OutcomeReader {
 public:
  explicit OutcomeReader(const Model& model) : model_(model) {}
  // Cells by the columns of outcome_columns(model). The outcome is the reader's until the next call; the
  // names of its triggers live as long as the reader.
  const Outcome& read(const Row& row);

 private:
  const Model& model_;
  std::set<std::string> names_;
  Outcome outcome_;
};

}  // namespace parley
