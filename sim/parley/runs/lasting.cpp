#include "parley/runs/lasting.hpp"

#include <algorithm>
#include <memory>

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
  return batch;
}

Interval Lasted::share() const {
  return wilson(static_cast<std::size_t>(std::count(beyond.begin(), beyond.end(), std::uint8_t{1})),
                beyond.size());
}

Lasted lasting(const Scenario& s, const LastingOptions& o, std::optional<PartyId> party, Bound bound) {
  const auto model = std::make_unique<Model>(first_truce_only(s, o.days));
  if (party) model->bound[*party] = bound;
  Lasted lasted;
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t, const Outcome& outcome, const Trace*) {
    lasted.beyond.push_back(outcome.first_truce_ended ? 0 : 1);
    lasted.deaths.push_back(outcome.deaths);
  };
  run_batch(*model, batch_of(o), hooks);
  return lasted;
}

}  // namespace parley
