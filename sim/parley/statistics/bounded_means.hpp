// How sure is the mean of what cannot be negative, nor more than there is?
//
// Student's t about the mean is symmetric and may reach below 0 deaths, or beyond the days that there are.
// Here it is taken, by the delta method, on a scale without that bound and brought back: the logarithm where
// only 0 bounds, the log odds of the mean's share of the most where there is a most.
#pragma once

#include <limits>

#include "parley/statistics/two_doubts.hpp"

namespace parley {

// Of fewer runs, or of runs that are all equal, the interval is not known: a variance from a handful says
// next to nothing, and equal values say nothing of how far the next one may lie.
inline constexpr std::size_t least_runs = 20;

// The mean of values from 0 to `most`, with its 95% interval.
Estimate bounded_mean(const PointSum& values, double most = std::numeric_limits<double>::infinity());

}  // namespace parley
