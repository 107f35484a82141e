// Which limits of a box found by PRIM does chance explain?
#pragma once

#include <vector>

#include "parley/statistics/prim.hpp"

namespace parley {

// By point: whether it lies within a box.
std::vector<bool> within(const PrimStep& box, const std::vector<PrimColumn>& columns, std::size_t points);

// Takes away, one after the other, the limit that chance explains best, while there is one (quasi-p, Bryant &
// Lempert 2010, of 0.05 shared out over the parameters that were tried), and counts again. False where
// nothing is left that says more than all points do.
bool keep_sound_limits(PrimStep& box, const std::vector<PrimColumn>& columns, const std::vector<double>& y,
                       double threshold);

}  // namespace parley
