#include "parley/study/store.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "parley/runs/briefing.hpp"
#include "parley/scenario/format_spec.hpp"
#include "parley/study/store_layout.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/output_file.hpp"

namespace parley {

void Store::create(const std::string& file, const Sweep& sweep) {
  Database made(file, Database::Mode::create);
  store_layout::fill(made, sweep);
  // What could not be read again is refused before the first run.
  read_study(made);
  try {
    OutputFile out(file, {}, OutputFile::Old::kept);
    out.write(made.bytes());
    // What an earlier store of this name has left behind would be taken for a part of this one.
    std::error_code ignored;
    for (const char* end : {"-journal", "-wal", "-shm"})
      std::filesystem::remove(followed(file).string() + end, ignored);
    out.commit();
  } catch (const WriteError& e) {
    throw StoreError(e.what());
  }
}

Store::Store(const std::string& file, Database::Mode mode)
    : ownership_(mode == Database::Mode::write ? std::optional<Ownership>(file) : std::nullopt),
      database_(file, mode) {
  const auto refuse = [&](const std::string& why) { throw StoreError(fmt::format("{}: {}", file, why)); };
  if (mode == Database::Mode::write)
    database_.execute(
        "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA cache_size = -65536;");
  else if (std::error_code ignored; std::filesystem::exists(followed(file).string() + ".owner", ignored))
    database_.read_apart();
  if (database_.whole("PRAGMA application_id") != store_layout::application_id)
    refuse("this is no study store");
  if (const auto found = database_.whole("PRAGMA user_version"); found != store_layout::number)
    refuse(fmt::format("made by another version of parley (layout {}, this one knows {})", found,
                       store_layout::number));
  // What is read is of one moment, also while others write.
  if (mode == Database::Mode::read) database_.execute("BEGIN");
  sweep_ = read_study(database_);
  if (const std::string why = problem(); !why.empty())
    refuse("the file is damaged, or was changed by another program: " + printable(why, 400));
}

Sweep Store::read_study(Database& database) {
  Diagnostics problems;
  const auto damaged = [&](const std::string& why) {
    return StoreError(fmt::format("{}: what it says of its study cannot be read{}{}", database.file(),
                                  why.empty() ? "" : ": ", why));
  };
  if (database.text("SELECT sql FROM sqlite_master WHERE name = 'study'") != store_layout::study_table())
    throw damaged("there is no table 'study' as it ought to be");
  Statement s = database.prepare("SELECT study, scenario, scenario_file FROM study");
  if (!s.step()) throw damaged("");
  auto document = parse_yaml(database.file(), s.text(0), problems);
  auto loaded = document ? load_study(std::move(*document), problems) : std::nullopt;
  auto scenario = parse_yaml(s.text(2), s.text(1), problems);
  StudyOrigin origin;
  origin.stored = true;
  std::optional<Sweep> sweep;
  if (loaded && scenario)
    sweep = make_sweep(std::move(loaded->study), std::move(*scenario), origin, problems);
  if (!sweep) throw damaged(problems.empty() ? "" : to_string(problems[0]));
  return std::move(*sweep);
}

std::string Store::refusal(const Sweep& sweep) {
  const std::string made = database_.text("SELECT value FROM manifest WHERE key = 'version'");
  if (made != version())
    return fmt::format("it was made by parley {}, and this is {}: their runs may differ", made, version());
  if (database_.text("SELECT identity_sha256 FROM study") == sha256(sweep_identity(sweep))) return {};
  if (flow_text(sweep_->scenario.root) != flow_text(sweep.scenario.root))
    return "the scenario has changed since: its runs would not fit together";
  return "it holds another study (other parameters, design, seed or settings): its runs would not fit "
         "together";
}

bool Store::has(std::uint64_t run) {
  if (!has_) has_ = database_.prepare("SELECT 1 FROM runs WHERE run = ?");
  const bool found = has_->bind(1, static_cast<std::int64_t>(run)).step();
  has_->reset();
  return found;
}

std::uint64_t Store::runs() {
  return static_cast<std::uint64_t>(database_.whole("SELECT count(*) FROM runs"));
}
std::uint64_t Store::failures() {
  return static_cast<std::uint64_t>(database_.whole("SELECT count(*) FROM runs WHERE failure IS NOT NULL"));
}

std::optional<std::uint64_t> Store::any_run() {
  Statement s = database_.prepare("SELECT max(run) FROM outcomes");
  if (!s.step() || s.null(0)) return std::nullopt;
  return static_cast<std::uint64_t>(s.whole(0));
}

std::optional<RunRecord> Store::record(std::uint64_t run) {
  RunRecord record;
  record.run = run;
  Statement r = database_.prepare("SELECT failure FROM runs WHERE run = ?");
  if (!r.bind(1, static_cast<std::int64_t>(run)).step()) return std::nullopt;
  record.failure = r.text(0);
  Statement o = database_.prepare("SELECT * FROM outcomes WHERE run = ?");
  if (o.bind(1, static_cast<std::int64_t>(run)).step())
    for (int i = 1; i < o.columns(); ++i) record.outcome.push_back(o.cell(i));
  return record;
}

void Store::each_outcome(const std::function<void(std::uint64_t, const Row&)>& use) {
  Statement s = database_.prepare("SELECT * FROM outcomes ORDER BY run");
  Row row(static_cast<std::size_t>(s.columns() - 1));
  while (s.step()) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = s.cell(static_cast<int>(i) + 1);
    use(static_cast<std::uint64_t>(s.whole(0)), row);
  }
}

