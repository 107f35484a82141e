#include "parley/writing/csv.hpp"

#include <utility>

#include "parley/support/text_file.hpp"

namespace parley {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Goes through the cells of a text: `cell(text, byte)`, the byte that of its first letter that is no blank,
// and `end_row()` after the last of each row. The quotation mark that is never closed, or npos.
template <class Cell, class EndRow>
std::size_t read_cells(std::string_view text, char separator, Cell cell, EndRow end_row) {
  constexpr std::size_t none = std::string_view::npos;
  std::string read;
  std::size_t first = none, open = none;
  bool begun_row = false;
  const auto end_cell = [&](std::size_t at) {
    cell(std::exchange(read, {}), first == none ? at : first);
    first = none;
    begun_row = true;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool ends = open == none && (c == separator || c == '\n');
    if (!ends && first == none && !is_blank(c)) first = i;
    if (ends) {
      end_cell(i);
      if (c == separator) continue;
      end_row();
      begun_row = false;
    } else if (c == '"' && open == none) {
      open = i;
    } else if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      read += text[++i];
    } else if (c == '"') {
      open = none;
    } else if (c != '\r' || open != none) {
      read += c;
    }
  }
  if (!read.empty() || begun_row) {
    end_cell(text.size());
    end_row();
  }
  return open;
}

}  // namespace

std::vector<CsvRow> parse_csv(std::string_view text, char separator) {
  std::vector<CsvRow> rows;
  CsvRow row;
  read_cells(
      text, separator, [&](std::string cell, std::size_t) { row.push_back(std::move(cell)); },
      [&] { rows.push_back(std::exchange(row, {})); });
  return rows;
}

Place for_each_row(std::string_view text, char separator, const std::function<void(PlacedRow&)>& row) {
  PlacedRow cells;
  TextPlace place(text);
  const std::size_t open = read_cells(
      text, separator,
      [&](std::string cell, std::size_t byte) {
        cells.push_back({std::move(cell), place.at(byte)});
      },
      [&] {
        row(cells);
        cells.clear();
      });
  return open == std::string_view::npos ? Place{} : place_of_byte(text, open);
}

PlacedCsv parse_placed_csv(std::string_view text, char separator) {
  PlacedCsv csv;
  csv.open_quote =
      for_each_row(text, separator, [&](PlacedRow& row) { csv.rows.push_back(std::exchange(row, {})); });
  return csv;
}

}  // namespace parley
