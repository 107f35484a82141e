// Concession with time: see bidding.hpp.

#include "parley/bargaining/bidding.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

double aspiration(const TimeDependent& b, double time) { return 1.0 - scalar_pow(unit(time), b.exponent); }

bool propose(const TimeDependent& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out) {
  auto& levels = table.memo[turn.party].levels;
  const auto round = static_cast<std::size_t>(turn.round);
  if (round >= levels.size()) return offer_at(m, table, turn, aspiration(b, turn.time), out);
  if (levels[round].time != turn.time) levels[round] = {turn.time, aspiration(b, turn.time)};
  return offer_at(m, table, turn, levels[round].aspiration, out);
}

}  // namespace parley
