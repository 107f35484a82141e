// How are numbers and times written?
#pragma once

#include <optional>
#include <string_view>

namespace parley {

// A finite number; nothing where the text is none.
std::optional<double> parse_double(std::string_view text);
// "60", "60 days", "48 h" or "2 weeks", as days.
std::optional<double> parse_days(std::string_view text);

}  // namespace parley
