#include "parley/study/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include "parley/engine/simulate.hpp"
#include "parley/questions/estimate/index_tables.hpp"
#include "parley/runs/measures.hpp"
#include "parley/runs/pipeline.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/study/findings.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

struct Weighted {
  double value, weight;
};

// The smallest value at or below which the share `q` of the weight lies.
double quantile(std::vector<Weighted> list, double q) {
  std::sort(list.begin(), list.end(), [](const Weighted& a, const Weighted& b) { return a.value < b.value; });
  double all = 0, sum = 0;
  for (const auto& w : list) all += w.weight;
  for (const auto& w : list)
    if ((sum += w.weight) >= q * all) return w.value;
  return list.empty() ? 0.0 : list.back().value;
}

// Means of the study's targets over some runs of one scenario; nothing where it cannot be run.
class Trial {
 public:
  explicit Trial(const Sweep& sweep) : sweep_(sweep) {
    const Columns columns = outcome_columns_of(sweep);
    for (const auto& [key, target] : sweep.study.targets) {
      beyond_.push_back(output_of(key.id, columns)->beyond);
      readers_.push_back(beyond_.back() ? OutputReader() : output_reader(key.id, columns));
    }
  }

  std::vector<double> means(std::span<const double> unit, const RunKey& key) const {
    std::vector<double> sums(readers_.size(), 0.0);
    std::vector<std::size_t> counts(readers_.size(), 0);
    Diagnostics problems;
    auto scenario = sweep_.at(unit, problems);
    if (!scenario) return std::vector<double>(readers_.size(), std::nan(""));
    const Model model(std::move(*scenario));
    State state(model);
    const auto replicates = static_cast<std::uint32_t>(sweep_.study.calibrate.replicates.value);
    std::vector<FirstSpell> truces;
    for (std::uint32_t r = 0; r < replicates; ++r) {
      RowCells cells;
      const Outcome& outcome = simulate(model, {key.seed, key.point, r}, state);
      write_outcome(cells, model, nullptr, outcome);
      truces.push_back(first_spell(outcome));
      for (std::size_t k = 0; k < readers_.size(); ++k)
        if (!readers_[k])
          continue;
        else if (const auto value = readers_[k](cells.rows.front())) {
          sums[k] += *value;
          ++counts[k];
        }
    }
    for (std::size_t k = 0; k < sums.size(); ++k)
      sums[k] = beyond_[k]      ? lasting_share(lasting_values(truces, *beyond_[k]))
                : counts[k] > 0 ? sums[k] / static_cast<double>(counts[k])
                                : std::nan("");
    return sums;
  }

  double distance(const std::vector<double>& means) const {
    double squares = 0, n = 0;
    for (std::size_t k = 0; k < means.size(); ++k) {
      const Target& t = sweep_.study.targets.rows[k].value;
      if (t.held_out) continue;
      const double d = (means[k] - t.value) / t.scale;
      squares += d * d;
      n += 1;
    }
    return std::sqrt(squares / n);
  }

 private:
  const Sweep& sweep_;
  std::vector<std::optional<int>> beyond_;  // days of a target that is about how long first truces last
  std::vector<OutputReader> readers_;       // of the others
};

}  // namespace

std::string calibration_refusal(const Sweep& sweep) {
  bool fitted = false;
  for (const auto& [key, target] : sweep.study.targets) {
    fitted = fitted || !target.held_out;
    if (is_distance(key.id)) return fmt::format("'{}' cannot be a target", key.id);
  }
  if (!fitted)
    return "the study names no target that is fitted (targets: {holding: {value: 0.4, scale: 0.1}})";
  return {};
}

namespace {

// The outputs where each parameter in turn is at an end of its range and the others are in the middle.
std::vector<std::vector<double>> means_at_ends(const Trial& trial, std::size_t factors, std::uint64_t seed,
                                               std::uint32_t from) {
  std::vector<std::vector<double>> list;
  for (std::size_t k = 0; k < factors; ++k)
    for (const double end : {0.0, 1.0}) {
      std::vector<double> unit(factors, 0.5);
      unit[k] = end;
      list.push_back(trial.means(unit, {seed, from++, 0}));
    }
  return list;
}

// Whether a target differs anywhere: one that is the same whatever the parameters, in every run, cannot fail.
bool moves(const std::vector<std::vector<double>>& posterior, const std::vector<std::vector<double>>& ends,
           std::size_t target) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const auto* list : {&posterior, &ends})
    for (const auto& means : *list) {
      if (!std::isfinite(means[target])) continue;
      low = std::min(low, means[target]);
      high = std::max(high, means[target]);
    }
  return low > high || !all_alike(low, high);
}

