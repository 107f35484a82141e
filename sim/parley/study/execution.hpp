// How do the runs of a study get into its store?
//
// Runs that the store has are passed over, so that the same call begins a study, continues it after whatever
// stopped it, and adds replicates to it.
#pragma once

#include <atomic>
#include <functional>

#include "parley/study/player.hpp"
#include "parley/study/ranks.hpp"
#include "parley/study/run_order.hpp"
#include "parley/study/store.hpp"

namespace parley {

struct StudyProgress {
  std::uint64_t done = 0, total = 0;  // of this shard; the total grows while replicates are added
  std::uint64_t made = 0;             // in this session
  double seconds = 0;                 // of this session
};

struct StudyOptions {
  int jobs = 0;  // threads; 0: all cores
  Shard shard;
  bool stop_on_error = false;
  RankedJob* job = nullptr;                 // of more than one rank: this is rank 0, and the others play
  const std::atomic<bool>* stop = nullptr;  // set from outside: what is under way is finished and stored
  std::function<void(const StudyProgress&)> progress;
};

struct StudyEnd {
  StudyProgress at;
  bool complete = false;
  std::uint64_t failed = 0;   // in this session
  std::string first_failure;  // of this session
  int threads = 1, ranks = 1;
};

// Throws StoreError. The store must not refuse the sweep.
StudyEnd run_study(const Sweep& sweep, Store& store, const StudyOptions& options);

// One run as the store keeps it. What would fail on every machine is its failure (RunFailure, a fault of the
// program); lack of memory and the like is thrown on, and ends the study, which can be resumed.
RunRecord play_run(Player& player, const Sweep& sweep, std::uint64_t run);

// Whether this program still makes the runs that the store holds: plays one of them again. Empty: it does, or
// there is none to try.
std::string replay_problem(const Sweep& sweep, Store& store);

}  // namespace parley
