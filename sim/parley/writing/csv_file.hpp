// How is a table written row by row as CSV into a file?
#pragma once

#include <string>
#include <vector>

#include "parley/writing/csv_lines.hpp"
#include "parley/writing/output_file.hpp"

namespace parley {

// A table in a file that is written, whose owner commits it. Throws WriteError.
class CsvFile : public CsvLines {
 public:
  CsvFile(OutputFile& file, const std::vector<std::string>& header);
  void end_row() override;
  // Hands over what was written so far; to be called at the end.
  void flush();

 private:
  OutputFile* out_;
};

}  // namespace parley
