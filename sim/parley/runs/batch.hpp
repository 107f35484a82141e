// How are many runs made at once, with the same results whatever the number of threads?
//
// Replicates are made in chunks; a chunk is spread over the threads and handed over in order. Memory is that
// of one chunk, however many runs there are; chunks are as large as about 256 MB of traces allow.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>

#include "parley/engine/simulate.hpp"

namespace parley {

// Each keeps what the one before keeps, and more.
enum class TraceLevel { none, rounds, offers, days };

struct BatchOptions {
  std::uint64_t seed = 1;
  std::uint32_t first = 0;  // first replicate
  std::uint32_t replicates = 1000;
  int jobs = 0;  // threads; 0: all cores
  TraceLevel trace = TraceLevel::none;
  std::uint32_t point = 0;   // of a study; where luck comes from
  bool first_truce = false;  // runs are played no further than the end of their first truce, untraced
  // Untraced runs go on from these, by replicate, as far as there are any (engine/simulate.hpp).
  std::span<const Morning> mornings = {};
  Enough enough = {};  // runs are played no further than that; without it to their end
};

struct BatchHooks {
  // Called once a run, in order of replicates, from one thread. `trace` is null unless one was asked for.
  std::function<void(std::uint32_t replicate, const Outcome&, const Trace*)> run;
  // Called after each chunk with the number of runs finished.
  std::function<void(std::uint32_t done)> chunk;
  // Set from outside to stop after the runs under way.
  const std::atomic<bool>* stop = nullptr;
};

// Returns the number of runs finished.
std::uint32_t run_batch(const Model& model, const BatchOptions& options, const BatchHooks& hooks);

}  // namespace parley