// What a check comes to.
std::string verdict(const PredictiveCheck& c) {
  const char* what = c.held_out ? "held out: " : "fitted: ";
  if (!c.known()) return std::string(what) + "not known, no run tells it";
  if (!c.moved)
    return fmt::format("{}{}, but the same in all that was played: no parameter moves it", what,
                       c.met() ? "within" : "OUTSIDE");
  return std::string(what) + (c.met() ? "within" : "OUTSIDE");
}

}  // namespace

CalibrationResult calibrate(const Sweep& sweep, int jobs, const std::atomic<bool>* stop,
                            const AbcProgress& progress) {
  const Calibration& c = sweep.study.calibrate;
  const Trial trial(sweep);
  const std::size_t factors = sweep.spec.factors.size();
  AbcOptions options;
  options.particles = static_cast<std::size_t>(c.particles.value);
  options.generations = static_cast<std::size_t>(c.generations.value);
  options.quantile = c.keep.value;
  options.seed = static_cast<std::uint64_t>(sweep.study.seed.value);
  options.jobs = jobs;
  options.stop = stop;
  CalibrationResult result;
  result.abc = abc_smc(
      factors,
      [&](std::span<const double> unit, const RunKey& key) { return trial.distance(trial.means(unit, key)); },
      options, progress);
  const AbcResult& abc = result.abc;
  const std::size_t n = abc.weights.size();
  for (std::size_t i = 0; i < n; ++i) {
    result.values.emplace_back();
    for (std::size_t k = 0; k < factors; ++k)
      result.values.back().push_back(scaled(sweep.spec.factors[k], abc.unit[i * factors + k]));
  }
  for (std::size_t k = 0; k < factors; ++k) {
    PosteriorParameter p;
    p.prior_low = scaled(sweep.spec.factors[k], 0);
    p.prior_high = scaled(sweep.spec.factors[k], 1);
    std::vector<Weighted> values;
    for (std::size_t i = 0; i < n; ++i) {
      values.push_back({result.values[i][k], abc.weights[i]});
      p.mean += abc.weights[i] * result.values[i][k];
    }
    p.low = quantile(values, 0.05);
    p.median = quantile(values, 0.5);
    p.high = quantile(values, 0.95);
    result.parameters.push_back(p);
  }
  // Fresh luck: a seed that no candidate had.
  std::vector<std::vector<double>> again(n);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads_for(jobs)));
  tbb::parallel_for(std::size_t{0}, n, [&](std::size_t i) {
    again[i] = trial.means(std::span(abc.unit).subspan(i * factors, factors),
                           {options.seed + 1, static_cast<std::uint32_t>(i), 0});
  });
  const auto ends = means_at_ends(trial, factors, options.seed + 1, static_cast<std::uint32_t>(n));
  for (std::size_t t = 0; t < sweep.study.targets.size(); ++t) {
    const auto& [key, target] = sweep.study.targets.rows[t];
    PredictiveCheck check{key.id, target.value, target.scale, target.held_out};
    std::vector<Weighted> values;
    double all = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (!std::isfinite(again[i][t])) continue;
      values.push_back({again[i][t], abc.weights[i]});
      check.mean = (values.size() == 1 ? 0 : check.mean) + abc.weights[i] * again[i][t];
      all += abc.weights[i];
    }
    check.sets = values.size();
    check.moved = moves(again, ends, t);
    result.checks.push_back(check);
    if (values.empty()) continue;
    PredictiveCheck& told = result.checks.back();
    told.mean /= all;
    told.low = quantile(values, 0.05);
    told.high = quantile(values, 0.95);
  }
  return result;
}

