// How does a party answer concessions in kind?
//
// Faratin, Sierra & Jennings (1998), relative and averaged tit-for-tat, over utilities and any number of
// parties. s_j is what party j's offer withholds: own best utility less the offer's. With `over` = n
//   relative   share_j = s_j(n - 1 offers ago) / s_j(n offers ago)
//   averaged   share_j = s_j(last) / s_j(n offers ago)
// (as many as there are, where there are fewer), and the party asks for
//   r + (its own last offer - r) x mean of share_j over the others,
// at most its best package and at least its reservation value r. Its first offer is its best package; a share
// above 1, a withdrawal, is answered too. Parameters: rule, over.

#include <algorithm>

#include "parley/bargaining/bidding.hpp"

namespace parley {

BiddingHabits habits(const TitForTat& b) {
  return {.draws = false, .counts = false, .looks_back = static_cast<std::size_t>(b.over.value) + 1};
}

bool propose(const TitForTat& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out) {
  const Reach reach = reach_of(m, table, turn);
  if (!reach.any) return false;
  const PartyId own = turn.party;
  const Exchange& exchange = table.exchange;
  double target = reach.best;
  if (exchange.remembered(own) > 0) {
    const double best = m.utilities[own].best();
    double shares = 0, others = 0;
    for (const PartyId j : m.principals) {
      if (j == own || exchange.remembered(j) < 2) continue;
      const std::size_t back = std::min(static_cast<std::size_t>(b.over.value), exchange.remembered(j) - 1);
      const std::size_t since = b.rule == Reciprocity::relative ? back - 1 : 0;
      const double before = best - exchange.worth(own, j, back), after = best - exchange.worth(own, j, since);
      shares += before > 1e-9 ? after / before : 1.0;
      others += 1;
    }
    const double r = turn.reservation();
    target = r + (exchange.worth(own, own, 0) - r) * (others > 0 ? shares / others : 1.0);
  }
  return offer_worth(m, table, turn, reach, std::min(target, reach.best) - aspiration_slack, out);
}

}  // namespace parley
