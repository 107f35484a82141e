// Does the risk that a truce ends fall with its age?
//
// A Weibull fit to spells, some of them still going on (censored): survival beyond t is exp(-(t /
// scale)^shape). A shape below 1 is a falling hazard. Maximum likelihood; the interval of the shape is that
// of its logarithm, from the observed information.
#pragma once

#include <span>

#include "parley/statistics/statistics.hpp"

namespace parley {

struct Weibull {
  double shape = 0, low = 0, high = 0;  // 95% interval of the shape
  double scale = 0;                     // days
};

// Expects at least two spells that ended, of different length. Spells of 0 days count as half a day.
Weibull fit_weibull(std::span<const Spell> spells);

}  // namespace parley
