#include "parley/study/findings.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <boost/math/distributions/binomial.hpp>
#include <fmt/format.h>

#include "parley/questions/estimate/index_tables.hpp"
#include "parley/runs/run_rows.hpp"

namespace parley {

namespace {

// What the limits of a box hold: its points, those of interest, and by limit the same of the points that only
// this one keeps out.
struct Held {
  std::size_t points = 0, of_interest = 0;
  std::vector<std::size_t> more, more_of_interest;
};

Held held_by(const PrimStep& box, const std::vector<PrimColumn>& columns, const std::vector<double>& y,
             double threshold) {
  Held h;
  h.more.resize(columns.size());
  h.more_of_interest.resize(columns.size());
  for (std::size_t p = 0; p < y.size(); ++p) {
    std::size_t out = 0, by = 0;
    for (std::size_t k = 0; k < columns.size() && out < 2; ++k) {
      const PrimLimit& l = box.limits[k];
      if (!l.restricted) continue;
      const double x = columns[k].values[p];
      const bool in = columns[k].kind == Factor::Kind::category
                          ? std::find(l.categories.begin(), l.categories.end(),
                                      static_cast<std::uint32_t>(x)) != l.categories.end()
                          : x >= l.low && x <= l.high;
      if (in) continue;
      ++out;
      by = k;
    }
    const std::size_t interesting = y[p] > threshold ? 1 : 0;
    if (out == 0) ++h.points, h.of_interest += interesting;
    if (out == 1) ++h.more[by], h.more_of_interest[by] += interesting;
  }
  return h;
}

// Takes away, one after the other, the limit that chance explains best, while there is one (quasi-p, Bryant &
// Lempert 2010, of 0.05 shared out over the parameters that were tried), and counts again. False where
// nothing is left that says more than all points do.
bool keep_sound_limits(PrimStep& box, const std::vector<PrimColumn>& columns, const std::vector<double>& y,
                       double threshold) {
  const double level = 0.05 / static_cast<double>(columns.size());
  for (;;) {
    const Held h = held_by(box, columns, y, threshold);
    if (h.of_interest == 0) return false;
    PrimLimit* worst = nullptr;
    box.restricted = 0;
    for (std::size_t k = 0; k < columns.size(); ++k) {
      PrimLimit& l = box.limits[k];
      if (!l.restricted) continue;
      ++box.restricted;
      const double rate = static_cast<double>(h.of_interest + h.more_of_interest[k]) /
                          static_cast<double>(h.points + h.more[k]);
      l.quasi_p =
          boost::math::cdf(boost::math::complement(boost::math::binomial(static_cast<double>(h.points), rate),
                                                   static_cast<double>(h.of_interest) - 1));
      if (l.quasi_p >= level && (worst == nullptr || l.quasi_p > worst->quasi_p)) worst = &l;
    }
    if (worst != nullptr) {
      worst->restricted = false;
      continue;
    }
    const auto all = static_cast<double>(
        std::count_if(y.begin(), y.end(), [threshold](double v) { return v > threshold; }));
    const auto n = static_cast<double>(h.points), of_interest = static_cast<double>(h.of_interest);
    box.points = h.points;
    box.mass = n / static_cast<double>(y.size());
    box.mean = box.density = of_interest / n;
    box.coverage = of_interest / all;
    return box.restricted > 0 && box.density > all / static_cast<double>(y.size());
  }
}

std::optional<Discovery> discover(const Sweep& sweep, const Output& output, const std::vector<double>& y,
                                  std::optional<double> threshold) {
  std::vector<double> known;
  std::vector<std::size_t> points;
  for (std::size_t p = 0; p < y.size(); ++p)
    if (std::isfinite(y[p])) {
      known.push_back(y[p]);
      points.push_back(p);
    }
  if (known.size() < 20) return std::nullopt;
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
    for (const auto p : points) column.values.push_back(sweep.value(p, k));
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
      if (balance <= best) continue;
      best = balance;
      d.box = std::move(step);
    }
  return d;
}

OutputFindings output_findings(Store& store, const Sweep& sweep, const Output& output,
                               std::optional<double> threshold) {
  OutputFindings f;
  f.output = output;
  const PointMeans points = point_means(store, sweep, output);
  const std::vector<double>& y = points.mean;
  std::size_t n = 0;
  for (const double v : y) {
    if (!std::isfinite(v)) continue;
    f.low = n == 0 ? v : std::min(f.low, v);
    f.high = n == 0 ? v : std::max(f.high, v);
    f.mean += v;
    ++n;
  }
  if (n > 0) f.mean /= static_cast<double>(n);
  f.constant = n == 0 || f.low == f.high;
  if (f.constant) return f;
  const std::size_t factors = sweep.spec.factors.size();
  f.effects = effects_of(sweep, points);
  if (estimator_refusal(sweep.spec, Estimator::sobol).empty())
    f.sobol = sobol_indices(y, factors, sweep.spec.second_order);
  if (estimator_refusal(sweep.spec, Estimator::morris).empty())
    f.morris = morris_effects(sweep.design, y, sweep.spec.levels);
  f.discovery = discover(sweep, output, y, threshold);
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

std::optional<SurvivalFinding> survival_of(Store& store, const Sweep& sweep, std::size_t factor) {
  SurvivalFinding finding;
  finding.factor = factor;
  const auto groups = groups_of(sweep, factor);
  std::vector<std::size_t> group_of(sweep.points());
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (const auto p : groups[g]) group_of[p] = g;
  std::vector<std::vector<Spell>> spells(groups.size());
  Statement s = store.database().prepare(
      "SELECT point, first_truce_days, first_truce_ended FROM runs JOIN outcomes USING (run) WHERE "
      "first_truce_days "
      "IS NOT NULL");
  while (s.step())
    spells[group_of[static_cast<std::size_t>(s.whole(0))]].push_back(
        {static_cast<int>(s.whole(1)), s.whole(2) != 0});
  std::size_t all = 0;
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
    for (const int day : survival_days) group.beyond.push_back(survival(spells[g], day));
    group.curve = survival_curve(spells[g]);
    finding.groups.push_back(std::move(group));
  }
  if (all == 0 || groups.size() < 2) return std::nullopt;
  finding.test = logrank(spells);
  return finding;
}

// In a grid: the levels of a parameter side by side, one row for each setting of all others.
std::optional<OptionRanking> ranking_of(const Sweep& sweep, std::size_t factor, const Output& output,
                                        const std::vector<double>& y) {
  const std::size_t levels = sweep.spec.factors[factor].levels.size();
  if (sweep.spec.kind != DesignKind::grid || levels < 2 || levels > 20) return std::nullopt;
  std::map<std::vector<double>, std::vector<double>> rows;
  for (std::size_t p = 0; p < y.size(); ++p) {
    std::vector<double> others;
    for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k)
      if (k != factor) others.push_back(sweep.design.at(p, k));
    rows[others].push_back(y[p]);  // points come in order of levels
  }
  std::vector<double> table;
  for (const auto& [others, row] : rows)
    if (row.size() == levels &&
        std::all_of(row.begin(), row.end(), [](double v) { return std::isfinite(v); }))
      table.insert(table.end(), row.begin(), row.end());
  if (table.empty()) return std::nullopt;
  return OptionRanking{factor, output, ranking_by_points(table, levels)};
}

}  // namespace

