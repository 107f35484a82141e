// A study store with some of its bytes, cells or rows changed: refused with a word why, or read as a whole.
#include <algorithm>

#include <sqlite3.h>

#include "fuzz_parts.hpp"
#include "parley/study/execution.hpp"
#include "parley/study/export.hpp"
#include "parley/study/store_layout.hpp"

using namespace parley;

namespace {

const std::string& whole() {
  static const std::string bytes = [] {
    Diagnostics none;
    auto study = load_study(*parse_yaml("study",
                                        "{scenario: x, vary: {parties.NORTH.reservation: [0.2, 0.4, 0.6]}, "
                                        "replicates: 4, rounds: true}",
                                        none),
                            none);
    StudyOrigin origin;
    const auto sweep = make_sweep(
        std::move(study->study),
        *parse_yaml("x", fuzz::shipped("tests/fuzz/corpus/scenario/dice.yaml"), none), origin, none);
    if (!sweep) std::abort();
    const std::string file = (fuzz::folder() / "whole.db").string();
    Store::create(file, *sweep);
    {
      Store store(file, Database::Mode::write);
      StudyOptions options;
      options.jobs = 1;
      run_study(*sweep, store, options);
    }
    return fuzz::read(file);
  }();
  return bytes;
}

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

void apply(const std::string& file, Edits edits) {
  std::string bytes = whole();
  std::vector<std::string> statements;
  const std::vector<std::string> cells{"-1",   "0",   "1000000000", "9223372036854775807", "'x'",
                                       "NULL", "0.5", "x'00'",      "'\x1b[31m'",          "1e308"};
  const std::vector<std::string> columns{"run",     "point", "replicate", "failure", "checksum",
                                         "outcome", "deals", "ended_by",  "meeting", "study",
                                         "points",  "value", "why"};
  const std::vector<std::string> tables{"runs",  "outcomes",    "rounds",   "points",
                                        "study", "assumptions", "manifest", "sessions"};
  const auto of = [&](const auto& list) { return list[edits.next() % list.size()]; };
  while (edits.size > 0) {
    switch (edits.next() % 8) {
      case 0:
        bytes[edits.next() % bytes.size()] = static_cast<char>(edits.next());
        break;
      case 1:
        if (edits.next() % 16 == 0) bytes.resize(edits.next() % (bytes.size() + 1) + 1);
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
    if (statements.size() > 4) break;
  }
  fuzz::write(file, bytes);
  if (statements.empty()) return;
  sqlite3* db = nullptr;
  if (sqlite3_open(file.c_str(), &db) == SQLITE_OK)
    for (const auto& statement : statements) sqlite3_exec(db, statement.c_str(), nullptr, nullptr, nullptr);
  sqlite3_close(db);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string file = (fuzz::folder() / "fuzz.db").string();
  apply(file, {data, std::min<std::size_t>(size, 64)});
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
  fuzz::count(taken);
  return 0;
}
