#include "parley/study/store_layout.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "parley/runs/briefing.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/runs/trace_rows.hpp"
#include "parley/scenario/format_spec.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/digest.hpp"

namespace parley {

namespace {

std::string declared(const Columns& columns) {
  static constexpr std::array<const char*, 3> types{"TEXT", "INTEGER", "REAL"};
  const auto names = sql_names(columns);
  std::string text;
  for (std::size_t i = 0; i < columns.size(); ++i)
    text += fmt::format(", {} {}", sql_name(names[i]), types[static_cast<std::size_t>(columns[i].kind)]);
  return text;
}

void append(std::string& bytes, std::uint64_t number) {
  for (int k = 0; k < 8; ++k) bytes += static_cast<char>(number >> (8 * k) & 0xFFU);
}

// As the store gives it back: what is not a number comes back as nothing.
void append(std::string& bytes, const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    bytes += 'i';
    append(bytes, static_cast<std::uint64_t>(*whole));
  } else if (const auto* number = std::get_if<double>(&cell); number != nullptr && !std::isnan(*number)) {
    bytes += 'd';
    append(bytes, std::bit_cast<std::uint64_t>(*number));
  } else if (const auto* text = std::get_if<std::string>(&cell)) {
    bytes += 't';
    append(bytes, std::uint64_t{text->size()});
    bytes += *text;
  } else {
    bytes += '-';
  }
}

std::string bytes_of(const Row& row) {
  std::string bytes;
  for (const auto& cell : row) append(bytes, cell);
  return bytes;
}

}  // namespace

std::string questions(std::size_t n) {
  std::string text = "?";
  for (std::size_t i = 1; i < n; ++i) text += ",?";
  return text;
}

void bind_row(Statement& s, int first, const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) s.bind(first + static_cast<int>(i), row[i]);
}

