// How many runs tell an answer, and what may be said where one has looked on the way?
//
// Who looks several times and stops when it suits is wrong more often than an interval of one look says. So
// looks are planned beforehand, and the error of 5% is spent over them in proportion to the units that each
// adds (the linear spending function: Lan & DeMets 1983; Kim & DeMets 1987): at most the sum of what is spent
// (Bonferroni) is wrong, whatever makes one stop, so that the interval at which one stops holds with 95%.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "parley/statistics/paired.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

inline constexpr std::size_t fewest_at_a_look = 24;

// After how many of `all` units to look: a sixteenth of them, an eighth, a quarter, half and all, none below
// `fewest` but the last.
std::vector<std::size_t> looks_at(std::size_t all, std::size_t fewest = fewest_at_a_look);
// The error that is spent at the look after `units`, one of these.
double error_at(std::span<const std::size_t> looks, std::size_t units);

// Share k of n with its score interval (Wilson 1927), wrong in `error` of cases. Of n = 0 nothing is known.
Interval score_interval(std::size_t k, std::size_t n, double error);

// The share of a series of which only the first runs were made, beside one with the same luck of which more
// were: what the other's further runs say is carried over as far as the two go together (the regression
// estimate of double sampling: Cochran 1977, Sampling Techniques, 12.6). Its score interval is that of as
// many runs as would tell it as well. For equal series it is the share of the longer one.
Interval share_beside(std::span<const std::uint8_t> first, std::span<const std::uint8_t> all, double error);

// Is what is asked of a difference answered: is it clear of 0, also where the level is shared out over
// `lines` of its kind, or surely smaller than is worth acting on?
bool decided(const Difference& d, double worth, std::size_t lines = 1);

}  // namespace parley
