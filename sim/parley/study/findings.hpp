// What does a study say about its assumptions?
//
// Everything is computed from the means of the outputs at the points; the design decides which estimators
// apply.
#pragma once

#include "parley/statistics/logrank.hpp"
#include "parley/statistics/prim.hpp"
#include "parley/statistics/sensitivity.hpp"
#include "parley/study/effect_findings.hpp"
#include "parley/study/outputs.hpp"
#include "parley/study/point_results.hpp"

namespace parley {

// Where an output is above a threshold.
struct Discovery {
  double threshold = 0, base_rate = 0;
  std::size_t of_interest = 0;
  std::optional<PrimStep>
      box;  // nothing where no or all points are of interest, or no box is better than all
};

inline constexpr std::size_t least_for_discovery = 20;  // points

struct OutputFindings {
  Output output;
  double mean = 0, low = 0, high = 0;  // over points
  std::size_t known = 0;               // points at which it is known
  bool constant = false;               // but for rounding
  double hidden = 0;                   // of a constant share: the difference of two points that chance may hide
  std::vector<Effect> effects;         // largest first
  std::optional<SobolIndices> sobol;
  std::optional<MorrisEffects> morris;
  std::optional<Discovery> discovery;
};

// First truces of the points on either side of a parameter's middle, or at each of its levels.
struct SurvivalGroup {
  double low = 0, high = 0;  // smallest and largest value of the parameter in the group
  std::size_t truces = 0;
  std::vector<Interval> beyond;  // 7, 30, 90 days
  std::vector<SurvivalStep> curve;
};
inline constexpr std::array<int, 3> survival_days{7, 30, 90};
struct SurvivalFinding {
  std::size_t factor = 0;
  std::vector<SurvivalGroup> groups;
  LogRank test;
};

// Of one parameter. Nothing where there is no truce, or one group only. Where points share their luck, runs
// of one replicate are one block (statistics/blocked.hpp).
std::optional<SurvivalFinding> survival_by(const std::vector<FirstTruce>& truces, const Sweep& sweep,
                                           std::size_t factor);

// The values of a parameter as options: which is best, over everything else that varies. `rivals` are those
// that the luck of the runs does not tell from the best (level shared out over all pairs).
struct OptionRanking {
  std::size_t factor = 0;
  Output output;
  RankingStability stability;
  std::size_t best = 0;
  std::vector<std::size_t> rivals;
};

struct Findings {
  std::size_t runs = 0, failures = 0;
  std::array<Interval, ending_names.size()> endings{};
  std::vector<OutputFindings> outputs;
  std::vector<SurvivalFinding> survival;
  std::vector<OptionRanking> rankings;
  std::string sobol_refusal, morris_refusal;  // why the design does not give them; empty where it does
};

struct FindingsWanted {
  std::vector<std::string> outputs;  // empty: the study's own, or the usual ones
  std::optional<double> threshold;   // for scenario discovery
};

// The outputs of these names, or the study's own, or the usual ones. Throws StoreError where there is no such
// output.
std::vector<Output> outputs_wanted(const Sweep& sweep, const std::vector<std::string>& wanted);
Findings findings_of(const PointResults& results, const Sweep& sweep, std::optional<double> threshold);
Findings findings_of(Store& store, const Sweep& sweep, const FindingsWanted& wanted);

// A parameter's value as text: a number, or the name of a level.
std::string value_text(const Factor& factor, double value);

Columns sensitivity_columns();
std::vector<Row> sensitivity_rows(const Sweep& sweep, const Findings& findings);

}  // namespace parley
