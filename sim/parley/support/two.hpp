// Two numbers to which the same is done at once.
//
// Each is rounded as it would be alone: the same bytes, in half of the processor's steps.
#pragma once

#include <cmath>

namespace parley {

using Two = double __attribute__((vector_size(16)));

inline Two both(double x) { return Two{x, x}; }
inline Two sqrt_of(Two x) { return Two{std::sqrt(x[0]), std::sqrt(x[1])}; }

}  // namespace parley
