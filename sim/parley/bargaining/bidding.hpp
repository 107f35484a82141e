// What does a party propose?
//
// A demand, and the package that meets it. The demand is
//   time_dependent      a share of the range that falls with time: concession.hpp
//   resource_dependent  ... with what is left of a resource: resource_dependent.cpp
//   hardliner           the best package
//   tit_for_tat         what the others' concessions leave of its last one: tit_for_tat.cpp
//   logrolling          the last one, less a step at a deadlock: logrolling.cpp
// Among packages that meet the demand a party offers
//   - without an opponent model: the one of lowest own utility;
//   - otherwise: the one best for the others as it understands them, its clients included (trade-off bidding,
//     Faratin, Sierra & Jennings 2002).
// micro, random and equilibrium name packages by rules of their own: micro.cpp, random_bidding.cpp,
// equilibrium_bidding.cpp.
#pragma once

#include <algorithm>

#include "parley/bargaining/negotiation.hpp"

namespace parley {

// How far a package may lie below a demand (utility) if it is nearer to it than any above. The peer of
// tests/crosscheck has the same.
inline constexpr double nearest_slack = 1e-6;

// The least rank worth the party's reservation value; size() of its ranking where there is none.
inline std::size_t least_rational(const Ranking& ranking, Memo& memo, double reservation) {
  if (memo.reservation != reservation) {
    memo.reservation = reservation;
    memo.rational = ranking.at_least(reservation);
  }
  return memo.rational;
}
// The rank of lowest utility at or above `target`, among the rational ones; the best where there is none; the
// one next below where that is nearer and within nearest_slack.
inline std::size_t ranked_offer(const Ranking& ranking, std::size_t rational, double target) {
  const std::size_t rank = std::min(std::max(ranking.at_least(target), rational), ranking.size() - 1);
  if (rank == rational) return rank;
  const double below = target - ranking.utility(rank - 1);
  if (below > nearest_slack || below >= ranking.utility(rank) - target) return rank;
  return std::max(ranking.at_least(ranking.utility(rank - 1)), rational);
}

// Writes the offer of the party whose turn it is into `out`. False where no package reaches its reservation
// value.
bool bid(const NegotiationModel& m, Table& table, const Turn& turn, std::span<OptionIndex> out);

// Each strategy, in its own file, tells what it uses (negotiation.hpp) and writes its offer. Adding one = its
// type in scenario/bargaining.hpp, its keys in scenario/format_strategies.hpp, its file, two lines here.
BiddingHabits habits(const TimeDependent& b);
BiddingHabits habits(const ResourceDependent& b);
BiddingHabits habits(const TitForTat& b);
BiddingHabits habits(const Micro& b);
BiddingHabits habits(const Logrolling& b);
BiddingHabits habits(const Hardliner& b);
BiddingHabits habits(const RandomBidding& b);
BiddingHabits habits(const EquilibriumBidding& b);
bool propose(const TimeDependent& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out);
bool propose(const ResourceDependent& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out);
bool propose(const TitForTat& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out);
bool propose(const Micro& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out);
bool propose(const Logrolling& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out);
bool propose(const Hardliner& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out);
bool propose(const RandomBidding& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out);
bool propose(const EquilibriumBidding& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out);

// Those that concede with time alone have an aspiration: see concession.hpp for TimeDependent.
Aspiration aspiration(const Hardliner& b, double time);
// Those whose demand depends on what they asked for before: `party` is about to be heard, so that its demand
// stands until it speaks again.
void take_stance(const Logrolling& b, const NegotiationModel& m, Table& table, PartyId party);

template <class B>
concept ConcedesByTime = requires(const B& b, double time) {
  { aspiration(b, time) } -> std::same_as<Aspiration>;
};
template <class B>
concept TakesStances = requires(const B& b, const NegotiationModel& m, Table& table, PartyId party) {
  take_stance(b, m, table, party);
};
BiddingHabits habits_of(const Bidding& bidding);
bool concedes_by_time(const Bidding& bidding);
// Of a strategy that concedes by time.
Aspiration aspiration_of(const Bidding& bidding, double time);
void take_stance(const NegotiationModel& m, Table& table, PartyId party);

// What a party can ask for among packages that are still open.
struct Reach {
  Scope scope;
  std::size_t rational =
      0;             // rank of the least package worth its reservation value, where packages are ranked
  bool any = false;  // false: none is
};
Reach reach_of(const NegotiationModel& m, Table& table, const Turn& turn);

// Writes the offer of a party that asks for this utility.
bool offer_worth(const NegotiationModel& m, Table& table, const Turn& turn, const Reach& reach, double target,
                 std::span<OptionIndex> out);

// Writes the offer of a party with this aspiration.
bool offer_at(const NegotiationModel& m, Table& table, const Turn& turn, const Aspiration& aspiration,
              std::span<OptionIndex> out);

// Would the party accept the standing offer now, given the one it would make itself (table.counter)?
bool accepts_standing(const NegotiationModel& m, const Table& table, const Turn& turn);

}  // namespace parley
