// Where do the runs of a study rest, so that nothing is lost?
//
// One SQLite file; runs are added in transactions, each flushed to the disk, so that after a kill or a power
// cut the file holds all runs of the last transaction and no half of one. Whoever opens it looks at the whole
// of it first (store_look.cpp): a number from a store is one that was stored. One process writes at a time
// (ownership.hpp); reading needs no permission to write and leaves nothing behind.
//   study        one row: the scenario's text, the study as it was carried out, identity, seed, design
//   points       a row a point: the values of the parameters varied
//   runs         a row a run: point, replicate, why it failed, if it did, and a checksum of its rows
//   outcomes     a row a run that did not fail: the columns of runs.csv; view `results`: runs, points and these, joined
//   rounds       a row a round of offers, where the study keeps them: the columns of rounds.csv
//   assumptions  every number of the scenario with a range, mark or reason
//   manifest     program and version
//   sessions     a row each time runs were made: how many, on how many threads, how long
// Throws StoreError.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>

#include "parley/runs/summary.hpp"
#include "parley/study/ownership.hpp"
#include "parley/study/sweep.hpp"
#include "parley/writing/cells.hpp"
#include "parley/writing/sqlite.hpp"

namespace parley {

// What came of a run.
struct RunRecord {
  std::uint64_t run = 0;
  std::string failure;  // why it failed; empty: it did not
  Row outcome;
  std::vector<Row> rounds;
};

struct Session {
  std::string started;  // UTC
  int threads = 1, ranks = 1;
  std::string shard = "1/1";
};

class Store {
 public:
  // Makes the file, with all but runs. Nothing is left behind where that fails, and no file is overwritten.
  static void create(const std::string& file, const Sweep& sweep);
  Store(const std::string& file, Database::Mode mode);

  const std::string& file() const { return database_.file(); }
  // The study, made again from what the file says.
  const Sweep& sweep() const { return *sweep_; }
  // What forbids to add runs of this study to this file; empty: nothing.
  std::string refusal(const Sweep& sweep);

  bool has(std::uint64_t run);
  std::uint64_t runs();
  std::uint64_t failures();
  // The outcome of a run; nothing where there is none.
  std::optional<RunRecord> record(std::uint64_t run);
  std::optional<std::uint64_t> any_run();
  // The outcomes of all runs that did not fail, in order of run.
  void each_outcome(const std::function<void(std::uint64_t, const Row&)>& use);
  // Outcomes of the first replicates of each point: how many of each.
  std::vector<std::array<std::uint64_t, ending_names.size()>> endings(std::size_t points,
                                                                      std::uint32_t replicates);

  // Adds runs; what was added since the last commit is lost by a kill. Commits by itself about twice a
  // second.
  void add(const std::vector<RunRecord>& records);
  void commit();
  void begin_session(const Session& session);
  void end_session(std::uint64_t made, double seconds);

  Database& database() { return database_; }

 private:
  static Sweep read_study(Database& database);
  // What is not as it was stored; empty: all is.
  std::string problem();

  std::optional<Ownership> ownership_;  // of who writes
  Database database_;
  std::optional<Sweep> sweep_;
  std::optional<Statement> has_, add_run_, add_outcome_, add_round_;
  std::chrono::steady_clock::time_point last_commit_ = std::chrono::steady_clock::now();
  std::size_t uncommitted_ = 0;
};

// The names of columns as the file has them: SQLite takes `Air` and `AIR` for the same.
std::vector<std::string> sql_names(const Columns& columns);
// The columns of `points` after the number of the point.
Columns factor_columns(const DesignSpec& spec);

// Adds the runs of one store to another of the same study. Runs in both must be the same.
// Throws StoreError; returns how many were new.
std::uint64_t merge(Store& into, const std::string& from);

}  // namespace parley
