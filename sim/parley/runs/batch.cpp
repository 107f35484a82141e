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

std::uint32_t run_batch(const Model& model, const BatchOptions& options, const BatchHooks& hooks) {
  constexpr std::uint32_t chunk_size = 128;
  const bool traced = options.trace != TraceLevel::none;
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
    const std::uint32_t n = std::min(chunk_size, options.replicates - done);
    std::fill(made.begin(), made.end(), std::uint8_t{0});
    arena.execute([&] {
      tbb::parallel_for(tbb::blocked_range<std::uint32_t>(0, n, 1), [&](const auto& range) {
        State& state = states.local();
        for (std::uint32_t i = range.begin(); i != range.end(); ++i) {
          if (hooks.stop != nullptr && hooks.stop->load(std::memory_order_relaxed)) return;
          const RunKey key{options.seed, options.point, options.first + done + i};
          outcomes[i] = simulate(model, key, state, traced ? &traces[i] : nullptr);
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
  }
  return done;
}

}  // namespace parley
