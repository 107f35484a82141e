// A folder of runs whose manifest or table was changed, with a checksum that fits or not: refused with a word
// why, or read as a whole.
#include <memory>

#include "damage.hpp"
#include "fuzz_parts.hpp"
#include "parley/runs/run_folder.hpp"

using namespace parley;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 6) return 0;
  const std::filesystem::path where = fuzz::damaged_folder(data, size);
  bool taken = false;
  try {
    const RunRequest request = read_manifest(where);
    const RunsTable runs(where, request);
    const auto model = model_of(request);
    runs.typical(*model);  // reads every row
    taken = true;
  } catch (const std::runtime_error&) {
  }
  fuzz::judged(data, size, taken);
  return 0;
}
