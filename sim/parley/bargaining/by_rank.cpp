#include "parley/bargaining/by_rank.hpp"

namespace parley {

void take_seats(const NegotiationModel& m, Table& table, const Meeting& meeting) {
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
        .scope = {.reservation = reservation, .worst = m.at_table[party].worst(), .best = ranking.best()}};
  }
}

Memo::Level offer_of(const RankedSeat& seat, double time) {
  const Aspiration aspired = aspiration_of(seat.plays->bidding, time);
  const double demand = seat.scope.demand(aspired);
  const std::size_t rank = ranked_offer(*seat.ranking, seat.rational, demand);
  const double least = least_accepted(
      seat.plays->accept,
      {.own_next = seat.ranking->utility(rank), .demand = demand, .scope = seat.scope, .time = time});
  return {time, aspired, seat.scope.reservation, least, seat.ranking->package(rank)};
}

}  // namespace parley
