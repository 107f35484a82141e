// How are deals found, and bounded, in a space too large to count?
#pragma once

#include <cstdint>
#include <vector>

#include "parley/questions/analysis/consents.hpp"

namespace parley {

// The utilities of a package to consents.parties().
std::vector<double> worth_of(const Consents& consents, const Package& package);

// Climbs towards a package that lacks little to those signers who are asked, and then to what is worth most
// (sign 1) or least (-1) to one of them.
Package climb_to(const Space& space, Consents& consents, const std::vector<std::uint8_t>& asked,
                 std::size_t signer, double sign, const Package& from);

// Whether a climb finds a package that all signers who are asked accept.
bool climbs_to_deal(const Space& space, Consents& consents, const std::vector<std::uint8_t>& asked);

// What no deal can exceed, by signer, over lotteries of packages and with every client under the most
// leverage that could ever bear on it; and packages near each of these bounds, those most wanted at its
// prices.
struct Bounds {
  bool possible = true;  // false: no package can be acceptable to all
  std::vector<double> best;
  std::vector<Package> near;
};
Bounds bound_deals(const Space& space, const Consents& consents);

}  // namespace parley
