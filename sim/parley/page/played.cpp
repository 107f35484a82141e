#include "parley/page/played.hpp"

#include <algorithm>
#include <cmath>

#include "parley/document/yaml_document.hpp"
#include "parley/runs/batch.hpp"
#include "parley/scenario/loader.hpp"
#include "parley/scenario/override.hpp"

namespace parley {

std::optional<Scenario> scenario_of(const Given& given, Diagnostics& diagnostics) {
  auto document = parse_yaml(given.file, given.text, diagnostics);
  if (!document) return std::nullopt;
  if (!given.set.empty()) override_values(*document, given.set, diagnostics);
  if (!diagnostics.empty()) return std::nullopt;
  auto scenario = load_scenario(*document, diagnostics);
  if (!scenario) return std::nullopt;
  if (const std::string refusal = refusal_of(*scenario); !refusal.empty())
    diagnostics.push_back({given.file, {}, "parties", refusal, ""});
  if (!diagnostics.empty()) return std::nullopt;
  return scenario;
}

ByWeekAndFront::ByWeekAndFront(const Model& model)
    : covered(Response::weeks), others(Response::weeks), control(model.fronts.size()) {}

void ByWeekAndFront::add(const Outcome& o) {
  for (int w = 0; w < Response::weeks; ++w) {
    if (!o.has_truce()) continue;
    const auto week = static_cast<std::size_t>(w);
    if (o.response.has(0, w)) covered[week].push_back(o.response.share(0, w));
    if (o.response.has(1, w)) others[week].push_back(o.response.share(1, w));
  }
  for (const FrontId f : control.ids())
    if (o.control.size() == control.size()) control[f].push_back(o.control[f]);
}

Played::Played(Scenario scenario, Given what)
    : given(std::move(what)),
      model(std::make_unique<Model>(std::move(scenario))),
      sums(model->scenario),
      by(*model) {}

void Played::play(std::uint64_t with, std::uint32_t n) {
  if (with != seed) {
    runs = 0;
    summary = {};
    sums = HeadlineSums(model->scenario);
    kinds = {};
    by = ByWeekAndFront(*model);
    each.clear();
    seed = with;
  }
  if (n <= runs) return;
  BatchOptions batch;
  batch.seed = seed;
  batch.first = runs;
  batch.replicates = n - runs;
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t replicate, const Outcome& o, const Trace*) {
    summary.add(o);
    sums.add(o);
    kinds.add(replicate, o);
    by.add(o);
    each.push_back({o.ending, std::max(0, o.first_truce_days), o.deaths});
  };
  run_batch(*model, batch, hooks);
  runs = n;
}

std::pair<std::uint32_t, std::uint32_t> most_unlike(const Played& p) {
  constexpr std::size_t looked_at = 1000;
  const std::size_t n = std::min(looked_at, p.each.size());
  double days = 1, deaths = 1;
  for (const auto& run : p.each) {
    days = std::max(days, static_cast<double>(run.truce_days));
    deaths = std::max(deaths, run.deaths);
  }
  std::pair<std::uint32_t, std::uint32_t> pair{0, 0};
  double most = -1;
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = a + 1; b < n; ++b) {
      const double apart = (p.each[a].ending != p.each[b].ending ? 1 : 0) +
                           std::abs(p.each[a].truce_days - p.each[b].truce_days) / days +
                           std::fabs(p.each[a].deaths - p.each[b].deaths) / deaths;
      if (apart <= most) continue;
      most = apart;
      pair = {static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)};
    }
  return pair;
}

}  // namespace parley
