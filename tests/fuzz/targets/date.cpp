// A date: none, or one that is written as it was read.
#include "parley/support/date.hpp"

#include "fuzz_parts.hpp"

using namespace parley;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
  return fuzz::change_text(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto date = parse_date(text);
  fuzz::judged(data, size, date.has_value());
  if (!date) return 0;
  if (to_string(*date) != text || spoken(*date).empty()) __builtin_trap();
  return 0;
}
