// Which tables does a run leave on disk?
//
// Tidy CSV (RFC 4180, UTF-8, one header line, "." as decimal point, full precision, empty where there is no
// value). Columns are documented in scenarios/README.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "parley/results/run_rows.hpp"
#include "parley/study/batch.hpp"

namespace parley {

// A file could not be written; what() says which and why.
struct WriteError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Adds a cell as RFC 4180 has it.
void append_csv(std::string& line, std::string_view text);

// One CSV file. Throws WriteError.
class CsvFile : public Cells {
 public:
  CsvFile(std::filesystem::path path, const std::vector<std::string>& header);
  CsvFile& cell(std::string_view text) override;
  CsvFile& cell(double number) override;
  CsvFile& cell(int number) override;
  CsvFile& empty() override;
  void end_row() override;
  // Brings what was written to disk.
  void flush();

 private:
  void separate();
  std::filesystem::path path_;
  std::ofstream out_;
  std::string buffer_;
  bool first_ = true;
};

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
