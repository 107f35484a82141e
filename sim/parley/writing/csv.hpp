// How is a table on disk read back, and what does one that people write say, and where?
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/support/diagnostic.hpp"

namespace parley {

using CsvRow = std::vector<std::string>;

// The rows of a CSV text (RFC 4180: comma, quotation marks doubled within quoted cells), the header among
// them.
std::vector<CsvRow> parse_csv(std::string_view text, char separator = ',');

// The same with the place of every cell.
struct PlacedCell {
  std::string text;
  Place place;  // of its first letter that is no blank
};
struct PlacedCsv {
  std::vector<std::vector<PlacedCell>> rows;
  Place open_quote;  // line 0 unless a quotation mark is never closed
};
PlacedCsv parse_placed_csv(std::string_view text, char separator = ',');

// The same row by row, for tables whose cells would not all fit into memory; the place of a quotation mark
// that is never closed, or line 0.
using PlacedRow = std::vector<PlacedCell>;
Place for_each_row(std::string_view text, char separator, const std::function<void(PlacedRow&)>& row);

}  // namespace parley
