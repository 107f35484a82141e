// Which parts of a party go their own way under a truce, and which come back?
//
// A part that would attack day after day while its party keeps the truce leaves it to the party: it stays on
// its fronts and fights on alone (Pearlman & Cunningham 2012; Bakke, Cunningham & Seymour 2012), or joins the
// excluded group near which it fights, by what it has from either (Stedman 1997; Christia 2012). Who would
// keep the truce as many days in a row comes back; who is with a group and would rather not be struck leaves
// that. Those who are near a group and have not joined it move away from it as far as that is worth more to
// them than staying: that is what separation is.

#include <algorithm>
#include <array>

#include "parley/engine/factions.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// How far a part, or the party, would keep the truce, on average over its fronts under it.
template <class Keeps>
double keeping_of(const Day& day, PartyId p, Keeps keeps) {
  const Model& m = day.m;
  double sum = 0, all = 0;
  for (const FrontId f : m.fronts.ids()) {
    if (!m.side_of(p, f) || !day.s.truce.covers(f) || day.s.ground.fronts[f].over()) continue;
    sum += m.fronts[f].expected_deaths * keeps(f);
    all += m.fronts[f].expected_deaths;
  }
  return all > 0 ? sum / all : 1.0;
}

// What the war still costs those who stay near a group that may be struck under the truce.
double cost_of_strikes(const Day& day, PartyId p, const TermsInForce& terms) {
  const Model& m = day.m;
  return m.scenario.truce.settles * terms.strikes * (1.0 - terms.protects[m.bloc_of[p]]) *
         m.party(p).war.cost / days_a_month * day.s.war.days[p];
}

// What it has from being apart from the group, above staying near it: keeping the truce, before anybody's
// guard is down, and no strikes, less what fighting beside the group is worth to it.
double worth_of_leaving_group(const Day& day, FactionId x, const TruceValue& truce,
                              const TermsInForce& terms) {
  const FactionModel& part = day.m.factions[x];
  return truce.drawn() + cost_of_strikes(day, part.party, terms) - part.beside;
}
double worth_of_leaving_group(const Day& day, FactionId x) {
  return worth_of_leaving_group(day, x, day.s.worth.regards.parts[x], day.s.truce.terms);
}

// What speaks to it for its group that nobody else knows: drawn once, so that who has joined does not change
// its mind for luck.
double drawn_to_group(const Day& day, FactionId x) {
  Day first = day;
  first.number = 0;
  const double u = first.luck(Purpose::joining, x).uniform();
  return scalar_log((1.0 - u) / u) / std::max(1e-9, day.m.scenario.truce.precision.value);
}

// What is asked a week, a day.
double asked_a_day(double separation) { return 1.0 - scalar_pow(1.0 - separation, 1.0 / 7.0); }

// Whether its group is mixed with others on a front of its own under the truce.
bool can_join(const Day& day, FactionId x) {
  const Model& m = day.m;
  const FactionModel& part = m.factions[x];
  if (part.near == nobody) return false;
  for (const FrontId f : m.fronts.ids()) {
    if (m.side_of(part.party, f) != 1 || !day.s.truce.covers(f) || day.s.ground.fronts[f].over()) continue;
    const auto& groups = m.fronts[f].intermingled;
    for (std::size_t g = 0; g < groups.size(); ++g)
      if (groups[g].first == *part.near && day.s.ground.fronts[f].intermingled[g] > 0) return true;
  }
  return false;
}

}  // namespace

void add_up_mixed(const Day& day, const Factions& factions, Ground& ground) {
  const Model& m = day.m;
  for (const FrontId f : m.fronts.ids())
    for (std::size_t g = 0; g < m.fronts[f].intermingled.size(); ++g) {
      const PartyId group = m.fronts[f].intermingled[g].first;
      if (!parts_are_mixed(m, f, group)) continue;
      double mixed = 0;
      for (const FactionId x : m.factions.ids())
        if (m.factions[x].near == group) mixed += factions.mixed(x, f);
      ground.fronts[f].intermingled[g] = std::min(1.0, mixed);
    }
}

