// How is a number of things told?  "1 run", "12 runs".
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace parley {

// The word alone; `many` where an -s does not do.
inline std::string plural(std::size_t n, std::string_view one, std::string_view many = {}) {
  return n == 1 ? std::string(one) : many.empty() ? std::string(one) + "s" : std::string(many);
}

inline std::string count_of(std::size_t n, std::string_view one, std::string_view many = {}) {
  return fmt::format("{} {}", n, plural(n, one, many));
}

}  // namespace parley
