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

void add_runs(const Scenario& s, const LastingOptions& o, const Bounded& what,
              const std::function<bool(const Lasted&)>& enough, Lasted& to) {
  const auto model = std::make_unique<Model>(first_truce_only(s, o.days));
  if (what.party) model->bound[*what.party] = what.bound;
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t, const Outcome& outcome, const Trace*) {
    to.beyond.push_back(outcome.first_truce_ended ? 0 : 1);
    if (!what.alone) to.deaths.push_back(outcome.deaths);
  };
  for (const std::size_t look : looks_at(o.replicates)) {
    if (look <= to.beyond.size()) continue;
    BatchOptions batch = batch_of(o);
    batch.first_truce = what.alone;
    batch.first = static_cast<std::uint32_t>(to.beyond.size());
    batch.replicates = static_cast<std::uint32_t>(look) - batch.first;
    run_batch(*model, batch, hooks);
    if (enough(to)) return;
  }
}

void add_same_runs(const Lasted& all, const LastingOptions& o,
                   const std::function<bool(const Lasted&)>& enough, Lasted& to) {
  for (const std::size_t look : looks_at(o.replicates)) {
    if (look <= to.beyond.size()) continue;
    to.beyond.assign(all.beyond.begin(), all.beyond.begin() + static_cast<std::ptrdiff_t>(look));
    if (enough(to)) return;
  }
}

bool can_be_bound(const Model& m, PartyId p) {
  if (m.signatory[p] != 0 || m.excluded[p] != 0 || !m.factions.of(p).empty()) return true;
  const auto calmed = [&m](FrontId f) {
    return std::any_of(m.clauses.clauses.begin(), m.clauses.clauses.end(), [f](const auto& options) {
      return std::any_of(options.begin(), options.end(),
                         [f](const Clause& c) { return c.covers.contains(f); });
    });
  };
  const auto is_there = [&](FrontId f) {
    const auto& fights = m.fights_on[p];
    return std::any_of(fights.begin(), fights.end(), [f](const auto& at) { return at.front == f; }) ||
           std::any_of(m.blocs.ids().begin(), m.blocs.ids().end(),
                       [&](BlocId b) { return m.leader(b, f) == p; });
  };
  return std::any_of(m.fronts.ids().begin(), m.fronts.ids().end(),
                     [&](FrontId f) { return is_there(f) && calmed(f); });
}

namespace {

Lasted all_runs(const Scenario& s, const LastingOptions& o, const Bounded& what) {
  Lasted lasted;
  add_runs(
      s, o, what, [](const Lasted&) { return false; }, lasted);
  return lasted;
}

double error_of(const Lasted& lasted, const LastingOptions& o) {
  return error_at(looks_at(o.replicates), lasted.beyond.size());
}

}  // namespace

Lasted lasting(const Scenario& s, const LastingOptions& o, std::optional<PartyId> party, Bound bound) {
  return all_runs(s, o, {party, bound, false});
}

Lasted lasting_alone(const Scenario& s, const LastingOptions& o, std::optional<PartyId> party, Bound bound) {
  return all_runs(s, o, {party, bound, true});
}

Interval share_of(const Lasted& lasted, const LastingOptions& o) {
  const auto lasts = std::count(lasted.beyond.begin(), lasted.beyond.end(), std::uint8_t{1});
  return score_interval(static_cast<std::size_t>(lasts), lasted.beyond.size(), error_of(lasted, o));
}

Interval share_of(const Lasted& variant, const Lasted& base, const LastingOptions& o) {
  return share_beside(variant.beyond, base.beyond, error_of(variant, o));
}

Difference change_of(const Lasted& variant, const Lasted& base, const LastingOptions& o) {
  return score_difference(variant.beyond, std::span(base.beyond).first(variant.beyond.size()),
                          error_of(variant, o));
}

Difference deaths_of(const Lasted& variant, const Lasted& base, const LastingOptions& o) {
  return paired_means(variant.deaths, std::span(base.deaths).first(variant.deaths.size()),
                      error_of(variant, o));
}

}  // namespace parley
