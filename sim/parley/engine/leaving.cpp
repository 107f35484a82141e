// Does the truce end today, by whom, and why?

#include <algorithm>
#include <cmath>

#include "parley/engine/steps.hpp"

namespace parley {

namespace {

constexpr double least_cause = 0.005;  // change of value that counts as one

// What took most from what staying was worth to this party since it signed.
Cause cause_for(const Day& day, PartyId p) {
  const TruceWorth& worth = day.s.worth;
  const TruceValue& then = worth.signed_for[p];
  const Decline d = decline(then, worth.now[p]);
  const double least = std::min({d.trust, d.war, d.pressure, d.own});
  const double undone = day.m.scenario.truce.settles * day.s.truce.undone[p];
  const bool not_done = undone > 0 && least == d.war && undone >= 0.5 * (then.surplus - worth.now[p].surplus);
  if (!not_done && (then.net() < 0 || then.drawn() < 0)) return Cause::insincere;
  if (least > -least_cause || least == d.own) return Cause::unforced;
  if (least == d.war) {
    const double half = 0.5 * (then.surplus - worth.now[p].surplus);
    const double aside = day.m.scenario.truce.settles * day.s.truce.set_aside[p];
    if (aside > 0 && aside >= half && aside >= undone) return Cause::suspension;
    return not_done ? Cause::obligation : Cause::battlefield;
  }
  // Pressure wanes because patrons lose trust; a client's own loss of trust comes first where both have one.
  if (least == d.pressure && d.trust > -least_cause) return Cause::patron;
  const Grievance& g = day.s.trust.grievance[p];
  if (g.total <= 0) return least == d.pressure ? Cause::patron : Cause::unforced;
  return g.loss >= 0.5 * g.total ? Cause::mass_event : Cause::violations;
}

// What who stands in for it does in its place: stay, denounce or lapse.
Deed decided(const Day& day, bool renewal, Deed own) {
  return day.stand_in
      ->decide({.asked = Asked::leave, .day = day.number, .own = {.deed = own}, .renewal = renewal})
      .deed;
}

// Does this signatory leave today?
std::optional<TruceEnd> goes(const Day& day, PartyId p, bool renewal) {
  const Model& m = day.m;
  if (m.bound[p] == Bound::keeps || m.bound[p] == Bound::outside || day.s.truce.asking[p].waits) return {};
  const TruceValue& worth = day.s.worth.now[p];
  // It lapses where somebody would not sign it again.
  Deed deed = m.bound[p] == Bound::leaves || margin(worth) < 0 ? Deed::denounce
              : renewal && !would_sign(worth)                  ? Deed::lapse
                                                               : Deed::stay;
  if (stands_in(day.stand_in, p)) deed = decided(day, renewal, deed);
  if (deed == Deed::denounce) return TruceEnd{Happened::denounced, p, cause_for(day, p)};
  if (deed == Deed::lapse && renewal) return TruceEnd{Happened::lapsed, p, cause_for(day, p)};
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

// Nobody said a word; whoever attacked most bears the name, or where nobody attacks whoever fought most: who
// is strong and answers is not to blame before who is weak and attacks.
std::optional<PartyId> most_aggressive(const Day& day) {
  const Model& m = day.m;
  std::optional<PartyId> worst;
  std::pair<double, double> most{-1, -1};
  for (const PartyId p : m.parties()) {
    if (m.strength[p] <= 0 || m.excluded[p] != 0) continue;
    double attacks = 0, effort = 0;
    for (const FrontId f : m.fronts.ids()) {
      if (!day.s.truce.covers(f)) continue;
      if (day.s.orders.attacking(p, f) > 0) attacks += m.bleeding(p, f);
      effort += m.strength[p] * (1.0 - day.s.orders.keeps(p, f));
    }
    const std::pair own{attacks, effort};
    if (own <= most) continue;
    most = own;
    worst = p;
  }
  return worst;
}

constexpr int most_dates = 2;  // that pass before nobody waits any longer

// Where calm was to come once somebody had done something, and nobody counts on that any more, no text is
// left to keep: whoever lost most by it says so, and the talks are open again.
std::optional<TruceEnd> comes_to_nothing(const Day& day) {
  const Model& m = day.m;
  const Truce& truce = day.s.truce;
  if (!m.clauses.obliges || truce.calms()) return {};
  bool calm_waits = false, past = false;
  for (const IssueId i : truce.waiting.ids()) {
    const Waiting& w = truce.waiting[i];
    if (!w.option) continue;
    calm_waits = calm_waits || m.clauses.clauses[i][*w.option].covers.size() > 0;
    past = past || w.overdue >= most_dates;
  }
  if (!calm_waits || !past || fronts_of(m.clauses, m.talks.space, truce.counted_on).size() > 0) return {};
  std::optional<PartyId> who = nobody;
  for (const PartyId p : m.parties())
    if (m.signatory[p] != 0 && (m.bound[p] == Bound::free || m.bound[p] == Bound::leaves) &&
        !stands_in(day.stand_in, p) && (who == nobody || truce.undone[p] > truce.undone[*who]))
      who = p;
  if (who == nobody) return {};
  return TruceEnd{Happened::denounced, who, Cause::obligation};
}

}  // namespace

std::optional<TruceEnd> keep_or_leave(const Day& day, Truce& truce) {
  if (!truce.in_force || day.number == truce.signed_day) return {};
  if (const auto end = comes_to_nothing(day)) return end;
  const bool renewal = renewal_due(day);
  bool extended = false;  // until the next meeting
  for (const PartyId p : day.m.parties()) {
    if (day.m.signatory[p] == 0) continue;
    extended = extended || truce.asking[p].waits;
    if (const auto end = goes(day, p, renewal)) return end;
  }
  if (renewal && !extended)
    truce.next_renewal = day.number + static_cast<int>(std::ceil(truce.terms.renewal));
  if (unravelled(day, truce)) return TruceEnd{Happened::unravelled, most_aggressive(day), Cause::unravelled};
  return {};
}

}  // namespace parley
