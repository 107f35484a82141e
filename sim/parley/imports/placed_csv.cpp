#include "parley/imports/placed_csv.hpp"

namespace parley {

PlacedCsv parse_placed_csv(std::string_view text) {
  PlacedCsv csv;
  std::vector<CsvCell> row;
  CsvCell cell;
  Place place{1, 1};
  bool quoted = false, begun = false;
  const auto end_cell = [&] {
    cell.text.erase(cell.text.find_last_not_of(" \t") + 1);
    if (!begun) cell.place = place;
    row.push_back(std::move(cell));
    cell = {};
    begun = false;
  };
  const auto end_row = [&] {
    end_cell();
    csv.rows.push_back(std::move(row));
    row.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool blank = c == ' ' || c == '\t' || c == '\r';
    if (!quoted && c == ',') {
      end_cell();
    } else if (!quoted && c == '\n') {
      end_row();
    } else if (quoted || begun || !blank) {
      if (!begun) cell.place = place;
      begun = true;
      const bool doubled = quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"';
      if (doubled) {
        ++i;
        ++place.column;
      }
      if (c == '"' && !doubled) {
        quoted = !quoted;
        csv.open_quote = quoted ? place : Place{};
      } else if (c != '\r' || quoted) {
        cell.text += c;
      }
    }
    place.line += c == '\n' ? 1 : 0;
    place.column = c == '\n' ? 1 : place.column + 1;
  }
  if (begun || !row.empty()) end_row();
  return csv;
}

}  // namespace parley
