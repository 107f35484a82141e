// Never concedes: it asks for its best package. No parameters.

#include "parley/bargaining/bidding.hpp"

namespace parley {

BiddingHabits habits(const Hardliner&) { return {.draws = false, .counts = false, .looks_back = 0}; }

Aspiration aspiration(const Hardliner&, double) { return {.share = 1.0, .tolerance = 1e-9}; }

bool propose(const Hardliner& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out) {
  return offer_at(m, table, turn, aspiration(b, turn.time), out);
}

}  // namespace parley
