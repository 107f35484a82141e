// What is a day of the calendar?
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley {

// A civil date (Gregorian), as days since 1970-01-01.
struct Date {
  int days = 0;
  // NOLINTNEXTLINE(modernize-use-nullptr): the 0 of its comparisons
  friend auto operator<=>(const Date&, const Date&) = default;
};

// "2016-08-26"; nothing where the text is no date or the date does not exist (2016-02-30).
std::optional<Date> parse_date(std::string_view text);
std::string to_string(Date date);
// "9 September 2016", as people write it.
std::string spoken(Date date);

}  // namespace parley
