#include "parley/questions/estimate/point_table.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "parley/questions/estimate/index_tables.hpp"
#include "parley/scenario/quantity.hpp"
#include "parley/writing/csv.hpp"

namespace parley {

namespace {

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

std::string categories_text(const PointTable& table, std::size_t k, const PrimLimit& limit) {
  std::vector<std::string> names;
  for (const auto c : limit.categories) names.push_back(table.levels[k][c]);
  return fmt::format("{}", fmt::join(names, " or "));
}

}  // namespace

std::optional<PointTable> read_point_table(const std::string& file, const std::vector<std::string>& x,
                                           const std::string& y, Diagnostics& out) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    out.push_back({file, {}, "", "cannot be read", ""});
    return std::nullopt;
  }
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  auto rows = parse_csv(text);
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
  for (std::size_t k = 0; k < parameters.size(); ++k) {
    table.names.push_back(header[parameters[k]]);
    table.columns.push_back(column_of(rows, parameters[k], table.levels[k]));
  }
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& cell = rows[i][output];
    const auto number = parse_double(cell);
    if (!number && !cell.empty() && cell != "nan")
      out.push_back({file,
                     {static_cast<int>(i) + 1, 1},
                     y,
                     fmt::format("'{}' is no number", printable(cell)),
                     "leave it empty where a run failed"});
    table.y.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  if (!out.empty()) return std::nullopt;
  return table;
}

std::string prim_text(const PointTable& table, const std::vector<PrimBox>& boxes) {
  if (boxes.empty()) return "There is no point of interest: no box.\n";
  std::string out;
  for (std::size_t b = 0; b < boxes.size(); ++b) {
    out += fmt::format("Box {}\n  {:>4} {:>9} {:>9} {:>9} {:>11} {:>7}\n", b + 1, "step", "coverage",
                       "density", "mass", "restricted", "points");
    for (std::size_t i = 0; i < boxes[b].steps.size(); ++i) {
      const PrimStep& s = boxes[b].steps[i];
      out += fmt::format("  {:>4} {:>9.4f} {:>9.4f} {:>9.4f} {:>11} {:>7}\n", i, s.coverage, s.density,
                         s.mass, s.restricted, s.points);
    }
    out += "  Limits at the last step\n";
    const auto& limits = boxes[b].steps.back().limits;
    for (std::size_t k = 0; k < limits.size(); ++k) {
      if (!limits[k].restricted) continue;
      out += fmt::format("    {:<40} {}  (quasi-p {:.2g})\n", table.names[k],
                         table.columns[k].kind == Factor::Kind::category
                             ? categories_text(table, k, limits[k])
                             : fmt::format("{:.6g} to {:.6g}", limits[k].low, limits[k].high),
                         limits[k].quasi_p);
    }
  }
  return out;
}

std::string prim_json(const PointTable& table, const std::vector<PrimBox>& boxes) {
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
    all.push_back({{"steps", steps}, {"inside", box.inside}});
  }
  return dumped({{"boxes", all}});
}

}  // namespace parley
