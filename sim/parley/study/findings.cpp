#include "parley/study/findings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <numeric>

#include <fmt/format.h>

#include "parley/questions/estimate/index_tables.hpp"
#include "parley/runs/doubts.hpp"
#include "parley/runs/modelled.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/statistics/blocked.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/statistics/distributions.hpp"
#include "parley/statistics/sound_limits.hpp"
#include "parley/study/store.hpp"
#include "parley/study/titles.hpp"

namespace parley {

namespace {

// Whether the output inside a box differs from that outside by more than the luck of the runs explains.
bool beyond_luck(const std::vector<bool>& inside, const std::vector<std::size_t>& points,
                 const PointMeans& means) {
  std::array<double, 2> sum{}, own{}, n{};
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t p = points[i], side = inside[i] ? 1 : 0;
    sum[side] += means.mean[p];
    own[side] += means.error[p] * means.error[p];
    n[side] += 1;
  }
  if (n[0] == 0 || n[1] == 0) return false;
  const double error = std::sqrt(own[0] / (n[0] * n[0]) + own[1] / (n[1] * n[1]));
  return sum[1] / n[1] - sum[0] / n[0] > normal_bound(1 - claim_level) * error;
}

std::optional<Discovery> discover(const Sweep& sweep, const PointMeans& means,
                                  std::optional<double> threshold) {
  const Output& output = means.output;
  const std::vector<double>& y = means.mean;
  std::vector<double> known;
  std::vector<std::size_t> points;
  for (std::size_t p = 0; p < y.size(); ++p)
    if (std::isfinite(y[p])) {
      known.push_back(y[p]);
      points.push_back(p);
    }
  if (known.size() < least_for_discovery) return std::nullopt;
  std::vector<double> sorted = known;
  std::sort(sorted.begin(), sorted.end());
  const auto above = [&](double t) {
    return static_cast<double>(sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), t)) /
           static_cast<double>(sorted.size());
  };
  Discovery d;
  // A share is of interest above one half, where enough points are; else the highest quarter is.
  const bool half = output.share && above(0.5) >= 0.05 && above(0.5) <= 0.95;
  d.threshold = threshold ? *threshold : half ? 0.5 : sorted[sorted.size() * 3 / 4];
  d.base_rate = above(d.threshold);
  d.of_interest = static_cast<std::size_t>(std::lround(d.base_rate * static_cast<double>(sorted.size())));
  if (d.of_interest == 0 || d.of_interest == sorted.size())
    return threshold ? std::optional(d) : std::nullopt;  // only who asked for it is told
  std::vector<PrimColumn> columns;
  for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k) {
    PrimColumn column{sweep.spec.factors[k].kind, {}};
    // What no run looks at is one value everywhere: no box can be cut by it.
    for (const auto p : points)
      column.values.push_back(sweep.spec.factors[k].unread ? 0.0 : sweep.value(p, k));
    columns.push_back(std::move(column));
  }
  PrimOptions options;
  options.threshold = d.threshold;
  const auto boxes = prim(columns, known, options);
  // Of all steps, without the limits that chance explains, the one that balances coverage and density best.
  double best = 0;
  for (const auto& box : boxes)
    for (auto step : box.steps) {
      if (!keep_sound_limits(step, columns, known, d.threshold)) continue;
      const double balance = 2 * step.coverage * step.density / (step.coverage + step.density);
      if (balance <= best || !beyond_luck(within(step, columns, points.size()), points, means)) continue;
      best = balance;
      d.box = std::move(step);
    }
  return d;
}

