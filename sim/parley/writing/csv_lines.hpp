// How is a table written as CSV, wherever its text goes?
//
// RFC 4180, UTF-8, one header line, "." as decimal point, numbers in the shortest form that reads back as the
// same number, empty where there is no value.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parley/writing/cells.hpp"

namespace parley {

// Adds a cell as RFC 4180 has it.
void append_csv(std::string& line, std::string_view text, char separator = ',');

// A table as text in memory. A row with another number of cells than the header cannot be written:
// std::logic_error.
class CsvLines : public Cells {
 public:
  explicit CsvLines(const std::vector<std::string>& header);
  CsvLines& cell(std::string_view text) override;
  CsvLines& cell(double number) override;
  CsvLines& cell(int number) override;
  CsvLines& empty() override;
  void end_row() override;
  // What was written since this was asked before.
  std::string take();

 protected:
  std::string buffer_;

 private:
  void separate();
  std::size_t width_, cells_ = 0;  // of the header; of the row so far
};

}  // namespace parley
