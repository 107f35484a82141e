// How do runs stand on the morning of the day on which a text comes into force?
//
// No step before that day reads the text, its terms, what a party is bound to under it or when the calendar
// ends. So the days before it are the same in all variants that differ in nothing else, and are played once.
// (Leverage is read: blame for killings in war falls on patrons by it.)
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "parley/engine/simulate.hpp"

namespace parley {

struct LastingOptions;

// The morning of that day, of a model with a deal in a run that has just begun; plays the state up to it.
Morning morning_of_deal(const Model& model, const RunKey& key, State& state);

class Mornings {
 public:
  // Of a scenario with a deal and a calendar: the first runs, as many as 256 MB hold. Variants have the same
  // parties and fronts; issues that nobody weighs can be added.
  Mornings(const Scenario& scenario, const LastingOptions& options);
  std::span<const Morning> by_run() const { return by_run_; }

 private:
  std::unique_ptr<const Model> model_;  // names of events live here
  std::vector<Morning> by_run_;
};

}  // namespace parley
