#include "parley/document/reserved.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

namespace parley {

namespace {

constexpr std::string_view digits = "0123456789";
bool all_of(std::string_view text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

// "MAR1", "Sept-2", "March2016": spreadsheets make a date of it (Ziemann, Eren & El-Osta 2016 on names of
// genes).
bool reads_as_date(std::string_view folded) {
  static constexpr std::array<std::string_view, 24> months{
      "january",   "february", "march",    "april",    "may",  "june", "july", "august",
      "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
      "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec"};
  return std::any_of(months.begin(), months.end(), [&](std::string_view month) {
    if (!folded.starts_with(month)) return false;
    std::string_view day = folded.substr(month.size());
    if (day.starts_with('-')) day.remove_prefix(1);
    return day.size() <= 4 && all_of(day, digits);
  });
}

// Two or three groups of digits with one of these between: "2016-08-26", "26/8", "1:30". A plain decimal
// ("1.5") is what it looks like, and stays text where it is one.
bool in_groups(std::string_view text, char between) {
  std::size_t groups = 0;
  for (;;) {
    const auto end = text.find(between);
    ++groups;
    if (!all_of(text.substr(0, end), digits)) return false;
    if (end == std::string_view::npos) return groups == 2 || groups == 3;
    text.remove_prefix(end + 1);
  }
}

// "1e5", "0x1F", "0b101", "0o17", ".inf": numbers to R, Python or YAML, whatever they look like to a reader.
bool reads_as_number(std::string_view folded) {
  if (folded.starts_with('+') || folded.starts_with('-')) folded.remove_prefix(1);
  if (folded == ".inf" || folded == ".nan") return true;
  if (folded.size() > 2 && folded[0] == '0')
    for (const auto& [letter, own] :
         {std::pair{'x', "0123456789abcdef"}, std::pair{'b', "01"}, std::pair{'o', "01234567"}})
      if (folded[1] == letter && all_of(folded.substr(2), own)) return true;
  const auto e = folded.find('e');
  if (e == std::string_view::npos || e == 0) return false;
  std::string_view power = folded.substr(e + 1);
  if (power.starts_with('+') || power.starts_with('-')) power.remove_prefix(1);
  const std::string_view head = folded.substr(0, e);
  return all_of(power, digits) && all_of(head, "0123456789.") && head != "." &&
         head.find('.') == head.rfind('.');
}

bool reads_as_other(std::string_view folded) {
  return folded == "~" || reads_as_number(folded) || in_groups(folded, '-') || in_groups(folded, '/') ||
         in_groups(folded, ':');
}

}  // namespace

// pandas: its missing values; R: NA, NaN, Inf, TRUE, FALSE, T, F; YAML 1.1 (PyYAML, R's yaml): yes, no, on,
// off, y, n, true, false, null; spreadsheets: true, false; JSON readers: null, infinity.
bool is_reserved(std::string_view id) {
  static constexpr std::array<std::string_view, 18> whatever_case{
      "na",  "nan", "null", "nil", "none", "inf", "infinity",  "true", "false",
      "yes", "no",  "on",   "off", "nat",  "n-a", "undefined", "y",    "n"};
  if (id == "T" || id == "F") return true;
  std::string folded(id);
  for (char& c : folded) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return reads_as_date(folded) || reads_as_other(folded) ||
         std::find(whatever_case.begin(), whatever_case.end(), folded) != whatever_case.end();
}

std::string_view why_no_text(std::string_view text) {
  static constexpr std::array<std::string_view, 5> answers{"none", "yes", "no", "on", "off"};
  std::string folded(text);
  for (char& c : folded) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const bool answer = std::find(answers.begin(), answers.end(), folded) != answers.end();
  if ((is_reserved(text) && (text.size() > 1 || text == "~") && !answer && !reads_as_date(folded)) ||
      folded == "n/a" || folded == "#n/a")
    return "Python, R or spreadsheets read it as a missing value, a number, a date or true or false";
  if (text.empty()) return {};
  if (text[0] == '=' || text[0] == '@') return "spreadsheets read it as a formula";
  if (text[0] != '+' && text[0] != '-') return {};
  const auto after = text.find_first_not_of("0123456789., ", 1);
  const bool quantity =
      after == std::string_view::npos || text.find_first_of("+-*/^=()!|&", after) == std::string_view::npos;
  return quantity ? std::string_view() : "spreadsheets read it as a formula";
}

}  // namespace parley
