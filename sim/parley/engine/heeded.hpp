// How far does a party trust the other camp, and do the others trust it, by how far each trusts each?
// (internal to the engine)
#pragma once

#include "parley/engine/day.hpp"
#include "parley/support/two.hpp"

namespace parley {

// The mean over these, by weight. log_odds(of): of one; trusted(one, other, log_odds): two of them, asked for
// at once.
template <class LogOdds, class Trusted>
double mean_trust(const std::vector<Model::Heeded>& all, LogOdds log_odds, Trusted trusted,
                  double if_nobody) {
  if (all.empty()) return if_nobody;
  double sum = 0, weight = 0;
  const std::size_t last = all.size() - 1;
  for (std::size_t k = 0; k <= last; k += 2) {
    const Model::Heeded &one = all[k], &other = all[std::min(k + 1, last)];
    const Two trust = trusted(one, other, Two{log_odds(one), log_odds(other)});
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
  const auto log_odds = day.s.trust.log_odds.cells();
  if (signed_more == 0)
    return mean_trust(
        day.m.heeds[p], [&](const Model::Heeded& of) { return log_odds[of.cell]; }, trusted, 1.0);
  return mean_trust(
      day.m.heeds[p],
      [&](const Model::Heeded& of) {
        return log_odds[of.cell] + (day.m.signatory[of.who] != 0 ? signed_more : 0.0);
      },
      trusted, 1.0);
}

// Of all who fight it; more: log-odds of each.
template <class Trusted>
double trust_of_others_by(const Day& day, PartyId p, double more, Trusted trusted) {
  const auto log_odds = day.s.trust.log_odds.cells();
  return mean_trust(
      day.m.heeded_by[p], [&](const Model::Heeded& of) { return log_odds[of.cell] + more; }, trusted, 0.0);
}

}  // namespace parley
