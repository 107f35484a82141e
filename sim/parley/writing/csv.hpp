// How is a table on disk read back?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley {

using CsvRow = std::vector<std::string>;

// The rows of a CSV text (RFC 4180: comma, quotation marks doubled within quoted cells), the header among
// them.
std::vector<CsvRow> parse_csv(std::string_view text, char separator = ',');

}  // namespace parley
