#include "parley/document/reserved.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace parley {

namespace {

// "MAR1", "Sept-2": spreadsheets make a date of it (Ziemann, Eren & El-Osta 2016 on names of genes).
bool reads_as_date(std::string_view folded) {
  static constexpr std::array<std::string_view, 13> months{"jan", "feb", "mar",  "apr", "may", "jun", "jul",
                                                           "aug", "sep", "sept", "oct", "nov", "dec"};
  return std::any_of(months.begin(), months.end(), [&](std::string_view month) {
    if (!folded.starts_with(month)) return false;
    std::string_view day = folded.substr(month.size());
    if (day.starts_with('-')) day.remove_prefix(1);
    return !day.empty() && day.size() <= 2 && day.find_first_not_of("0123456789") == std::string_view::npos;
  });
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
  return reads_as_date(folded) ||
         std::find(whatever_case.begin(), whatever_case.end(), folded) != whatever_case.end();
}

std::string_view why_no_text(std::string_view text) {
  static constexpr std::array<std::string_view, 5> answers{"none", "yes", "no", "on", "off"};
  std::string folded(text);
  for (char& c : folded) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const bool answer = std::find(answers.begin(), answers.end(), folded) != answers.end();
  if ((is_reserved(text) && text.size() > 1 && !answer && !reads_as_date(folded)) || folded == "n/a" ||
      folded == "#n/a")
    return "Python, R or spreadsheets read it as a missing value, a number or true or false";
  if (text.empty()) return {};
  if (text[0] == '=' || text[0] == '@') return "spreadsheets read it as a formula";
  if (text[0] != '+' && text[0] != '-') return {};
  const auto after = text.find_first_not_of("0123456789., ", 1);
  const bool quantity =
      after == std::string_view::npos || text.find_first_of("+-*/^=()!|&", after) == std::string_view::npos;
  return quantity ? std::string_view() : "spreadsheets read it as a formula";
}

}  // namespace parley
