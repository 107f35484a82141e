// How sure is a difference between two variants played with the same luck?
//
// Run i of both variants has the same random numbers (common random numbers), so that runs are compared one
// by one and most of the noise cancels. a and b have the same size; the difference is mean(a) - mean(b).
#pragma once

#include <cstdint>
#include <span>

namespace parley {

struct Difference {
  double value = 0, low = 0, high = 0;  // 95% interval
};

// Of two shares: the interval of Agresti & Min (2005), a Wald interval after one half is added to each cell
// of the paired table. For two equal series the value is exactly 0.
Difference paired_shares(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

// The same by Tango's score interval (1998, Statistics in Medicine 17; recommended by Fagerland, Lydersen &
// Laake 2014), wrong in `error` of cases: it holds with few pairs, with none that differ and where little
// error is allowed, as at one of several looks (looks.hpp), where the Wald interval above is too narrow.
Difference score_difference(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b, double error);

// Of two means: normal interval of the mean of the differences, which is wrong in 5% of cases, or in `error`.
Difference paired_means(std::span<const double> a, std::span<const double> b, double error = 0.05);

}  // namespace parley
