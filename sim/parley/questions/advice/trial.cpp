#include "parley/questions/advice/trial.hpp"

#include <algorithm>
#include <memory>
#include <span>

#include "parley/engine/model.hpp"
#include "parley/runs/batch.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

namespace {

std::vector<double> numbers(const Outcome& o) {
  const auto whom = [](std::optional<PartyId> p) { return p ? static_cast<double>(p->position()) : -1.0; };
  std::vector<double> n{static_cast<double>(o.ending),
                        static_cast<double>(o.deals),
                        static_cast<double>(o.agreement_day),
                        static_cast<double>(o.last_deal_day),
                        static_cast<double>(o.first_truce_days),
                        static_cast<double>(o.truce_days),
                        static_cast<double>(o.collapse_day),
                        static_cast<double>(o.manner),
                        whom(o.ended_by),
                        static_cast<double>(o.cause),
                        whom(o.walked_out),
                        static_cast<double>(o.refusals),
                        static_cast<double>(o.track),
                        o.deaths,
                        o.deaths_in_truce,
                        o.civilian_deaths,
                        o.displaced,
                        o.aid_days};
  for (const auto& deal : {o.first_deal, o.last_deal})
    for (const auto option : deal) n.push_back(static_cast<double>(option));
  for (const double c : o.control) n.push_back(c);
  return n;
}

}  // namespace

double Trial::share(const std::vector<double>& values) const { return mean(values); }

Trial try_out(const Scenario& scenario, const TrialOptions& options) {
  const auto model = std::make_unique<Model>(scenario);
  BatchOptions batch;
  batch.seed = options.seed;
  batch.replicates = options.runs;
  batch.jobs = options.jobs;
  Trial trial;
  const double days = model->war ? model->days : 1;
  run_batch(*model, batch,
            {.run =
                 [&](std::uint32_t, const Outcome& o, const Trace*) {
                   trial.outcomes.push_back(numbers(o));
                   trial.runs.push_back(o);
                   trial.signs.push_back(o.deals > 0 ? 1 : 0);
                   const bool over = o.first_truce_ended && o.first_truce_days <= options.days;
                   trial.lasting.push_back(o.has_truce() && !over ? 1 : 0);
                   trial.calm.push_back(static_cast<double>(o.truce_days) / days);
                 },
             .chunk = {}});
  return trial;
}

bool same(const Trial& a, const Trial& b) {
  const std::size_t n = std::min(a.outcomes.size(), b.outcomes.size());
  return std::equal(a.outcomes.begin(), a.outcomes.begin() + static_cast<std::ptrdiff_t>(n),
                    b.outcomes.begin());
}

LargestMove largest_move(const Trial& trial, const Trial& variant) {
  LargestMove most;
  const std::vector<double> Trial::*const all[] = {&Trial::signs, &Trial::lasting, &Trial::calm};
  const std::size_t n = std::min(trial.runs.size(), variant.runs.size());
  for (std::size_t k = 0; k < 3; ++k) {
    const LargestMove move{static_cast<WhatMoves>(k), paired_means(std::span(variant.*all[k]).first(n),
                                                                   std::span(trial.*all[k]).first(n))};
    if (k == 0 || move.size() > most.size()) most = move;
  }
  return most;
}

}  // namespace parley
