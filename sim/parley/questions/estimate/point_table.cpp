#include "parley/questions/estimate/point_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/questions/estimate/index_tables.hpp"
#include "parley/questions/estimate/point_runs.hpp"
#include "parley/statistics/sound_limits.hpp"
#include "parley/statistics/statistics.hpp"
#include "parley/support/read_file.hpp"
#include "parley/writing/csv.hpp"

namespace parley {

namespace {

// How Python, R and spreadsheets write that there is nothing.
bool missing(const std::string& cell) {
  static const std::set<std::string> words{"",     "nan",  "NaN",  "NAN",  "NA",    "N/A",  "#N/A",
                                           "null", "NULL", "None", "none", "#NUM!", "-nan", "."};
  return words.contains(cell);
}

// "0,5" as it is written where cells are parted by semicolons.
void take_decimal_commas(std::vector<CsvRow>& rows) {
  for (std::size_t i = 1; i < rows.size(); ++i)
    for (auto& cell : rows[i]) {
      const auto comma = cell.find(',');
      if (comma == std::string::npos || cell.find('.') != std::string::npos) continue;
      std::string plain = cell;
      plain[comma] = '.';
      if (parse_double(plain)) cell = plain;
    }
}

// A header line without a comma, but with semicolons or tabs.
char separator_of(const std::string& text) {
  const std::string header = text.substr(0, text.find('\n'));
  for (const char c : {',', ';', '\t'})
    if (header.find(c) != std::string::npos) return c;
  return ',';
}

PrimColumn column_of(const std::vector<CsvRow>& rows, std::size_t at, std::vector<std::string>& levels) {
  PrimColumn column;
  bool whole = true, numbers = true;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& cell = rows[i][at];
    const auto number = parse_double(cell);
    numbers = numbers && number.has_value();
    whole = whole && cell.find_first_of(".eE") == std::string::npos;
    column.values.push_back(number.value_or(0.0));
  }
  column.kind = !numbers ? Factor::Kind::category : whole ? Factor::Kind::integer : Factor::Kind::real;
  if (numbers) return column;
  std::set<std::string> names;
  for (std::size_t i = 1; i < rows.size(); ++i) names.insert(rows[i][at]);
  levels.assign(names.begin(), names.end());
  for (std::size_t i = 1; i < rows.size(); ++i)
    column.values[i - 1] =
        static_cast<double>(std::lower_bound(levels.begin(), levels.end(), rows[i][at]) - levels.begin());
  return column;
}

// Numbers that instruments and statistical packages write for "missing". Taken for one where it lies far
// beyond all others: more than ten times their span.
void check_stand_ins(const std::string& file, const std::string& y, const std::vector<double>& values,
                     Diagnostics& out) {
  const auto stands_in = [](double v) {
    for (const double nines : {99.0, 999.0, 9999.0, 99999.0, 999999.0})
      if (std::fabs(v) == nines) return true;
    return false;
  };
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const double v : values)
    if (std::isfinite(v) && !stands_in(v)) {
      low = std::min(low, v);
      high = std::max(high, v);
    }
  const double far = 10 * (high - low);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (stands_in(values[i]) && low <= high && (values[i] < low - far || values[i] > high + far))
      out.push_back(
          {file,
           {static_cast<int>(i) + 2, 1},
           y,
           fmt::format("{} lies far from all other values: does it stand for a missing one?", values[i]),
           "leave the cell empty, or write NA, where a run failed"});
}

// The first row of a block of rows that repeats an earlier one, parameters and output, and that one; nothing
// where no parameter is a real number, since whole numbers and categories may well meet again.
std::string repeated_block(const PointTable& t, std::size_t block) {
  if (std::none_of(t.columns.begin(), t.columns.end(),
                   [](const PrimColumn& c) { return c.kind == Factor::Kind::real; }))
    return {};
  std::map<std::vector<double>, std::size_t> seen;
  for (std::size_t first = 0; first + block <= t.y.size(); first += block) {
    std::vector<double> values;
    for (std::size_t i = first; i < first + block; ++i)
      for (const auto& column : t.columns) values.push_back(column.values[i]);
    const auto [there, fresh] = seen.emplace(std::move(values), first);
    if (!fresh)
      return fmt::format("line {}: this and the lines that follow repeat line {}: was a table put in twice?",
                         t.line[first], t.line[there->second]);
  }
  return {};
}

std::string categories_text(const PointTable& table, std::size_t k, const PrimLimit& limit) {
  std::vector<std::string> names;
  for (const auto c : limit.categories) names.push_back(table.levels[k][c]);
  return fmt::format("{}", fmt::join(names, " or "));
}

}  // namespace

