// A table of points: refused with a word why, or boxes of scenario discovery.
#include "parley/writing/csv.hpp"

#include <cmath>

#include "fuzz_parts.hpp"
#include "parley/questions/estimate/index_tables.hpp"
#include "parley/questions/estimate/point_table.hpp"

using namespace parley;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
  return fuzz::change_text(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto rows = parse_csv(text);
  const auto file = fuzz::folder() / "table.csv";
  fuzz::write(file, text);
  Diagnostics problems;
  const auto table = read_point_table(file.string(), {}, "y", problems);
  if (table.has_value() != problems.empty()) __builtin_trap();
  fuzz::judged(data, size, table.has_value());
  if (!table || table->y.size() > 200 || table->columns.empty()) return 0;
  for (const double y : table->y)
    if (!std::isfinite(y)) return 0;
  const double threshold = PrimOptions().threshold;
  const auto boxes = prim(table->columns, table->y, {}, 1);
  if (prim_text(*table, boxes, threshold).empty() || prim_json(*table, boxes, threshold).empty())
    __builtin_trap();
  return 0;
}
