// What does each run say of how long first truces last, where some were cut off?
//
// Pseudo-values (Andersen, Klein & Rosthoj 2003): run i says n F - (n - 1) F(without i) of an estimate F from
// n runs. Their mean is the estimate (they are centred on it), and runs can be compared one by one although
// what became of some truces is not known: Kaplan & Meier's (1958) curve takes a truce that the calendar cut
// off for one that was in force until then, and for no more. Where nothing is cut off they are the plain
// values, 0 or 1 or days.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "parley/statistics/statistics.hpp"

namespace parley {

// The first truce of a run; nothing where no text was signed.
using FirstSpell = std::optional<Spell>;

// Of the share of runs that sign a text and whose first truce lasts beyond `day`. Not known where no truce
// was followed for so long, and some were in force when they were last seen.
std::vector<double> lasting_values(std::span<const FirstSpell> runs, int day);
// The share that such values tell: their mean, within 0 and 1 where rounding leaves it just outside.
double lasting_share(std::span<const double> lasting_values);

// Of the mean number of the first `days` days on which a run's first truce is in force (restricted mean; 0 in
// a run without a text). Not known where no truce was followed for so long.
std::vector<double> kept_days_values(std::span<const FirstSpell> runs, int days);

// The most days for which something is known; nothing where no run signed.
std::optional<int> longest(std::span<const FirstSpell> runs);

}  // namespace parley
