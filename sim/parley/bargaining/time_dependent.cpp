// Concession with time: see bidding.hpp.

#include "parley/bargaining/bidding.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

double aspiration(const TimeDependent& b, double time) { return 1.0 - scalar_pow(unit(time), b.exponent); }

bool propose(const TimeDependent& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out) {
  return offer_at(m, table, turn, remembered_aspiration(b, table.memo[turn.party], turn.round, turn.time),
                  out);
}

}  // namespace parley
