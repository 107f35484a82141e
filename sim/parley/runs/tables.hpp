// Which tables does a run leave on disk?
//
// Tidy CSV (RFC 4180, UTF-8, one header line, "." as decimal point, full precision, empty where there is no
// value). The columns are the lines of run_rows and trace_rows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "parley/runs/batch.hpp"
#include "parley/runs/references.hpp"
#include "parley/writing/csv_file.hpp"

namespace parley {

// parties.csv, runs.csv, and rounds.csv, events.csv, offers.csv, days.csv as the trace level asks. Runs must
// be added in order.
class RunTables {
 public:
  RunTables(OutputFolder& folder, const Model& model, References& references, TraceLevel level);
  void add(std::uint32_t replicate, const Outcome& outcome, const Trace* trace);
  void flush();

 private:
  const Model& model_;
  References& references_;
  std::vector<CsvFile> files_;  // runs, then rounds and events, then offers, then days
};

}  // namespace parley
