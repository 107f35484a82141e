// Which intervals and curves do we report?
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace parley {

// What no data tell is no number: it is not known, and is written as nothing (in JSON null, in tables an
// empty cell, in text "not known").
inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct Interval {
  double share = 0, low = 0, high = 0;
  bool known() const { return share == share; }
};
inline constexpr Interval not_known{unknown, unknown, unknown};

// Whether values from `low` to `high` are one number to six digits, more than any report shows: means over
// different numbers of runs differ in their last digits, and what differs less decides nothing.
bool all_alike(double low, double high);

// Share k of n with its 95% score interval (Wilson 1927). Of n = 0 nothing is known.
Interval wilson(std::size_t k, std::size_t n);

// A duration in days, ended or still going on (censored).
struct Spell {
  int days = 0;
  bool ended = false;
};

// Kaplan & Meier (1958) estimate of surviving beyond `day`, with Greenwood's standard error turned into a 95%
// interval on the log-minus-log scale. Not known without spells, nor beyond the longest spell where that was
// cut off: nobody has seen what became of it.
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

// The longest time for which something is known of surviving it; 0 for none.
int longest(std::span<const Spell> spells);

// Median of the values (mean of the middle two), and their mean; not known for none.
double median(std::vector<double> values);
double mean(std::span<const double> values);

}  // namespace parley