std::optional<PointTable> read_point_table(const std::string& file, const std::vector<std::string>& x,
                                           const std::string& y, Diagnostics& out) {
  const FileText read = read_table(file);
  if (!read.good()) {
    out.push_back({file, read.place, "", read.problem, read.hint});
    return std::nullopt;
  }
  std::string text = read.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  const char separator = separator_of(text);
  auto rows = parse_csv(text, separator);
  if (separator != ',') take_decimal_commas(rows);
  while (!rows.empty() && rows.back() == CsvRow{""}) rows.pop_back();
  if (rows.size() < 2) {
    out.push_back({file, {}, "", "there is no point in this table", "a header line, then one line a point"});
    return std::nullopt;
  }
  const CsvRow& header = rows[0];
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (rows[i].size() != header.size())
      out.push_back({file,
                     {static_cast<int>(i) + 1, 1},
                     "",
                     fmt::format("{} cells under {} headings", rows[i].size(), header.size()),
                     ""});
  for (std::size_t k = 0; k < header.size(); ++k)
    if (const auto same =
            std::find(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(k), header[k]);
        same != header.begin() + static_cast<std::ptrdiff_t>(k) && !header[k].empty())
      out.push_back({file,
                     {1, 1},
                     "",
                     fmt::format("columns {} and {} are both called '{}'", same - header.begin() + 1, k + 1,
                                 printable(header[k])),
                     "each column needs a name of its own"});
  const auto find = [&](const std::string& name) {
    const auto at = std::find(header.begin(), header.end(), name);
    if (at == header.end())
      out.push_back(
          {file, {1, 1}, "", fmt::format("there is no column '{}'", printable(name)), suggest(name, header)});
    return static_cast<std::size_t>(at - header.begin());
  };
  const std::size_t output = find(y);
  std::vector<std::size_t> parameters;
  for (const auto& name : x) parameters.push_back(find(name));
  if (!out.empty()) return std::nullopt;
  static const std::set<std::string> counted{"row", "point", "run", "replicate", "runs", "failures"};
  if (x.empty())
    for (std::size_t k = 0; k < header.size(); ++k)
      if (k != output && !counted.contains(header[k])) parameters.push_back(k);
  PointTable table;
  table.levels.resize(parameters.size());
  for (const std::size_t k : parameters) {
    const auto number = [&](const CsvRow& row) { return parse_double(row[k]).has_value(); };
    if (std::none_of(rows.begin() + 1, rows.end(), number)) continue;
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (missing(rows[i][k]))
        out.push_back({file,
                       {static_cast<int>(i) + 1, 1},
                       printable(header[k]),
                       fmt::format("'{}' is no value of a parameter", printable(rows[i][k])),
                       "each point has a value of each parameter; only the output may be missing"});
  }
  if (!out.empty()) return std::nullopt;
  for (std::size_t k = 0; k < parameters.size(); ++k) {
    table.names.push_back(header[parameters[k]]);
    table.columns.push_back(column_of(rows, parameters[k], table.levels[k]));
  }
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& cell = rows[i][output];
    const auto number = parse_double(cell);
    if (!number && !missing(cell))
      out.push_back({file,
                     {static_cast<int>(i) + 1, 1},
                     y,
                     fmt::format("'{}' is no number", printable(cell)),
                     "a plain number such as 1234.5; empty, NA or NaN where a run failed"});
    if (number && std::fabs(*number) > 1e150)
      out.push_back({file,
                     {static_cast<int>(i) + 1, 1},
                     y,
                     fmt::format("'{}' is too large to be squared", printable(cell)),
                     "tell it in a larger unit"});
    table.y.push_back(number.value_or(unknown));
    table.line.push_back(i + 1);
  }
  check_stand_ins(file, y, table.y, out);
  if (const auto runs = runs_of(rows, parameters); out.empty() && !runs.empty())
    gather(file, runs, table, out);
  if (!out.empty()) return std::nullopt;
  return table;
}

std::string saltelli_problem(const PointTable& t, bool second_order) {
  const std::size_t d = t.names.size(), block = second_order ? 2 * d + 2 : d + 2;
  const auto x = [&](std::size_t row, std::size_t k) { return t.columns[k].values[row]; };
  const auto wrong = [&](std::size_t row, std::size_t k, std::size_t as, std::size_t first) {
    return fmt::format(
        "line {}: {} differs from line {}. In a Saltelli design of {} parameters each block of {} lines has "
        "a first "
        "and a last line, and between them each line is the {} one with one parameter, in order, from the "
        "other. "
        "Is the table sorted, are lines missing, or is a column no parameter (name them with --x)?",
        t.line[row], t.names[k].empty() ? "the column without a name" : t.names[k], t.line[as], d, block,
        as == first ? "first" : "last");
  };
  for (std::size_t first = 0; first + block <= t.y.size(); first += block) {
    const std::size_t last = first + block - 1;
    // What a line shares with the one that it was made from, then what it takes from the other: so the first
    // line that does not belong is found before the last one of the block is relied on.
    for (const bool own_part : {true, false})
      for (std::size_t r = 1; r + 1 < block; ++r) {
        const std::size_t own = r <= d ? first : last, other = r <= d ? last : first,
                          j = (r - 1) % std::max<std::size_t>(1, d);
        for (std::size_t k = 0; k < d; ++k) {
          const std::size_t as = k == j ? other : own;
          if ((k != j) == own_part && x(first + r, k) != x(as, k)) return wrong(first + r, k, as, first);
        }
      }
  }
  return repeated_block(t, block);
}

