// How does a party answer concessions in kind?
//
// Faratin, Sierra & Jennings (1998), relative, averaged and random absolute tit-for-tat, over utilities and
// any number of parties. s_j is what party j's offer withholds: own best utility less the offer's. With
// `over` = n
//   relative   share_j = s_j(n - 1 offers ago) / s_j(n offers ago)
//   averaged   share_j = s_j(last) / s_j(n offers ago)
// (as many as there are, where there are fewer), and the party asks for
//   r + (its own last offer - r) x mean of share_j over the others,
// at most its best package and at least its reservation value r. With
//   absolute   its own last offer + mean of (s_j(n - 1 offers ago) - s_j(n offers ago)) - luck
// where luck is drawn evenly from 0 to `extra` each time. Its first offer is its best package; a share above
// 1, a withdrawal, is answered too. Parameters: rule, over, extra.

#include <algorithm>

#include "parley/bargaining/bidding.hpp"

namespace parley {

BiddingHabits habits(const TitForTat& b) {
  return {.draws = b.extra > 0, .counts = false, .looks_back = static_cast<std::size_t>(b.over.value) + 1};
}

namespace {

// A number drawn evenly from (0, 1): the n-th of its stream is the n-th round's.
double drawn(const TitForTat& b, const Turn& turn) {
  if (b.extra <= 0) return 0;
  Stream draw = luck(turn.meeting, TalkPurpose::bid, turn.party);
  draw.skip(static_cast<std::uint32_t>(turn.round - turn.meeting.first_round));
  return draw.uniform();
}

}  // namespace

bool propose(const TitForTat& b, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out) {
  const Reach reach = reach_of(m, table, turn);
  if (!reach.any) return false;
  const PartyId own = turn.party;
  const Exchange& exchange = table.exchange;
  double target = reach.scope.best;
  if (exchange.remembered(own) > 0) {
    const double best = m.at_table[own].best();
    const bool steps = b.rule == Reciprocity::absolute;
    double answers = 0, others = 0;  // shares of what they withheld that they still do; absolute: the change
    for (const PartyId j : m.principals) {
      if (j == own || exchange.remembered(j) < 2) continue;
      const std::size_t back = std::min(static_cast<std::size_t>(b.over.value), exchange.remembered(j) - 1);
      const std::size_t since = b.rule == Reciprocity::averaged ? 0 : back - 1;
      const double before = best - exchange.worth(own, j, back), after = best - exchange.worth(own, j, since);
      answers += steps ? after - before : before > 1e-9 ? after / before : 1.0;
      others += 1;
    }
    const double r = turn.reservation(), last = exchange.worth(own, own, 0);
    if (steps)
      target = last + (others > 0 ? answers / others : 0.0) - b.extra * drawn(b, turn);
    else
      target = r + (last - r) * (others > 0 ? answers / others : 1.0);
  }
  target = std::min(target, reach.scope.best) - usual_tolerance;
  return offer_worth(m, table, turn, reach, std::max(target, reach.scope.floor()), out);
}

}  // namespace parley
