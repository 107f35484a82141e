#include "parley/study/store.hpp"

#include <algorithm>
#include <ctime>
#include <set>

#include <fmt/format.h>

#include "parley/runs/briefing.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/runs/trace_rows.hpp"
#include "parley/scenario/format_spec.hpp"
#include "parley/support/version.hpp"

namespace parley {

namespace {

constexpr int application_id = 0x5061726c;  // "Parl"
constexpr int layout = 1;

std::string declared(const Columns& columns) {
  static constexpr std::array<const char*, 3> types{"TEXT", "INTEGER", "REAL"};
  const auto names = sql_names(columns);
  std::string text;
  for (std::size_t i = 0; i < columns.size(); ++i)
    text += fmt::format(", {} {}", sql_name(names[i]), types[static_cast<std::size_t>(columns[i].kind)]);
  return text;
}

std::string questions(std::size_t n) {
  std::string text = "?";
  for (std::size_t i = 1; i < n; ++i) text += ",?";
  return text;
}

void bind_row(Statement& s, int first, const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) s.bind(first + static_cast<int>(i), row[i]);
}

void add_assumptions(Database& db, const Sweep& sweep) {
  std::set<std::string> varied;
  for (const auto& factor : sweep.spec.factors) varied.insert(factor.path);
  Statement s = db.prepare("INSERT INTO assumptions VALUES (?,?,?,?,?,?,?)");
  for (const auto& a : assumptions_of(sweep.central)) {
    const auto optional = [](const std::optional<double>& x) { return x ? Cell(*x) : Cell(); };
    const auto worded = [](std::string_view x) { return x.empty() ? Cell() : Cell(std::string(x)); };
    bind_row(s, 1,
             {a.path, a.number.value, optional(a.number.low), optional(a.number.high),
              worded(name_of(a.number.mark)), worded(a.number.why), std::int64_t{varied.contains(a.path)}});
    s.run();
  }
}

void add_points(Database& db, const Sweep& sweep) {
  const std::size_t factors = sweep.spec.factors.size();
  Statement s = db.prepare(fmt::format("INSERT INTO points VALUES ({})", questions(factors + 1)));
  for (std::size_t p = 0; p < sweep.points(); ++p) {
    s.bind(1, static_cast<std::int64_t>(p));
    for (std::size_t k = 0; k < factors; ++k) {
      const int at = static_cast<int>(k) + 2;
      const Factor& f = sweep.spec.factors[k];
      if (f.kind == Factor::Kind::category)
        s.bind(at, std::string_view(sweep.text(p, k)));
      else if (f.kind == Factor::Kind::integer)
        s.bind(at, static_cast<std::int64_t>(sweep.value(p, k)));
      else
        s.bind(at, sweep.value(p, k));
    }
    s.run();
  }
}

void fill(Database& db, const Sweep& sweep) {
  const Model model(sweep.central);
  db.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", application_id, layout));
  db.execute("BEGIN");
  db.execute(
      "CREATE TABLE study (name TEXT, scenario_file TEXT, scenario TEXT, scenario_sha256 TEXT, study TEXT, "
      "identity_sha256 TEXT, design TEXT, points INTEGER, replicates INTEGER, precision REAL, seed INTEGER);"
      "CREATE TABLE runs (run INTEGER PRIMARY KEY, point INTEGER, replicate INTEGER, failure TEXT);"
      "CREATE TABLE assumptions (path TEXT PRIMARY KEY, value REAL, low REAL, high REAL, mark TEXT, why "
      "TEXT, "
      "varied INTEGER);"
      "CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT);"
      "CREATE TABLE sessions (session INTEGER PRIMARY KEY, started TEXT, threads INTEGER, ranks INTEGER, "
      "shard "
      "TEXT, runs INTEGER, seconds REAL);");
  db.execute(
      fmt::format("CREATE TABLE points (point INTEGER PRIMARY KEY{})", declared(factor_columns(sweep.spec))));
  db.execute(
      fmt::format("CREATE TABLE outcomes (run INTEGER PRIMARY KEY{})", declared(outcome_columns(model))));
  if (sweep.study.rounds)
    db.execute(
        fmt::format("CREATE TABLE rounds (run INTEGER{}, PRIMARY KEY (run, meeting, round)) WITHOUT ROWID",
                    declared(columns_of(study_round_lines(), model))));
  Statement s = db.prepare("INSERT INTO study VALUES (?,?,?,?,?,?,?,?,?,?,?)");
  bind_row(
      s, 1,
      {sweep.study.name, sweep.scenario.file, sweep.scenario.text, sha256(sweep.scenario.text),
       study_text(sweep.study), sha256(sweep_identity(sweep)), std::string(to_string(sweep.spec.kind)),
       static_cast<std::int64_t>(sweep.points()), static_cast<std::int64_t>(sweep.study.replicates.value),
       sweep.study.precision.value, static_cast<std::int64_t>(sweep.study.seed.value)});
  s.run();
  Statement m = db.prepare("INSERT INTO manifest VALUES (?,?)");
  const std::vector<std::pair<std::string, std::string>> manifest{
      {"program", "parley"}, {"version", version()}, {"layout", std::to_string(layout)}};
  for (const auto& [key, value] : manifest) {
    m.bind(1, std::string_view(key)).bind(2, std::string_view(value));
    m.run();
  }
  add_assumptions(db, sweep);
  add_points(db, sweep);
  db.execute("COMMIT");
}

}  // namespace