std::string morris_problem(const PointTable& t) {
  const std::size_t d = t.names.size();
  std::vector<std::size_t> moved_at;
  for (std::size_t i = 0; i < t.y.size(); ++i) {
    if (i % (d + 1) == 0) {
      moved_at.assign(d, 0);
      continue;
    }
    std::vector<std::size_t> moved;
    for (std::size_t k = 0; k < d; ++k)
      if (t.columns[k].values[i] != t.columns[k].values[i - 1]) moved.push_back(k);
    if (moved.size() != 1)
      return fmt::format(
          "line {} differs from the one before in {} parameters: trajectories of Morris change one at a time",
          t.line[i], moved.size());
    if (moved_at[moved[0]]++ > 0)
      return fmt::format(
          "line {} changes {} a second time: a trajectory of Morris changes each parameter once", t.line[i],
          t.names[moved[0]]);
  }
  return repeated_block(t, d + 1);
}

namespace {
// The parameters whose limits at the last step chance does not explain.
std::vector<std::string> clear_of_chance(const PointTable& table, const PrimBox& box, double threshold) {
  std::vector<std::string> names;
  PrimStep step = box.steps.back();
  if (!keep_sound_limits(step, table.columns, table.y, threshold)) return names;
  for (std::size_t k = 0; k < step.limits.size(); ++k)
    if (step.limits[k].restricted) names.push_back(table.names[k]);
  return names;
}
}  // namespace

std::string prim_text(const PointTable& table, const std::vector<PrimBox>& boxes, double threshold) {
  if (boxes.empty()) return "There is no point of interest: no box.\n";
  std::string out;
  if (table.runs > 1)
    out += fmt::format("Each of {} points is the mean of its {} runs.\n", table.y.size(), table.runs);
  for (std::size_t b = 0; b < boxes.size(); ++b) {
    const auto clear = clear_of_chance(table, boxes[b], threshold);
    out += clear.empty() ? fmt::format("Box {}: chance explains it, no limit is clear of it\n", b + 1)
                         : fmt::format("Box {}: clear of chance by {}\n", b + 1, fmt::join(clear, ", "));
    out += fmt::format("  {:>4} {:>9} {:>9} {:>9} {:>11} {:>7}\n", "step", "coverage", "density", "mass",
                       "restricted", "points");
    for (std::size_t i = 0; i < boxes[b].steps.size(); ++i) {
      const PrimStep& s = boxes[b].steps[i];
      out += fmt::format("  {:>4} {:>9.4f} {:>9.4f} {:>9.4f} {:>11} {:>7}\n", i, s.coverage, s.density,
                         s.mass, s.restricted, s.points);
    }
    out += "  Limits at the last step\n";
    const auto& limits = boxes[b].steps.back().limits;
    for (std::size_t k = 0; k < limits.size(); ++k) {
      if (!limits[k].restricted) continue;
      const bool by_chance = std::find(clear.begin(), clear.end(), table.names[k]) == clear.end();
      out += fmt::format("    {:<40} {}  (quasi-p {:.2g}{})\n", table.names[k],
                         table.columns[k].kind == Factor::Kind::category
                             ? categories_text(table, k, limits[k])
                             : fmt::format("{:.6g} to {:.6g}", limits[k].low, limits[k].high),
                         limits[k].quasi_p, by_chance ? ": chance explains it" : "");
    }
  }
  return out;
}

std::string prim_json(const PointTable& table, const std::vector<PrimBox>& boxes, double threshold) {
  Json all = Json::array();
  for (const auto& box : boxes) {
    Json steps = Json::array();
    for (const auto& s : box.steps) {
      Json limits = Json::object();
      for (std::size_t k = 0; k < s.limits.size(); ++k) {
        const PrimLimit& l = s.limits[k];
        Json limit = Json::object();
        if (table.columns[k].kind == Factor::Kind::category) {
          for (const auto c : l.categories) limit["values"].push_back(table.levels[k][c]);
        } else {
          limit["low"] = l.low;
          limit["high"] = l.high;
        }
        limit["restricted"] = l.restricted;
        limit["quasi_p"] = l.quasi_p;
        limits[table.names[k]] = limit;
      }
      steps.push_back({{"coverage", s.coverage},
                       {"density", s.density},
                       {"mean", s.mean},
                       {"mass", s.mass},
                       {"restricted", s.restricted},
                       {"points", s.points},
                       {"limits", limits}});
    }
    all.push_back({{"steps", steps},
                   {"inside", box.inside},
                   {"clear_of_chance", clear_of_chance(table, box, threshold)}});
  }
  return dumped({{"boxes", all}});
}

}  // namespace parley