std::vector<std::array<std::uint64_t, ending_names.size()>> Store::endings(std::size_t points,
                                                                           std::uint32_t replicates) {
  std::vector<std::array<std::uint64_t, ending_names.size()>> counts(points);
  Statement s = database_.prepare(
      "SELECT point, outcome, count(*) FROM runs JOIN outcomes USING (run) WHERE replicate < ? GROUP BY 1, "
      "2");
  s.bind(1, std::int64_t{replicates});
  while (s.step()) {
    const std::string outcome = s.text(1);
    for (std::size_t k = 0; k < ending_names.size(); ++k)
      if (outcome == ending_names[k])
        counts[static_cast<std::size_t>(s.whole(0))][k] = static_cast<std::uint64_t>(s.whole(2));
  }
  return counts;
}

void Store::add(const std::vector<RunRecord>& records) {
  if (!add_run_) {
    const auto columns = [&](const char* table) {
      return static_cast<std::size_t>(
          database_.whole(fmt::format("SELECT count(*) FROM pragma_table_info('{}')", table)));
    };
    const std::size_t points = static_cast<std::size_t>(database_.whole("SELECT points FROM study"));
    add_run_ =
        database_.prepare(fmt::format("INSERT INTO runs VALUES (?1, ?1 % {0}, ?1 / {0}, ?2, ?3)", points));
    add_outcome_ =
        database_.prepare(fmt::format("INSERT INTO outcomes VALUES ({})", questions(columns("outcomes"))));
    if (const std::size_t n = columns("rounds"); n > 0)
      add_round_ = database_.prepare(fmt::format("INSERT INTO rounds VALUES ({})", questions(n)));
  }
  try {
    if (!database_.in_transaction()) database_.execute("BEGIN IMMEDIATE");
    for (const auto& r : records) {
      const auto run = static_cast<std::int64_t>(r.run);
      add_run_->bind(1, run).bind(2, r.failure.empty() ? Cell() : Cell(r.failure));
      add_run_->bind(3, store_layout::checksum(r)).run();
      if (!r.failure.empty()) continue;
      add_outcome_->bind(1, run);
      bind_row(*add_outcome_, 2, r.outcome);
      add_outcome_->run();
      for (const auto& row : r.rounds) {
        add_round_->bind(1, run);
        bind_row(*add_round_, 2, row);
        add_round_->run();
      }
    }
    uncommitted_ += records.size();
    using namespace std::chrono_literals;
    if (uncommitted_ >= 1000 || std::chrono::steady_clock::now() - last_commit_ > 500ms) commit();
  } catch (const StoreError&) {
    if (database_.in_transaction()) {
      try {
        database_.execute("ROLLBACK");
      } catch (const StoreError&) {
        // What went wrong first is what the user has to know.
      }
    }
    throw;
  }
}

void Store::commit() {
  if (ownership_ && !ownership_->held())
    throw StoreError(
        fmt::format("{}: another program has taken it over, believing that this one was gone", file()));
  if (database_.in_transaction()) database_.execute("COMMIT");
  last_commit_ = std::chrono::steady_clock::now();
  uncommitted_ = 0;
}

void Store::begin_session(const Session& session) {
  Statement s = database_.prepare("INSERT INTO sessions (started, threads, ranks, shard) VALUES (?,?,?,?)");
  s.bind(1, std::string_view(session.started)).bind(2, std::int64_t{session.threads});
  s.bind(3, std::int64_t{session.ranks}).bind(4, std::string_view(session.shard)).run();
}

void Store::end_session(std::uint64_t made, double seconds) {
  commit();
  Statement s = database_.prepare(
      "UPDATE sessions SET runs = ?, seconds = ? WHERE session = (SELECT max(session) FROM sessions)");
  s.bind(1, static_cast<std::int64_t>(made)).bind(2, seconds).run();
}

std::uint64_t merge(Store& into, const std::string& from) {
  Store other(from, Database::Mode::read);
  if (const std::string why = into.refusal(other.sweep()); !why.empty())
    throw StoreError(fmt::format("{} does not fit to {}: {}", from, into.file(), why));
  Database &to = into.database(), &source = other.database();
  const std::string made = source.text("SELECT value FROM manifest WHERE key = 'version'");
  if (made != version())
    throw StoreError(fmt::format("{} was made by parley {}, and this is {}", from, made, version()));
  {
    // Both were looked at: equal checksums are equal rows.
    Statement theirs = source.prepare("SELECT run, checksum FROM runs ORDER BY run");
    Statement ours = to.prepare("SELECT checksum FROM runs WHERE run = ?");
    for (; theirs.step(); ours.reset())
      if (ours.bind(1, theirs.whole(0)).step() && ours.whole(0) != theirs.whole(1))
        throw StoreError(fmt::format("run {} differs between {} and {}: nothing was merged from it",
                                     theirs.whole(0), into.file(), from));
  }
  const auto before = into.runs();
  to.execute("BEGIN IMMEDIATE");
  try {
    for (const auto& [table, statement] : store_layout::tables(into.sweep(), Model(into.sweep().central))) {
      if (table != "runs" && table != "outcomes" && table != "rounds") continue;
      Statement rows = source.prepare(fmt::format("SELECT * FROM {} ORDER BY run", table));
      Statement add = to.prepare(fmt::format("INSERT OR IGNORE INTO {} VALUES ({})", table,
                                             questions(static_cast<std::size_t>(rows.columns()))));
      while (rows.step()) {
        for (int i = 0; i < rows.columns(); ++i) add.bind(i + 1, rows.cell(i));
        add.run();
      }
    }
    into.commit();
  } catch (...) {
    if (to.in_transaction()) {
      try {
        to.execute("ROLLBACK");
      } catch (const StoreError&) {
        // What went wrong first is what the user has to know.
      }
    }
    throw;
  }
  return into.runs() - before;
}

}  // namespace parley