std::vector<std::string> sql_names(const Columns& columns) {
  std::set<std::string> seen{"run", "point", "replicate", "failure"};
  std::vector<std::string> names;
  for (const auto& column : columns) {
    const auto folded = [](std::string text) {
      for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      return text;
    };
    std::string name = column.name;
    for (int n = 2; !seen.insert(folded(name)).second; ++n) name = fmt::format("{}_{}", column.name, n);
    names.push_back(name);
  }
  return names;
}

Columns factor_columns(const DesignSpec& spec) {
  Columns columns;
  for (const auto& f : spec.factors)
    columns.push_back({f.path, f.kind == Factor::Kind::category  ? Column::Kind::text
                               : f.kind == Factor::Kind::integer ? Column::Kind::whole
                                                                 : Column::Kind::number});
  return columns;
}

void Store::create(const std::string& file, const Sweep& sweep) {
  // Made beside and renamed, so that a file of this name is whole whenever it is there.
  const std::string beside = file + ".part";
  std::error_code ignored;
  std::filesystem::remove(beside, ignored);
  try {
    Database db(beside, Database::Mode::create);
    fill(db, sweep);
    db.close();
    std::filesystem::rename(beside, file);
  } catch (const std::exception& e) {
    std::filesystem::remove(beside, ignored);
    std::filesystem::remove(beside + "-journal", ignored);
    throw StoreError(fmt::format("cannot write {}", e.what()));
  }
}

Store::Store(const std::string& file, Database::Mode mode) : database_(file, mode) {
  const bool ours = database_.whole("PRAGMA application_id") == application_id;
  if (!ours) throw StoreError(fmt::format("{}: this is no study store", file));
  if (const auto found = database_.whole("PRAGMA user_version"); found != layout)
    throw StoreError(fmt::format("{}: made by another version of parley (layout {}, this one knows {})", file,
                                 found, layout));
  if (mode == Database::Mode::write) {
    database_.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  }
}

Sweep Store::sweep() const {
  Store& self = const_cast<Store&>(*this);
  Diagnostics problems;
  const auto damaged = [&] {
    return StoreError(fmt::format("{}: what it says of its study cannot be read{}{}", file(),
                                  problems.empty() ? "" : ": ",
                                  problems.empty() ? "" : to_string(problems[0])));
  };
  Statement s = self.database_.prepare("SELECT study, scenario, scenario_file FROM study");
  if (!s.step()) throw damaged();
  auto document = parse_yaml(file(), s.text(0), problems);
  auto loaded = document ? load_study(std::move(*document), problems) : std::nullopt;
  auto scenario = parse_yaml(s.text(2), s.text(1), problems);
  if (!loaded || !scenario) throw damaged();
  StudyOrigin origin;
  origin.stored = true;
  auto sweep = make_sweep(std::move(loaded->study), std::move(*scenario), origin, problems);
  if (!sweep) throw damaged();
  return std::move(*sweep);
}

