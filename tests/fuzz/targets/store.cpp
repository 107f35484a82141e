// A study store with some of its bytes, cells or rows changed: refused with a word why, or read as a whole.
#include "damage.hpp"
#include "fuzz_parts.hpp"
#include "parley/study/export.hpp"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string file = (fuzz::folder() / "fuzz.db").string();
  fuzz::damaged_store(file, data, size);
  bool taken = false;
  try {
    Store store(file, Database::Mode::read);
    const Sweep sweep = store.sweep();
    taken = true;
    for (const auto table : {ExportTable::runs, ExportTable::points, ExportTable::rounds,
                             ExportTable::survival, ExportTable::sensitivity, ExportTable::assumptions})
      if (export_refusal(sweep, table).empty())
        export_to(store, sweep, table, (fuzz::folder() / "table.csv").string(), {}, TableFormat::csv, false);
  } catch (const StoreError&) {
    if (taken) __builtin_trap();  // looked at and found whole, it can be read
  }
  fuzz::judged(data, size, taken);
  return 0;
}