namespace {

// What a text asks of all is done as far as it is worth it to who has to do it.
void separate(const Day& day, Factions& factions) {
  const Model& m = day.m;
  const double asked = asked_a_day(day.s.truce.terms.separation);
  if (asked <= 0) return;
  for (const FactionId x : m.factions.ids()) {
    if (m.factions[x].near == nobody || is_gone(factions.stands[x])) continue;
    const double does = logistic(m.scenario.truce.precision * worth_of_leaving_group(day, x));
    for (const FrontId f : m.fronts.ids())
      if (day.s.truce.covers(f)) factions.mixed(x, f) *= 1.0 - asked * does;
  }
}

// Its men are with the group wherever that is mixed with its camp.
void mix(const Day& day, FactionId x, Factions& factions) {
  const Model& m = day.m;
  const FactionModel& part = m.factions[x];
  for (const FrontId f : m.fronts.ids()) {
    if (m.side_of(part.party, f) != 1) continue;
    double all = 0;
    for (const PartyId p : m.fronts[f].fighters[1])
      if (m.excluded[p] == 0) all += m.strength[p];
    for (std::size_t g = 0; g < m.fronts[f].intermingled.size(); ++g)
      if (m.fronts[f].intermingled[g].first == part.near)
        factions.mixed(x, f) += (1.0 - day.s.ground.fronts[f].intermingled[g]) * part.share *
                                m.strength[part.party] / std::max(least_strength, all);
  }
}

// Whom it has joined, where it stands.
std::optional<PartyId> joined(const Day& day, FactionId x, Stands where) {
  return where == Stands::with_group ? day.m.factions[x].near
         : where == Stands::with_foe ? day.s.factions.joins[x]
                                     : std::nullopt;
}

// Forces and shares go with it.
void move_forces(const Day& day, FactionId x, Stands where, Factions& factions, Forces& forces) {
  const Model& m = day.m;
  const FactionModel& part = m.factions[x];
  const Stands before = factions.stands[x];
  std::array<double, most_parties> camps{};
  for (const ContestId c : m.contest.ids()) camps[c.position()] = camp_strength(day, m.contest[c]);
  const double strength = part.share * m.strength[part.party];
  if (const auto to = joined(day, x, where)) factions.grown[*to] += strength;
  if (const auto from = joined(day, x, before))
    factions.grown[*from] = std::max(0.0, factions.grown[*from] - strength);
  const auto count = [&](Stands which, double sign) {
    if (which == Stands::alone) factions.alone[part.party] += sign * part.share;
    if (is_gone(which)) factions.joined[part.party] += sign * part.share;
  };
  count(before, -1);
  count(where, 1);
  for (double* share : {&factions.alone[part.party], &factions.joined[part.party]})
    if (*share < 1e-12) *share = 0;
  // Camps are as strong as who stands with them, seen by all.
  for (const ContestId c : m.contest.ids())
    shift_strength(forces, c, scalar_log(camp_strength(day, m.contest[c]) / camps[c.position()]));
  if (where == Stands::with_group) mix(day, x, factions);
  for (const FrontId f : m.fronts.ids()) {
    if (before == Stands::with_group)
      factions.mixed(x, f) = std::min(factions.mixed(x, f), first_mixed(m, x, f));
    if (where == Stands::with_foe) factions.mixed(x, f) = 0;
  }
  factions.stands[x] = where;
  factions.since[x] = day.number;
  factions.days[x] = 0;
}

void stand(const Day& day, FactionId x, Stands where, double chance, Factions& factions, Forces& forces,
           Recorder& record) {
  const Stands before = factions.stands[x];
  move_forces(day, x, where, factions, forces);
  const TruceValue& v = day.s.worth.regards.parts[x];
  Happening h{.what = where == Stands::alone        ? Happened::split
                      : where == Stands::with_group ? Happened::joined
                                                    : Happened::returned,
              .who = day.m.factions[x].party};
  h.faction = x;
  h.whom = joined(day, x, where == Stands::with_group ? where : before);
  h.pressure = v.pressure;
  h.trust = v.trust;
  h.value = v.drawn();
  h.probability = chance;
  h.worth = v;
  h.hunger = fed_by(day, x, day.s.truce.terms);
  record.happened(day.number, h);
}

void choose_where_to_stand(const Day& day, FactionId x, Factions& factions, Forces& forces,
                           Recorder& record) {
  const Model& m = day.m;
  const FactionModel& part = m.factions[x];
  if (part.core || m.bound[part.party] != Bound::free || factions.stands[x] == Stands::with_foe) return;
  const int enough = static_cast<int>(m.scenario.truce.unravel_days.value);
  const Act own = act_of(keeping_of(day, part.party, [&](FrontId f) { return day.s.orders.of_parts(x, f); }));
  // As the part in the middle has it: where that attacks, who attacks does what its party does.
  const Act party = act_of(day.s.worth.now[part.party].keeps());
  const Stands now = factions.stands[x];
  const bool moves = now == Stands::with_party ? own == Act::attack && party != Act::attack
                     : now == Stands::alone    ? own != Act::attack
                                               : worth_of_leaving_group(day, x) > drawn_to_group(day, x);
  factions.days[x] = moves ? factions.days[x] + 1 : 0;
  const bool goes = factions.days[x] >= enough;
  // Who leaves its group because of the strikes alone keeps the truce no more for that.
  if (goes && now != Stands::with_party)
    return stand(day, x, own == Act::attack ? Stands::alone : Stands::with_party, 1, factions, forces,
                 record);
  // Who fights on alone weighs it again as often.
  const bool again = now == Stands::alone && !moves && (day.number - factions.since[x]) % enough == 0;
  if (!goes && !again) return;
  const double apart = worth_of_leaving_group(day, x);
  const double joins = can_join(day, x) ? logistic(-m.scenario.truce.precision * apart) : 0.0;
  if (joins > 0 && apart < drawn_to_group(day, x))
    stand(day, x, Stands::with_group, joins, factions, forces, record);
  else if (goes)
    stand(day, x, Stands::alone, 1.0 - joins, factions, forces, record);
}

}  // namespace

