// Never concedes: see bidding.hpp.

#include "parley/bargaining/bidding.hpp"

namespace parley {

BiddingHabits habits(const Hardliner&) { return {.draws = false, .counts = false, .looks_back = 0}; }

double aspiration(const Hardliner&, double) { return 1.0; }

bool propose(const Hardliner&, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out) {
  return offer_at(m, table, turn, 1.0, out);
}

}  // namespace parley
