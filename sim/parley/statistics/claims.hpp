// What may be said of estimates?
//
// The one place where a report's sentences and titles ask whether something is clear of chance, and how large
// a study would have to be if it is not. All at the level of 5%; where several are looked at, shared out over
// them (Bonferroni).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parley/statistics/paired.hpp"
#include "parley/statistics/sensitivity.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

inline constexpr double claim_level = 0.05;

// Whether an interval leaves 0 out. What is not known is not clear.
inline bool clear_of_zero(const Difference& d) { return d.low > 0 || d.high < 0; }
inline bool clear_of_zero(const Estimate& e) { return e.low > 0 || e.high < 0; }

// So many units (points, runs, base points) like the `n` that made it would make an estimate as large as this
// one clear of chance; nothing where it is clear, is 0 or is not known.
std::optional<std::size_t> needed(std::size_t n, const Estimate& estimate);
// "about 400 base points"; empty where that is nothing.
std::string needed_in_words(std::size_t n, const Estimate& estimate, const char* unit);

// A difference's 95% interval at the level shared out over `looks` differences.
Difference shared_out(const Difference& d, std::size_t looks);

// Difference of two independent shares from their 95% intervals (Zou & Donner 2008), at the level shared out
// over `looks` comparisons.
Difference difference_of(const Interval& a, const Interval& b, std::size_t looks);

// The day by which half are over; nothing where chance or a few that were followed so long may make it so:
// where the curve's interval is never wholly below one half.
std::optional<int> half_over(std::span<const SurvivalStep> curve);

// Which of several sizes is the largest. `rivals`: those that chance cannot tell from it, by their
// differences.
struct Largest {
  std::optional<std::size_t> at;  // nothing where none is clear of 0
  std::vector<std::size_t> rivals;
};
Largest largest(std::span<const Estimate> sizes);
// By how much one of several sizes exceeds another, its interval at the level shared out over them.
Estimate lead_over(std::span<const Estimate> sizes, std::size_t first, std::size_t other);

}  // namespace parley