OutputFindings output_findings(const Sweep& sweep, const PointMeans& points,
                               std::optional<double> threshold) {
  OutputFindings f;
  f.output = points.output;
  const std::vector<double>& y = points.mean;
  std::size_t n = 0;
  for (const double v : y) {
    if (!std::isfinite(v)) continue;
    f.low = n == 0 ? v : std::min(f.low, v);
    f.high = n == 0 ? v : std::max(f.high, v);
    f.mean += v;
    ++n;
  }
  f.known = n;
  f.constant = n == 0 || all_alike(f.low, f.high);
  f.mean = n > 0 ? f.mean / static_cast<double>(n) : unknown;
  if (n == 0) f.low = f.high = unknown;
  if (f.constant && f.output.share && n > 1)
    for (std::size_t p = 0; p < y.size(); ++p)
      if (std::isfinite(y[p])) f.hidden = std::max(f.hidden, z95 * std::sqrt(2.0) * points.error[p]);
  if (f.constant) return f;
  const std::size_t factors = sweep.spec.factors.size();
  f.effects = effects_of(sweep, points);
  std::erase_if(f.effects, [&](const Effect& e) { return sweep.spec.factors[e.factor].unread; });
  if (estimator_refusal(sweep.spec, Estimator::sobol).empty())
    f.sobol = sobol_indices(y, factors, sweep.spec.second_order, {}, points.luck);
  if (estimator_refusal(sweep.spec, Estimator::morris).empty())
    f.morris = morris_effects(sweep.design, y, sweep.spec.levels, {}, points.luck);
  f.discovery = discover(sweep, points, threshold);
  return f;
}

// Points by the parameter's levels, where they are few, else by its lower and upper half.
std::vector<std::vector<std::size_t>> groups_of(const Sweep& sweep, std::size_t factor) {
  const auto x = values_of(sweep, factor);
  std::map<double, std::vector<std::size_t>> levels;
  for (std::size_t p = 0; p < x.size(); ++p) levels[x[p]].push_back(p);
  std::vector<std::vector<std::size_t>> groups;
  if (levels.size() <= 4) {
    for (auto& [value, points] : levels) groups.push_back(std::move(points));
    return groups;
  }
  groups.resize(2);
  std::size_t placed = 0;
  for (const auto& [value, points] : levels) {
    auto& group = groups[2 * placed >= x.size() ? 1 : 0];
    group.insert(group.end(), points.begin(), points.end());
    placed += points.size();
  }
  return groups;
}

// In a grid: the levels of a parameter side by side, one row for each setting of all others.
std::optional<OptionRanking> ranking_of(const Sweep& sweep, std::size_t factor, const Output& output,
                                        const PointMeans& means) {
  const std::vector<double>& y = means.mean;
  const std::size_t levels = sweep.spec.factors[factor].levels.size();
  if (sweep.spec.factors[factor].unread) return std::nullopt;
  if (sweep.spec.kind != DesignKind::grid || levels < 2 || levels > 20) return std::nullopt;
  std::map<std::vector<double>, std::vector<std::size_t>> rows;
  for (std::size_t p = 0; p < y.size(); ++p) {
    std::vector<double> others;
    for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k)
      if (k != factor) others.push_back(sweep.design.at(p, k));
    rows[others].push_back(p);  // points come in order of levels
  }
  std::vector<double> table, squares(levels, 0.0);
  for (const auto& [others, row] : rows) {
    if (row.size() != levels ||
        !std::all_of(row.begin(), row.end(), [&](std::size_t p) { return std::isfinite(y[p]); }))
      continue;
    for (std::size_t k = 0; k < levels; ++k) {
      table.push_back(y[row[k]]);
      squares[k] += means.error[row[k]] * means.error[row[k]];
    }
  }
  if (table.empty()) return std::nullopt;
  OptionRanking r{factor, output, ranking_by_points(table, levels), 0, {}};
  const auto& mean = r.stability.mean;
  r.best = static_cast<std::size_t>(std::max_element(mean.begin(), mean.end()) - mean.begin());
  const std::size_t whole = table.size() / levels, pairs = levels * (levels - 1) / 2;
  const auto settings = static_cast<double>(whole);
  const double bound = normal_bound(1 - claim_level / static_cast<double>(pairs));
  for (std::size_t k = 0; k < levels; ++k) {
    const double half = bound * std::sqrt(squares[r.best] + squares[k]) / settings;
    if (k != r.best && !(mean[r.best] - mean[k] > half)) r.rivals.push_back(k);
  }
  return r;
}

}  // namespace

