// What do parties offer and accept who know everything and look ahead for ever?
//
// Stationary subgame-perfect equilibria. r is what no deal is worth, a round or for good; d a party's
// discount of a gain over r by one offer's delay; q the risk that talks break off; factor f = d (1 - q). A
// party accepts what is worth its threshold r + f (v - r), v being its value of going on:
//   alternating offers  v_i = P_i, the best for i while every other gets its threshold: who turns an offer
//   down
//                       makes the next one. Two parties: Rubinstein (1982), with breakdown Binmore,
//                       Rubinstein & Wolinsky (1986), who show that it nears the Nash solution as q goes to
//                       0; more: Chatterjee, Dutta, Ray & Sengupta (1993).
//   random proposer     v_i = sum over proposers j of p_j E[U_i(offer of j)]; j buys the winning coalition
//   that
//                       leaves it most, and draws where several do (Baron & Ferejohn 1989).
// The solver works on the hull of the feasible utilities (lotteries between neighbouring packages), so that
// its values are exact although packages are discrete. In play a proposer offers the package best for itself
// that those it needs accept: it loses what rounding up their thresholds costs. Spaces of more than
// `lottery_limit` packages with parties that are not risk neutral are taken as if issues could be divided.
#pragma once

#include <functional>
#include <string>

#include "parley/bargaining/voting.hpp"
#include "parley/preference/frontier.hpp"
#include "parley/support/grid.hpp"

namespace parley {

inline constexpr double lottery_limit = 4096;
// A threshold counts as reached from this much below: what the solver leaves open.
inline constexpr double equilibrium_slack = 1e-9;

// All vectors by position among the parties at the table.
struct BargainingGame {
  Frontier frontier;
  std::vector<double> reservation, factor;
  // From utilities to the frontier's scale and back; empty where that is utility.
  std::function<double(std::size_t, double)> to_scale = {}, to_utility = {};
};

struct EquilibriumOffer {
  double chance = 1;                   // that the proposer makes this one of its offers
  std::vector<std::uint8_t> partners;  // whose yes it buys
  std::vector<double> utilities;       // of all parties
};

struct Equilibrium {
  std::string problem;            // why there is none; empty where there is
  bool agreement = true;          // false: no deal is worth more than none to those it needs
  std::vector<double> value;      // of going on: alternating, as proposer; drawn, before the draw
  std::vector<double> threshold;  // least utility that is accepted
  std::vector<std::vector<EquilibriumOffer>> offers;  // by proposer
};

Equilibrium alternating_equilibrium(const BargainingGame& game);
Equilibrium drawn_equilibrium(const BargainingGame& game, const Voting& voting);

// The solution under each protocol, in its own file; a problem where none is known.
Equilibrium solution(const AlternatingOffers& protocol, const BargainingGame& game, const Voting& voting);
Equilibrium solution(const PatronsThenClients& protocol, const BargainingGame& game, const Voting& voting);
Equilibrium solution(const RandomProposer& protocol, const BargainingGame& game, const Voting& voting);
Equilibrium solution(const SingleText& protocol, const BargainingGame& game, const Voting& voting);
Equilibrium solution(const MonotonicConcession& protocol, const BargainingGame& game, const Voting& voting);
Equilibrium no_solution();

// The game of a scenario's talks at its initial reservation values.
BargainingGame game_of(const Scenario& scenario, const Space& space, SpanBy<PartyId, const Utility> utilities,
                       std::span<const PartyId> principals);
Equilibrium equilibrium_of(const Scenario& scenario, const BargainingGame& game, const Voting& voting);
// Nothing, or why parties that bid equilibrium cannot: for a scenario that the loader accepted.
std::string equilibrium_refusal(const Scenario& scenario);

// The package of highest utility to `proposer` that gives each party with partner != 0 its threshold; false
// where there is none. Exact by branch and bound on the sums of parts, in at most `search_limit` steps.
bool best_package(const Space& space, std::span<const Utility* const> parties, std::size_t proposer,
                  std::span<const std::uint8_t> partner, std::span<const double> threshold, Package& out);

}  // namespace parley
