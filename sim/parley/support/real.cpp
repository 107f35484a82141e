#include "parley/support/real.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace parley {

std::optional<double> real_of(std::string_view text) {
#if defined(__cpp_lib_to_chars)
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
#else
  // libc++ below 20 reads whole numbers only. strtod, which rounds correctly in the C locale, takes more than
  // is a number here: blanks, "+", hexadecimal digits.
  if (text.empty() || text.find_first_of(" \t\n\v\f\r+") == 0 || text.find_first_of("xX") != text.npos)
    return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size()) return std::nullopt;
  const bool written = text.find_first_of("iI") != text.npos;  // as "inf"
  if (std::isinf(value) && !written) return std::nullopt;
  return value;
#endif
}

std::string real_text(double value) {
  std::array<char, 64> text{};
#if defined(__cpp_lib_to_chars)
  const auto written = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), written.ptr};
#else
  for (int digits = 1; digits <= 17; ++digits) {
    std::snprintf(text.data(), text.size(), "%.*g", digits, value);
    if (std::strtod(text.data(), nullptr) == value) break;
  }
  return text.data();
#endif
}

}  // namespace parley
