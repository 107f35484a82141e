// Does the truce end today, by whom, and why?

#include <algorithm>
#include <cmath>

#include "parley/engine/steps.hpp"

namespace parley {

namespace {

// What took most from the truce's value to this party since it signed.
Cause cause_for(const Day& day, PartyId p) {
  const TruceWorth& worth = day.s.worth;
  const Decline d = decline(worth.signed_for[p], worth.now[p]);
  if (worth.signed_for[p].value() + day.m.party(p).conduct.audience <= 0) return Cause::insincere;
  const double least = std::min({d.trust, d.war, d.pressure});
  if (least > -0.005) return Cause::unforced;
  if (least == d.war) return Cause::battlefield;
  // Pressure wanes because patrons lose trust; a client's own loss of trust comes first where both have one.
  if (least == d.pressure && d.trust > -0.005) return Cause::patron;
  const Grievance& g = day.s.trust.grievance[p];
  if (g.total <= 0) return least == d.pressure ? Cause::patron : Cause::unforced;
  return g.loss >= 0.5 * g.total ? Cause::mass_event : Cause::violations;
}

// Does this signatory leave today?
std::optional<TruceEnd> leaves(const Day& day, PartyId p, bool renewal) {
  const Model& m = day.m;
  const double precision = m.scenario.truce.leader_precision, value = day.s.worth.now[p].value();
  if (m.bound[p] == Bound::keeps || m.bound[p] == Bound::outside) return {};
  const double leave =
      m.bound[p] == Bound::leaves ? 1.0 : denounce_probability(value, m.party(p).conduct.audience, precision);
  if (day.luck(Purpose::leader, p).chance(leave))
    return TruceEnd{Happened::denounced, p, cause_for(day, p), leave};
  if (!renewal) return {};
  const double renew = renew_probability(value, precision);
  if (!day.luck(Purpose::renewal, p).chance(renew))
    return TruceEnd{Happened::lapsed, p, cause_for(day, p), 1.0 - renew};
  return {};
}

// Fighting on covered fronts, as both sides' efforts have it and averaged over the last days, has returned to
// the level of war. (Efforts, not deaths: in a small war a single event would make a week of war.)
bool unravelled(const Day& day, Truce& truce) {
  const Toll& toll = day.s.toll;
  const std::size_t n = truce.recent.size();
  truce.recent[static_cast<std::size_t>(day.number) % n] =
      toll.covered_expected > 0 ? toll.covered_effort / toll.covered_expected : 0.0;
  if (day.number - truce.signed_day < static_cast<int>(n)) return false;
  double sum = 0;
  for (const double share : truce.recent) sum += share;
  return sum / static_cast<double>(n) >= day.m.scenario.truce.unravel;
}

// Nobody said a word; whoever attacked most bears the name.
std::optional<PartyId> most_aggressive(const Day& day) {
  const Model& m = day.m;
  std::optional<PartyId> worst;
  double most = -1;
  for (const PartyId p : m.parties()) {
    if (m.strength[p] <= 0 || m.excluded[p] != 0) continue;
    double effort = 0;
    for (const FrontId f : m.fronts.ids())
      if (day.s.truce.covers(f)) effort += m.strength[p] * static_cast<double>(day.s.orders.act(p, f));
    if (effort > most) {
      most = effort;
      worst = p;
    }
  }
  return worst;
}

}  // namespace

std::optional<TruceEnd> keep_or_leave(const Day& day, Truce& truce) {
  if (!truce.in_force || day.number == truce.signed_day) return {};
  const bool renewal = truce.next_renewal >= 0 && day.number >= truce.next_renewal;
  for (const PartyId p : day.m.parties()) {
    if (day.m.signatory[p] == 0) continue;
    if (const auto end = leaves(day, p, renewal)) return end;
  }
  if (renewal) truce.next_renewal = day.number + static_cast<int>(std::ceil(truce.terms.renewal));
  if (unravelled(day, truce))
    return TruceEnd{Happened::unravelled, most_aggressive(day), Cause::unravelled, 1.0};
  return {};
}

}  // namespace parley
