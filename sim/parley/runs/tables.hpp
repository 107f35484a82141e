// Which tables does a run leave on disk?
//
// Tidy CSV (RFC 4180, UTF-8, one header line, "." as decimal point, full precision, empty where there is no
// value). Columns are documented in scenarios/README.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "parley/runs/batch.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/writing/csv_file.hpp"

namespace parley {

// runs.csv, and rounds.csv, events.csv, offers.csv, days.csv as the trace level asks. Runs must be added in
// order.
class RunTables {
 public:
  RunTables(const std::filesystem::path& directory, const Model& model, References& references,
            TraceLevel level);
  void add(std::uint32_t replicate, const Outcome& outcome, const Trace* trace);
  void flush();

 private:
  void add_run(std::uint32_t replicate, const Outcome& outcome);
  void add_events(std::uint32_t replicate, const Trace& trace);
  void add_offers(std::uint32_t replicate, const Trace& trace);
  void add_days(std::uint32_t replicate, const Trace& trace);

  const Model& model_;
  References& references_;
  std::vector<CsvFile> files_;  // runs, then rounds and events, then offers, then days
};

}  // namespace parley
