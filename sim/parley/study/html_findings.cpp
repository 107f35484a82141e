#include "parley/study/html_findings.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/runs/html_runs.hpp"
#include "parley/study/titles.hpp"
#include "parley/study/words.hpp"
#include "parley/support/counted.hpp"

namespace parley {

namespace {

constexpr std::size_t most_rows = 12, most_parts = 2;

std::string counted(std::size_t n, const char* one) {
  return fmt::format("{} {}", grouped(n), plural(n, one));
}

// Of the axis: shares in percent.
double scale_of(const Output& o) { return o.share ? 100 : 1; }
std::string unit_of(const Output& o) { return o.share ? "share of runs, %" : "mean of " + o.name; }
std::string difference_unit(const Output& o) {
  return o.share ? "percentage points" : "difference in " + o.name;
}

Reading reading(const Estimate& e, double scale, std::string told, bool faint = false) {
  return {scale * e.value, scale * e.low, scale * e.high, std::move(told), faint};
}

std::string amount_words(const Output& o, const Estimate& e) {
  const Estimate mean = within_reason(o, e);
  return fmt::format("{} ({} to {})", amount(o, mean.value), amount(o, mean.low), amount(o, mean.high));
}
std::string change_words(const Output& o, const Estimate& e) {
  return fmt::format("{} ({} to {})", change(o, e.value), change(o, e.low), change(o, e.high));
}

std::string id_of(const std::string& name) {
  std::string id;
  for (const char c : name) id += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
  return id;
}

// What stands beside a row of a chart: three lines at most; the table has all of it.
std::string row_name(const Factor& factor) {
  constexpr std::size_t most = 78;
  const std::string& name = factor.name();
  return name.size() <= most ? name : name.substr(0, name.rfind(' ', most)) + " ...";
}

std::string basis_of(const Sweep& sweep, std::size_t runs, const std::string& more) {
  return fmt::format("n = {}, {}. {}", counted(sweep.points(), "point"), counted(runs, "run"), more);
}

std::string effects_figure(const Sweep& sweep, const OutputFindings& f, std::size_t runs) {
  RangeChart c;
  RangeChart::Series series{"largest difference", Colour::blue, {}};
  Chart chart{"effects-" + id_of(f.output.name),
              effects_title(sweep, f),
              basis_of(sweep, runs,
                       "Dots: the largest difference between parts of a parameter's values; lines: 95% "
                       "intervals that allow "
                       "for all differences looked at. Grey and hollow: not clear of chance."),
              "",
              difference_unit(f.output) + " between the parts that differ most",
              "",
              {}};
  for (std::size_t k = 0; k < std::min(f.effects.size(), most_rows); ++k) {
    const Effect& e = f.effects[k];
    c.rows.push_back(row_name(sweep.spec.factors[e.factor]));
    series.marks.push_back(
        reading(e.difference, scale_of(f.output), change_words(f.output, e.difference), !e.clear()));
    chart.alt += fmt::format("{}: {}. ", c.rows.back(), series.marks.back().told);
  }
  c.series.push_back(std::move(series));
  chart.shows = std::move(c);
  return figure(chart);
}

std::string parts_figure(const Sweep& sweep, const OutputFindings& f, const Effect& e) {
  const Factor& factor = sweep.spec.factors[e.factor];
  RangeChart c;
  RangeChart::Series series{"mean", Colour::purple, {}};
  if (f.output.share) std::tie(c.from, c.to) = std::pair{0.0, 100.0};
  Chart chart{fmt::format("parts-{}-{}", id_of(f.output.name), e.factor),
              fmt::format("{} by {}: {} where it is {}, {} where it is {}", in_short(f.output), factor.name(),
                          amount(f.output, e.bins[e.from].mean.value),
                          values_text(factor, e.bins[e.from].low, e.bins[e.from].high),
                          amount(f.output, e.bins[e.to].mean.value),
                          values_text(factor, e.bins[e.to].low, e.bins[e.to].high)),
              "",
              "",
              unit_of(f.output),
              "",
              {}};
  std::size_t points = 0;
  for (const auto& bin : e.bins) {
    points += bin.n;
    c.rows.push_back(fmt::format("{}, {}", values_text(factor, bin.low, bin.high),
                                 fmt::format("{}\u00a0{}", bin.n, bin.n == 1 ? "point" : "points")));
    series.marks.push_back(
        reading(within_reason(f.output, bin.mean), scale_of(f.output), amount_words(f.output, bin.mean)));
    chart.alt += fmt::format("{}: {}. ", c.rows.back(), series.marks.back().told);
  }
  chart.basis = fmt::format(
      "n = {}, in parts by the parameter's value; dots: mean over the points of a part; lines: 95% intervals "
      "{}.",
      counted(points, "point"), e.luck_alone ? "of the luck of their runs" : "over points");
  c.series.push_back(std::move(series));
  chart.shows = std::move(c);
  return figure(chart);
}

std::vector<std::size_t> order_by(const std::vector<Estimate>& estimates) {
  std::vector<std::size_t> order(estimates.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return estimates[a].value > estimates[b].value; });
  return order;
}

std::string three(const Estimate& e) {
  return fmt::format("{:.3f} ({:.3f} to {:.3f})", e.value, e.low, e.high);
}

std::string sobol_figure(const Sweep& sweep, const OutputFindings& f) {
  const SobolIndices s = as_shares(*f.sobol);
  RangeChart c;
  RangeChart::Series first{"alone (first order)", Colour::blue, {}},
      total{"with others (total)", Colour::vermillion, {}};
  const auto order = order_by(s.total);
  Chart chart{
      "sobol-" + id_of(f.output.name),
      "",
      fmt::format("n = {}{}. Sobol indices; lines: 95% bootstrap intervals.", counted(s.blocks, "base point"),
                  s.dropped > 0 ? fmt::format(", {} left out", s.dropped) : ""),
      "",
      "share of the output's variance",
      "",
      {}};
  chart.title = sobol_title(sweep, f);
  for (std::size_t i = 0; i < std::min(order.size(), most_rows); ++i) {
    const auto k = order[i];
    c.rows.push_back(row_name(sweep.spec.factors[k]));
    first.marks.push_back(reading(s.first[k], 1, three(s.first[k])));
    total.marks.push_back(reading(s.total[k], 1, three(s.total[k])));
    chart.alt +=
        fmt::format("{}: alone {}, with others {}. ", c.rows.back(), three(s.first[k]), three(s.total[k]));
  }
  c.series = {std::move(first), std::move(total)};
  chart.shows = std::move(c);
  return figure(chart);
}

std::string morris_figure(const Sweep& sweep, const OutputFindings& f) {
  const MorrisEffects& m = *f.morris;
  std::vector<Estimate> sizes;
  for (const auto& e : m.factors) sizes.push_back(e.mu_star);
  const auto order = order_by(sizes);
  PlaneChart c;
  Chart chart{
      "morris-" + id_of(f.output.name),
      morris_title(sweep, f),
      fmt::format("n = {}{}. Morris screening; lines: 95% bootstrap intervals of mu*. High up: the effect "
                  "depends on other parameters, or "
                  "is not straight.",
                  count_of(m.trajectories, "trajectory", "trajectories"),
                  m.dropped > 0 ? fmt::format(", {} left out", m.dropped) : ""),
      "",
      fmt::format("mean size of the effect over the whole range (mu*), {}",
                  f.output.share ? "share of runs" : f.output.name),
      "spread of the effect (sigma)",
      {}};
  for (const auto k : order) {
    const auto& e = m.factors[k];
    c.points.push_back({sweep.spec.factors[k].path,  // a short label; the table beside it has the words

                        {e.mu_star.value, e.size().low, e.mu_star.high,
                         fmt::format("mu* {:.4g} ({:.4g} to {:.4g}), sigma {:.4g}", e.mu_star.value,
                                     e.size().low, e.mu_star.high, e.sigma)},
                        e.sigma});
    if (c.points.size() <= most_rows)
      chart.alt += fmt::format("{}: {}. ", c.points.back().name, c.points.back().x.told);
  }
  chart.shows = std::move(c);
  return figure(chart);
}

std::string spread_words(const Sweep& sweep, const OutputFindings& f) {
  const std::string left_out =
      f.known < sweep.points()
          ? fmt::format(
                " It is not known at {} of {} points, and is left out there; what is left may "
                "differ.",
                sweep.points() - f.known, sweep.points())
          : "";
  return fmt::format("Over the points: mean {}, lowest {}, highest {}.", amount(f.output, f.mean),
                     amount(f.output, f.low), amount(f.output, f.high)) +
         left_out;
}

HtmlTable sensitivity_table(const Sweep& sweep, const Findings& findings) {
  HtmlTable table{"All that was estimated (also: parley export --table sensitivity)", {}, {}};
  const auto columns = sensitivity_columns();
  for (const auto& c : columns) table.heads.push_back({c.name, c.kind == Column::Kind::number});
  for (const auto& row : sensitivity_rows(sweep, findings)) {
    std::vector<HtmlCell> cells;
    for (const auto& cell : row) {
      const auto* number = std::get_if<double>(&cell);
      if (number != nullptr && std::isnan(*number)) number = nullptr;
      const auto* text = std::get_if<std::string>(&cell);
      cells.push_back(number != nullptr ? HtmlCell{fmt::format("{:.4g}", *number), *number}
                                        : HtmlCell{text != nullptr ? *text : "", {}});
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace

std::vector<std::string> decisive_sentences(const Sweep& sweep, const Findings& findings) {
  std::vector<std::string> out;
  for (const auto& f : findings.outputs) out.push_back(effects_title(sweep, f) + ".");
  return out;
}

std::string sensitivity_part(const Sweep& sweep, const Findings& findings) {
  std::string out;
  for (const auto& f : findings.outputs) {
    if (f.constant || f.effects.empty()) {
      out += paragraph(effects_title(sweep, f) + ".");
      continue;
    }
    out += paragraph(fmt::format("{}: {}", f.output.name, about(f.output)), "output");
    out += paragraph(spread_words(sweep, f));
    out += effects_figure(sweep, f, findings.runs);
    std::size_t shown = 0;
    for (const auto& e : f.effects)
      if (e.clear() && shown++ < most_parts) out += parts_figure(sweep, f, e);
    if (f.sobol)
      out += f.sobol->variance > 0 ? sobol_figure(sweep, f) : paragraph(sobol_title(sweep, f) + ".");
    if (f.morris)
      out += f.morris->trajectories > 0 ? morris_figure(sweep, f) : paragraph(morris_title(sweep, f) + ".");
    if (f.discovery || f.known < least_for_discovery) out += paragraph(discovery_title(sweep, f) + ".");
  }
  if (!findings.sobol_refusal.empty())
    out += paragraph("No Sobol indices: " + findings.sobol_refusal, "note");
  if (!findings.morris_refusal.empty())
    out += paragraph("No Morris effects: " + findings.morris_refusal, "note");
  out += paragraph(parts_in_words(findings), "note");
  return out + html(sensitivity_table(sweep, findings));
}

}  // namespace parley