std::string Store::refusal(const Sweep& sweep) {
  const std::string made = database_.text("SELECT value FROM manifest WHERE key = 'version'");
  if (made != version())
    return fmt::format("it was made by parley {}, and this is {}: their runs may differ", made, version());
  if (database_.text("SELECT identity_sha256 FROM study") == sha256(sweep_identity(sweep))) return {};
  const Sweep own = this->sweep();
  if (flow_text(own.scenario.root) != flow_text(sweep.scenario.root))
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

std::vector<std::array<std::uint64_t, 4>> Store::endings(std::size_t points, std::uint32_t replicates) {
  std::vector<std::array<std::uint64_t, 4>> counts(points);
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
    add_run_ = database_.prepare(fmt::format("INSERT INTO runs VALUES (?1, ?1 % {0}, ?1 / {0}, ?2)", points));
    add_outcome_ =
        database_.prepare(fmt::format("INSERT INTO outcomes VALUES ({})", questions(columns("outcomes"))));
    if (const std::size_t n = columns("rounds"); n > 0)
      add_round_ = database_.prepare(fmt::format("INSERT INTO rounds VALUES ({})", questions(n)));
  }
  try {
    if (!database_.in_transaction()) database_.execute("BEGIN IMMEDIATE");
    for (const auto& r : records) {
      const auto run = static_cast<std::int64_t>(r.run);
      add_run_->bind(1, run).bind(2, r.failure.empty() ? Cell() : Cell(r.failure)).run();
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
  {
    Store other(from, Database::Mode::read);
    if (const std::string why = into.refusal(other.sweep()); !why.empty())
      throw StoreError(fmt::format("{} does not fit to {}: {}", from, into.file(), why));
    const std::string made = other.database().text("SELECT value FROM manifest WHERE key = 'version'");
    if (made != version())
      throw StoreError(fmt::format("{} was made by parley {}, and this is {}", from, made, version()));
  }
  Database& db = into.database();
  Statement attach = db.prepare("ATTACH ? AS other");
  attach.bind(1, std::string_view(from)).run();
  struct Detach {
    Database& db;
    ~Detach() {
      try {
        if (db.in_transaction()) db.execute("ROLLBACK");
        db.execute("DETACH other");
      } catch (const StoreError&) {
        // It goes with the connection.
      }
    }
  } detach{db};
  std::vector<std::string> tables{"runs", "outcomes"};
  if (db.whole("SELECT count(*) FROM sqlite_master WHERE name = 'rounds'") > 0) tables.emplace_back("rounds");
  for (const auto& table : tables) {
    // Rows of runs that both have must be the same: what is in one of them alone is a difference.
    for (const auto& [a, b] : {std::pair{"main", "other"}, std::pair{"other", "main"}}) {
      const std::string different =
          db.text(fmt::format("SELECT run FROM (SELECT * FROM {0}.{2} WHERE run IN (SELECT run FROM "
                              "{1}.runs) EXCEPT SELECT * FROM "
                              "{1}.{2}) LIMIT 1",
                              a, b, table));
      if (!different.empty())
        throw StoreError(fmt::format("run {} differs between {} and {}: nothing was merged from it",
                                     different, into.file(), from));
    }
  }
  db.execute("BEGIN IMMEDIATE");
  const auto before = db.whole("SELECT count(*) FROM runs");
  for (const auto& table : tables)
    db.execute(fmt::format("INSERT OR IGNORE INTO main.{0} SELECT * FROM other.{0}", table));
  const auto after = db.whole("SELECT count(*) FROM runs");
  db.execute("COMMIT");
  return static_cast<std::uint64_t>(after - before);
}

}  // namespace parley
