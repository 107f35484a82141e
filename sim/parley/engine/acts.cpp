// What commanders, leaders and spoilers decide to do today.

#include <algorithm>
#include <optional>

#include "parley/conflict/spoiler.hpp"
#include "parley/engine/event_luck.hpp"
#include "parley/engine/factions.hpp"
#include "parley/engine/keeping.hpp"
#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// What whoever stands in for a party orders, where its commanders would keep so much.
void obey(const Day& day, PartyId p, Orders& orders) {
  const SpanBy<FrontId, double> keeps = orders.keeps.row(p);
  Query query{.asked = Asked::orders, .day = day.number, .renewal = renewal_due(day)};
  query.own.deed = Deed::order;
  query.own.keeps.assign(keeps.size(), 1);
  for (const FrontId f : keeps.ids()) query.own.keeps[f] = keeps[f];
  const Decision decided = day.stand_in->decide(query);
  for (const FrontId f : keeps.ids())
    if (day.m.side_of(p, f) && day.s.truce.covers(f)) keeps[f] = unit(decided.keeps[f]);
}

// How far the commanders of a party keep the truce on each of its fronts.
void commanders(const Day& day, PartyId p, Orders& orders) {
  const Model& m = day.m;
  const State& s = day.s;
  const TruceValue& worth = s.worth.now[p];
  TruceValue here = worth;
  std::optional<double> kept_so;  // where it is worth that
  const SpanBy<FrontId, double> all = orders.keeps.row(p);
  for (double& keeps : all) keeps = 1;
  const bool chooses = !m.talks.utilities[p].empty();  // else no text is more or less to it than another
  const bool in_parts = !m.factions.of(p).empty();
  const double local = m.scenario.truce.local_trust;
  for (const auto& [f, side, deaths] : m.fights_on[p]) {
    if (!s.truce.covers(f) || s.ground.fronts[f].over() || m.bound[p] == Bound::keeps) continue;
    if (m.bound[p] == Bound::attacks || m.bound[p] == Bound::outside) {
      all[f] = 0;
    } else if (chooses && in_parts) {
      all[f] = parts_keep(day, p, f, side, worth, orders);
    } else if (chooses) {
      // Here it goes by what the other side of the line does as well.
      const double trust = worth.trust + local * (s.orders.quiet[f][side] - worth.trust);
      const double shock = s.worth.shock[p] + s.worth.local[f][side];
      if (!kept_so || trust != here.trust || shock != here.shock) {
        here.trust = trust;
        here.shock = shock;
        kept_so = here.keeps();
      }
      all[f] = *kept_so;
    }
  }
  if (stands_in(day.stand_in, p)) obey(day, p, orders);
  for (const auto& [f, side, deaths] : m.fights_on[p]) {
    int& attacking = orders.attacking(p, f);
    attacking = act_of(orders.keeps(p, f)) == Act::attack ? attacking + 1 : 0;
  }
}

// Attacks on one front day after day are no incident any more: nobody can overlook them, or doubt whose they
// are.
void offensives(const Day& day, PartyId p, Trust& trust, Recorder& record) {
  const Model& m = day.m;
  const int days = static_cast<int>(m.scenario.truce.unravel_days.value);
  for (const auto& [f, side, deaths] : m.fights_on[p]) {
    const int attacking = day.s.orders.attacking(p, f);
    if (attacking == 0 || attacking % days != 0) continue;
    SalientEvent e;
    e.author = p;
    e.victims = m.fronts[f].side[m.fronts[f].side[0] == m.bloc_of[p] ? 1 : 0];
    e.front = f;
    e.deaths = day.s.truce.noticed.deaths;
    e.known = true;
    e.happening = record.happened(day.number, {.what = Happened::open_offensive,
                                               .who = e.author,
                                               .front = e.front,
                                               .value = static_cast<double>(attacking),
                                               .established = true});
    blame_for(day, e, trust, record);
    return;  // one a day
  }
}

// Blame for an attack of so large a size, as far as anybody beyond the front hears of it.
void blame_for_attack(const Day& day, const SalientEvent& e, double size, Trust& trust, Recorder& record) {
  if (size >= day.s.truce.noticed.size) blame_for(day, e, trust, record);
}

