// How is a table written row by row as CSV?
//
// RFC 4180, UTF-8, one header line, "." as decimal point, numbers in the shortest form that reads back as the
// same number, empty where there is no value.
#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "parley/writing/cells.hpp"

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

}  // namespace parley
