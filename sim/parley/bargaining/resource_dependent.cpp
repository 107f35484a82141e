// How does a party bargain whose means run down?
//
// Faratin, Sierra & Jennings (1998), resource estimation, over utilities: the share of the range (see
// concession.hpp) that it asks for is
//   A = start (1 - exp(-resource))                       (theirs: start = 1 - kappa)
//   time     resource = amount (1 - t)
//   threads  resource = amount x others / mean number of offers exchanged with each of them
// (theirs: amount = 1). Their other resources come to nothing new at a table that nobody joins or leaves:
// with the number of others alone A never changes, and a deadline estimated from the length of threads is
// time-dependent bidding of twice the exponent. Parameters: resource, amount, start, floor, tolerance.

#include "parley/bargaining/bidding.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

BiddingHabits habits(const ResourceDependent& b) {
  return {
      .draws = false, .counts = false, .looks_back = b.resource == Resource::threads ? std::size_t{1} : 0};
}

bool propose(const ResourceDependent& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out) {
  double share = b.start;
  if (b.resource == Resource::time) {
    share *= 1.0 - scalar_exp(-b.amount * (1.0 - unit(turn.time)));
  } else {
    double others = 0, exchanged = 0;  // the sum of the lengths of threads
    for (const PartyId j : m.principals) {
      if (j == turn.party) continue;
      others += 1;
      exchanged += static_cast<double>(table.exchange.made(j) + table.exchange.made(turn.party));
    }
    if (exchanged > 0) share *= 1.0 - scalar_exp(-b.amount * others * others / exchanged);
  }
  return offer_at(m, table, turn, {share, b.floor ? b.floor->value : 0.0, b.tolerance}, out);
}

}  // namespace parley
