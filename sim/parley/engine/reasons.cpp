// What speaks to a party for and against a text that nobody else knows?

#include <cmath>

#include "parley/engine/steps.hpp"

namespace parley {

namespace {

// The standard deviation of a day's step, such that that of a shock of which so much is kept stays the same.
double step_of(double kept, double spread) { return spread * std::sqrt(1.0 - kept * kept); }

// Of what a text is worth, as far as a truce settles it. Half of the variance is a party's own, half that of
// each side on each front: local before national.
double spread_of_shocks(const Model& m) {
  return m.scenario.truce.settles * m.scenario.truce.shock * std::sqrt(0.5);
}

// Of what speaks to a part of a party alone.
double spread_of_part(const Model& m, FactionId x) {
  return m.scenario.truce.settles * m.factions[x].spread * std::sqrt(0.5);
}

}  // namespace

double spread_of_reasons(const Day& day, PartyId p, const FrontSet& covers) {
  const Model& m = day.m;
  if (m.strength[p] <= 0) return 0.0;
  double squares = 0, weight = 0;
  for (const auto& [f, side, deaths] : m.fights_on[p]) {
    if (!covers.contains(f)) continue;
    squares += deaths * deaths;
    weight += deaths;
  }
  return spread_of_shocks(m) * std::sqrt(1.0 + (weight > 0 ? squares / (weight * weight) : 0.0));
}

double spread_of_reasons_for_an_issue(const Model& m) {
  return spread_of_shocks(m) / std::sqrt(static_cast<double>(m.scenario.issues.size()));
}

void first_shocks(const Day& day, TruceWorth& worth) {
  const Model& m = day.m;
  for (const FactionId x : m.factions.ids())
    worth.of_parts[x] = spread_of_part(m, x) * day.luck(Purpose::first_faction_shock, x).normal();
  const double spread = spread_of_shocks(m);
  if (spread <= 0 || !m.war) return;
  for (const PartyId p : m.parties())
    if (m.strength[p] > 0) worth.shock[p] = spread * day.luck(Purpose::first_shock, p).normal();
  for (const FrontId f : m.fronts.ids()) {
    Stream luck = day.luck(Purpose::first_local_shock, f);
    for (double& shock : worth.local[f]) shock = spread * luck.normal();
  }
}

bool reasons_to_have_signed(const Day& day, TruceWorth& worth) {
  constexpr int draws = 64;
  const Model& m = day.m;
  const double spread = spread_of_shocks(m);
  if (spread <= 0) return false;
  bool drawn = false;
  for (const PartyId p : m.parties()) {
    if (m.strength[p] <= 0 || m.signatory[p] == 0 || m.bound[p] != Bound::free) continue;
    TruceValue v = worth.signed_for[p];
    const double commanders = v.shock - worth.shock[p];
    Stream luck = day.luck(Purpose::signed_shock, p);
    for (int k = 0; k < draws && !would_sign(v); ++k) {
      worth.shock[p] = spread * luck.normal();
      v.shock = worth.shock[p] + commanders;
      drawn = true;
    }
  }
  return drawn;
}

void move_shocks(const Day& day, TruceWorth& worth) {
  const Model& m = day.m;
  const double spread = spread_of_shocks(m);
  const double step = step_of(m.shock_kept, spread);
  const auto move = [&m](double& shock, double by, Stream& luck) {
    shock = m.shock_kept * shock + by * luck.normal();
  };
  for (const FactionId x : m.factions.ids()) {
    Stream luck = day.luck(Purpose::faction_shock, x);
    move(worth.of_parts[x], step_of(m.shock_kept, spread_of_part(m, x)), luck);
  }
  if (spread <= 0) return;
  for (const PartyId p : m.parties()) {
    if (m.strength[p] <= 0) continue;
    Stream luck = day.luck(Purpose::shock, p);
    move(worth.shock[p], step, luck);
  }
  if (!day.s.truce.in_force) return;
  for (const FrontId f : m.fronts.ids()) {
    if (!day.s.truce.covers(f)) continue;
    Stream luck = day.luck(Purpose::local_shock, f);
    for (double& shock : worth.local[f]) move(shock, step, luck);
  }
}

}  // namespace parley
