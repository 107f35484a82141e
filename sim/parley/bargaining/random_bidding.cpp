// How does a party bargain that offers anything it could sign?
//
// Every package worth its reservation value is equally likely where packages are ranked and nothing is
// closed. Elsewhere choices are drawn unit by unit until the package is worth it, `most_tries` times at most;
// then from the best open package on, unit by unit in order, each drawn choice is kept that leaves the
// package worth it. A yardstick for other strategies. No parameters.

#include <algorithm>

#include "parley/bargaining/bidding.hpp"

namespace parley {

namespace {

constexpr int most_tries = 100;

OptionIndex drawn_choice(const NegotiationModel& m, const Table& table, std::size_t unit, Stream& luck) {
  const std::size_t from = m.space.offset(unit), n = m.space.choices(unit);
  std::size_t choice = luck.below(static_cast<std::uint32_t>(n));
  while (table.allowed[from + choice] == 0) choice = (choice + 1) % n;
  return static_cast<OptionIndex>(choice);
}

}  // namespace

BiddingHabits habits(const RandomBidding&) { return {.draws = true, .counts = false, .looks_back = 0}; }

bool propose(const RandomBidding&, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out) {
  const Reach reach = reach_of(m, table, turn);
  if (!reach.any) return false;
  const PartyId own = turn.party;
  Stream draw = luck(turn.meeting, TalkPurpose::bid, own);
  // Each round has numbers of its own, whatever the others of the stream were used for.
  const auto round = static_cast<std::uint32_t>(turn.round - turn.meeting.first_round);
  const auto units = static_cast<std::uint32_t>(m.space.units());
  draw.skip(round * (most_tries + 1) * units);
  const Ranking& ranking = m.rankings[own];
  if (!ranking.empty() && !table.anything_closed) {
    const auto many = static_cast<std::uint32_t>(ranking.size() - reach.rational);
    m.numbering.package(ranking.package(reach.rational + draw.below(many)), out);
    return true;
  }
  const Utility& utility = m.at_table[own];
  const double least = turn.reservation() - 1e-12;
  for (int k = 0; k < most_tries; ++k) {
    for (std::size_t u = 0; u < out.size(); ++u) out[u] = drawn_choice(m, table, u, draw);
    if (utility(out) >= least) return true;
  }
  if (!offer_worth(m, table, turn, reach, reach.scope.best, out)) return false;
  for (std::size_t u = 0; u < out.size(); ++u) {
    const OptionIndex before = out[u];
    out[u] = drawn_choice(m, table, u, draw);
    if (utility(out) < least) out[u] = before;
  }
  return true;
}

}  // namespace parley