void stand_with_foe(const Day& day, FactionId x, const PlaceWithFoe& place, bool goes, Factions& factions,
                    Forces& forces, Recorder& record) {
  Happening h{.what = goes ? Happened::went_over : Happened::returned, .who = day.m.factions[x].party};
  h.faction = x;
  h.whom = factions.joins[x] = place.who;
  h.probability = place.prevails;
  h.trust = place.trusted;
  h.reservation = place.own_prevails;
  h.kept = place.place;
  h.value = place.value();
  move_forces(day, x, goes ? Stands::with_foe : Stands::with_party, factions, forces);
  record.happened(day.number, h);
}

double near_groups(const Day& day, PartyId p) {
  const Model& m = day.m;
  double sum = 0;
  for (const FrontId f : m.fronts.ids()) {
    if (m.side_of(p, f) != 1) continue;
    for (std::size_t g = 0; g < m.fronts[f].intermingled.size(); ++g) {
      const PartyId group = m.fronts[f].intermingled[g].first;
      double near = 0;
      for (const FactionId x : m.factions.of(p))
        if (m.factions[x].near == group && !is_gone(day.s.factions.stands[x]))
          near += day.s.factions.mixed(x, f);
      if (!parts_are_mixed(m, f, group)) near = day.s.ground.fronts[f].intermingled[g];
      sum += m.fronts[f].expected_deaths * near;
    }
  }
  return sum;
}

double leave_groups(const Day& day, PartyId p, double separation, double whole, const TermsInForce& terms,
                    const ListBy<FactionId, TruceValue>& worth, Factions& factions, Ground& ground) {
  const Model& m = day.m;
  const double asked = asked_a_day(separation);
  double leave = 0, near = 0;
  for (const FactionId x : m.factions.of(p)) {
    if (m.factions[x].near == nobody) continue;
    near += m.factions[x].share;
    if (is_gone(factions.stands[x])) continue;
    const double does =
        decides(m, p) ? logistic(m.scenario.truce.precision * worth_of_leaving_group(day, x, worth[x], terms))
                      : 1.0;
    leave += m.factions[x].share * does;
    for (const FrontId f : m.fronts.ids()) factions.mixed(x, f) *= 1.0 - asked * does;
  }
  for (const FrontId f : m.fronts.ids())
    for (std::size_t g = 0; g < m.fronts[f].intermingled.size(); ++g)
      if (m.side_of(p, f) == 1 && !parts_are_mixed(m, f, m.fronts[f].intermingled[g].first))
        ground.fronts[f].intermingled[g] *= 1.0 - asked * whole;
  add_up_mixed(day, factions, ground);
  return near > 0 ? leave / near : whole;
}

void part_or_return(const Day& day, Factions& factions, Ground& ground, Forces& forces, Recorder& record) {
  const Model& m = day.m;
  if (m.factions.empty()) return;
  const Truce& truce = day.s.truce;
  if (!truce.in_force || day.number == truce.signed_day) {
    // In war all fight as they did before the truce that some would not keep.
    for (const FactionId x : m.factions.ids())
      if (factions.stands[x] == Stands::alone) stand(day, x, Stands::with_party, 1, factions, forces, record);
    factions.days.fill(0);
    return;
  }
  separate(day, factions);
  for (const FactionId x : m.factions.ids()) choose_where_to_stand(day, x, factions, forces, record);
  add_up_mixed(day, factions, ground);
}

}  // namespace parley
