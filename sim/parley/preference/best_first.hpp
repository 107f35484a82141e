// Which are a party's best packages, in a space too large to rank?
//
// Units are joined one by one, keeping the `count` largest sums: of two lists in falling order only sums
// whose places multiply to at most `count` can be among them (Frederickson & Johnson 1982).
#pragma once

#include <vector>

#include "parley/preference/utility.hpp"

namespace parley {

inline constexpr std::size_t listed_packages = 2048;

// The `count` numbered packages of highest utility, best first, one after the other (units() choices each).
std::vector<OptionIndex> best_first(const Space& space, const Numbering& numbers, const Utility& utility,
                                    std::size_t count);

}  // namespace parley
