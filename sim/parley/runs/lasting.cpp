#include "parley/runs/lasting.hpp"

#include <algorithm>
#include <memory>

#include "parley/statistics/looks.hpp"

namespace parley {

int deal_day_of(const Scenario& s) { return s.deal->date ? s.deal->date->days - s.calendar->start.days : 0; }

Scenario first_truce_only(Scenario s, int age) {
  s.calendar->end.days = std::min(s.calendar->end.days, s.calendar->start.days + deal_day_of(s) + age);
  s.talks.reopen_after = 0;
  return s;
}

BatchOptions batch_of(const LastingOptions& o) {
  BatchOptions batch;
  batch.seed = o.seed;
  batch.replicates = o.replicates;
  batch.jobs = o.jobs;
  if (o.mornings != nullptr) batch.mornings = o.mornings->by_run();
  return batch;
}

Interval Lasted::share() const {
  return wilson(static_cast<std::size_t>(std::count(beyond.begin(), beyond.end(), std::uint8_t{1})),
                beyond.size());
}

namespace {

// alone: runs end with the first truce, and tell nothing of deaths.
Lasted played(const Scenario& s, const LastingOptions& o, std::optional<PartyId> party, Bound bound,
              bool alone) {
  const auto model = std::make_unique<Model>(first_truce_only(s, o.days));
  if (party) model->bound[*party] = bound;
  Lasted lasted;
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t, const Outcome& outcome, const Trace*) {
    lasted.beyond.push_back(outcome.first_truce_ended ? 0 : 1);
    if (!alone) lasted.deaths.push_back(outcome.deaths);
  };
  BatchOptions batch = batch_of(o);
  batch.first_truce = alone;
  run_batch(*model, batch, hooks);
  return lasted;
}

}  // namespace

Lasted lasting_alone(const Scenario& s, const LastingOptions& o, std::optional<PartyId> party, Bound bound) {
  return played(s, o, party, bound, true);
}

SideOfShare side_of_share(const Scenario& s, const LastingOptions& o) {
  const auto model = std::make_unique<Model>(first_truce_only(s, o.days));
  const std::vector<std::size_t> looks = looks_at(o.replicates);
  std::size_t lasts = 0;
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t, const Outcome& outcome, const Trace*) {
    lasts += outcome.first_truce_ended ? 0 : 1;
  };
  SideOfShare side;
  for (const std::size_t runs : looks) {
    BatchOptions batch = batch_of(o);
    batch.first_truce = true;
    batch.first = side.runs;
    batch.replicates = static_cast<std::uint32_t>(runs) - side.runs;
    run_batch(*model, batch, hooks);
    side = {score_interval(lasts, runs, looks.size()), static_cast<std::uint32_t>(runs)};
    if (o.share < side.survival.low || o.share > side.survival.high) break;
  }
  return side;
}

Lasted lasting(const Scenario& s, const LastingOptions& o, std::optional<PartyId> party, Bound bound) {
  return played(s, o, party, bound, false);
}

}  // namespace parley
