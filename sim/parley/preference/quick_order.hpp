// In which order stand packages that are worth the same?
//
// Utility alone leaves the order of ties open, yet talks are decided by it. Parley takes the order in which a
// quicksort of the packages, by number at the start, leaves them: median of three, parts of at most 16 sorted
// by insertion. The peer platform of tests/crosscheck orders its packages so; with any other order talks
// among parties with ties part ways with it.
#pragma once

#include <cstdint>
#include <span>

namespace parley {

// Sorts package numbers by rising value[number]; ties as above.
void quick_order(std::span<std::uint32_t> numbers, std::span<const double> value);

}  // namespace parley
