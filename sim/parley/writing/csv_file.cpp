#include "parley/writing/csv_file.hpp"

namespace parley {

CsvFile::CsvFile(OutputFile& file, const std::vector<std::string>& header) : CsvLines(header), out_(&file) {
  flush();
}

void CsvFile::end_row() {
  CsvLines::end_row();
  if (buffer_.size() > (1U << 20U)) flush();
}

void CsvFile::flush() {
  out_->write(buffer_);
  buffer_.clear();
}

}  // namespace parley
