#include "parley/questions/estimate/point_runs.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "parley/statistics/statistics.hpp"

namespace parley {

std::vector<RunOf> runs_of(const std::vector<CsvRow>& rows, const std::vector<std::size_t>& parameters) {
  const auto column = [&](const char* name) -> std::optional<std::size_t> {
    const auto at = std::find(rows[0].begin(), rows[0].end(), name);
    const auto k = static_cast<std::size_t>(at - rows[0].begin());
    const bool taken = std::find(parameters.begin(), parameters.end(), k) != parameters.end();
    return at == rows[0].end() || taken ? std::nullopt : std::optional(k);
  };
  const auto point = column("point"), replicate = column("replicate");
  std::map<std::string, std::size_t> points, replicates;
  std::map<std::string, std::size_t> seen;  // rows of a point, or of a replicate
  std::vector<RunOf> list;
  bool several = false;
  for (std::size_t i = 1; i < rows.size() && (point || replicate); ++i) {
    const std::string here = point ? rows[i][*point] : "", luck = replicate ? rows[i][*replicate] : "";
    const std::size_t before = seen[point ? here : luck]++;
    RunOf run;
    run.point = point ? points.try_emplace(here, points.size()).first->second : before;
    run.replicate = replicate ? replicates.try_emplace(luck, replicates.size()).first->second : before;
    several = several || run.replicate > 0;
    list.push_back(run);
  }
  return several ? list : std::vector<RunOf>();
}

void gather(const std::string& file, const std::vector<RunOf>& runs, PointTable& t, Diagnostics& out) {
  std::size_t points = 0, replicates = 0;
  for (const RunOf& run : runs) {
    points = std::max(points, run.point + 1);
    replicates = std::max(replicates, run.replicate + 1);
  }
  std::vector<std::size_t> first(points, runs.size());
  std::vector<std::vector<double>> y(points, std::vector<double>(replicates, unknown));
  std::vector<std::vector<bool>> there(points, std::vector<bool>(replicates));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const RunOf& run = runs[i];
    first[run.point] = std::min(first[run.point], i);
    y[run.point][run.replicate] = t.y[i];
    std::string wrong;
    if (there[run.point][run.replicate]) wrong = "the same replicate of the same point stands above";
    for (std::size_t k = 0; k < t.columns.size() && wrong.empty(); ++k)
      if (t.columns[k].values[i] != t.columns[k].values[first[run.point]])
        wrong =
            fmt::format("{} differs from line {}, a run of the same point", t.names[k], first[run.point] + 2);
    if (!wrong.empty())
      out.push_back(
          {file,
           {static_cast<int>(i) + 2, 1},
           "",
           wrong,
           "a row a run: each point has the same parameters in all its rows, and each replicate once"});
    there[run.point][run.replicate] = true;
  }
  if (!out.empty()) return;
  for (auto& column : t.columns) {
    std::vector<double> values;
    for (const std::size_t i : first) values.push_back(column.values[i]);
    column.values = std::move(values);
  }
  t.y.clear();
  t.line.clear();
  t.runs = replicates;
  for (std::size_t p = 0; p < points; ++p) {
    std::vector<double> known;
    for (const double v : y[p])
      if (std::isfinite(v)) known.push_back(v);
    const double n = static_cast<double>(known.size()), middle = mean(known);
    t.y.push_back(middle);
    t.line.push_back(first[p] + 2);
    std::vector<double> luck;
    for (const double v : y[p]) luck.push_back(std::isfinite(v) ? (v - middle) / std::sqrt(n * (n - 1)) : 0);
    t.luck.push_back(std::move(luck));
  }
}

std::string luck_in_words(const PointTable& t) {
  if (t.runs > 1)
    return fmt::format("Each point is the mean of its {} runs; what their luck adds is taken out.", t.runs);
  return "If runs are random, their luck is in these numbers, and nothing here tells how much: that takes a "
         "row a "
         "run, with a column 'replicate'.";
}

}  // namespace parley
