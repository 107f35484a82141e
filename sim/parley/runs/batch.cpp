#include "parley/runs/batch.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace parley {

namespace {

template <class... List>
std::size_t bytes_held(const List&... parts) {
  return (std::size_t{0} + ... + (parts.capacity() * sizeof(*parts.begin())));
}
std::size_t bytes_held(const Trace& t) {
  return bytes_held(t.happenings, t.meetings, t.days, t.fronts, t.parties, t.talk.said, t.talk.packages);
}

}  // namespace

std::uint32_t run_batch(const Model& model, const BatchOptions& options, const BatchHooks& hooks) {
  constexpr std::uint32_t chunk_size = 128;
  constexpr std::size_t most_bytes = 256U << 20U;  // of the traces of a chunk, where one alone is not larger
  const bool traced = options.trace != TraceLevel::none;
  std::uint32_t chunk = traced ? 1 : chunk_size;
  // More threads than cores is the user's choice.
  std::optional<tbb::global_control> limit;
  if (options.jobs > 0)
    limit.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(options.jobs));
  tbb::task_arena arena(options.jobs > 0 ? options.jobs : tbb::task_arena::automatic);
  tbb::enumerable_thread_specific<State> states([&] { return State(model); });
  std::vector<Outcome> outcomes(std::min(chunk_size, options.replicates));
  std::vector<Trace> traces(traced ? outcomes.size() : 0);
  for (Trace& trace : traces) trace.states = options.trace == TraceLevel::days;
  std::vector<std::uint8_t> made(outcomes.size());  // by run of the chunk, each written by one thread
  std::uint32_t done = 0;
  while (done < options.replicates) {
    if (hooks.stop != nullptr && hooks.stop->load()) break;
    const std::uint32_t n = std::min(chunk, options.replicates - done);
    std::fill(made.begin(), made.end(), std::uint8_t{0});
    arena.execute([&] {
      tbb::parallel_for(tbb::blocked_range<std::uint32_t>(0, n, 1), [&](const auto& range) {
        State& state = states.local();
        for (std::uint32_t i = range.begin(); i != range.end(); ++i) {
          if (hooks.stop != nullptr && hooks.stop->load(std::memory_order_relaxed)) return;
          const RunKey key{options.seed, options.point, options.first + done + i};
          if (options.enough) {
            outcomes[i] = simulate(model, key, state, traced ? &traces[i] : nullptr, options.enough);
          } else if (!traced && key.replicate < options.mornings.size()) {
            const Morning& from = options.mornings[key.replicate];
            outcomes[i] = options.first_truce ? play_first_truce(model, key, state, from)
                                              : simulate(model, key, state, from);
          } else {
            outcomes[i] = options.first_truce ? play_first_truce(model, key, state)
                                              : simulate(model, key, state, traced ? &traces[i] : nullptr);
          }
          made[i] = 1;
        }
      });
    });
    // After a stop the runs up to the first gap are handed over: rows stay in order without holes.
    std::uint32_t i = 0;
    for (; i < n && made[i] != 0; ++i)
      hooks.run(options.first + done + i, outcomes[i], traced ? &traces[i] : nullptr);
    done += i;
    if (hooks.chunk) hooks.chunk(done);
    if (!traced) continue;
    // What runs are like is known from those that were made: chunks grow, or shrink, to what memory allows.
    std::size_t largest = 1;
    for (const Trace& trace : traces) largest = std::max(largest, bytes_held(trace));
    const auto fits =
        static_cast<std::uint32_t>(std::clamp<std::size_t>(most_bytes / largest, 1, chunk_size));
    chunk = std::min(fits, 4 * chunk);
    for (std::size_t k = chunk; k < traces.size(); ++k)
      if (bytes_held(traces[k]) > 0) {
        Trace empty;
        empty.states = traces[k].states;
        traces[k] = std::move(empty);
      }
  }
  return done;
}

}  // namespace parley
