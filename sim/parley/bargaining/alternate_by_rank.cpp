// Stacked alternating offers among principals whose bids and answers depend on time and own utility alone:
// see protocols.hpp. Offers stay numbers until the end.

#include "parley/bargaining/bidding.hpp"
#include "parley/bargaining/protocols.hpp"

namespace parley {

namespace {

// What a seat offers in a round: the same in every run, as long as its reservation value and the time are.
Memo::Level offer_of(const RankedSeat& seat, double time) {
  const Aspiration aspired = aspiration_of(seat.plays->bidding, time);
  const double demand = seat.scope.demand(aspired);
  const std::size_t rank = ranked_offer(*seat.ranking, seat.rational, demand);
  const double least = least_accepted(
      seat.plays->accept,
      {.own_next = seat.ranking->utility(rank), .demand = demand, .scope = seat.scope, .time = time});
  return {time, aspired, seat.scope.reservation, least, seat.ranking->package(rank)};
}

}  // namespace

MeetingResult alternate_by_rank(const NegotiationModel& m, Table& table, const Meeting& meeting) {
  for (std::size_t k = 0; k < table.seats.size(); ++k) {
    const PartyId party = m.principals[k];
    const Ranking& ranking = m.rankings[party];
    const double reservation = meeting.reservation[party];
    RankedSeat& seat = table.seats[k];
    seat = {
        .ranking = &ranking,
        .plays = &m.strategies[party],
        .memo = &table.memo[party],
        .party = party,
        .rational = least_rational(ranking, table.memo[party], reservation),
        .scope = {.reservation = reservation, .worst = m.utilities[party].worst(), .best = ranking.best()}};
  }
  std::size_t consenting = 0;  // parties in a row behind the standing offer, its proposer included
  PartyId proposer;
  std::uint32_t standing = 0;
  const auto ended = [&](MeetingEnd end, std::optional<PartyId> who, int rounds) {
    if (consenting > 0) m.numbering.package(standing, table.standing);
    return MeetingResult{end, who, rounds};
  };
  for (int round = meeting.first_round; round < m.rounds; ++round) {
    const double time = round_time(meeting, round, m.rounds);
    for (const RankedSeat& seat : table.seats) {
      if (seat.rational == seat.ranking->size()) return ended(MeetingEnd::walked_out, seat.party, round + 1);
      auto& levels = seat.memo->levels;
      const auto k = static_cast<std::size_t>(round);
      Memo::Level beyond;
      Memo::Level& level = k < levels.size() ? levels[k] : beyond;
      if (level.time != time || level.reservation != seat.scope.reservation) level = offer_of(seat, time);
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
