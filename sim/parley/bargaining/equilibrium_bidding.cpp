// What does a party propose and accept that bids equilibrium?  (equilibrium.hpp)
//
// It offers the package that its equilibrium offer rounds to, worked out once when the model is made; where
// no package gives those it needs their thresholds and itself its reservation value, it insists on its best
// one. It accepts what reaches its threshold, whatever its acceptance condition. The stationary solution is
// played to the last round. No parameters.

#include <algorithm>

#include "parley/bargaining/bidding.hpp"
#include "parley/bargaining/equilibrium.hpp"

namespace parley {

EquilibriumPlan::EquilibriumPlan(const Scenario& s, const Space& space,
                                 SpanBy<PartyId, const Utility> utilities,
                                 std::span<const PartyId> principals, const Voting& voting)
    : threshold(utilities.size(), 0.0), offers(utilities.size()) {
  const Equilibrium e = equilibrium_of(s, game_of(s, space, utilities, principals), voting);
  std::vector<const Utility*> parties;
  for (const PartyId p : principals) parties.push_back(&utilities[p]);
  for (std::size_t i = 0; i < principals.size(); ++i) {
    const double reservation = s.parties[principals[i]].value.reservation;
    threshold[principals[i]] = e.problem.empty() ? e.threshold[i] : reservation;
    if (!e.problem.empty()) continue;
    for (const EquilibriumOffer& offer : e.offers[i]) {
      Package package(space.units());
      const bool found = best_package(space, parties, i, offer.partners, e.threshold, package) &&
                         (*parties[i])(package) >= reservation - 1e-12;
      offers[principals[i]].push_back({offer.chance, found ? package : parties[i]->best_package()});
    }
  }
}

BiddingHabits habits(const EquilibriumBidding&) { return {.draws = false, .counts = false, .looks_back = 0}; }

bool propose(const EquilibriumBidding&, const NegotiationModel& m, Table&, const Turn& turn,
             std::span<OptionIndex> out) {
  const Utility& utility = m.at_table[turn.party];
  if (utility.best() < turn.reservation() - 1e-12) return false;
  const auto& planned = m.plan.offers[turn.party];
  const Package* package = planned.empty() ? &utility.best_package() : &planned.back().package;
  if (planned.size() > 1) {
    // The n-th number of this stream is the n-th round's.
    Stream draw = luck(turn.meeting, TalkPurpose::bid, turn.party);
    draw.skip(static_cast<std::uint32_t>(turn.round - turn.meeting.first_round));
    double u = draw.uniform();
    for (const auto& offer : planned) {
      package = &offer.package;
      if (u < offer.chance) break;
      u -= offer.chance;
    }
  }
  std::copy(package->begin(), package->end(), out.begin());
  return true;
}

}  // namespace parley