std::vector<std::string> sql_names(const Columns& columns) {
  std::set<std::string> seen{"run", "point", "replicate", "failure", "checksum"};
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

namespace store_layout {

std::string study_table() {
  return "CREATE TABLE study (name TEXT, scenario_file TEXT, scenario TEXT, scenario_sha256 TEXT, study "
         "TEXT, "
         "identity_sha256 TEXT, design TEXT, points INTEGER, replicates INTEGER, precision REAL, seed "
         "INTEGER)";
}

std::vector<std::pair<std::string, std::string>> tables(const Sweep& sweep, const Model& central) {
  std::vector<std::pair<std::string, std::string>> all{
      {"study", study_table()},
      {"runs",
       "CREATE TABLE runs (run INTEGER PRIMARY KEY, point INTEGER, replicate INTEGER, failure TEXT, checksum "
       "INTEGER)"},
      {"assumptions",
       "CREATE TABLE assumptions (path TEXT PRIMARY KEY, value REAL, low REAL, high REAL, mark TEXT, why "
       "TEXT, "
       "varied INTEGER)"},
      {"manifest", "CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT)"},
      {"sessions",
       "CREATE TABLE sessions (session INTEGER PRIMARY KEY, started TEXT, threads INTEGER, ranks INTEGER, "
       "shard "
       "TEXT, runs INTEGER, seconds REAL)"},
      {"points", fmt::format("CREATE TABLE points (point INTEGER PRIMARY KEY{})",
                             declared(factor_columns(sweep.spec)))},
      {"outcomes",
       fmt::format("CREATE TABLE outcomes (run INTEGER PRIMARY KEY{})", declared(outcome_columns(central)))}};
  all.emplace_back("results",
                   "CREATE VIEW results AS SELECT * FROM runs JOIN points USING (point) LEFT JOIN outcomes USING (run)");
  if (sweep.study.rounds)
    all.emplace_back(
        "rounds",
        fmt::format("CREATE TABLE rounds (run INTEGER{}, PRIMARY KEY (run, meeting, round)) WITHOUT ROWID",
                    declared(columns_of(study_round_lines(), central))));
  return all;
}

Row study_row(const Sweep& sweep) {
  StudyDescription named = sweep.study;
  named.scenario = printable(named.scenario, 4000);  // a file name need not be text
  return {sweep.study.name,
          printable(sweep.scenario.file, 4000),
          sweep.scenario.text,
          sha256(sweep.scenario.text),
          study_text(named),
          sha256(sweep_identity(sweep)),
          std::string(to_string(sweep.spec.kind)),
          static_cast<std::int64_t>(sweep.points()),
          static_cast<std::int64_t>(sweep.study.replicates.value),
          sweep.study.precision.value,
          static_cast<std::int64_t>(sweep.study.seed.value)};
}

Row point_row(const Sweep& sweep, std::size_t p) {
  Row row{static_cast<std::int64_t>(p)};
  for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k) {
    const Factor& f = sweep.spec.factors[k];
    if (!sweep.looked_at(p, k))
      row.emplace_back();  // no run of this point looks at it: nothing of it was played
    else if (f.kind == Factor::Kind::category)
      row.emplace_back(sweep.told(p, k));
    else if (f.kind == Factor::Kind::integer)
      row.emplace_back(static_cast<std::int64_t>(sweep.value(p, k)));
    else
      row.emplace_back(sweep.value(p, k));
  }
  return row;
}

std::vector<Row> assumption_rows(const Sweep& sweep) {
  std::set<std::string> varied;
  for (const auto& factor : sweep.spec.factors) varied.insert(factor.path);
  std::vector<Row> rows;
  for (const auto& a : assumptions_of(sweep.central)) {
    const auto optional = [](const std::optional<double>& x) { return x ? Cell(*x) : Cell(); };
    const auto worded = [](std::string_view x) { return x.empty() ? Cell() : Cell(std::string(x)); };
    rows.push_back({a.path, a.number.value, optional(a.number.low), optional(a.number.high),
                    worded(name_of(a.number.mark)), worded(a.number.why),
                    std::int64_t{varied.contains(a.path)}});
  }
  return rows;
}

std::vector<Row> manifest_rows(const Sweep& sweep) {
  return {{"program", "parley"},
          {"version", version()},
          {"layout", std::to_string(number)},
          {"study_sha256", sha256(bytes_of(study_row(sweep)))}};
}

std::int64_t checksum(const RunRecord& record) {
  std::string bytes;
  append(bytes, record.run);
  append(bytes, record.failure.empty() ? Cell() : Cell(record.failure));
  for (const auto& cell : record.outcome) append(bytes, cell);
  for (const auto& round : record.rounds)
    for (const auto& cell : round) append(bytes, cell);
  const auto digest = sha256_digest(bytes);
  std::uint64_t sum = 0;
  for (std::size_t k = 0; k < 8; ++k) sum = sum << 8U | digest[k];
  return std::bit_cast<std::int64_t>(sum);
}

void fill(Database& db, const Sweep& sweep) {
  const Model model(sweep.central);
  db.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", application_id, number));
  db.execute("BEGIN");
  for (const auto& [name, statement] : tables(sweep, model)) db.execute(statement);
  const auto insert = [&](const char* table, std::size_t columns) {
    return db.prepare(fmt::format("INSERT INTO {} VALUES ({})", table, questions(columns)));
  };
  const auto add = [](Statement& into, const Row& row) {
    bind_row(into, 1, row);
    into.run();
  };
  Statement study = insert("study", 11), manifest = insert("manifest", 2),
            assumptions = insert("assumptions", 7);
  add(study, study_row(sweep));
  for (const auto& row : manifest_rows(sweep)) add(manifest, row);
  for (const auto& row : assumption_rows(sweep)) add(assumptions, row);
  Statement points = insert("points", sweep.spec.factors.size() + 1);
  for (std::size_t p = 0; p < sweep.points(); ++p) add(points, point_row(sweep, p));
  db.execute("COMMIT");
}

}  // namespace store_layout

}  // namespace parley
