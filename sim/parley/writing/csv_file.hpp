// How is a table written row by row as CSV?
//
// RFC 4180, UTF-8, one header line, "." as decimal point, numbers in the shortest form that reads back as the
// same number, empty where there is no value.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parley/writing/cells.hpp"
#include "parley/writing/output_file.hpp"

namespace parley {

// Adds a cell as RFC 4180 has it.
void append_csv(std::string& line, std::string_view text, char separator = ',');

// A table in a file that is written, whose owner commits it. Throws WriteError; a row with another number of
// cells than the header cannot be written: std::logic_error.
class CsvFile : public Cells {
 public:
  CsvFile(OutputFile& file, const std::vector<std::string>& header);
  CsvFile& cell(std::string_view text) override;
  CsvFile& cell(double number) override;
  CsvFile& cell(int number) override;
  CsvFile& empty() override;
  void end_row() override;
  // Hands over what was written so far; to be called at the end.
  void flush();

 private:
  void separate();
  OutputFile* out_;
  std::string buffer_;
  std::size_t width_, cells_ = 0;  // of the header; of the row so far
};

}  // namespace parley
