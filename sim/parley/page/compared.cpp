#include <cmath>

#include <fmt/format.h>

#include "parley/page/sections.hpp"
#include "parley/runs/head.hpp"
#include "parley/runs/html_runs.hpp"
#include "parley/scenario/parameter_words.hpp"

namespace parley {

namespace {

std::string side_in_words(const char* name, const CompareSide& side) {
  std::vector<std::string> changes;
  for (const std::string& set : side.overrides) changes.push_back(change_in_words(side.model->scenario, set));
  return fmt::format("{}: {}{}{}.", name, side.model->scenario.name, changes.empty() ? "" : ", with ",
                     fmt::join(changes, ", "));
}

}  // namespace

HtmlSection comparison_section(const CompareSide& a, const CompareSide& b, const CompareOptions& o,
                               const Comparison& c) {
  std::string body = paragraph(comparison_in_words(o, c), "lead");
  body += list_of({side_in_words("A", a), side_in_words("B", b)});
  HtmlTable table{
      "A and B with the same luck, run by run, at the central values",
      {{"In a run"}, {"A", true}, {"B", true}, {"B less A (95% interval: luck)", true}, {"What it says"}},
      {}};
  for (const Compared& m : c.measures) {
    const auto number = [&](double x) {
      return HtmlCell{figure_in_words(m, x), std::isnan(x) ? std::nullopt : std::optional(x)};
    };
    table.rows.push_back({{measure_in_words(*m.measure, o, c), {}},
                          number(m.a),
                          number(m.b),
                          {difference_in_words(m), m.change.value},
                          {m.comparable ? verdict_in_words(m) : "", {}}});
  }
  body += html(table);
  body += paragraph(fmt::format("n = {} runs of each, run by run with the same luck.", grouped(c.a.runs)),
                    "basis");
  return {"comparison", "What changes", std::move(body)};
}

}  // namespace parley
