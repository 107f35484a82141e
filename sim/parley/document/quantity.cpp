#include "parley/document/quantity.hpp"

#include <cmath>

#include "parley/support/real.hpp"

namespace parley {

std::optional<double> parse_double(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  const auto value = real_of(text);
  if (!value || !std::isfinite(*value)) return std::nullopt;
  return *value + 0.0;  // no negative zero
}

// "60", "60 days", "48 h", "2 weeks" as days.
std::optional<double> parse_days(std::string_view text) {
  const auto cut = text.find_first_not_of("+-0123456789.eE");
  if (cut == std::string_view::npos || cut == 0) return parse_double(text);
  const auto number = parse_double(text.substr(0, cut));
  auto word = text.substr(cut);
  while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
  if (!number) return std::nullopt;
  if (word == "d" || word == "day" || word == "days") return *number;
  if (word == "h" || word == "hour" || word == "hours") return *number / 24.0;
  if (word == "w" || word == "week" || word == "weeks") return *number * 7.0;
  return std::nullopt;
}

}  // namespace parley
