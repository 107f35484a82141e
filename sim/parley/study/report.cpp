#include "parley/study/report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "parley/questions/estimate/index_tables.hpp"
#include "parley/runs/answer_words.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/study/answers.hpp"
#include "parley/study/completeness.hpp"
#include "parley/study/titles.hpp"
#include "parley/study/unread.hpp"
#include "parley/study/words.hpp"
#include "parley/support/counted.hpp"

namespace parley {

namespace {

constexpr std::size_t most_named = 10;

void tell_effects(std::string& out, const Sweep& sweep, const OutputFindings& f) {
  std::size_t clear = 0;
  for (const auto& e : f.effects) clear += e.clear() ? 1 : 0;
  const bool most = f.effects.size() > 1;
  out += fmt::format("  What matters {}: the largest difference between parts of a parameter's values{}\n",
                     most ? "most" : "here", f.output.share ? ", in percentage points" : "");
  if (clear == 0) out += "    no difference is larger than chance explains\n";
  std::size_t shown = 0;
  for (const auto& e : f.effects) {
    if (!e.clear() || shown++ == most_named) break;
    const Factor& factor = sweep.spec.factors[e.factor];
    out += fmt::format("    {}\n      {:>8} ({} to {})\n", with_path(factor.name(), factor.path),
                       change(f.output, e.difference.value), change(f.output, e.difference.low),
                       change(f.output, e.difference.high));
    for (const auto& bin : e.bins) {
      const Estimate mean = within_reason(f.output, bin.mean);
      out += fmt::format("        {:<28} {:>8} ({} to {}), {} {}\n", values_text(factor, bin.low, bin.high),
                         amount(f.output, mean.value), amount(f.output, mean.low),
                         amount(f.output, mean.high), bin.n, bin.n == 1 ? "point" : "points");
    }
  }
  if (clear > most_named)
    out += fmt::format("    ... and {} more: see 'parley export --table sensitivity'\n", clear - most_named);
  if (clear < f.effects.size() && clear > 0)
    out += fmt::format("    {} other parameter{}: no difference that chance does not explain\n",
                       f.effects.size() - clear, f.effects.size() - clear == 1 ? "" : "s");
}

void tell_discovery(std::string& out, const Sweep& sweep, const OutputFindings& f) {
  Page page(false, 100);
  page.hanging("  ", discovery_title(sweep, f) + ".");
  out += page.take();
}

void tell_survival(std::string& out, const Sweep& sweep, const Findings& f) {
  if (f.survival.empty()) return;
  out += fmt::format("\nHow long first truces last (Kaplan-Meier, 95% intervals; log-rank test; {})\n",
                     independent_in_words(sweep));
  for (const auto& s : f.survival) {
    const Factor& factor = sweep.spec.factors[s.factor];
    out += fmt::format("  {}.\n", survival_title(sweep, s));
    out += fmt::format("  by {}: {}\n", with_path(factor.name(), factor.path), test_in_words(s.test));
    for (const auto& g : s.groups) {
      out += fmt::format("    {:<26} {:>7} {};", values_text(factor, g.low, g.high), g.truces,
                         plural(g.truces, "truce"));
      for (std::size_t i = 0; i < survival_days.size(); ++i)
        out += g.beyond[i].known()
                   ? fmt::format("  {} days {}", survival_days[i], share_with_interval(g.beyond[i]))
                   : fmt::format("  {} days not known", survival_days[i]);
      out += "\n";
    }
  }
}

void tell_rankings(std::string& out, const Sweep& sweep, const Findings& f) {
  if (f.rankings.empty()) return;
  out += "\nHow stable is the order of a parameter's values, over all settings of the others\n";
  for (const auto& r : f.rankings) {
    const Factor& factor = sweep.spec.factors[r.factor];
    out += fmt::format("  {}.\n", ranking_title(sweep, r));
    std::vector<std::size_t> order(r.stability.options);
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return r.stability.mean[a] > r.stability.mean[b]; });
    for (std::size_t i = 0; i < order.size(); ++i) {
      out +=
          fmt::format("    {:<30} mean {:<10} highest in {} of settings", factor.levels[order[i]],
                      amount(r.output, r.stability.mean[order[i]]), share_text(r.stability.first[order[i]]));
      if (i + 1 < order.size())
        out += fmt::format("; above {} in {}", factor.levels[order[i + 1]],
                           share_text(r.stability.at(order[i], order[i + 1])));
      out += "\n";
    }
  }
}

}  // namespace

std::string study_report_text(const Sweep& sweep, const Findings& f, const Answers& answers,
                              const std::string& file) {
  const StudyDescription& s = sweep.study;
  std::string out = fmt::format("{}\n", s.name.empty() ? sweep.central.name : s.name);
  out +=
      fmt::format("{}: {} ({} design of {}), {}{}, seed {}, {}\n", file, count_of(sweep.points(), "point"),
                  to_string(sweep.spec.kind), count_of(sweep.spec.factors.size(), "parameter"),
                  count_of(f.runs, "run"), f.failures > 0 ? fmt::format(" ({} failed)", f.failures) : "",
                  s.seed.value, s.independent ? "luck of its own for each point" : "common random numbers");
  if (const std::string words = incomplete_words(completeness(sweep, f.runs), file); !words.empty())
    out += words + "\n";
  for (const auto& unread : unread_of_all(sweep)) out += in_words(unread) + ".\n";
  if (f.runs > f.failures) {
    Page page(false, 100);
    tell_answers(page, answers);
    if (answers.spread()) page.hanging("  ", study_points_in_words(sweep));
    out += page.take();
  }
  out += fmt::format("\nHow the runs end, over all points (95% interval; {})\n", independent_in_words(sweep));
  for (std::size_t k = 0; k < ending_names.size(); ++k)
    out += fmt::format("  {:<10} {:>6}\n", ending_names[k], share_with_interval(f.endings[k]));
  std::vector<std::string> names;
  for (const auto& factor : sweep.spec.factors) names.push_back(with_path(factor.name(), factor.path));
  for (const auto& o : f.outputs) {
    out += fmt::format("\n{}: {}\n", o.output.name, about(o.output));
    out += fmt::format("  {}.\n", effects_title(sweep, o));
    if (o.known > 0)
      out += fmt::format("  over points: mean {}, lowest {}, highest {}\n", amount(o.output, o.mean),
                         amount(o.output, o.low), amount(o.output, o.high));
    if (o.known > 0 && o.known < sweep.points())
      out += fmt::format(
          "  It is not known at {} of {} points, and is left out there; what is left may differ.\n",
          sweep.points() - o.known, sweep.points());
    if (o.constant) continue;
    tell_effects(out, sweep, o);
    if (o.sobol)
      out += fmt::format("  {}.\n", sobol_title(sweep, o)) + sobol_text(names, *o.sobol, 2 * most_named);
    if (o.morris)
      out += fmt::format("  {}.\n", morris_title(sweep, o)) +
             morris_text(names, *o.morris, 2 * most_named, o.output.share);
    if (o.discovery || o.known < least_for_discovery) tell_discovery(out, sweep, o);
  }
  tell_survival(out, sweep, f);
  tell_rankings(out, sweep, f);
  Page last(false, 108);
  last.line("");
  last.hanging("", parts_in_words(f));
  out += last.take();
  return out;
}

}  // namespace parley
