// Concession with time: see concession.hpp.

#include "parley/bargaining/bidding.hpp"

namespace parley {

BiddingHabits habits(const TimeDependent&) { return {.draws = false, .counts = false, .looks_back = 0}; }

bool propose(const TimeDependent& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out) {
  // Kept from one run to the next: the same rounds come at the same times.
  auto& levels = table.memo[turn.party].levels;
  const auto k = static_cast<std::size_t>(turn.round);
  if (k >= levels.size()) return offer_at(m, table, turn, aspiration(b, turn.time), out);
  if (levels[k].time != turn.time) levels[k] = {.time = turn.time, .aspiration = aspiration(b, turn.time)};
  return offer_at(m, table, turn, levels[k].aspiration, out);
}

}  // namespace parley