std::optional<SurvivalFinding> survival_by(const std::vector<FirstTruce>& truces, const Sweep& sweep,
                                           std::size_t factor) {
  if (sweep.spec.factors[factor].unread) return std::nullopt;
  SurvivalFinding finding;
  finding.factor = factor;
  const auto groups = groups_of(sweep, factor);
  std::vector<std::size_t> group_of(sweep.points());
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (const auto p : groups[g]) group_of[p] = g;
  std::vector<std::vector<Spell>> spells(groups.size());
  std::vector<std::vector<BlockedSpell>> blocked(groups.size());
  std::size_t all = 0, blocks = 0;
  for (const auto& truce : truces) {
    blocks = std::max(blocks, truce.replicate + 1);
    if (!truce.spell) continue;
    spells[group_of[truce.point]].push_back(*truce.spell);
    if (!sweep.study.independent) blocked[group_of[truce.point]].push_back({truce.replicate, *truce.spell});
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    SurvivalGroup group;
    group.low = std::numeric_limits<double>::infinity();
    group.high = -group.low;
    for (const auto p : groups[g]) {
      group.low = std::min(group.low, sweep.value(p, factor));
      group.high = std::max(group.high, sweep.value(p, factor));
    }
    group.truces = spells[g].size();
    all += group.truces;
    if (sweep.study.independent) {
      for (const int day : survival_days) group.beyond.push_back(survival(spells[g], day));
      group.curve = survival_curve(spells[g]);
    } else {
      group.beyond = blocked_survival(blocked[g], blocks, survival_days);
      group.curve = blocked_curve(blocked[g], blocks);
    }
    finding.groups.push_back(std::move(group));
  }
  if (all == 0 || groups.size() < 2) return std::nullopt;
  finding.test = sweep.study.independent ? logrank(spells) : blocked_logrank(blocked, blocks);
  return finding;
}

std::string value_text(const Factor& f, double value) {
  if (f.unread) return "not looked at";
  if (f.kind == Factor::Kind::category) return f.levels[static_cast<std::size_t>(value)];
  return plain_number(value);
}

std::vector<Output> outputs_wanted(const Sweep& sweep, const std::vector<std::string>& wanted) {
  const Columns columns = outcome_columns_of(sweep);
  auto names = wanted.empty() ? sweep.study.outputs : wanted;
  if (names.empty()) names = usual_outputs(sweep.central);
  std::vector<Output> outputs;
  for (const auto& name : names) {
    const auto output = output_of(name, columns);
    if (!output)
      throw StoreError(
          fmt::format("there is no output '{}' ({})", name, suggest(name, output_names(columns))));
    if (const std::string why = output_refusal(*output, sweep.central); !why.empty())
      throw StoreError(fmt::format("'{}' cannot be known: {}", name, why));
    outputs.push_back(*output);
  }
  return outputs;
}

Findings findings_of(const PointResults& results, const Sweep& sweep, std::optional<double> threshold) {
  Findings all;
  all.failures = results.failures;
  all.runs = results.runs;
  all.sobol_refusal = estimator_refusal(sweep.spec, Estimator::sobol);
  all.morris_refusal = estimator_refusal(sweep.spec, Estimator::morris);
  const auto good = std::accumulate(results.endings.begin(), results.endings.end(), std::size_t{0});
  for (std::size_t k = 0; k < ending_names.size(); ++k) {
    std::vector<BlockCount> blocks;
    for (const auto& ends : results.by_replicate)
      blocks.push_back({static_cast<double>(ends[k]),
                        static_cast<double>(std::accumulate(ends.begin(), ends.end(), std::size_t{0}))});
    all.endings[k] = sweep.study.independent ? wilson(results.endings[k], good) : blocked_share(blocks);
  }
  for (const auto& means : results.means) {
    all.outputs.push_back(output_findings(sweep, means, threshold));
    for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k)
      if (auto ranking = ranking_of(sweep, k, means.output, means))
        all.rankings.push_back(std::move(*ranking));
  }
  if (models_truces(sweep.central)) {
    // Of the parameters that matter most to the first output.
    const auto& effects = all.outputs.front().effects;
    for (std::size_t k = 0; k < std::min<std::size_t>(effects.size(), 3); ++k)
      if (auto finding = survival_by(results.truces, sweep, effects[k].factor))
        all.survival.push_back(std::move(*finding));
  }
  return all;
}

