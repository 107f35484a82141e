// By how much does a score change when a forecast's runs are played otherwise, and how sure is that?
//
// Run i of both has the same random numbers, so that runs are compared one by one. A score (Brier's of a
// yes-no, CRPS of a quantity) is no mean over runs; how far each run moves it is told by its influence
// (Hampel 1974, JASA 69; of U-statistics: Hoeffding 1948), of which the differences by pair have a variance.
// Scores are the fair ones (Ferro 2014), which do not depend on how many runs there are.
//
// Where few pairs differ that variance says little: none seen to differ leaves up to z^2 of n that may. So
// the interval is wider by as much as if z^2 / 2 pairs more had moved the score as far as one can, in each
// direction (Agresti & Coull 1998 add as many to a share). With z wide enough it holds at each of several
// looks (looks.hpp).
#pragma once

#include <span>
#include <vector>

#include "parley/statistics/paired.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

// Of one figure of a case, or the mean of several of the same runs.
struct ScoreChange {
  double value = unknown;      // above 0: the score is worse; not known of fewer than two runs that tell it
  std::vector<double> by_run;  // how far the pair moves it, about 0, as a multiple of 1 / n
  double reach = 0;            // how far a pair could, so counted
  bool known() const { return value == value; }
};

// What runs say of a figure, with what is switched off and without it.
struct ScoredRuns {
  std::span<const double> with, without;  // as many; not known (NaN) where a run does not tell it
  double seen = 0;                        // what happened: of a yes-no 0 or 1
  bool yes_no = false;
};
ScoreChange score_change(const ScoredRuns& runs, double error);
// Forecasts by the same runs: they count alike, unknown ones are left out.
ScoreChange mean_of(std::span<const ScoreChange> figures);
// The same of both: nothing was played, nothing differs.
ScoreChange nothing_differs(std::size_t runs);

// The mean over cases, each of as many runs, with its interval; cases that do not tell it are left out. Runs
// of one number in different cases have the same random numbers too: they are counted together.
Difference mean_change(std::span<const ScoreChange> cases, double error);

}  // namespace parley
