#include "damage.hpp"

#include <algorithm>
#include <cstdlib>

#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include "fuzz_parts.hpp"
#include "parley/runs/batch.hpp"
#include "parley/runs/briefing.hpp"
#include "parley/runs/run_folder.hpp"
#include "parley/runs/tables.hpp"
#include "parley/scenario/loader.hpp"
#include "parley/study/execution.hpp"

namespace parley::fuzz {

const std::string& whole_store() {
  static const std::string bytes = [] {
    Diagnostics none;
    auto study = load_study(*parse_yaml("study",
                                        "{scenario: x, vary: {parties.NORTH.reservation: [0.2, 0.4, 0.6]}, "
                                        "replicates: 4, rounds: true}",
                                        none),
                            none);
    StudyOrigin origin;
    const auto sweep =
        make_sweep(std::move(study->study),
                   *parse_yaml("x", shipped("tests/fuzz/corpus/scenario/dice.yaml"), none), origin, none);
    if (!sweep) std::abort();
    const std::string file = (folder() / "whole.db").string();
    Store::create(file, *sweep);
    {
      Store store(file, Database::Mode::write);
      StudyOptions options;
      options.jobs = 1;
      run_study(*sweep, store, options);
    }
    return read(file);
  }();
  return bytes;
}

namespace {

// Two bytes of input say what is changed, the rest where and to what.
struct Edits {
  const uint8_t* data;
  std::size_t size;
  std::uint32_t next() {
    std::uint32_t value = 0;
    for (int k = 0; k < 4 && size > 0; ++k, ++data, --size) value = value << 8U | *data;
    return value;
  }
};

}  // namespace

void damaged_store(const std::string& file, const std::uint8_t* data, std::size_t size) {
  Edits edits{data, std::min<std::size_t>(size, 64)};
  std::string bytes = whole_store();
  std::vector<std::string> statements;
  const std::vector<std::string> cells{"-1",   "0",   "1000000000", "9223372036854775807", "'x'",
                                       "NULL", "0.5", "x'00'",      "'\x1b[31m'",          "1e308"};
  const std::vector<std::string> columns{"run",     "point", "replicate", "failure", "checksum",
                                         "outcome", "deals", "ended_by",  "meeting", "study",
                                         "points",  "value", "why"};
  const std::vector<std::string> tables{"runs",  "outcomes",    "rounds",   "points",
                                        "study", "assumptions", "manifest", "sessions"};
  const auto of = [&](const auto& list) { return list[edits.next() % list.size()]; };
  // Few: of what is changed in many places nothing is taken.
  for (std::size_t left = size / 4 % 3 + 1; left > 0 && edits.size > 0; --left) {
    switch (edits.next() % 8) {
      case 0:
        if (!bytes.empty()) bytes[edits.next() % bytes.size()] = static_cast<char>(edits.next());
        break;
      case 1:
        switch (edits.next() % 16) {
          case 0:  // cut, or longer
            bytes.resize(edits.next() % (bytes.size() + 1) + 1);
            break;
          case 1: {  // two pages change places
            constexpr std::size_t page = 4096;
            const std::size_t pages = bytes.size() / page, a = edits.next(), b = edits.next();
            if (pages == 0) break;
            const auto at = [&](std::size_t n) {
              return bytes.begin() + static_cast<std::ptrdiff_t>(n % pages * page);
            };
            if (a % pages != b % pages) std::swap_ranges(at(a), at(a) + page, at(b));
            break;
          }
          default:
            break;
        }
        break;
      case 2:
      case 3:
      case 4: {
        const std::string table = of(tables), column = of(columns);
        statements.push_back("UPDATE " + table + " SET " + column + " = " + of(cells) +
                             " WHERE rowid = " + std::to_string(edits.next() % 13));
        break;
      }
      case 5:
        statements.push_back("DELETE FROM " + of(tables) +
                             " WHERE rowid = " + std::to_string(edits.next() % 13));
        break;
      case 6:  // what another study says
        statements.push_back("UPDATE study SET replicates = " + std::to_string(edits.next() % 9));
        break;
      default:
        statements.push_back("VACUUM");
    }
  }
  write(file, bytes);
  if (statements.empty()) return;
  sqlite3* db = nullptr;
  if (sqlite3_open(file.c_str(), &db) == SQLITE_OK)
    for (const auto& statement : statements) sqlite3_exec(db, statement.c_str(), nullptr, nullptr, nullptr);
  sqlite3_close(db);
}

namespace {

void make_folder(const std::filesystem::path& where) {
  RunRequest request;
  request.scenario_file = "dice.yaml";
  request.scenario_text = shipped("tests/fuzz/corpus/scenario/dice.yaml");
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
  write(where / "manifest.json", manifest_json(*model, request, "complete", 8, "now", folder.sha256()));
}

}  // namespace

const std::filesystem::path& whole_folder() {
  static const std::filesystem::path where = [] {
    make_folder(folder() / "runs");
    return folder() / "runs";
  }();
  return where;
}

std::filesystem::path damaged_folder(const std::uint8_t* data, std::size_t size) {
  static const std::string manifest = read(whole_folder() / "manifest.json"),
                           table = read(whole_folder() / "runs.csv");
  static const std::filesystem::path where = [] {
    std::filesystem::create_directory(folder() / "bad");
    return folder() / "bad";
  }();
  std::uint64_t seed = 0;
  for (std::size_t k = 0; k < size; ++k) seed = seed * 131 + data[k];
  Chance chance(seed);
  std::string json = data[0] % 3 == 0 ? changed(manifest, chance) : manifest;
  const std::string csv = data[1] % 2 == 0 ? changed(table, chance) : table;
  if (data[2] % 4 != 0) {  // whoever changed it has changed the checksums too
    auto parsed = nlohmann::ordered_json::parse(json, nullptr, false);
    if (parsed.is_object()) {
      if (parsed.contains("scenario_text") && parsed["scenario_text"].is_string())
        parsed["scenario_sha256"] = sha256(parsed["scenario_text"].get<std::string>());
      parsed["tables_sha256"] = {{"runs.csv", sha256(csv)}};
      json = parsed.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
      parsed["manifest_sha256"] = seal_of(json);
      json = parsed.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    }
  }
  write(where / "manifest.json", json);
  write(where / "runs.csv", csv);
  return where;
}

}  // namespace parley::fuzz