Findings findings_of(Store& store, const Sweep& sweep, const FindingsWanted& wanted) {
  // Indices of designs whose points hang together are freed of the luck of their runs, which one run a point
  // does not tell.
  const auto model = std::make_unique<Model>(sweep.central);
  const bool indices = sweep.spec.kind == DesignKind::saltelli || sweep.spec.kind == DesignKind::morris;
  const auto replicates = static_cast<std::size_t>(sweep.study.replicates.value);
  return findings_of(results_of(store, sweep.points(), outputs_wanted(sweep, wanted.outputs),
                                indices && (replicates > 1 || left_to_chance(*model)) ? replicates : 0),
                     sweep, wanted.threshold);
}

Columns sensitivity_columns() {
  constexpr auto text = Column::Kind::text, number = Column::Kind::number;
  return {{"output", text}, {"method", text}, {"parameter", text}, {"with", text},  {"value", number},
          {"low", number},  {"high", number}, {"title", text},     {"words", text}, {"with_words", text}};
}

std::vector<Row> sensitivity_rows(const Sweep& sweep, const Findings& findings) {
  std::vector<Row> rows;
  const auto& factors = sweep.spec.factors;
  for (const auto& f : findings.outputs) {
    std::string title = effects_title(sweep, f);
    const auto add = [&](const char* method, std::size_t factor, const Estimate& e,
                         const Factor* with = nullptr) {
      rows.push_back({f.output.name, std::string(method), factors[factor].path,
                      with == nullptr ? Cell() : Cell(with->path), e.value, e.low, e.high, title,
                      factors[factor].name(), with == nullptr ? Cell() : Cell(with->name())});
    };
    const auto plain = [&](const char* method, std::size_t factor, double value) {
      rows.push_back({f.output.name, std::string(method), factors[factor].path, Cell(), value, Cell(), Cell(),
                      title, factors[factor].name(), Cell()});
    };
    std::vector<Effect> effects = f.effects;
    std::sort(effects.begin(), effects.end(),
              [](const Effect& a, const Effect& b) { return a.factor < b.factor; });
    for (const auto& e : effects) add("largest_difference", e.factor, e.difference);
    for (std::size_t k = 0; k < factors.size(); ++k)  // the title tells why there are none
      if (f.constant || factors[k].unread) add("largest_difference", k, {unknown, unknown, unknown});
    if (f.sobol) {
      title = sobol_title(sweep, f);
      const SobolIndices told = as_shares(*f.sobol);
      for (std::size_t k = 0; k < factors.size(); ++k) add("sobol_first", k, told.first[k]);
      for (std::size_t k = 0; k < factors.size(); ++k) add("sobol_total", k, told.total[k]);
      std::size_t pair = 0;
      for (std::size_t j = 0; j < factors.size() && !told.second.empty(); ++j)
        for (std::size_t k = j + 1; k < factors.size(); ++k, ++pair)
          add("sobol_second", j, told.second[pair], &factors[k]);
    }
    if (f.morris) title = morris_title(sweep, f);
    if (f.morris)
      for (std::size_t k = 0; k < factors.size(); ++k) {
        add("morris_mu_star", k, f.morris->factors[k].size());
        plain("morris_mu", k, f.morris->factors[k].mu);
        plain("morris_sigma", k, f.morris->factors[k].sigma);
      }
  }
  return rows;
}

}  // namespace parley
