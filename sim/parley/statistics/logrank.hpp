// Do truces of several groups last differently?
#pragma once

#include <span>
#include <vector>

#include "parley/statistics/statistics.hpp"

namespace parley {

struct LogRank {
  double chi_squared = unknown;
  int freedom = 0;  // groups that can be compared, minus one
  double p = unknown;
  std::vector<double> observed, expected;  // ends by group
};

// Log-rank test (Mantel 1966, Peto & Peto 1972) of equal survival in all groups, with the hypergeometric
// variance. Empty groups, and groups never at risk when anything ends, are not compared; with fewer than two
// left there is no test: nothing is known.
LogRank logrank(std::span<const std::vector<Spell>> groups);

}  // namespace parley
