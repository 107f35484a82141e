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

// Of two means: normal interval of the mean of the differences.
Difference paired_means(std::span<const double> a, std::span<const double> b);

}  // namespace parley
