// Two numbers to which the same is done at once.
//
// Each is rounded as it would be alone: the same bytes, in half of the processor's steps.
#pragma once

#include <cmath>

namespace parley {

using Two = double __attribute__((vector_size(16)));

// What a comparison of two numbers gives: all bits or none, of each.
using TwoFlags = decltype(Two{} < Two{});
// The first of each where its flag is set, else the second.
inline Two either_of(TwoFlags flags, Two first, Two second) {
  return reinterpret_cast<Two>((flags & reinterpret_cast<TwoFlags>(first)) |
                               (~flags & reinterpret_cast<TwoFlags>(second)));
}
inline double mean_of(Two x) { return 0.5 * (x[0] + x[1]); }

inline Two both(double x) { return Two{x, x}; }
inline Two sqrt_of(Two x) { return Two{std::sqrt(x[0]), std::sqrt(x[1])}; }

}  // namespace parley
