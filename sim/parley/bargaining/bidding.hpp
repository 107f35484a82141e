// What does a party propose?
//
// Aspiration: a share of the way from the least to the best rational package. time_dependent (Faratin, Sierra
// & Jennings 1998): a(t) = 1 - t^exponent; hardliner: 1. Among packages that meet the aspiration a party
// offers
//   - without an opponent model: the one of lowest own utility;
//   - otherwise: the one best for the others as it understands them, its clients included (trade-off bidding,
//     Faratin, Sierra & Jennings 2002).
#pragma once

#include <algorithm>

#include "parley/bargaining/negotiation.hpp"

namespace parley {

double aspiration(const TimeDependent& b, double time);
inline double remembered_aspiration(const TimeDependent& b, Memo& memo, int round, double time) {
  const auto k = static_cast<std::size_t>(round);
  if (k >= memo.levels.size()) return aspiration(b, time);
  if (memo.levels[k].time != time) memo.levels[k] = {time, aspiration(b, time)};
  return memo.levels[k].aspiration;
}
// Taken off every aspiration, so that rounding does not rule out the package aspired to.
inline constexpr double aspiration_slack = 1e-5;

// The least rank worth the party's reservation value; size() of its ranking where there is none.
inline std::size_t least_rational(const Ranking& ranking, Memo& memo, double reservation) {
  if (memo.reservation != reservation) {
    memo.reservation = reservation;
    memo.rational = ranking.at_least(reservation);
  }
  return memo.rational;
}
// The rank of lowest utility at or above `target`, among the rational ones; the best where there is none.
inline std::size_t ranked_offer(const Ranking& ranking, std::size_t rational, double target) {
  return std::min(std::max(ranking.at_least(target), rational), ranking.size() - 1);
}

// Writes the offer of the party whose turn it is into `out`. False where no package reaches its reservation
// value.
bool bid(const NegotiationModel& m, Table& table, const Turn& turn, std::span<OptionIndex> out);

// Each strategy writes its offer. Adding one = its own file, a line here, in scenario.hpp and in format.hpp.
bool propose(const TimeDependent& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out);
bool propose(const EquilibriumBidding& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out);
bool propose(const Hardliner& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out);

// The package that a party offers at an aspiration level: 0 the least, 1 the best of its rational packages.
bool offer_at(const NegotiationModel& m, Table& table, const Turn& turn, double level,
              std::span<OptionIndex> out);

// Would the party accept the standing offer now, given the one it would make itself (table.counter)?
bool accepts_standing(const NegotiationModel& m, const Table& table, const Turn& turn);

// All parties hear an offer.
void hear(const NegotiationModel& m, Table& table, PartyId proposer, PackageView offer);

// All learn that the principals can live with an option of an issue: technical teams have closed it there.
void hear_closing(const NegotiationModel& m, Table& table, std::size_t issue, OptionIndex option);

// What `proposer` seems to want: adds `weight` times its estimated value of each choice, in [0, 1] over a
// package, to `objective`. Choices asked for more often are worth more; units that never changed matter more.
void add_estimate(const Space& space, const Frequency& heard, double weight, std::span<double> objective);

}  // namespace parley
