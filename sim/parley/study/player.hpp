// How is any run of a study played, by many threads, without compiling its point's model each time?
//
// A small study keeps the models of its points, as long as they take `most_bytes` together. A larger one is
// played in blocks of replicates of one point (see RunOrder): a thread compiles a model once for each block
// and drops it after, so that memory does not grow with the number of points.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "parley/engine/simulate.hpp"
#include "parley/runs/references.hpp"
#include "parley/study/point_reader.hpp"

namespace parley {

// A run cannot be made, here as on any other machine: a result of the study. Lack of memory and other trouble
// that passes is none.
struct RunFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Player {
 public:
  static constexpr std::size_t most_bytes = std::size_t{64} << 20U;

  Player(const Sweep& sweep, int threads);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  // Whether the models of all points are kept.
  bool keeps() const { return keeps_; }

  // Plays a run and hands over what came of it. Throws RunFailure, and what the run throws. Any thread may
  // call it.
  // References only where the study asks for distances from the solution concepts (study/outputs.hpp): to
  // find these takes longer than many runs.
  using Use = std::function<void(const Model&, References*, const Outcome&, const Trace*)>;
  void play(std::uint64_t run, bool traced, const Use& use);

 private:
  struct Shared;   // what all threads read of a point
  struct Bench;    // what a thread needs to play a point
  struct Threads;  // the benches of each thread
  std::unique_ptr<Model> compiled(std::size_t point) const;
  ReferencePoints reference_points(const Model& model);
  Bench& bench(std::size_t point);

  const Sweep& sweep_;
  PointReader reader_;
  bool keeps_, refers_;
  std::vector<Shared> shared_;
  std::mutex known_guard_;
  std::map<std::vector<double>, ReferencePoints> known_;  // by the preferences they follow from
  std::unique_ptr<Threads> threads_;
};

}  // namespace parley
