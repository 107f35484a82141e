// Is everything as it is there?
//
// A number of 64 bits that stands for the whole state of a run: where two machines, builds or lanes of one
// processor give the same number every day, they play the same run. What only speeds the work up or points
// into a trace does not count.
#pragma once

#include "parley/engine/state.hpp"

namespace parley {

std::uint64_t hash_of(const State& state);

}  // namespace parley
