// Does a change of the scenario change what happens?
//
// The scenario as it is and a variant of it are played with the same random numbers. Where not a number of
// any run's outcome differs, what was changed plays no part in these runs; where runs differ, shares of the
// two say by how much.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/engine/outcome.hpp"
#include "parley/scenario/scenario.hpp"
#include "parley/statistics/paired.hpp"

namespace parley {

struct TrialOptions {
  std::uint64_t seed = 1;
  std::uint32_t runs = 60;
  int jobs = 0;
  int days = 30;  // a first truce that lasts beyond so many days
};

// Some runs of a scenario, one after the other.
struct Trial {
  std::vector<std::vector<double>>
      outcomes;  // by run: every number of its outcome, but for what texts are worth to whom
  std::vector<Outcome> runs;
  std::vector<double> signs;    // by run: 0 or 1
  std::vector<double> lasting;  // by run: it signs, and the first truce is not over within the days looked at
  std::vector<double> calm;     // by run: share of the calendar under a truce
  double share(const std::vector<double>& values) const;
};
Trial try_out(const Scenario& scenario, const TrialOptions& options);

// Of the same runs; where one has more, its first ones.
bool same(const Trial& a, const Trial& b);

// What of a trial a variant moves most, and by how much (variant less trial, with its 95% interval over
// runs).
enum class WhatMoves { signs, lasting, calm };
struct LargestMove {
  WhatMoves what = WhatMoves::signs;
  Difference by;
  double size() const { return by.value < 0 ? -by.value : by.value; }
  // Clear of chance.
  bool clear() const { return by.low > 0 || by.high < 0; }
};
// Of the runs that both have.
LargestMove largest_move(const Trial& trial, const Trial& variant);

}  // namespace parley
