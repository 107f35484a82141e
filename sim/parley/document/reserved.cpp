#include "parley/document/reserved.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace parley {

// pandas: its missing values; R: NA, NaN, Inf, TRUE, FALSE, T, F; YAML 1.1 (PyYAML, R's yaml): yes, no, on,
// off, true, false, null; spreadsheets: true, false; JSON readers: null, infinity.
bool is_reserved(std::string_view id) {
  static constexpr std::array<std::string_view, 16> whatever_case{
      "na",    "nan", "null", "nil", "none", "inf", "infinity", "true",
      "false", "yes", "no",   "on",  "off",  "nat", "n-a",      "undefined"};
  if (id == "T" || id == "F") return true;
  std::string folded(id);
  for (char& c : folded) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::find(whatever_case.begin(), whatever_case.end(), folded) != whatever_case.end();
}

}  // namespace parley
