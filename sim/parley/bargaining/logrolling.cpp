// How does a party bargain that trades before it concedes?
//
// Faratin, Sierra & Jennings (2002). The party holds a demand, at first its best package, and offers among
// the packages worth that demand the one it believes best for the others: it gives on issues that cost it
// little and matter to them. Only at a deadlock, when the others' last offers are on average no better to it
// than when it last spoke, does it lower its demand, by `step` of the way from its best package to its
// reservation value. Parameter: step. It needs an opponent model.

#include <algorithm>

#include "parley/bargaining/bidding.hpp"

namespace parley {

namespace {

// Mean worth of the others' last offers; -1 where none has made one.
double treated(const NegotiationModel& m, const Table& table, PartyId own) {
  double sum = 0, others = 0;
  for (const PartyId j : m.principals) {
    if (j == own || table.exchange.remembered(j) == 0) continue;
    sum += table.exchange.worth(own, j, 0);
    others += 1;
  }
  return others > 0 ? sum / others : -1;
}

double demand(const Logrolling& b, const Stance& stance, double now) {
  const bool deadlock = stance.treated >= 0 && now <= stance.treated + 1e-9;
  return std::max(0.0, stance.demand - (deadlock ? b.step.value : 0.0));
}

}  // namespace

BiddingHabits habits(const Logrolling&) { return {.draws = false, .counts = false, .looks_back = 1}; }

void take_stance(const Logrolling& b, const NegotiationModel& m, Table& table, PartyId party) {
  const double now = treated(m, table, party);
  Stance& stance = table.stance[party];
  stance = {demand(b, stance, now), now};
}

bool propose(const Logrolling& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out) {
  return offer_at(m, table, turn,
                  {.share = demand(b, table.stance[turn.party], treated(m, table, turn.party))}, out);
}

}  // namespace parley