std::string value_text(const Factor& f, double value) {
  if (f.kind == Factor::Kind::category) return f.levels[static_cast<std::size_t>(value)];
  return plain_number(value);
}

Findings findings_of(Store& store, const Sweep& sweep, const FindingsWanted& wanted) {
  Findings all;
  const Model model(sweep.central);
  const Columns columns = outcome_columns(model);
  all.failures = store.failures();
  all.runs = store.runs();
  all.sobol_refusal = estimator_refusal(sweep.spec, Estimator::sobol);
  all.morris_refusal = estimator_refusal(sweep.spec, Estimator::morris);
  const auto good = static_cast<std::size_t>(store.database().whole("SELECT count(*) FROM outcomes"));
  for (std::size_t k = 0; k < ending_names.size(); ++k)
    all.endings[k] = wilson(static_cast<std::size_t>(store.database().whole(fmt::format(
                                "SELECT count(*) FROM outcomes WHERE outcome = '{}'", ending_names[k]))),
                            good);
  auto names = wanted.outputs;
  if (names.empty()) names = sweep.study.outputs;
  if (names.empty()) names = usual_outputs(model.war);
  for (const auto& name : names) {
    const auto output = output_of(name, columns);
    if (!output)
      throw StoreError(
          fmt::format("there is no output '{}' ({})", name, suggest(name, output_names(columns))));
    all.outputs.push_back(output_findings(store, sweep, *output, wanted.threshold));
    const auto y = point_means(store, sweep, *output).mean;
    for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k)
      if (auto ranking = ranking_of(sweep, k, *output, y)) all.rankings.push_back(std::move(*ranking));
  }
  if (model.war) {
    // Of the parameters that matter most to the first output.
    const auto& effects = all.outputs.front().effects;
    for (std::size_t k = 0; k < std::min<std::size_t>(effects.size(), 3); ++k)
      if (auto finding = survival_of(store, sweep, effects[k].factor))
        all.survival.push_back(std::move(*finding));
  }
  return all;
}

Columns sensitivity_columns() {
  constexpr auto text = Column::Kind::text, number = Column::Kind::number;
  return {{"output", text},  {"method", text}, {"parameter", text}, {"with", text},
          {"value", number}, {"low", number},  {"high", number}};
}

std::vector<Row> sensitivity_rows(const Sweep& sweep, const Findings& findings) {
  std::vector<Row> rows;
  const auto& factors = sweep.spec.factors;
  for (const auto& f : findings.outputs) {
    const auto add = [&](const char* method, std::size_t factor, const Estimate& e, Cell with = {}) {
      rows.push_back({f.output.name, std::string(method), factors[factor].path, std::move(with), e.value,
                      e.low, e.high});
    };
    const auto plain = [&](const char* method, std::size_t factor, double value) {
      rows.push_back(
          {f.output.name, std::string(method), factors[factor].path, Cell(), value, Cell(), Cell()});
    };
    std::vector<Effect> effects = f.effects;
    std::sort(effects.begin(), effects.end(),
              [](const Effect& a, const Effect& b) { return a.factor < b.factor; });
    for (const auto& e : effects) add("largest_difference", e.factor, e.difference);
    if (f.sobol) {
      for (std::size_t k = 0; k < factors.size(); ++k) add("sobol_first", k, f.sobol->first[k]);
      for (std::size_t k = 0; k < factors.size(); ++k) add("sobol_total", k, f.sobol->total[k]);
      std::size_t pair = 0;
      for (std::size_t j = 0; j < factors.size() && !f.sobol->second.empty(); ++j)
        for (std::size_t k = j + 1; k < factors.size(); ++k, ++pair)
          add("sobol_second", j, f.sobol->second[pair], factors[k].path);
    }
    if (f.morris)
      for (std::size_t k = 0; k < factors.size(); ++k) {
        add("morris_mu_star", k, f.morris->factors[k].mu_star);
        plain("morris_mu", k, f.morris->factors[k].mu);
        plain("morris_sigma", k, f.morris->factors[k].sigma);
      }
  }
  return rows;
}

}  // namespace parley
