// Which words are no names, because other programs read them as something else?
#pragma once

#include <string_view>

namespace parley {

// What Python, R, YAML 1.1, spreadsheets or JSON take for a missing value, a number, or true or false;
// whatever its case, but for R's T and F.
bool is_reserved(std::string_view id);

}  // namespace parley
