// How many runs tell on which side of a share one is, and what may be said where one has looked on the way?
//
// Who looks several times and stops when it suits is wrong more often than an interval of one look says. So
// the error of 5% is shared out over all looks that were planned (Bonferroni): whenever one stops, the
// interval holds with 95%.
#pragma once

#include <cstddef>
#include <vector>

#include "parley/statistics/statistics.hpp"

namespace parley {

inline constexpr std::size_t fewest_at_a_look = 40;

// After how many of `all` units to look: an eighth of them, a quarter, half and all, none below
// fewest_at_a_look but the last.
std::vector<std::size_t> looks_at(std::size_t all);

// Share k of n with its score interval (Wilson 1927), one of `looks` that hold together with 95%. Of n = 0
// nothing is known.
Interval score_interval(std::size_t k, std::size_t n, std::size_t looks);

}  // namespace parley
