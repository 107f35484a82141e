// Is a store whole?
//
// Nothing that stands in it is taken on trust: its pages (SQLite's integrity check), its tables, what follows
// from the study, and every run with its checksum are held against what they ought to be, before anybody uses
// a number from it.
#include <fmt/format.h>

#include "parley/runs/briefing.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/study/store_layout.hpp"
#include "parley/support/version.hpp"

namespace parley {

namespace {

std::string at_run(std::int64_t run, const char* what) { return fmt::format("run {}: {}", run, what); }

Row row_of(const Statement& s, int from = 0, int to = -1) {
  Row row;
  for (int i = from; i < (to < 0 ? s.columns() : to); ++i) row.push_back(s.cell(i));
  return row;
}

// What is wrong with the rows of a table that must be just these, in this order. Empty: nothing.
template <class Expected>
std::string table_problem(Database& db, const char* table, const char* order, std::size_t rows,
                          const Expected& expected) {
  Statement s = db.prepare(fmt::format("SELECT * FROM {} ORDER BY {}", table, order));
  std::size_t n = 0;
  for (; s.step(); ++n)
    if (n >= rows || row_of(s) != expected(n)) return fmt::format("{}: row {} is not what it was", table, n);
  return n == rows ? std::string() : fmt::format("{}: {} rows where there ought to be {}", table, n, rows);
}

bool fits(const Cell& cell, Column::Kind kind) {
  return std::holds_alternative<std::monostate>(cell) ||
         (kind == Column::Kind::text    ? std::holds_alternative<std::string>(cell)
          : kind == Column::Kind::whole ? std::holds_alternative<std::int64_t>(cell)
                                        : std::holds_alternative<double>(cell));
}

// Runs, each with its outcome and its rounds.
std::string runs_problem(Database& db, const Sweep& sweep, const Model& central) {
  const Columns columns = outcome_columns(central);
  OutcomeReader reader(central);
  Statement runs = db.prepare(
      "SELECT r.run, r.point, r.replicate, r.failure, r.checksum, o.* FROM runs r LEFT JOIN outcomes o ON "
      "o.run = "
      "r.run ORDER BY r.run");
  std::optional<Statement> rounds;
  bool round = false;
  if (sweep.study.rounds) {
    rounds = db.prepare("SELECT * FROM rounds ORDER BY run, meeting, round");
    round = rounds->step();
  }
  const std::size_t points = sweep.points();
  std::int64_t good = 0;
  while (runs.step()) {
    const std::int64_t run = runs.whole(0);
    if (run < 0) return at_run(run, "no run has this number");
    RunRecord record;
    record.run = static_cast<std::uint64_t>(run);
    if (runs.cell(1) != Cell(static_cast<std::int64_t>(record.run % points)) ||
        runs.cell(2) != Cell(static_cast<std::int64_t>(record.run / points)) ||
        record.run / points > UINT32_MAX)
      return at_run(run, "it stands at another point or replicate than its number says");
    record.failure = runs.text(3);
    const bool outcome = !runs.null(5);
    if (outcome == !record.failure.empty())
      return at_run(run, outcome ? "it failed, and has an outcome" : "it has no outcome");
    if (outcome) {
      ++good;
      record.outcome = row_of(runs, 6);
      for (std::size_t k = 0; k < columns.size(); ++k)
        if (!fits(record.outcome[k], columns[k].kind))
          return at_run(run, "a value is not of its column's kind");
      try {
        reader.read(record.outcome);
      } catch (const std::runtime_error& e) {
        return at_run(run, e.what());
      }
    }
    for (; round && rounds->whole(0) <= run; round = rounds->step()) {
      if (rounds->whole(0) < run) return at_run(rounds->whole(0), "it has rounds, but there is no such run");
      record.rounds.push_back(row_of(*rounds, 1));
    }
    if (runs.null(4) || runs.whole(4) != store_layout::checksum(record))
      return at_run(run, "it is not what was stored (its checksum differs)");
  }
  if (round) return at_run(rounds->whole(0), "it has rounds, but there is no such run");
  if (const auto n = db.whole("SELECT count(*) FROM outcomes"); n != good)
    return fmt::format("{} outcomes of {} runs: there are outcomes without a run", n, good);
  return {};
}

std::string schema_problem(Database& db, const Sweep& sweep, const Model& central) {
  auto expected = store_layout::tables(sweep, central);
  Statement s = db.prepare("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL");
  while (s.step()) {
    const auto at = std::find(expected.begin(), expected.end(), std::pair(s.text(0), s.text(1)));
    if (at == expected.end()) return fmt::format("'{}' is no table of this study", printable(s.text(0)));
    expected.erase(at);
  }
  return expected.empty() ? std::string() : fmt::format("there is no table '{}'", expected[0].first);
}

}  // namespace

std::string Store::problem() {
  Database& db = database_;
  if (std::string said = db.text("PRAGMA integrity_check(1)"); said != "ok") return said;
  const Model central(sweep_->central);
  if (std::string why = schema_problem(db, *sweep_, central); !why.empty()) return why;
  const auto among = [](const std::vector<Row>& rows) { return [&rows](std::size_t n) { return rows[n]; }; };
  const std::vector<Row> study{store_layout::study_row(*sweep_)};
  auto assumptions = store_layout::assumption_rows(*sweep_), manifest = store_layout::manifest_rows(*sweep_);
  // What it says of the program is told by refusal().
  const std::string made = db.text("SELECT value FROM manifest WHERE key = 'version'");
  for (auto& row : manifest)
    if (row[0] == Cell("version")) row[1] = made;
  std::string why = table_problem(db, "study", "rowid", 1, among(study));
  if (why.empty()) why = table_problem(db, "manifest", "rowid", manifest.size(), among(manifest));
  if (why.empty()) why = table_problem(db, "assumptions", "rowid", assumptions.size(), among(assumptions));
  if (why.empty())
    why = table_problem(db, "points", "point", sweep_->points(),
                        [&](std::size_t p) { return store_layout::point_row(*sweep_, p); });
  if (why.empty()) why = runs_problem(db, *sweep_, central);
  if (!why.empty() && made != version())
    why += fmt::format(" (it was made by parley {}, and this is {})", printable(made), version());
  return why;
}

}  // namespace parley
