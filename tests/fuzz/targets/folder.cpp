// A folder of runs whose manifest or table was changed, with a checksum that fits or not: refused with a word
// why, or read as a whole.
#include <map>
#include <memory>

#include <nlohmann/json.hpp>

#include "fuzz_parts.hpp"
#include "parley/runs/batch.hpp"
#include "parley/runs/run_folder.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/runs/tables.hpp"
#include "parley/scenario/loader.hpp"

using namespace parley;

namespace {

void make(const std::filesystem::path& where) {
  RunRequest request;
  request.scenario_file = "dice.yaml";
  request.scenario_text = fuzz::shipped("tests/fuzz/corpus/scenario/dice.yaml");
  request.scenario_sha256 = sha256(request.scenario_text);
  request.replicates = 8;
  const auto model = model_of(request);
  References references(*model);
  OutputFolder folder(where.string(), {});
  RunTables tables(folder, *model, references, TraceLevel::none);
  BatchOptions batch;
  batch.replicates = 8;
  batch.jobs = 1;
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t k, const Outcome& o, const Trace* t) { tables.add(k, o, t); };
  run_batch(*model, batch, hooks);
  tables.flush();
  folder.commit();
  fuzz::write(where / "manifest.json", manifest_json(*model, request, "complete", 8, "now", folder.sha256()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::filesystem::path where = [] {
    make(fuzz::folder() / "runs");
    return fuzz::folder() / "runs";
  }();
  static const std::string manifest = fuzz::read(where / "manifest.json"),
                           table = fuzz::read(where / "runs.csv");
  if (size < 6) return 0;
  std::uint64_t seed = 0;
  for (std::size_t k = 0; k < size; ++k) seed = seed * 131 + data[k];
  fuzz::Chance chance(seed);
  std::string json = data[0] % 3 == 0 ? fuzz::changed(manifest, chance) : manifest;
  const std::string csv = data[1] % 2 == 0 ? fuzz::changed(table, chance) : table;
  if (data[2] % 4 != 0) {  // whoever changed it has changed the checksums too
    auto parsed = nlohmann::ordered_json::parse(json, nullptr, false);
    if (parsed.is_object()) {
      if (parsed.contains("scenario_text") && parsed["scenario_text"].is_string())
        parsed["scenario_sha256"] = sha256(parsed["scenario_text"].get<std::string>());
      parsed["tables_sha256"] = {{"runs.csv", sha256(csv)}};
      json = parsed.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    }
  }
  fuzz::write(where / "manifest.json", json);
  fuzz::write(where / "runs.csv", csv);
  bool taken = false;
  try {
    const RunRequest request = read_manifest(where);
    const RunsTable runs(where, request);
    const auto model = model_of(request);
    OutcomeReader reader(*model);
    const Columns columns = outcome_columns(*model);
    for (std::size_t row = 1; row <= runs.rows(); ++row) {
      runs.run(row);
      reader.read(runs.typed(row, columns));
    }
    runs.find({});
    taken = true;
  } catch (const std::runtime_error&) {
  }
  fuzz::count(taken);
  return 0;
}
