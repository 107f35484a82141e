// What does a patron do to a client that keeps a truce badly, and to one that ends it?
//
// Leverage is a hold on the chain of command too: a patron that would renew the truce itself stops, by its
// leverage, what the client's commanders would do unbidden and the client's strikes on excluded groups.
// Without such a hold others could not rightly blame it for them (trust.cpp). Salehyan (2010) on monitoring.
//
// A client that ends a truce which its patron still wants may lose arms and money: the patron sets what the
// truce was worth to itself against what it costs to squeeze a client in public (patronage.patience). Support
// is the share patronage.support x leverage of the client's strength; it is given again at the next
// signature. Salehyan, Siroky & Wood (2014); Bapat (2012). A facilitator presses on signing and keeping, but
// has no hold on anybody's commanders and arms nobody.

#include <algorithm>
#include <array>
#include <bitset>

#include "parley/bargaining/leverage.hpp"
#include "parley/engine/keeping.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

void press_clients(const Day& day, Patrons& patrons) {
  const Truce& truce = day.s.truce;
  const double pressure = truce.in_force ? truce.terms.pressure : 0.0;
  if (pressure == patrons.pressure_then && patrons.influence_factor == patrons.factor_then) return;
  patrons.pressure_then = pressure;
  patrons.factor_then = patrons.influence_factor;
  effective_leverage(day.m.talks, patrons.influence_factor, pressure, patrons.leverage);
}

void hold_back(const Day& day, Orders& orders) {
  const Model& m = day.m;
  const State& s = day.s;
  const double control = m.scenario.patronage.control;
  std::array<double, most_parties> keeps;  // of patrons
  std::bitset<most_parties> known;
  for (const PartyId client : m.parties()) {
    if (m.strength[client] <= 0) continue;
    double left = 1;
    for (const PartyId patron : m.talks.backers[client]) {
      const double l = control * s.patrons.leverage(patron, client);
      if (l <= 0 || m.facilitates[patron] != 0 || m.talks.utilities[patron].empty()) continue;
      const std::size_t k = patron.position();
      if (!known.test(k)) keeps[k] = unpressed(s.worth.now[patron]).keeps();
      known.set(k);
      left *= 1.0 - std::min(1.0, l) * keeps[k];
    }
    orders.unbidden[client] = left;
  }
}

void lose_patience(const Day& day, PartyId breaker, Forces& forces, Patrons& patrons, Recorder& record) {
  const Model& m = day.m;
  const auto& rules = m.scenario.patronage;
  const auto bloc = m.contest_of[m.bloc_of[breaker]];
  if (rules.support <= 0 || !bloc || m.strength[breaker] <= 0) return;
  double strength = 0;
  for (const PartyId p : m.parties())
    if (m.bloc_of[p] == m.bloc_of[breaker]) strength += m.strength[p];
  for (const PartyId patron : m.parties()) {
    const double leverage = patrons.leverage(patron, breaker);
    if (leverage <= 0 || m.facilitates[patron] != 0) continue;
    const double worth = unpressed(day.s.worth.now[patron]).value();
    if (worth <= rules.patience) continue;
    const double lost = rules.support * std::min(1.0, leverage) * m.strength[breaker] / strength;
    const double shift = scalar_log(std::max(1e-6, 1.0 - lost));
    patrons.withheld[*bloc] += shift;
    shift_strength(forces, *bloc, shift);
    record.happened(
        day.number,
        {.what = Happened::support_withheld, .who = patron, .whom = breaker, .lost = lost, .value = worth});
  }
}

void resume_support(Forces& forces, Patrons& patrons) {
  for (const ContestId c : patrons.withheld.ids()) {
    shift_strength(forces, c, -patrons.withheld[c]);
    patrons.withheld[c] = 0;
  }
}

}  // namespace parley
