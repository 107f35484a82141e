// Stacked alternating offers among principals whose bids and answers depend on time and own utility alone:
// see protocols.hpp. Offers stay numbers until the end.

#include "parley/bargaining/bidding.hpp"
#include "parley/bargaining/protocols.hpp"

namespace parley {

MeetingResult alternate_by_rank(const NegotiationModel& m, Table& table, const Meeting& meeting) {
  for (std::size_t k = 0; k < table.seats.size(); ++k) {
    const PartyId party = m.principals[k];
    const Ranking& ranking = m.rankings[party];
    const double reservation = meeting.reservation[party];
    RankedSeat& seat = table.seats[k];
    seat = {.ranking = &ranking,
            .concedes = std::get_if<TimeDependent>(&m.strategies[party].bidding),
            .memo = &table.memo[party],
            .party = party,
            .rational = least_rational(ranking, table.memo[party], reservation),
            .reservation = reservation};
    if (seat.rational == ranking.size()) continue;
    seat.worst = ranking.utility(seat.rational);
    seat.range = ranking.best() - seat.worst;
  }
  std::size_t consenting = 0;  // parties in a row behind the standing offer, its proposer included
  PartyId proposer = 0;
  std::uint32_t standing = 0;
  const auto ended = [&](MeetingEnd end, PartyId who, int rounds) {
    if (consenting > 0) m.space.package(standing, table.standing);
    return MeetingResult{end, who, rounds};
  };
  for (int round = meeting.first_round; round < m.rounds; ++round) {
    const double time = round_time(meeting, round, m.rounds);
    for (const RankedSeat& seat : table.seats) {
      const Ranking& ranking = *seat.ranking;
      if (seat.rational == ranking.size()) return ended(MeetingEnd::walked_out, seat.party, round + 1);
      const double aspired =
          seat.concedes != nullptr ? remembered_aspiration(*seat.concedes, *seat.memo, round, time) : 1.0;
      const double level = aspired - aspiration_slack;
      const std::size_t rank = ranked_offer(ranking, seat.rational, seat.worst + level * seat.range);
      if (consenting > 0) {
        const double offered = ranking.value(standing);
        if (offered >= ranking.utility(rank) && offered >= seat.reservation - 1e-12) {
          if (++consenting < table.seats.size()) continue;
          return ended(MeetingEnd::agreed, proposer, round + 1);
        }
      }
      standing = ranking.package(rank);
      proposer = seat.party;
      consenting = 1;
    }
  }
  return ended(MeetingEnd::open, 0, m.rounds);
}

}  // namespace parley
