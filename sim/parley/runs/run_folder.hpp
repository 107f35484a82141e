// What is in a folder that 'parley run ... -o DIR' wrote?
//
// The manifest, from which every run can be played again, and the table of runs. Hashes tell whether these
// are the ones that were written together: damage and slips, not a forger, who would write new hashes. Throws
// FolderError, which says what is wrong and what to do.
//
// An old folder is overwritten at one moment: when its manifest gets its name. The tables that it tells of
// are on the disk by then, as NAME.part, and get their names after it. Where a program is killed in between,
// reading finds them there, and the next writer gives them their names before it begins.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "parley/engine/model.hpp"
#include "parley/engine/outcome.hpp"
#include "parley/runs/briefing.hpp"
#include "parley/writing/cells.hpp"
#include "parley/writing/csv.hpp"

namespace parley {

struct FolderError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

RunRequest read_manifest(const std::filesystem::path& folder);
// Gives tables their names that a killed program had written but not named. For who writes to the folder.
void name_tables(const std::filesystem::path& folder);
// Throws where a table of the folder is not the one that was written with the manifest. Names of those that
// have not got their names yet.
std::vector<std::string> check_tables(const std::filesystem::path& folder, const RunRequest& request);
// The scenario that was run, compiled.
std::unique_ptr<Model> model_of(const RunRequest& request);

// runs.csv: cells by name of column. Rows count from 1.
class RunsTable {
 public:
  // Throws where the table is not the one that the manifest tells of.
  RunsTable(const std::filesystem::path& folder, const RunRequest& request);
  std::size_t rows() const { return rows_.size() - 1; }
  // Empty where there is no such column.
  std::string cell(std::size_t row, const std::string& name) const;
  // The number of a row's run.
  std::uint32_t run(std::size_t row) const;
  // The row of a run. Throws where it is not there.
  std::size_t find(std::uint32_t run) const;
  // The run that stands for all (representative.hpp). Throws where there is none.
  std::uint32_t typical(const Model& model) const;
  // A row as the columns have it, empty cells as nothing.
  Row typed(std::size_t row, const Columns& columns) const;
  // Throws where a run that was played again is not the run of the table.
  void check_same(std::size_t row, const Model& model, const Outcome& outcome) const;

 private:
  std::string path_;
  std::vector<CsvRow> rows_;
  std::map<std::string, std::size_t> column_;
};

}  // namespace parley
