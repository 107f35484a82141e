#include "parley/questions/population/recorded.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/support/read_file.hpp"
#include "parley/writing/csv.hpp"

namespace parley {

namespace {

// Reads the rows of a table with this header; numbers by column.
class RecordedTable {
 public:
  RecordedTable(const std::string& folder, const char* name, const CsvRow& header, Diagnostics& diagnostics)
      : file_((std::filesystem::path(folder) / name).string()), header_(header), diagnostics_(diagnostics) {
    const FileText read = read_table(file_);
    if (!read.good()) {
      diagnostics.push_back({file_, read.place, "", read.problem, "a record's folder holds population/"});
      return;
    }
    rows_ = parse_csv(read.text);
    if (rows_.empty() || rows_[0] != header) {
      diagnostics.push_back({file_,
                             {1, 1},
                             "",
                             "not the table that was expected",
                             fmt::format("expected the header {}", fmt::join(header, ","))});
      rows_.clear();
    }
  }

  // take(row) for every row that has its cells.
  template <class Take>
  void each(Take take) {
    for (at_ = 1; at_ < rows_.size(); ++at_) {
      if (rows_[at_].size() == header_.size()) {
        take(rows_[at_]);
      } else {
        wrong(1, "", fmt::format("{} cells under {} headings", rows_[at_].size(), header_.size()));
      }
    }
  }
  double number(std::size_t cell) { return maybe(cell).value_or(0); }
  // Nothing where the cell is empty.
  std::optional<double> perhaps(std::size_t cell) {
    return rows_[at_][cell].empty() ? std::nullopt : maybe(cell);
  }
  int count(std::size_t cell) { return static_cast<int>(number(cell)); }

 private:
  std::optional<double> maybe(std::size_t cell) {
    const auto value = parse_double(rows_[at_][cell]);
    if (!value)
      wrong(static_cast<int>(cell) + 1, header_[cell],
            fmt::format("'{}' is no number", printable(rows_[at_][cell])));
    return value;
  }
  void wrong(int cell, const std::string& path, const std::string& what) {
    diagnostics_.push_back({file_, {static_cast<int>(at_) + 1, cell}, path, what, ""});
  }

  std::string file_;
  CsvRow header_;
  Diagnostics& diagnostics_;
  std::vector<CsvRow> rows_;
  std::size_t at_ = 0;
};

}  // namespace

const std::vector<double>& RecordedPopulation::outcomes_of(const std::string& measure,
                                                           const std::string& group) const {
  static const std::vector<double> none;
  const auto at = outcomes.find({measure, group});
  return at == outcomes.end() ? none : at->second;
}

std::optional<double> RecordedPopulation::coefficient(const std::string& target, const std::string& model,
                                                      const std::string& term) const {
  for (const RecordedCoefficient& c : coefficients)
    if (c.target == target && c.model == model && c.term == term) return c.value;
  return {};
}

RecordedPopulation load_recorded_population(const std::string& folder, Diagnostics& diagnostics) {
  RecordedPopulation all;
  RecordedTable outcomes(folder, recorded_population_files[0], {"measure", "class", "value"}, diagnostics);
  outcomes.each([&](const CsvRow& row) { all.outcomes[{row[0], row[1]}].push_back(outcomes.number(2)); });
  for (auto& [key, values] : all.outcomes) std::sort(values.begin(), values.end());
  RecordedTable figures(folder, recorded_population_files[1],
                        {"measure", "group", "stat", "value", "low", "high", "n", "countries"}, diagnostics);
  figures.each([&](const CsvRow& row) {
    all.figures.push_back({row[0], row[1], row[2], figures.number(3), figures.perhaps(4), figures.perhaps(5),
                           figures.count(6)});
  });
  RecordedTable coefficients(folder, recorded_population_files[2],
                             {"target", "model", "term", "value", "low", "high", "n"}, diagnostics);
  coefficients.each([&](const CsvRow& row) {
    all.coefficients.push_back({row[0], row[1], row[2], coefficients.number(3), coefficients.perhaps(4),
                                coefficients.perhaps(5), coefficients.count(6)});
  });
  return all;
}

}  // namespace parley
