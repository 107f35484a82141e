// What does a run's row say?  (the other way round of write_outcome)
//
// What a row does not hold keeps its default: the last deal, the day of a walk-out, the place of the trigger
// in the run's trace; the first deal where this model does not allow it. Throws std::runtime_error where a
// row is none of this model.
#pragma once

#include <set>
#include <string>

#include "parley/runs/run_rows.hpp"

namespace parley {

class OutcomeReader {
 public:
  explicit OutcomeReader(const Model& model);
  // Cells by the columns of outcome_columns(model). The outcome is the reader's until the next call; the
  // names of its triggers live as long as the reader.
  const Outcome& read(const Row& row);

 private:
  int party(const Cell& cell) const;
  const Model& model_;
  std::size_t columns_;
  std::set<std::string> names_;
  Outcome outcome_;
};

}  // namespace parley
