// What does a party seem to want whose requests are counted?
//
// Agent Smith's model (van Galen Last 2012), which GENIUS's kit has too: a yardstick.
// weight of unit n   = times its most frequent choice was asked for / sum over units of the same
// value of choice c  = times asked for / times the most frequent choice of its unit was asked for
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
