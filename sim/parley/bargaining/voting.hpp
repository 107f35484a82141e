// Who may propose, and whose votes carry an offer?  (random_proposer; Baron & Ferejohn 1989)
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "parley/scenario/ids.hpp"
#include "parley/scenario/scenario.hpp"

namespace parley {

struct Voting {
  Voting() = default;
  Voting(const RandomProposer& protocol, const Scenario& scenario, std::span<const PartyId> principals);

  // All by position among the principals.
  std::vector<double> recognition;  // chance to propose; sums to 1
  std::vector<double> votes;
  std::vector<std::uint8_t> veto;    // nothing passes without its yes
  std::vector<std::uint8_t> needed;  // a veto, or too many votes for the others to do without
  double total = 0, quota = 0;

  bool passes(double yes) const { return yes >= quota - 1e-9; }
  // The party that a number drawn evenly from (0, 1) recognises.
  std::size_t recognised(double draw) const;
};

}  // namespace parley
