#include <cmath>

#include <fmt/format.h>

#include "parley/page/sections.hpp"
#include "parley/runs/head.hpp"
#include "parley/runs/html_runs.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/statistics/claims.hpp"

namespace parley {

namespace {

std::string side_in_words(const char* name, const CompareSide& side) {
  std::vector<std::string> changes;
  for (const std::string& set : side.overrides) changes.push_back(change_in_words(side.model->scenario, set));
  return fmt::format("{}: {}{}{}.", name, side.model->scenario.name, changes.empty() ? "" : ", with ",
                     fmt::join(changes, ", "));
}

int digits_of(double a, double b) {
  const double most = std::max(std::isnan(a) ? 0 : std::fabs(a), std::isnan(b) ? 0 : std::fabs(b));
  return most >= 100 ? 0 : most >= 10 ? 1 : 2;
}

std::string what_it_says(const Compared& m) {
  if (!m.comparable) return "not compared";
  if (m.alike) return "the same in every run";
  if (std::isnan(m.change.value)) return "not known";
  if (!clear_of_zero(m.change)) return "no difference clear of chance";
  const double gain = m.change.value * (m.measure->better < 0 ? -1 : 1);
  if (m.measure->better == 0) return m.change.value > 0 ? "more in B" : "less in B";
  return gain > 0 ? "B does better" : "A does better";
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
    const bool share = m.measure->in_percent();
    const double scale = share ? 100 : 1;
    const int digits = share ? 1 : digits_of(m.a, m.b);
    const auto number = [&](double x) {
      return std::isnan(x) ? HtmlCell{"not known", {}}
                           : HtmlCell{fmt::format("{:.{}f}{}", scale * x, digits, share ? "%" : ""), x};
    };
    table.rows.push_back({{measure_in_words(*m.measure, o, c), {}},
                          number(m.a),
                          number(m.b),
                          {!m.comparable ? ""
                           : m.alike     ? "0"
                                         : in_words(m.change, scale, digits, share ? " points" : ""),
                           m.change.value},
                          {what_it_says(m), {}}});
  }
  body += html(table);
  body += paragraph(fmt::format("n = {} runs of each, run by run with the same luck.", grouped(c.a.runs)),
                    "basis");
  return {"comparison", "What changes", std::move(body)};
}

}  // namespace parley
