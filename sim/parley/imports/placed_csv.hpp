// What does a CSV file that people write say, and where?
//
// As writing/csv.hpp reads tables of programs (RFC 4180), with the place of every cell; blanks around cells
// are dropped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/support/diagnostic.hpp"

namespace parley {

struct CsvCell {
  std::string text;
  Place place;  // of its first letter that is no blank
};
struct PlacedCsv {
  std::vector<std::vector<CsvCell>> rows;
  Place open_quote;  // line 0 unless a quotation mark is never closed
};
PlacedCsv parse_placed_csv(std::string_view text);

}  // namespace parley
