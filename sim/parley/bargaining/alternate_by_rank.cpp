// Stacked alternating offers among principals whose bids and answers depend on time and own utility alone:
// see protocols.hpp. Offers stay numbers until the end.

#include "parley/bargaining/by_rank.hpp"
#include "parley/bargaining/protocols.hpp"

namespace parley {

MeetingResult alternate_by_rank(const NegotiationModel& m, Table& table, const Meeting& meeting) {
  take_seats(m, table, meeting);
  std::size_t consenting = 0;  // parties in a row behind the standing offer, its proposer included
  PartyId proposer;
  std::uint32_t standing = 0;
  const auto ended = [&](MeetingEnd end, std::optional<PartyId> who, int rounds) {
    if (consenting > 0) m.numbering.package(standing, table.standing);
    return MeetingResult{end, who, rounds, end == MeetingEnd::walked_out ? m.at_table[*who].best() : 0.0};
  };
  for (int round = meeting.first_round; round < m.rounds; ++round) {
    const double time = round_time(meeting, round, m.rounds);
    for (const RankedSeat& seat : table.seats) {
      if (seat.rational == seat.ranking->size()) return ended(MeetingEnd::walked_out, seat.party, round + 1);
      Memo::Level beyond;
      const Memo::Level& level = level_of(seat, round, time, beyond);
      if (consenting > 0) {
        const double offered = seat.ranking->value(standing);
        if (offered >= level.least && offered >= seat.scope.reservation - 1e-12) {
          if (++consenting < table.seats.size()) continue;
          return ended(MeetingEnd::agreed, proposer, round + 1);
        }
      }
      standing = level.package;
      proposer = seat.party;
      consenting = 1;
    }
  }
  return ended(MeetingEnd::open, nobody, m.rounds);
}

}  // namespace parley
