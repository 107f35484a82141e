// Which intervals and curves do we report?
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace parley {

struct Interval {
  double share = 0, low = 0, high = 0;
};

// Share k of n with its 95% score interval (Wilson 1927). n = 0 gives 0 within [0, 1].
Interval wilson(std::size_t k, std::size_t n);

// A duration in days, ended or still going on (censored).
struct Spell {
  int days = 0;
  bool ended = false;
};

// Kaplan & Meier (1958) estimate of surviving beyond `day`, with Greenwood's standard error turned into a 95%
// interval on the log-minus-log scale. Without spells: share 0 within [0, 1].
Interval survival(std::span<const Spell> spells, int day);

// The whole curve, from how many spells ended and how many records broke off after each number of days, in
// order of days: a step for each of these days.
struct SpellCount {
  int days = 0;
  std::size_t ended = 0, censored = 0;
};
struct SurvivalStep {
  int day = 0;
  std::size_t at_risk = 0, ended = 0;
  Interval beyond;  // the share that lasts longer
};
std::vector<SurvivalStep> survival_curve(std::span<const SpellCount> counts);
std::vector<SurvivalStep> survival_curve(std::span<const Spell> spells);

// Median of the values (mean of the middle two); 0 for none.
double median(std::vector<double> values);
double mean(std::span<const double> values);

}  // namespace parley