namespace {

const char* stopped_in_words(AbcStop stop) {
  switch (stop) {
    case AbcStop::target:
      return "the distance asked for was reached";
    case AbcStop::generations:
      return "all generations were made";
    case AbcStop::acceptance:
      return "hardly a candidate was accepted any more";
    case AbcStop::evaluations:
      return "the limit of candidates was reached";
    case AbcStop::stuck:
      return "the distance did not shrink any more";
    case AbcStop::interrupted:
      return "it was interrupted";
  }
  return "";
}

}  // namespace

std::string calibration_text(const Sweep& sweep, const CalibrationResult& r) {
  std::string out = fmt::format("{}\n", sweep.study.name.empty() ? sweep.central.name : sweep.study.name);
  out += fmt::format("Approximate Bayesian computation, {} parameter sets, {} runs each, seed {}: {}.\n",
                     r.abc.weights.size(), sweep.study.calibrate.replicates.value, sweep.study.seed.value,
                     stopped_in_words(r.abc.stopped));
  out += "\nGenerations: largest distance accepted (in scales), share accepted, effective number of sets\n";
  for (const auto& g : r.abc.generations)
    out += fmt::format("  {:>10} {:>7.1f}% {:>8.0f}\n",
                       std::isfinite(g.threshold) ? fmt::format("{:.3f}", g.threshold) : "any",
                       100 * g.acceptance, g.effective);
  out += "\nPosterior (prior: even over the range, or its triangle): median and 90% interval\n";
  for (std::size_t k = 0; k < r.parameters.size(); ++k) {
    const Factor& f = sweep.spec.factors[k];
    const auto& p = r.parameters[k];
    const auto shown = [&](double x) { return value_text(f, x); };
    out += fmt::format("  {}\n    {:>10} ({} to {})   of {} to {}\n", with_path(f.name(), f.path),
                       shown(p.median), shown(p.low), shown(p.high), shown(p.prior_low), shown(p.prior_high));
  }
  out +=
      "\nPredictive check, with fresh luck: mean and 90% interval of the posterior's means beside the "
      "target\n";
  for (const bool held_out : {false, true})
    for (const auto& c : r.checks)
      if (c.held_out == held_out)
        out += fmt::format("  {:<28} {}   target {} +- {:.3g}   {}\n", c.output,
                           c.known() ? fmt::format("{:>10} ({} to {})", plain_number(c.mean),
                                                   plain_number(c.low), plain_number(c.high))
                                     : " not known",
                           plain_number(c.target), c.scale, verdict(c));
  out +=
      "\nA posterior says which values of these parameters go with these targets in this model. It is no "
      "evidence for\n"
      "the model: only targets that were held out can speak against it.\n";
  return out;
}

std::string calibration_json(const Sweep& sweep, const CalibrationResult& r) {
  Json generations = Json::array(), parameters = Json::array(), checks = Json::array();
  for (const auto& g : r.abc.generations)
    generations.push_back({{"threshold", std::isfinite(g.threshold) ? Json(g.threshold) : Json(nullptr)},
                           {"candidates", g.evaluations},
                           {"acceptance", g.acceptance},
                           {"effective", g.effective}});
  for (std::size_t k = 0; k < r.parameters.size(); ++k) {
    const auto& p = r.parameters[k];
    parameters.push_back({{"parameter", sweep.spec.factors[k].path},
                          {"words", sweep.spec.factors[k].name()},
                          {"mean", p.mean},
                          {"low", p.low},
                          {"median", p.median},
                          {"high", p.high},
                          {"prior_low", p.prior_low},
                          {"prior_high", p.prior_high}});
  }
  for (const auto& c : r.checks)
    checks.push_back({{"output", c.output},
                      {"held_out", c.held_out},
                      {"target", c.target},
                      {"scale", c.scale},
                      {"mean", c.mean},
                      {"low", c.low},
                      {"high", c.high},
                      {"sets", c.sets},
                      {"moved", c.moved},
                      {"within", c.known() ? Json(c.met()) : Json(nullptr)}});
  return dumped({{"study", sweep.study.name},
                 {"scenario", sweep.central.name},
                 {"particles", r.abc.weights.size()},
                 {"replicates", sweep.study.calibrate.replicates.value},
                 {"seed", sweep.study.seed.value},
                 {"stopped", stopped_in_words(r.abc.stopped)},
                 {"generations", generations},
                 {"posterior", parameters},
                 {"predictive_check", checks}});
}

}  // namespace parley
