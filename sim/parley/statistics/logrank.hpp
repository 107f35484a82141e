// Do truces of several groups last differently?
#pragma once

#include <span>
#include <vector>

#include "parley/statistics/statistics.hpp"

namespace parley {

struct LogRank {
  double chi_squared = 0;
  int freedom = 0;  // groups that can be compared, minus one
  double p = 1;
  std::vector<double> observed, expected;  // ends by group
};

// Log-rank test (Mantel 1966, Peto & Peto 1972) of equal survival in all groups, with the hypergeometric
// variance. Empty groups, and groups never at risk when anything ends, are not compared; with fewer than two
// left, p is 1.
LogRank logrank(std::span<const std::vector<Spell>> groups);

}  // namespace parley