void spoilers(const Day& day, const RareSize& attack, Trust& trust, Toll& toll, Recorder& record) {
  const Model& m = day.m;
  const State& s = day.s;
  double weakest = 1;
  for (const PartyId p : m.parties())
    if (m.signatory[p] != 0) weakest = std::min(weakest, s.worth.now[p].net());
  for (const PartyId p : m.parties()) {
    if (m.excluded[p] == 0 || m.talks.utilities[p].empty() || m.strength[p] <= 0) continue;
    const auto& rules = m.scenario.truce;
    const double stake = s.war.reservation[p] - m.talks.utilities[p](s.truce.deal);
    SpoilerChoice choice = spoiler_choice(
        stake, fragility_of(weakest, rules.precision), m.party(p).conduct.audience, rules.precision,
        std::min(1.0, attack.pace * rules.spoiler_pace * (1.0 + s.factions.grown[p] / m.strength[p])));
    if (m.bound[p] == Bound::keeps) choice.probability = 0;
    if (m.bound[p] == Bound::attacks) choice.probability = 1;
    if (!day.luck(Purpose::spoiler, p).chance(choice.probability)) continue;
    const std::optional<FrontId> where = where_it_attacks(day, p);
    if (!where) continue;
    Stream luck = day.luck(Purpose::spoiler_size, p);
    const double size = event_size_from(m.violence, attack.size, luck);
    SalientEvent e;
    e.author = p;
    e.victims = m.fronts[*where].side[0];
    e.front = where;
    e.deaths = deaths_of(size);
    e.salt = place_of_luck(Noticed::spoiler_attack, p.position());
    add_deaths(m, e.front, e.victims, e.deaths, true, toll);
    e.happening = record.happened(day.number, {.what = Happened::spoiler_attack,
                                               .who = e.author,
                                               .front = where,
                                               .deaths = e.deaths,
                                               .utility = m.talks.utilities[p](s.truce.deal),
                                               .reservation = s.war.reservation[p],
                                               .value = choice.fragility,
                                               .probability = choice.probability});
    blame_for_attack(day, e, size, trust, record);
  }
}

// Chance a day that strikes on an excluded group kill so many others at once, where it is wholly mixed with
// them and freely struck.
double exempt_pace(const Model& m, const RareSize& attack, FrontId f) {
  const TruceRules& rules = m.scenario.truce;
  if (rules.exempt_strikes) return *rules.exempt_strikes;
  const FrontModel& front = m.fronts[f];
  return std::min(1.0, rules.exempt_fighting * 0.5 * front.intensity * front.civilian[0] * attack.share);
}

// The campaign against excluded groups goes on; where they are mixed with others, it hits those too.
void stray_strikes(const Day& day, const RareSize& attack, Trust& trust, Toll& toll, Recorder& record) {
  const Model& m = day.m;
  const State& s = day.s;
  for (const FrontId f : m.fronts.ids()) {
    if (!s.truce.covers(f) || s.ground.fronts[f].over()) continue;
    double mixed = 0;
    std::optional<PartyId> group = nobody;
    const std::vector<double>& shares = s.ground.fronts[f].intermingled;
    for (std::size_t g = 0; g < shares.size(); ++g) {
      if (shares[g] <= mixed) continue;
      mixed = shares[g];
      group = m.fronts[f].intermingled[g].first;
    }
    const BlocId side = m.fronts[f].side[0];
    double chance =
        exempt_pace(m, attack, f) * mixed * s.truce.terms.strikes * (1.0 - s.truce.terms.protects[side]);
    if (chance <= 0) continue;
    PartyId striker;
    double strongest = 0;
    for (const PartyId p : m.fronts[f].fighters[0]) {
      if (m.strength[p] <= strongest) continue;
      strongest = m.strength[p];
      striker = p;
    }
    if (strongest <= 0) continue;
    chance *= s.orders.unbidden[striker];
    if (!day.luck(Purpose::stray, f).chance(chance)) continue;
    Stream luck = day.luck(Purpose::stray_size, f);
    const double size = event_size_from(m.violence, attack.size, luck);
    SalientEvent e;
    e.author = striker;
    e.victims = m.fronts[f].side[1];
    e.front = f;
    e.deaths = deaths_of(size);
    e.salt = place_of_luck(Noticed::stray_strike, f.position());
    e.owned = true;
    e.struck = group;
    add_deaths(m, e.front, e.victims, e.deaths, true, toll);
    e.happening = record.happened(
        day.number, {.what = Happened::stray_strike, .who = e.author, .front = e.front, .deaths = e.deaths});
    blame_for_attack(day, e, size, trust, record);
  }
}

}  // namespace

void choose_acts(const Day& day, TruceWorth& worth, Orders& orders, Trust& trust, Toll& toll,
                 Recorder& record) {
  const Model& m = day.m;
  if (!day.s.truce.in_force) return;
  value_truce(day, Guard::as_weighed, worth.regards, worth.now);
  hold_back(day, orders);
  for (const PartyId p : m.parties())
    if (m.strength[p] > 0 && m.excluded[p] == 0) {
      commanders(day, p, orders);
      offensives(day, p, trust, record);
    }
  if (!m.excluded_groups) return;
  const RareSize attack = day.s.truce.attack;
  spoilers(day, attack, trust, toll, record);
  stray_strikes(day, attack, trust, toll, record);
}

}  // namespace parley
