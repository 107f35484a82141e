// A date: none, or one that is written as it was read.
#include "parley/support/date.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "fuzz_parts.hpp"

using namespace parley;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
  fuzz::Chance chance(seed);
  if (chance.below(2) == 0) return fuzz::change_text(data, size, most, seed);
  // Of the form of a date, and now and then none.
  char text[16];
  const int n = std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(chance.below(10000)),
                              static_cast<int>(chance.below(14)), static_cast<int>(chance.below(33)));
  const std::size_t written = std::min(most, static_cast<std::size_t>(n));
  std::memcpy(data, text, written);
  return written;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto date = parse_date(text);
  fuzz::judged(data, size, date.has_value());
  if (!date) return 0;
  if (to_string(*date) != text || spoken(*date).empty()) __builtin_trap();
  return 0;
}
