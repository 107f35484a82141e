#include "parley/study/export.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "parley/runs/modelled.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/runs/trace_rows.hpp"
#include "parley/study/completeness.hpp"
#include "parley/study/figure_titles.hpp"
#include "parley/study/findings.hpp"
#include "parley/study/words.hpp"

namespace parley {

namespace {

constexpr std::array<std::string_view, 9> table_names{"runs",        "points",          "rounds",
                                                      "survival",    "survival_groups", "sensitivity",
                                                      "assumptions", "parameters",      "titles"};
constexpr auto text = Column::Kind::text, whole = Column::Kind::whole, number = Column::Kind::number;

Columns joined(Columns all, const Columns& more) {
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

// "p.c1, p.c2, ..." for the columns of a table.
std::string listed(const char* table, const Columns& columns) {
  std::string list;
  for (const auto& name : sql_names(columns)) list += fmt::format(", {}.{}", table, sql_name(name));
  return list;
}

void copy(TableFile& out, Statement& query) {
  Row row(static_cast<std::size_t>(query.columns()));
  while (query.step()) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = query.cell(static_cast<int>(i));
    out.add(row);
  }
}

void export_survival(Store& store, const Columns& factors, TableFile& out) {
  Statement points = store.database().prepare("SELECT * FROM points WHERE point = ?");
  Statement spells = store.database().prepare(
      "SELECT point, first_truce_days, sum(first_truce_ended), sum(1 - first_truce_ended) FROM runs JOIN "
      "outcomes "
      "USING (run) WHERE first_truce_days IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2");
  std::vector<SpellCount> counts;
  std::int64_t point = -1;
  const auto finish = [&] {
    if (counts.empty()) return;
    points.bind(1, point).step();
    for (const auto& step : survival_curve(counts)) {
      Row row;
      for (int i = 0; i <= static_cast<int>(factors.size()); ++i) row.push_back(points.cell(i));
      row.insert(row.end(), {std::int64_t{step.day}, static_cast<std::int64_t>(step.at_risk),
                             static_cast<std::int64_t>(step.ended), step.beyond.share, step.beyond.low,
                             step.beyond.high});
      out.add(row);
    }
    points.reset();
    counts.clear();
  };
  while (spells.step()) {
    if (spells.whole(0) != point) finish();
    point = spells.whole(0);
    counts.push_back({static_cast<int>(spells.whole(1)), static_cast<std::size_t>(spells.whole(2)),
                      static_cast<std::size_t>(spells.whole(3))});
  }
  finish();
}

Columns group_columns() {
  return {{"parameter", text}, {"group", whole}, {"values", text},     {"truces", whole}, {"day", whole},
          {"at_risk", whole},  {"ended", whole}, {"survival", number}, {"low", number},   {"high", number}};
}

void export_groups(Store& store, const Sweep& sweep, TableFile& out) {
  if (!models_truces(sweep.central)) return;
  const auto& factors = sweep.spec.factors;
  const auto truces = results_of(store, sweep.points(), {}).truces;
  for (std::size_t k = 0; k < factors.size(); ++k) {
    const auto found = survival_by(truces, sweep, k);
    if (!found) continue;
    for (std::size_t g = 0; g < found->groups.size(); ++g) {
      const SurvivalGroup& group = found->groups[g];
      const auto row = [&](const SurvivalStep& step) {
        out.add({factors[k].path, static_cast<std::int64_t>(g),
                 values_text(factors[k], group.low, group.high), static_cast<std::int64_t>(group.truces),
                 std::int64_t{step.day}, static_cast<std::int64_t>(step.at_risk),
                 static_cast<std::int64_t>(step.ended), step.beyond.share, step.beyond.low,
                 step.beyond.high});
      };
      if (group.truces > 0) row({0, group.truces, 0, {1, 1, 1}});
      for (const auto& step : group.curve) row(step);
    }
  }
}

}  // namespace

std::optional<ExportTable> export_table(std::string_view name) {
  for (std::size_t i = 0; i < table_names.size(); ++i)
    if (table_names[i] == name) return static_cast<ExportTable>(i);
  return std::nullopt;
}

std::string export_refusal(const Sweep& sweep, ExportTable table) {
  if (table == ExportTable::rounds && !sweep.study.rounds)
    return "this study kept no rounds of offers (run it with --rounds, or 'rounds: true')";
  return {};
}

void export_to(Store& store, const Sweep& sweep, ExportTable table, const std::string& file,
               const std::vector<std::string>& outputs, TableFormat format, bool gzip) {
  const Model model(sweep.central);
  const Columns factors = factor_columns(sweep.spec), point{{"point", whole}};
  Database& db = store.database();
  const auto write = [&](const Columns& columns, const auto& fill) {
    TableFile out(file, {store.file()}, format, gzip, columns);
    fill(out);
    out.close();
  };
  const auto query = [&](const Columns& columns, const std::string& sql) {
    Statement s = db.prepare(sql);
    write(columns, [&](TableFile& out) { copy(out, s); });
  };
  // A title stands alone where it is drawn: it says itself that runs are missing.
  const auto titled = [&](const Columns& columns, std::vector<Row> rows) {
    const Completeness found = completeness(sweep, store.runs());
    const auto title = static_cast<std::size_t>(
        std::find_if(columns.begin(), columns.end(), [](const Column& c) { return c.name == "title"; }) -
        columns.begin());
    return write(columns, [&](TableFile& out) {
      for (auto& row : rows) {
        if (!found.complete()) row[title] = in_words(found) + ". " + std::get<std::string>(row[title]);
        out.add(row);
      }
    });
  };
  const Columns key{{"run", whole}, {"point", whole}, {"replicate", whole}};
  switch (table) {
    case ExportTable::runs:
      return query(
          joined(joined(joined(key, factors), {{"failure", text}}), outcome_columns(model)),
          fmt::format(
              "SELECT r.run, r.point, r.replicate{}, r.failure{} FROM runs r JOIN points p ON p.point = "
              "r.point LEFT JOIN outcomes o ON o.run = r.run ORDER BY r.run",
              listed("p", factors), listed("o", outcome_columns(model))));
    case ExportTable::points:
      return query(
          joined(joined(point, factors), {{"runs", whole}, {"failures", whole}}),
          fmt::format(
              "SELECT p.point{}, ifnull(n.runs, 0), ifnull(n.failures, 0) FROM points p LEFT JOIN "
              "(SELECT point, count(*) AS runs, count(failure) AS failures FROM runs GROUP BY point) n "
              "ON n.point = p.point ORDER BY p.point",
              listed("p", factors)));
    case ExportTable::rounds:
      return query(
          joined(key, columns_of(study_round_lines(), model)),
          fmt::format(
              "SELECT r.run, r.point, r.replicate{} FROM rounds o JOIN runs r ON r.run = o.run ORDER BY "
              "o.run, o.meeting, o.round",
              listed("o", columns_of(study_round_lines(), model))));
    case ExportTable::survival:
      return write(joined(joined(point, factors), {{"day", whole},
                                                   {"at_risk", whole},
                                                   {"ended", whole},
                                                   {"survival", number},
                                                   {"low", number},
                                                   {"high", number}}),
                   [&](TableFile& out) { export_survival(store, factors, out); });
    case ExportTable::survival_groups:
      return write(group_columns(), [&](TableFile& out) { export_groups(store, sweep, out); });
    case ExportTable::sensitivity:
      return titled(sensitivity_columns(), sensitivity_rows(sweep, findings_of(store, sweep, {outputs, {}})));
    case ExportTable::assumptions:
      return query({{"path", text},
                    {"value", number},
                    {"low", number},
                    {"high", number},
                    {"mark", text},
                    {"why", text},
                    {"varied", whole}},
                   "SELECT * FROM assumptions ORDER BY rowid");
    case ExportTable::parameters:
      return write({{"parameter", text}, {"words", text}}, [&](TableFile& out) {
        for (const Factor& factor : sweep.spec.factors) out.add({factor.path, factor.name()});
      });
    case ExportTable::titles:
      return titled(figure_title_columns(), figure_title_rows(store, sweep, outputs));
  }
}

}  // namespace parley
