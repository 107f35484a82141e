// What does a patron do to a client that keeps a truce badly, and to one that ends it?
//
// Leverage is a hold on the chain of command too: a patron that would renew the truce itself stops, by its
// leverage, what the client's commanders would do unbidden and the client's strikes on excluded groups.
// Without such a hold others could not rightly blame it for them (trust.cpp). Salehyan (2010) on monitoring.
//
// A client that ends a truce which its patron still wants may lose arms and money: the patron sets what the
// truce was worth to itself against what it costs to squeeze a client in public (patronage.patience). Support
// is the share patronage.support x leverage of the client's strength; it is given again at the next
// signature. Salehyan, Siroky & Wood (2014); Bapat (2012).

#include <algorithm>

#include "parley/engine/run.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

void hold_back(const Run& run) {
  const auto& [m, s, key, trace] = run;
  const std::size_t n = m.parties();
  const double control = m.scenario.patronage.control;
  for (PartyId client = 0; client < n; ++client) {
    if (m.strength[client] <= 0) continue;
    double left = 1;
    for (PartyId patron = 0; patron < n; ++patron) {
      const double l = control * s.leverage[patron * n + client];
      if (l <= 0 || m.talks.utilities[patron].empty()) continue;
      TruceValue own = s.value[patron];
      own.pressure = 0;
      left *= 1.0 - std::min(1.0, l) * renew_probability(own.value(), m.scenario.truce.leader_precision);
    }
    s.unbidden[client] = left;
  }
}

void lose_patience(const Run& run, PartyId breaker) {
  const auto& [m, s, key, trace] = run;
  const auto& rules = m.scenario.patronage;
  const int bloc = m.contest_of[m.bloc_of[breaker]];
  if (rules.support <= 0 || bloc < 0 || m.strength[breaker] <= 0) return;
  double forces = 0;
  for (PartyId p = 0; p < m.parties(); ++p)
    if (m.bloc_of[p] == m.bloc_of[breaker]) forces += m.strength[p];
  for (PartyId patron = 0; patron < m.parties(); ++patron) {
    const double leverage = s.leverage[patron * m.parties() + breaker];
    if (leverage <= 0) continue;
    TruceValue own = s.value[patron];
    own.pressure = 0;
    const double probability = logistic(m.scenario.truce.leader_precision * (own.value() - rules.patience));
    if (!run.luck(Purpose::patience, patron).chance(probability)) continue;
    const double lost = rules.support * std::min(1.0, leverage) * m.strength[breaker] / forces;
    const double shift = scalar_log(std::max(1e-6, 1.0 - lost));
    s.withheld[static_cast<std::size_t>(bloc)] += shift;
    shift_strength(run, static_cast<std::size_t>(bloc), shift);
    run.record({.what = Happened::support_withheld,
                .who = static_cast<int>(patron),
                .whom = static_cast<int>(breaker),
                .lost = lost,
                .value = own.value(),
                .probability = probability});
  }
}

void resume_support(const Run& run) {
  const auto& [m, s, key, trace] = run;
  for (std::size_t c = 0; c < s.withheld.size(); ++c) {
    shift_strength(run, c, -s.withheld[c]);
    s.withheld[c] = 0;
  }
}

}  // namespace parley
