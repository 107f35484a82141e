// How is any run of a study played, by many threads, without compiling its point's model each time?
//
// Models are kept for up to `most_models` points. A larger study is played in blocks of replicates of one
// point (see RunOrder), and a thread compiles a model once for each block.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "parley/engine/simulate.hpp"
#include "parley/runs/references.hpp"
#include "parley/study/sweep.hpp"

namespace parley {

// A run cannot be made, here as on any other machine: a result of the study. Lack of memory and other trouble
// that passes is none.
struct RunFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Player {
 public:
  static constexpr std::size_t most_models = 2048;
  static constexpr std::size_t most_states = 8192;  // over all threads

  Player(const Sweep& sweep, int threads);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  // Plays a run and hands over what came of it. Throws RunFailure, and what the run throws. Any thread may
  // call it.
  using Use = std::function<void(const Model&, References&, const Outcome&, const Trace*)>;
  void play(std::uint64_t run, bool traced, const Use& use);

 private:
  struct Shared;   // what all threads read of a point
  struct Bench;    // what a thread needs to play a point
  struct Threads;  // the benches of each thread
  std::unique_ptr<Model> compiled(std::size_t point) const;
  ReferencePoints reference_points(const Model& model);
  Bench& bench(std::size_t point);

  const Sweep& sweep_;
  bool keeps_models_, keeps_states_;
  std::vector<Shared> shared_;
  std::mutex known_guard_;
  std::map<std::vector<double>, ReferencePoints> known_;  // by the preferences they follow from
  std::unique_ptr<Threads> threads_;
};

}  // namespace parley
