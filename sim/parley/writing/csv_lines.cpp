#include "parley/writing/csv_lines.hpp"

#include <stdexcept>
#include <utility>

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

CsvLines::CsvLines(const std::vector<std::string>& header)
    : buffer_(header_of(header)), width_(header.size()) {}

void CsvLines::separate() {
  if (cells_++ > 0) buffer_ += ',';
}

CsvLines& CsvLines::cell(std::string_view text) {
  separate();
  append_csv(buffer_, text);
  return *this;
}

CsvLines& CsvLines::cell(double number) {
  separate();
  if (number != number) return *this;  // not known: empty
  char digits[32];                     // the longest has 24
  buffer_.append(digits, fmt::format_to(digits, FMT_COMPILE("{}"), number));
  return *this;
}

CsvLines& CsvLines::cell(int number) {
  separate();
  const fmt::format_int digits(number);
  buffer_.append(digits.data(), digits.size());
  return *this;
}

CsvLines& CsvLines::empty() {
  separate();
  return *this;
}

void CsvLines::end_row() {
  if (cells_ != width_)
    throw std::logic_error(fmt::format("a row of {} cells in a table of {} columns", cells_, width_));
  buffer_ += '\n';
  cells_ = 0;
}

std::string CsvLines::take() {
  std::string text = std::move(buffer_);
  buffer_.clear();
  return text;
}

}  // namespace parley
