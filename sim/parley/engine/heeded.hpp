// How far does a party trust the other camp, and do the others trust it, by how far each trusts each?
// (internal to the engine)
#pragma once

#include "parley/engine/day.hpp"

namespace parley {

// trusted(a, b, log_odds): the trust of a in b that has these log-odds. more: log-odds that are still to
// come, of all who sign.
template <class Trusted>
double trust_in_other_camp_by(const Day& day, PartyId p, double signed_more, Trusted trusted) {
  const Model& m = day.m;
  double sum = 0, weight = 0;
  for (const auto& [q, w] : m.heeds[p]) {
    sum += w * trusted(p, q, day.s.trust.log_odds(p, q) + (m.signatory[q] != 0 ? signed_more : 0.0));
    weight += w;
  }
  return weight > 0 ? sum / weight : 1.0;
}

// Of all who fight it; more: log-odds of each.
template <class Trusted>
double trust_of_others_by(const Day& day, PartyId p, double more, Trusted trusted) {
  double sum = 0, weight = 0;
  for (const auto& [q, w] : day.m.heeded_by[p]) {
    sum += w * trusted(q, p, day.s.trust.log_odds(q, p) + more);
    weight += w;
  }
  return weight > 0 ? sum / weight : 0.0;
}

}  // namespace parley
