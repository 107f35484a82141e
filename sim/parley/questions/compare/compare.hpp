// Which of two scenarios does better, by how much, and does that depend on the assumptions?
//
// Run i of both has the same random numbers (common random numbers), so that differences are differences and
// not luck. For robustness, points are drawn over the declared ranges (low to high) of the assumptions of
// both, as a Latin hypercube (McKay, Beckman & Conover 1979); an assumption that both declare under the same
// path gets the same draw in both. Assumptions that are fixed on purpose (`held`) are not drawn.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/runs/batch.hpp"
#include "parley/runs/summary.hpp"
#include "parley/statistics/paired.hpp"
#include "parley/statistics/pseudo_values.hpp"

namespace parley {

// What can be compared, by run.
struct Measure {
  std::string_view name, title;
  bool share = false;  // 0 or 1 in a run
  int better = 1;      // 1: more is better, -1: less is, 0: neither
  bool war_only = false;
  double (*of)(const Outcome&) =
      nullptr;  // null: of how long first truces last (statistics/pseudo_values.hpp)
  bool (*told)(const Scenario&) = nullptr;  // whether a scenario says anything of it; null: each does
};
std::span<const Measure> measures();
// Null where there is none of that name.
const Measure* measure(std::string_view name);

struct CompareOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 1000;
  int jobs = 0;
  int days = 30;  // of the measures "lasting" and "kept_days"
  // Robustness: points in the declared ranges (0: none) and runs at each.
  std::uint32_t points = 100, runs = 20;
  bool every_number = false;  // numbers without a range have one by rule (scenario/numbers.hpp)
  std::string_view measure = "lasting";
  std::vector<std::string> held;  // paths that keep their values
  std::function<void(const std::string&)> progress;
};

// Not known where the runs do not tell it: see statistics.hpp.
struct Compared {
  const Measure* measure = nullptr;
  double a = 0, b = 0;  // means
  Difference change;    // b - a
  bool alike = false;   // each run of A is as that of B
};

struct Robustness {
  const Measure* measure = nullptr;
  std::size_t ranges = 0;  // assumptions drawn
  struct Point {
    double a = 0, b = 0;
  };
  std::vector<Point> points;
  std::size_t a_better = 0, b_better = 0, equal = 0;  // at the rest of the points it is not known
};

struct Comparison {
  Summary a, b;
  int kept = 0;  // days that "kept_days" looks at: no more than truces are followed in both
  std::vector<Compared> measures;
  Robustness robustness;  // without points where none were asked for
};

Comparison compare(const Scenario& a, const Scenario& b, const CompareOptions& options);

}  // namespace parley
