#include "parley/questions/compare/report.hpp"

#include <cmath>

#include "parley/runs/head.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

std::string title_of(const Measure& m, int days, int kept) {
  if (m.of != nullptr) return std::string(m.title);
  return fmt::format("{} {} days", m.title, m.share ? days : kept);
}

// What may be said of a difference: see statistics/claims.hpp.
std::string verdict(const Compared& m) {
  if (!(m.change.value == m.change.value)) return "";
  if (m.alike) return "  the same in every run";
  return clear_of_zero(m.change) ? "" : "  not clear of chance";
}

std::string number_or(double x, const char* unit, double scale) {
  return std::isnan(x) ? "not known" : fmt::format("{:.1f}{}", scale * x, unit);
}

void side(Page& page, const char* name, const CompareSide& s) {
  page.hanging(fmt::format("{}: ", name),
               fmt::format("{} ({}){}{}", s.model->scenario.name, s.file,
                           s.overrides.empty() ? "" : ", with ", fmt::join(s.overrides, ", ")));
}

void differences(Page& page, const CompareOptions& o, const Comparison& c) {
  page.section("Side by side (95% interval of the difference; the same luck in both)");
  page.line(fmt::format("  {:<46}{:>10}{:>10}   {}", "", "A", "B", "B - A"));
  for (const Compared& m : c.measures) {
    if (m.measure->told != nullptr && std::isnan(m.a) && std::isnan(m.b)) continue;  // in neither war
    const bool share = m.measure->share;
    const double scale = share ? 100 : 1;
    const std::string change =
        std::isnan(m.change.value) ? "not known"
        : std::isnan(m.change.low)
            ? fmt::format("{:+.1f}{} (interval not known)", scale * m.change.value, share ? " points" : "")
            : fmt::format("{:+.1f}{} ({:+.1f} to {:+.1f})", scale * m.change.value, share ? " points" : "",
                          scale * m.change.low, scale * m.change.high);
    page.line(fmt::format("  {:<46}{:>10}{:>10}   {}{}", title_of(*m.measure, o.days, c.kept),
                          number_or(m.a, share ? "%" : "", scale), number_or(m.b, share ? "%" : "", scale),
                          change, verdict(m)));
  }
  if (c.a.with_deal() > 0 && c.b.with_deal() > 0)
    page.line(fmt::format("  {:<46}{:>10.0f}{:>10.0f}", "first text, day or round in the median",
                          median(c.a.agreement_days), median(c.b.agreement_days)));
}

void survivals(Page& page, const Comparison& c) {
  page.section("How long the first truce lasts, of those signed");
  page.line(fmt::format("  {:<20}{:<30}{}", "", "A", "B"));
  for (const int day : {7, 30, 90})
    page.line(fmt::format("  {:<20}{:<30}{}", fmt::format("beyond {} days", day),
                          percent(survival(c.a.truces, day)), percent(survival(c.b.truces, day))));
  for (const auto& [name, side] : {std::pair{"A: ", &c.a}, std::pair{"B: ", &c.b}})
    if (const std::string why = followed_in_words(side->truces, 90); !why.empty())
      page.hanging(std::string("  ") + name, why);
}

void robust(Page& page, const CompareOptions& o, const Robustness& r) {
  if (r.points.empty()) return;
  const std::size_t n = r.points.size(), not_told = n - r.a_better - r.b_better - r.equal;
  page.section(fmt::format("Does it depend on the assumptions? ({})", title_of(*r.measure, o.days, o.days)));
  page.hanging("  ", fmt::format("{} drawn over {} {} (low to high, Latin hypercube, the same draws in "
                                 "both), {} at each:",
                                 count_of(n, "point"), r.ranges,
                                 o.every_number ? "ranges, declared or by rule" : "declared ranges",
                                 count_of(o.runs, "run")));
  page.line(fmt::format("  A is better in {}", percent(wilson(r.a_better, n))));
  page.line(fmt::format("  B is better in {}", percent(wilson(r.b_better, n))));
  page.line(fmt::format("  equal in       {}", percent(wilson(r.equal, n))));
  if (not_told > 0) page.line(fmt::format("  not known in   {}", percent(wilson(not_told, n))));
  page.hanging("  ",
               "Ranges are taken as equally likely throughout, or as the triangle that they are said to be, "
               "and as independent; a point says which side did "
               "better in its few runs, not by how much.");
}

Json side_json(const CompareSide& s, const Summary& summary) {
  Json survived = Json::object();
  for (const int day : {7, 30, 90}) {
    const Interval i = survival(summary.truces, day);
    survived[std::to_string(day)] = {{"share", i.share}, {"low", i.low}, {"high", i.high}};
  }
  return {
      {"scenario", s.model->scenario.name},
      {"file", s.file},
      {"set", s.overrides},
      {"agreement_median", summary.with_deal() > 0 ? Json(median(summary.agreement_days)) : Json(nullptr)},
      {"truce_survival", survived}};
}

}  // namespace

std::string comparison_text(const CompareSide& a, const CompareSide& b, const CompareOptions& o,
                            const Comparison& c, bool colour, std::size_t width) {
  Page page(colour, width);
  page.title("Comparison");
  side(page, "A", a);
  side(page, "B", b);
  page.line(fmt::format("{} runs of each, seed {}, parley {}", c.a.runs, o.seed, version()));
  rests_on(page, a.model->scenario,
           "(Those of A.) Figures side by side hold for their central values; intervals tell chance only.");
  if (a.model->war && b.model->war && a.model->days != b.model->days)
    page.hanging("", fmt::format("The calendars differ: A has {} days, B {}. Deaths, days of truce, people "
                                 "displaced and aid are sums "
                                 "over them and cannot be compared; how long first truces last can.",
                                 a.model->days, b.model->days));
  differences(page, o, c);
  if (a.model->war && b.model->war && c.a.with_deal() > 0 && c.b.with_deal() > 0) survivals(page, c);
  robust(page, o, c.robustness);
  return page.take();
}

std::string comparison_json(const CompareSide& a, const CompareSide& b, const CompareOptions& o,
                            const Comparison& c) {
  Json out = {{"version", version()},   {"seed", o.seed},      {"replicates", c.a.runs},
              {"horizon_days", o.days}, {"kept_days", c.kept}, {"a", side_json(a, c.a)},
              {"b", side_json(b, c.b)}};
  Json measures = Json::array();
  for (const Compared& m : c.measures)
    measures.push_back({{"measure", m.measure->name},
                        {"a", m.a},
                        {"b", m.b},
                        {"difference", m.change.value},
                        {"low", m.change.low},
                        {"high", m.change.high},
                        {"alike", m.alike}});
  out["measures"] = measures;
  const Robustness& r = c.robustness;
  if (r.points.empty()) return dumped(out);
  Json points = Json::array();
  for (const auto& p : r.points) points.push_back({{"a", p.a}, {"b", p.b}});
  const auto share = [&](std::size_t k) {
    const Interval i = wilson(k, r.points.size());
    return Json{{"share", i.share}, {"low", i.low}, {"high", i.high}};
  };
  out["robustness"] = {{"measure", r.measure->name},
                       {"ranges", r.ranges},
                       {"runs_a_point", o.runs},
                       {"a_better", share(r.a_better)},
                       {"b_better", share(r.b_better)},
                       {"equal", share(r.equal)},
                       {"not_known", share(r.points.size() - r.a_better - r.b_better - r.equal)},
                       {"points", points}};
  return dumped(out);
}

}  // namespace parley
