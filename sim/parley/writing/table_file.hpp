// How is a table written for other programs: as CSV, TSV or JSON lines, plain or packed by gzip?
//
// CSV as RFC 4180 has it. CSV2: semicolons between cells and decimal commas, as spreadsheets of much of
// Europe and R's read.csv2 take it. TSV: tabs and line ends within text become spaces. JSON lines: one object
// a row; what is empty is null. Numbers in the shortest form that reads back as the same number. Packed files
// hold no time and no name, so that equal tables are equal bytes.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "parley/writing/cells.hpp"
#include "parley/writing/output_file.hpp"

namespace parley {

enum class TableFormat { csv, csv2, tsv, jsonl };
inline constexpr std::array<std::string_view, 4> table_formats{"csv", "csv2", "tsv", "jsonl"};
std::optional<TableFormat> table_format(std::string_view name);

// Throws WriteError.
class TableFile {
 public:
  // An empty name is standard output. `reading`: files that it must not be.
  TableFile(const std::string& file, const FilesRead& reading, TableFormat format, bool gzip,
            const Columns& columns);
  ~TableFile();
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;
  void add(const Row& row);
  // Writes what is left and gives the file its name. Without it the old file stays.
  void close();

 private:
  void write(bool last);
  struct Packing;
  OutputFile out_;
  TableFormat format_;
  Columns columns_;
  std::string buffer_;
  std::unique_ptr<Packing> packing_;
};

}  // namespace parley
