// Which of two scenarios does better, by how much, and does that depend on the assumptions?
//
// Run i of both has the same random numbers (common random numbers), so that differences are differences and
// not luck. For robustness, points are drawn over the declared ranges of both (runs/over_ranges.hpp); an
// assumption that both declare under the same path gets the same draw in both, and runs the same luck. What
// is fixed on purpose (`held`) is not drawn.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/runs/batch.hpp"
#include "parley/runs/measures.hpp"
#include "parley/runs/summary.hpp"
#include "parley/statistics/paired.hpp"
#include "parley/statistics/two_doubts.hpp"

namespace parley {

struct CompareOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 1000;
  int jobs = 0;
  int days = 30;  // of the measures "lasting" and "kept_days"
  // Robustness: points in the declared ranges (0: none) and runs at each.
  std::uint32_t points = 200, runs = 4;
  bool every_number = false;  // numbers without a range have one by rule (scenario/numbers.hpp)
  std::string_view measure = "lasting";
  std::string instead_of;         // why it is not "lasting", where nobody asked for another
  std::vector<std::string> held;  // paths that keep their values
  std::function<void(const std::string&)> progress;
};

// Not known where the runs do not tell it: see statistics.hpp.
struct Compared {
  const Measure* measure = nullptr;
  double a = 0, b = 0;  // means
  Difference change;    // b - a
  bool alike = false;   // each run of A is as that of B
  bool comparable =
      true;  // sums over calendars of another length are not, nor what one of the two does not model
  // Runs that tell it in both: the change is theirs, a and b are of all runs of a side that tell it.
  std::size_t pairs = 0;
  // The same of half of the runs (medians), where few runs may draw a mean up: of a, b and, over these pairs,
  // of b - a.
  bool drawn_up = false;
  double median_a = unknown, median_b = unknown, median_change = unknown;
};

// How a difference holds over the ranges.
struct RobustMeasure {
  const Measure* measure = nullptr;
  std::vector<PointSum> a, b, change;  // by point; change: b - a of runs with the same luck
  Spread spread_a, spread_b, spread_change;
  Estimate mean_change{unknown, unknown, unknown};  // over points
};

// Does what the central values say hold over the ranges? It turns round where, freed of the luck of few
// runs, the difference has the other sign at the 10th or 90th percentile, by more than a tenth of what it is
// at the other one. Nothing where the central values say nothing, the points are too few, or their runs do
// not tell them apart and it may turn round.
std::optional<bool> holds_over_ranges(const Compared& centre, const RobustMeasure& ranges);

struct Robustness {
  std::size_t ranges = 0;               // assumptions drawn
  bool same_ranges = true;              // both files have the same ones
  std::size_t points = 0, refused = 0;  // played, and left out since numbers break a rule between them
  std::vector<RobustMeasure> measures;
  const RobustMeasure* find(std::string_view name) const;
};

struct Comparison {
  Summary a, b;
  int kept = 0;  // days that "kept_days" looks at: no more than truces are followed in both
  std::vector<Compared> measures;
  Robustness robustness;  // without points where none were asked for
};

// Why a comparison of two scenarios cannot answer by a measure; empty where it can. `days`: see
// CompareOptions.
std::string measure_refusal(const Measure& measure, const Scenario& a, const Scenario& b, int days);
// `options.measure` is not refused.
Comparison compare(const Scenario& a, const Scenario& b, const CompareOptions& options);

}  // namespace parley
