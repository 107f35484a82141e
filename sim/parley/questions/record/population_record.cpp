// The record over a population of random conflicts: how long the texts last that their parties sign, by
// class.

#include <memory>
#include <mutex>

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include "parley/engine/simulate.hpp"
#include "parley/questions/record/record.hpp"
#include "parley/runs/pipeline.hpp"
#include "parley/statistics/weibull.hpp"

namespace parley {

namespace {

constexpr int horizons[] = {7, 30, 90, 365};

// The first truce of each random conflict of a class that signs one, in order of place.
std::vector<Spell> first_truces(TruceClass kind, const RecordOptions& options) {
  std::vector<Spell> all;
  std::uint32_t place = 0;
  in_order(
      options.jobs,
      [&]() -> std::optional<std::uint32_t> {
        return place < options.population ? std::optional(place++) : std::nullopt;
      },
      [&](std::uint32_t at) {
        const Model model(random_scenario(kind, options.seed, at));
        State state(model);
        const Outcome& o = simulate(model, {options.seed, at, 0}, state, nullptr);
        return o.deals > 0 ? Spell{o.first_truce_days, o.first_truce_ended} : Spell{-1, false};
      },
      [&](Spell spell) {
        if (spell.days >= 0) all.push_back(spell);
      });
  return all;
}

}  // namespace

Figures population_figures(const RecordOptions& options) {
  Figures figures;
  std::vector<Spell> pooled;
  double at_90[truce_class_names.size()] = {};
  std::size_t fewest = options.population;
  for (std::size_t k = 0; k < truce_class_names.size(); ++k) {
    const std::vector<Spell> truces = first_truces(static_cast<TruceClass>(k), options);
    fewest = std::min(fewest, truces.size());
    pooled.insert(pooled.end(), truces.begin(), truces.end());
    for (const int days : horizons) {
      const Interval i = survival(truces, days);
      if (days == 90) at_90[k] = i.share;
      figures.emplace_back(
          fmt::format("population.{}.{}", truce_class_names[k], days),
          RecordFigure{i.share, i.low, i.high, truces.size(),
                       fmt::format("{} of {} conflicts sign", truces.size(), options.population)});
    }
    const Weibull w = fit_weibull(truces);
    figures.emplace_back(
        fmt::format("population.{}.shape", truce_class_names[k]),
        RecordFigure{w.shape, w.low, w.high, truces.size(), fmt::format("scale {:.0f} days", w.scale)});
  }
  double ordered = 0;
  for (std::size_t k = 1; k < truce_class_names.size(); ++k) ordered += at_90[k] > at_90[k - 1] ? 1 : 0;
  figures.emplace_back(
      "population.order",
      RecordFigure{
          ordered, ordered, ordered, fewest,
          fmt::format("beyond 90 days: local {:.2f}, cessation {:.2f}, compliance {:.2f}, definitive {:.2f}",
                      at_90[0], at_90[1], at_90[2], at_90[3])});
  const Weibull w = fit_weibull(pooled);
  figures.emplace_back("population.all.shape", RecordFigure{w.shape, w.low, w.high, pooled.size(),
                                                            fmt::format("scale {:.0f} days", w.scale)});
  return figures;
}

}  // namespace parley
