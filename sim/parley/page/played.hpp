// A scenario on the page, compiled, with the runs that were made of it so far.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "parley/engine/model.hpp"
#include "parley/runs/doubts.hpp"
#include "parley/runs/representative.hpp"
#include "parley/runs/summary.hpp"
#include "parley/support/diagnostic.hpp"

namespace parley {

// What the user's text and settings say.
struct Given {
  std::string file, text;
  std::vector<std::string> set;  // PATH=VALUE
  std::string record = {};       // cases of the record that are about it, in words (runs/record_words.hpp)
};

// Why it does not load is added to `diagnostics`.
std::optional<Scenario> scenario_of(const Given& given, Diagnostics& diagnostics);

// Deaths by week and control by front, of runs.
struct ByWeekAndFront {
  explicit ByWeekAndFront(const Model& model);
  void add(const Outcome& outcome);
  std::vector<std::vector<double>> covered, others;  // by week: share of the deaths of before, by run
  ListBy<FrontId, std::vector<double>> control;      // held by the first side at the end, by run
};

struct Played {
  Played(Scenario scenario, Given given);
  // Makes the runs of this seed up to `n`; those of another seed are dropped.
  void play(std::uint64_t seed, std::uint32_t n);

  struct Run {
    Ending ending = Ending::deadlock;
    int truce_days = 0;  // of the first truce; 0 without one
    double deaths = 0;
  };

  Given given;
  std::unique_ptr<Model> model;
  std::uint64_t seed = 1;
  std::uint32_t runs = 0;
  Summary summary;
  HeadlineSums sums;
  RepresentativeRun kinds;
  ByWeekAndFront by;
  std::vector<Run> each;
};

// The two runs that differ most in how they end, how long their first truce lasts and how many die; the first
// of several such pairs. Expects two runs.
std::pair<std::uint32_t, std::uint32_t> most_unlike(const Played& played);

}  // namespace parley
