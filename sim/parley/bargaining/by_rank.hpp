// What does a party offer and accept that goes by time and its own ranking alone?  (internal to bargaining)
//
// The same in every run, as long as its reservation value and the time are: kept by round, as numbers.
#pragma once

#include "parley/bargaining/bidding.hpp"

namespace parley {

// Fills table.seats, for principals that all play by rank.
void take_seats(const NegotiationModel& m, Table& table, const Meeting& meeting);

// What a seat offers and accepts in a round, worked out anew.
Memo::Level offer_of(const RankedSeat& seat, double time);

// The same as kept, in `beyond` where a round is too late to be kept. Expects a package worth its reservation
// value.
inline const Memo::Level& level_of(const RankedSeat& seat, int round, double time, Memo::Level& beyond) {
  auto& levels = seat.memo->levels;
  const auto k = static_cast<std::size_t>(round);
  Memo::Level& level = k < levels.size() ? levels[k] : beyond;
  if (level.time != time || level.reservation != seat.scope.reservation) level = offer_of(seat, time);
  return level;
}

}  // namespace parley
