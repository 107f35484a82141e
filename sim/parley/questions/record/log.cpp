#include "parley/questions/record/log.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "parley/runs/briefing.hpp"
#include "parley/scenario/format_case.hpp"
#include "parley/support/read_file.hpp"
#include "parley/writing/csv.hpp"
#include "parley/writing/csv_file.hpp"

namespace parley {

namespace {

struct LogColumn {
  const char* name;
  std::string LogRow::*cell;
};
constexpr LogColumn log_columns[] = {{"date", &LogRow::date},
                                     {"what", &LogRow::what},
                                     {"case", &LogRow::id},
                                     {"hash", &LogRow::hash},
                                     {"model", &LogRow::model},
                                     {"status", &LogRow::status},
                                     {"seed", &LogRow::seed},
                                     {"replicates", &LogRow::replicates},
                                     {"points", &LogRow::points},
                                     {"runs", &LogRow::runs},
                                     {"figure", &LogRow::figure},
                                     {"observed", &LogRow::observed},
                                     {"score_centre", &LogRow::score_centre},
                                     {"log_score_centre", &LogRow::log_score_centre},
                                     {"score_ranges", &LogRow::score_ranges},
                                     {"log_score_ranges", &LogRow::log_score_ranges},
                                     {"pit", &LogRow::pit}};

std::vector<std::string> log_header() {
  std::vector<std::string> names;
  for (const LogColumn& c : log_columns) names.emplace_back(c.name);
  return names;
}

std::string cell_of(double x) { return x == x ? fmt::format("{}", x) : ""; }

}  // namespace

std::vector<LogRow> load_log(const std::string& file, Diagnostics& diagnostics) {
  std::vector<LogRow> log;
  if (!std::filesystem::exists(file)) return log;
  const FileText read = read_table(file);
  if (!read.good()) {
    diagnostics.push_back({file, {}, "", read.problem, read.hint});
    return log;
  }
  const auto rows = parse_csv(read.text);
  if (rows.empty() || rows[0] != log_header()) {
    diagnostics.push_back({file,
                           {1, 1},
                           "",
                           "not a log of the record",
                           fmt::format("expected the header {}", fmt::join(log_header(), ","))});
    return log;
  }
  for (std::size_t k = 1; k < rows.size(); ++k) {
    if (rows[k].size() != rows[0].size()) {
      diagnostics.push_back({file,
                             {static_cast<int>(k) + 1, 1},
                             "",
                             fmt::format("{} cells under {} headings", rows[k].size(), rows[0].size()),
                             ""});
      continue;
    }
    LogRow row;
    for (std::size_t c = 0; c < rows[k].size(); ++c) row.*log_columns[c].cell = rows[k][c];
    log.push_back(std::move(row));
  }
  return log;
}

void write_log(const std::string& file, const std::vector<LogRow>& rows) {
  OutputFile out(file, {});
  CsvFile table(out, log_header());
  for (const LogRow& row : rows) {
    for (const LogColumn& c : log_columns) table.cell(row.*c.cell);
    table.end_row();
  }
  table.flush();
  out.commit();
}

Standing standing_of(const std::vector<LogRow>& log, const std::string& id, const std::string& hash) {
  bool run = false, frozen = false, run_as_frozen = false;
  for (const LogRow& row : log) {
    if (row.id != id) continue;
    if (row.what == "frozen") {
      // What is frozen after another version of it was run is not held out.
      frozen = frozen || (row.hash == hash && !run);
    } else {
      run = true;
      run_as_frozen = run_as_frozen || row.hash == hash;
    }
  }
  if (frozen) return run_as_frozen ? Standing::held_out : run ? Standing::rewritten : Standing::frozen;
  return run ? Standing::rewritten : Standing::unfrozen;
}

std::string date_of(const std::vector<LogRow>& log, const std::string& id, const std::string& what) {
  const auto at = std::find_if(log.begin(), log.end(),
                               [&](const LogRow& row) { return row.id == id && row.what == what; });
  return at == log.end() ? "" : at->date;
}

std::string case_hash(const LoadedCase& c) { return sha256(case_identity(c)); }

LogRow frozen_row(const LoadedCase& c, const std::string& date, const std::string& model) {
  LogRow row;
  row.date = date;
  row.what = "frozen";
  row.id = c.id;
  row.hash = case_hash(c);
  row.model = model;
  row.status = name_of(CaseStatus::held_out);
  return row;
}

std::vector<LogRow> run_rows(const Record& record, std::size_t place, const LoadedCase& c,
                             const RecordOptions& o, const std::string& date, const std::string& model) {
  std::vector<LogRow> rows;
  for (const RecordRow& figure : record.rows) {
    if (figure.place != place) continue;
    LogRow row = frozen_row(c, date, model);
    row.what = "run";
    row.status = name_of(record.cases[place].status);
    row.seed = fmt::format("{}", o.seed);
    row.replicates = fmt::format("{}", o.replicates);
    row.points = fmt::format("{}", o.points);
    row.runs = fmt::format("{}", o.runs);
    row.figure = figure.id.substr(c.id.size() + 1);
    row.observed = figure.observation.known() ? cell_of(figure.observation.seen()) : "";
    row.score_centre = cell_of(figure.centre.penalty);
    row.log_score_centre = cell_of(figure.centre.log_penalty);
    row.score_ranges = cell_of(figure.ranges.penalty);
    row.log_score_ranges = cell_of(figure.ranges.log_penalty);
    row.pit = cell_of(figure.ranges.pit);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace parley
