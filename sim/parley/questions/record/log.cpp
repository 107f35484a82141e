#include "parley/questions/record/log.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include <fmt/format.h>

#include "parley/runs/briefing.hpp"
#include "parley/scenario/case_description.hpp"
#include "parley/scenario/format_case.hpp"
#include "parley/support/date.hpp"
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
                                     {"scenario", &LogRow::scenario},
                                     {"structure", &LogRow::structure},
                                     {"names", &LogRow::names},
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

bool akin(const LogRow& row, const CaseKey& key) {
  return row.id == key.id || row.hash == key.hash || row.scenario == key.scenario ||
         row.structure == key.structure;
}

constexpr std::size_t name_size = 4;

std::vector<std::string> cut(const std::string& names) {
  std::vector<std::string> parts;
  for (std::size_t k = 0; k + name_size <= names.size(); k += name_size)
    parts.push_back(names.substr(k, name_size));
  return parts;
}

std::string names_of(const Scenario& scenario) {
  std::vector<std::string> parts;
  for (const std::string& name : names_in(scenario)) parts.push_back(sha256(name).substr(0, name_size));
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return fmt::format("{}", fmt::join(parts, ""));
}

std::string cell_of(double x) { return x == x ? fmt::format("{}", x) : ""; }

}  // namespace

std::vector<LogRow> load_log(const std::string& file, Diagnostics& diagnostics) {
  std::vector<LogRow> log;
  if (!std::filesystem::exists(file)) return log;
  const FileText read = read_table(file);
  if (!read.good()) {
    diagnostics.push_back({file, read.place, "", read.problem, read.hint});
    return log;
  }
  const auto rows = parse_placed_csv(read.text).rows;
  CsvRow heads;
  if (!rows.empty())
    for (const PlacedCell& cell : rows[0]) heads.push_back(cell.text);
  if (heads != log_header()) {
    diagnostics.push_back({file,
                           {1, 1},
                           "",
                           "not a log of the record",
                           fmt::format("expected the header {}", fmt::join(log_header(), ","))});
    return log;
  }
  for (std::size_t k = 1; k < rows.size(); ++k) {
    if (rows[k].size() != heads.size()) {
      diagnostics.push_back({file, rows[k].front().place, "",
                             fmt::format("{} cells under {} headings", rows[k].size(), heads.size()), ""});
      continue;
    }
    LogRow row;
    for (std::size_t c = 0; c < heads.size(); ++c) row.*log_columns[c].cell = rows[k][c].text;
    if (!parse_date(row.date))
      diagnostics.push_back({file, rows[k][0].place, "", fmt::format("'{}' is no date", printable(row.date)),
                             "dates are written year-month-day: 2016-08-26"});
    if (const std::vector<std::string> kinds{"frozen", "run", "seen"};
        std::find(kinds.begin(), kinds.end(), row.what) == kinds.end())
      diagnostics.push_back({file, rows[k][1].place, "",
                             fmt::format("unknown entry '{}'", printable(row.what)),
                             suggest(row.what, kinds)});
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

CaseKey key_of(const LoadedCase& c) {
  return {c.id, sha256(case_identity(c)), sha256(scenario_identity(c)), sha256(structure_identity(c)),
          names_of(c.scenario)};
}

bool alike(const std::string& names, const std::string& others) {
  const auto a = cut(names), b = cut(others);
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return !both.empty() && 3 * both.size() >= 2 * std::min(a.size(), b.size());
}

std::vector<const LogRow*> runs_alike(const std::vector<LogRow>& log, const CaseKey& key) {
  std::vector<const LogRow*> rows;
  for (const LogRow& row : log)
    if (row.what != "frozen" && !akin(row, key) && alike(row.names, key.names) &&
        std::none_of(rows.begin(), rows.end(), [&](const LogRow* r) { return r->id == row.id; }))
      rows.push_back(&row);
  return rows;
}

Standing standing_of(const std::vector<LogRow>& log, const CaseKey& key) {
  bool known = false, frozen = false, run = false;
  for (const LogRow& row : log) {
    const bool same = row.hash == key.hash;
    if (row.what == "frozen")
      frozen = frozen || (same && !known);
    else if (frozen && same)
      run = true;
    else
      known = known || (frozen ? row.id == key.id : akin(row, key));
  }
  if (frozen && run) return Standing::held_out;
  if (known) return Standing::known;
  return frozen ? Standing::frozen : Standing::unfrozen;
}

const LogRow* first_run(const std::vector<LogRow>& log, const CaseKey& key) {
  const auto at = std::find_if(log.begin(), log.end(),
                               [&](const LogRow& row) { return row.what != "frozen" && akin(row, key); });
  return at == log.end() ? nullptr : &*at;
}

std::string frozen_on(const std::vector<LogRow>& log, const CaseKey& key) {
  const auto at = std::find_if(log.begin(), log.end(), [&](const LogRow& row) {
    return row.what == "frozen" && row.hash == key.hash;
  });
  return at == log.end() ? "" : at->date;
}

std::vector<std::string> observed_anew(const std::vector<LogRow>& log, const LoadedCase& c) {
  const std::string hash = key_of(c).hash;
  std::vector<std::string> changes;
  for (const auto& [key, o] : c.about.observed) {
    const std::string now = o.known() ? cell_of(o.seen()) : "";
    const auto last = std::find_if(log.rbegin(), log.rend(), [&, &id = key.id](const LogRow& row) {
      return row.what == "run" && row.hash == hash && row.figure == id && !row.observed.empty();
    });
    if (last != log.rend() && last->observed != now)
      changes.push_back(fmt::format("{}.{} was scored on {} as observed {}, and is {} now", c.id, key.id,
                                    last->date, last->observed, now.empty() ? "not known" : now));
  }
  return changes;
}

LogRow frozen_row(const LoadedCase& c, const std::string& date, const std::string& model) {
  const CaseKey key = key_of(c);
  LogRow row;
  row.date = date;
  row.what = "frozen";
  row.id = key.id;
  row.hash = key.hash;
  row.scenario = key.scenario;
  row.structure = key.structure;
  row.names = key.names;
  row.model = model;
  row.status = name_of(c.about.status);
  return row;
}

std::optional<LogRow> seen_row(const std::vector<LogRow>& log, const LoadedCase& c, const std::string& date,
                               const std::string& model) {
  LogRow fresh = frozen_row(c, date, model);
  fresh.what = "seen";
  const bool there = std::any_of(log.begin(), log.end(), [&](const LogRow& row) {
    return row.what != "frozen" && row.id == fresh.id && row.hash == fresh.hash;
  });
  return there ? std::nullopt : std::optional(std::move(fresh));
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
