// What does a party seem to want whose requests are counted?
//
// After Agent Smith (van Galen Last 2012): a yardstick.
// weight of unit n   = times its most frequent choice was asked for / sum over units of the same
// value of choice c  = times c was asked for / all that was asked for in its unit
// (as GENIUS has it)
// It hears as `frequency` does. No parameters.
#pragma once

#include "parley/bargaining/frequency.hpp"

namespace parley {

struct SmithFrequency : Frequency {
  void add_wishes(const Space& space, const Utility& truth, const Utility& own, double weight,
                  std::span<double> table) const;
  bool operator==(const SmithFrequency&) const = default;
};

SmithFrequency mind_before(const SmithModel& model, const Space& space);

}  // namespace parley
