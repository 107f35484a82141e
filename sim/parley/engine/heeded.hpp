// How far does a party trust the other camp, and do the others trust it, by how far each trusts each?
// (internal to the engine)
#pragma once

#include <array>

#include "parley/engine/day.hpp"
#include "parley/support/two.hpp"

namespace parley {

// The first's trust in the second.
struct PartyPair {
  PartyId a, b;
};

// The mean over these parties, by weight. of(q): whose trust in whom; trusted(of, log_odds): two of them,
// asked for at once.
template <class Of, class LogOdds, class Trusted>
double mean_trust(const std::vector<Model::Heeded>& parties, Of of, LogOdds log_odds, Trusted trusted,
                  double if_nobody) {
  if (parties.empty()) return if_nobody;
  double sum = 0, weight = 0;
  const std::size_t last = parties.size() - 1;
  for (std::size_t k = 0; k <= last; k += 2) {
    const auto &one = parties[k], &other = parties[std::min(k + 1, last)];
    const std::array<PartyPair, 2> pairs{of(one.who), of(other.who)};
    const Two trust = trusted(pairs, Two{log_odds(pairs[0]), log_odds(pairs[1])});
    sum += one.weight * trust[0];
    weight += one.weight;
    if (k == last) break;
    sum += other.weight * trust[1];
    weight += other.weight;
  }
  return weight > 0 ? sum / weight : if_nobody;
}

// In the other camp; signed_more: log-odds that are still to come, of all who sign.
template <class Trusted>
double trust_in_other_camp_by(const Day& day, PartyId p, double signed_more, Trusted trusted) {
  return mean_trust(
      day.m.heeds[p],
      [p](PartyId q) {
        return PartyPair{p, q};
      },
      [&](PartyPair of) {
        return day.s.trust.log_odds(of.a, of.b) + (day.m.signatory[of.b] != 0 ? signed_more : 0.0);
      },
      trusted, 1.0);
}

// Of all who fight it; more: log-odds of each.
template <class Trusted>
double trust_of_others_by(const Day& day, PartyId p, double more, Trusted trusted) {
  return mean_trust(
      day.m.heeded_by[p],
      [p](PartyId q) {
        return PartyPair{q, p};
      },
      [&](PartyPair of) { return day.s.trust.log_odds(of.a, of.b) + more; }, trusted, 0.0);
}

}  // namespace parley
