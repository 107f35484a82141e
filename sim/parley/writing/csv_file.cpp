#include "parley/writing/csv_file.hpp"

#include <stdexcept>

#include <fmt/compile.h>
#include <fmt/format.h>

namespace parley {

namespace {

std::string header_of(const std::vector<std::string>& columns) {
  std::string line;
  for (const auto& column : columns) {
    if (!line.empty()) line += ',';
    append_csv(line, column);
  }
  return line + "\n";
}

}  // namespace

void append_csv(std::string& line, std::string_view text, char separator) {
  if (text.find_first_of("\"\r\n") == std::string_view::npos &&
      text.find(separator) == std::string_view::npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

CsvFile::CsvFile(OutputFile& file, const std::vector<std::string>& header)
    : out_(&file), buffer_(header_of(header)), width_(header.size()) {
  flush();
}

void CsvFile::separate() {
  if (cells_++ > 0) buffer_ += ',';
}

CsvFile& CsvFile::cell(std::string_view text) {
  separate();
  append_csv(buffer_, text);
  return *this;
}

CsvFile& CsvFile::cell(double number) {
  separate();
  if (number != number) return *this;  // not known: empty
  char digits[32];                     // the longest has 24
  buffer_.append(digits, fmt::format_to(digits, FMT_COMPILE("{}"), number));
  return *this;
}

CsvFile& CsvFile::cell(int number) {
  separate();
  const fmt::format_int digits(number);
  buffer_.append(digits.data(), digits.size());
  return *this;
}

CsvFile& CsvFile::empty() {
  separate();
  return *this;
}

void CsvFile::end_row() {
  if (cells_ != width_)
    throw std::logic_error(fmt::format("a row of {} cells in a table of {} columns", cells_, width_));
  buffer_ += '\n';
  cells_ = 0;
  if (buffer_.size() > (1U << 20U)) flush();
}

void CsvFile::flush() {
  out_->write(buffer_);
  buffer_.clear();
}

}  // namespace parley
