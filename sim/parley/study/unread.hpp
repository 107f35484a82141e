// Which of the parameters that a study sets, or varies, does no run of it look at?
//
// By all points of the design: what one point does not look at another may.
#pragma once

#include <vector>

#include "parley/scenario/unread.hpp"
#include "parley/study/sweep.hpp"

namespace parley {

// Marks the factors at which no run at any point looks, and the points at which a choice of names leaves
// others out: what such a cell would say was not played.
void mark_unread(Sweep& sweep);
std::vector<Unread> unread_of_varied(const Sweep& sweep);
std::vector<Unread> unread_of_all(const Sweep& sweep);  // set and varied

}  // namespace parley
