// How is a table on disk read back, and what does one that people write say, and where?
#pragma once

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

}  // namespace parley
