#include <algorithm>

#include <fmt/format.h>

#include "parley/runs/html_runs.hpp"
#include "parley/study/html_findings.hpp"
#include "parley/study/store.hpp"
#include "parley/study/titles.hpp"
#include "parley/study/words.hpp"
#include "parley/support/counted.hpp"

namespace parley {

std::string survival_by_parameter(const Sweep& sweep, const Findings& findings) {
  std::string out;
  for (const auto& s : findings.survival) {
    const Factor& factor = sweep.spec.factors[s.factor];
    CurveChart c;
    c.top = 100;
    std::size_t truces = 0;
    int last = 1;
    HtmlTable table{"First truces by " + factor.name(), {{"Value"}, {"Truces", true}}, {}};
    for (const int day : survival_days) table.heads.push_back({fmt::format("Beyond {} days, %", day), true});
    Chart chart{fmt::format("survival-{}", s.factor), "", "", "", "days since it began",
                "first truces still in force, %",     {}};
    for (const auto& g : s.groups) {
      const auto [colour, dashed] = line_style(c.curves.size());
      const std::string name = values_text(factor, g.low, g.high);
      truces += g.truces;
      std::vector<HtmlCell> row{{name, g.low}, {grouped(g.truces), static_cast<double>(g.truces)}};
      for (const auto& i : g.beyond) row.push_back({share_words(i), i.share});
      table.rows.push_back(std::move(row));
      if (g.truces == 0) continue;
      last = std::max(last, g.curve.back().day);
      c.curves.push_back({name, colour, dashed, CurveChart::Shape::steps, survival_points(g.curve)});
      chart.alt += fmt::format("{}: beyond 30 days {}. ", name, share_words(g.beyond[1]));
    }
    if (c.curves.empty()) continue;
    c.to = last;
    for (const double at : round_ticks(0, last, 8))
      if (at <= c.to) c.ticks.push_back({at, fmt::format("{:.0f}", at)});
    chart.title = survival_title(sweep, s);
    chart.basis =
        fmt::format("n = {} first truces; Kaplan-Meier; bands: 95% intervals; log-rank test: {} ({}).",
                    grouped(truces), test_in_words(s.test), independent_in_words(sweep));
    chart.shows = std::move(c);
    out += figure(chart) + html(table);
  }
  return out;
}

std::string rankings_part(const Sweep& sweep, const Findings& findings) {
  std::string out;
  for (const auto& r : findings.rankings) {
    const Factor& factor = sweep.spec.factors[r.factor];
    HtmlTable table{ranking_title(sweep, r) + ": the order of its values, over all settings of the others",
                    {{"Value"}, {"Mean", true}, {"Highest in, % of settings", true}},
                    {}};
    for (std::size_t k = 0; k < r.stability.options; ++k)
      table.rows.push_back({{factor.levels[k], {}},
                            {amount(r.output, r.stability.mean[k]), r.stability.mean[k]},
                            {fmt::format("{:.1f}", 100 * r.stability.first[k]), r.stability.first[k]}});
    out += html(table);
  }
  return out;
}

std::vector<std::size_t> telling_factors(const Sweep& sweep, const Findings& findings) {
  constexpr std::size_t most = 10;
  std::vector<std::size_t> factors;
  if (sweep.spec.factors.size() > most)
    for (const auto& effect : findings.outputs.front().effects) factors.push_back(effect.factor);
  if (factors.empty())
    for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k) factors.push_back(k);
  factors.resize(std::min(factors.size(), most));
  std::sort(factors.begin(), factors.end());
  return factors;
}

std::string points_part(Store& store, const Sweep& sweep, const Findings& findings) {
  constexpr std::size_t most = 500;
  const auto factors = telling_factors(sweep, findings);
  const auto endings = store.endings(sweep.points(), UINT32_MAX);
  HtmlTable table{"Points of the study, and how their runs end", {{"Point", true}}, {}};
  for (const auto k : factors)
    table.heads.push_back(
        {sweep.spec.factors[k].name(), sweep.spec.factors[k].kind != Factor::Kind::category});
  table.heads.push_back({"Runs", true});
  for (const auto name : ending_names) table.heads.push_back({std::string(name) + ", %", true});
  for (std::size_t p = 0; p < std::min(most, sweep.points()); ++p) {
    std::vector<HtmlCell> row{{std::to_string(p), static_cast<double>(p)}};
    for (const auto k : factors) {
      const Factor& f = sweep.spec.factors[k];
      const double x = sweep.value(p, k);
      row.push_back({value_text(f, x), f.kind == Factor::Kind::category ? std::nullopt : std::optional(x)});
    }
    std::uint64_t runs = 0;
    for (const auto n : endings[p]) runs += n;
    row.push_back({grouped(runs), static_cast<double>(runs)});
    for (const auto n : endings[p]) {
      const Interval share = wilson(n, runs);
      row.push_back({runs == 0 ? "" : share_words(share), share.share});
    }
    table.rows.push_back(std::move(row));
  }
  std::vector<std::string> left_out;
  if (sweep.points() > most)
    left_out.push_back(fmt::format("the first {} of {} points", most, grouped(sweep.points())));
  if (sweep.spec.factors.size() > factors.size())
    left_out.push_back(fmt::format("{} of {} parameters, those that move {} most", factors.size(),
                                   sweep.spec.factors.size(), findings.outputs.front().output.name));
  if (left_out.empty()) return html(table);
  return paragraph(
             fmt::format("Here: {}. All of them: parley export --table points.", fmt::join(left_out, "; ")),
             "note") +
         html(table);
}

}  // namespace parley
