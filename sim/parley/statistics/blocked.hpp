// How sure are shares and differences of many runs where some of them share their luck?
//
// Runs of one block (one replicate of a study under common random numbers) have the same random numbers at
// every point: what is independent is a block, not a run. Blocks are left out in turn, up to twenty at a time
// bundled (delete-a-group jackknife; Kott 2001, J. Official Statistics 17); Student's t. The log-rank test
// takes the covariance of what it compares from the same jackknife (Wei, Lin & Weissfeld 1989, JASA 84, for
// clusters) and is Hotelling's: an F, not a chi-squared. With fewer than `least_blocks` nothing is known.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "parley/statistics/logrank.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

inline constexpr std::size_t least_blocks = 10;

struct BlockedSpell {
  std::size_t block = 0;
  Spell spell;
};

// A share of runs, from hits and runs by block.
struct BlockCount {
  double hits = 0, runs = 0;
};
// What happens, or fails to, in fewer than five blocks is no surer than what happens in none.
Interval blocked_share(std::span<const BlockCount> blocks);

// The Kaplan-Meier curve, its steps with intervals of blocks; and the share beyond some days, not known where it
// is not known without one of the bundles. `blocks`: how many there are.
std::vector<SurvivalStep> blocked_curve(std::span<const BlockedSpell> spells, std::size_t blocks);
std::vector<Interval> blocked_survival(std::span<const BlockedSpell> spells, std::size_t blocks,
                                       std::span<const int> days);

// p: not known with few blocks; 1 where the groups do not differ in any block.
LogRank blocked_logrank(std::span<const std::vector<BlockedSpell>> groups, std::size_t blocks);

}  // namespace parley
