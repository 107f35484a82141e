// Which parts of a party go over to the other camp, and which come back?
//
// A part that wants to be among the winners goes where it is more likely to be, once that is worth more to it
// than what its going takes from the cause that it leaves (Christia 2012: alliances shift towards who wins,
// so long as there is a share for who joins; Seymour 2014 and Otto 2018 on factions that are bought); what a
// foe promises counts as far as it is trusted. Its camp is weaker by it and the other stronger, for all to
// see, so that one who goes draws others after it. Who keeps a truce that is worth something to it stays for
// that as well. What nobody else knows is drawn once, and so that it stands on the first day where the file
// says: it takes news to make it go. Who has gone over comes back when the war has turned.

#include <algorithm>

#include "parley/engine/factions.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

double camp_strength(const Day& day, BlocId camp) {
  const Model& m = day.m;
  const Factions& now = day.s.factions;
  double sum = 0;
  for (const PartyId p : m.parties())
    if (m.bloc_of[p] == camp) sum += m.strength[p] * (1.0 - now.joined[p]) + now.grown[p];
  return std::max(least_strength, sum);
}

PlaceWithFoe place_with(const Day& day, FactionId x, PartyId foe, double place) {
  const Model& m = day.m;
  const FactionModel& part = m.factions[x];
  const BlocId own = m.bloc_of[part.party], other = m.bloc_of[foe];
  const auto a = m.contest_of[own], b = m.contest_of[other];
  PlaceWithFoe p{.who = foe};
  if (!a || !b || m.contested.empty()) return p;
  const Factions& now = day.s.factions;
  const double forces = part.share * m.strength[part.party];
  const bool there = now.stands[x] == Stands::with_foe;
  // As things would be with its forces on either side, whichever it is on.
  const auto change = [&](double with_it, double without) {
    return scalar_log(std::max(least_strength, without) / std::max(least_strength, with_it));
  };
  const double all = camp_strength(day, own), theirs = camp_strength(day, other);
  Shifts stay, over;
  if (there && now.joins[x] == foe) {
    stay = {*a, *b, change(all, all + forces), change(theirs, theirs - forces)};
    over = {*a, *b, 0, 0};
  } else {
    stay = {*a, *b, 0, 0};
    over = {*a, *b, change(all, all - forces), change(theirs, theirs + forces)};
  }
  const AfterShift here = after_shift(day, part.party, stay), with_foe = after_shift(day, part.party, over);
  p.own_prevails = here.first_prevails;
  p.prevails = with_foe.second_prevails;
  p.trusted = logistic(day.s.trust.log_odds(part.party, foe) + day.s.trust.of_parts[x]);
  p.place = place * (p.trusted * p.prevails - p.own_prevails);
  p.lost = here.outcome - with_foe.outcome;
  return p;
}

namespace {

std::optional<PlaceWithFoe> best_place(const Day& day, FactionId x) {
  std::optional<PlaceWithFoe> best;
  for (const auto& [foe, place] : day.m.factions[x].could_join) {
    if (day.s.factions.stands[x] == Stands::with_foe && day.s.factions.joins[x] != foe) continue;
    const PlaceWithFoe p = place_with(day, x, foe, place);
    if (!best || p.value() > best->value()) best = p;
  }
  return best;
}

// A truce that its party keeps is lost to who goes over.
double kept_by_truce(const Day& day, FactionId x) {
  if (!day.s.truce.in_force || day.s.factions.stands[x] != Stands::with_party) return 0.0;
  return std::max(0.0, day.s.worth.regards.parts[x].drawn());
}

}  // namespace

void first_sides(const Day& day, Factions& factions) {
  const Model& m = day.m;
  for (const FactionId x : m.factions.ids()) {
    const auto place = best_place(day, x);
    if (!place) continue;
    // Logistic, of those that outweigh the place: else it would have gone over before.
    const double precision = std::max(1e-9, m.scenario.truce.precision.value);
    const double u = logistic(-precision * place->value()) * day.luck(Purpose::changing_sides, x).uniform();
    factions.drawn[x] = -log_odds(std::max(1e-300, u)) / precision;
  }
}

void change_sides(const Day& day, Factions& factions, Ground& ground, Forces& forces, Recorder& record) {
  const Model& m = day.m;
  for (const FactionId x : m.factions.ids()) {
    const FactionModel& part = m.factions[x];
    if (part.could_join.empty() || day.s.outcome.beaten || factions.stands[x] == Stands::with_group) continue;
    if (day.s.truce.in_force && (m.bound[part.party] != Bound::free || day.number == day.s.truce.signed_day))
      continue;
    const auto place = best_place(day, x);
    if (!place) continue;
    const double above = place->value() - kept_by_truce(day, x) - factions.drawn[x];
    const bool there = factions.stands[x] == Stands::with_foe;
    factions.weighed[x] = (above > 0) != there ? factions.weighed[x] + 1 : 0;
    if (factions.weighed[x] < static_cast<int>(m.scenario.truce.unravel_days.value)) continue;
    factions.weighed[x] = 0;
    stand_with_foe(day, x, *place, !there, factions, forces, record);
    add_up_mixed(day, factions, ground);
  }
}

}  // namespace parley
