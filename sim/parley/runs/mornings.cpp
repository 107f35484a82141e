#include "parley/runs/mornings.hpp"

#include <algorithm>

#include <tbb/enumerable_thread_specific.h>

#include "parley/runs/lasting.hpp"
#include "parley/runs/threads.hpp"

namespace parley {

namespace {

// What one morning takes, about: the grids of parties, fronts and days, and what all have.
std::size_t bytes_of(const Model& m) {
  const std::size_t n = m.parties().size(), fronts = m.fronts.size(), blocs = m.contest.size();
  return 4096 + n * (17 * n + 12 * fronts + 8 * blocs * (blocs + 1) + 200) +
         fronts * (8 * static_cast<std::size_t>(Response::days_before) + 300);
}

}  // namespace

Morning morning_of_deal(const Model& model, const RunKey& key, State& state) {
  const int day = std::min(model.deal_day.value_or(0), model.days);
  begin(model, key, state);
  play(model, key, state, 0, day);
  return {state, day};
}

Mornings::Mornings(const Scenario& s, const LastingOptions& o)
    : model_(std::make_unique<const Model>(first_truce_only(s, o.days))) {
  constexpr std::size_t most_bytes = 256U << 20U;
  by_run_.resize(std::min<std::size_t>(o.replicates, most_bytes / bytes_of(*model_)));
  tbb::enumerable_thread_specific<State> states([&] { return State(*model_); });
  Threads(o.jobs).each(by_run_.size(), [&](std::size_t run) {
    by_run_[run] = morning_of_deal(*model_, {o.seed, 0, static_cast<std::uint32_t>(run)}, states.local());
  });
}

}  // namespace parley
