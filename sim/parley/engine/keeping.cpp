// What is keeping a truce worth to each party, and a text that is not yet signed?
//
// One value serves both (truce/keeping.hpp): who is asked to sign looks ahead with the trust, the terms, the
// monitors and the shock that keeping will have, and sees that the other side's guard will be down.

#include "parley/engine/keeping.hpp"

#include <algorithm>
#include <cmath>

#include "parley/bargaining/leverage.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// What attacks by surprise could take from a party, and gain it.
struct Surprise {
  double exposed = 0, gain = 0;
  std::optional<FrontId> where = {};  // it gains most
};
constexpr double luck_feared = 1;  // standard deviations of an offensive's luck that are reckoned with

// Share of a front that an attack of that effort would win over a side that holds fire, by `surprise` more
// than over one on its guard.
double reach(const Model& m, double log_effort, double surprise) {
  const double push = std::max(0.0, log_effort + surprise - m.ground.defence);
  return m.ground.advance * m.offensives.last * push;
}

// What luck may add to it.
double feared(const Model& m) {
  const double fighting = 0.5 * (1.0 + m.offensives.effort) * m.offensives.last;
  return luck_feared * std::sqrt(fighting / (4.0 * m.ground.course.duration));
}

// X and G, where these terms are in force. calm: the other side's guard is down on every front; else as far
// as it has held fire so far.
Surprise surprise_under(const Day& day, PartyId p, const TermsInForce& terms, bool calm) {
  const Model& m = day.m;
  Surprise v;
  if (m.strength[p] <= 0 || !m.lines_move) return v;
  const BlocId own = m.bloc_of[p];
  const StrengthBelief belief = day.s.forces.belief(p);
  const double surprise = m.scenario.truce.surprise, luck = feared(m);
  for (std::size_t at = 0; at < m.contested.size(); ++at) {
    const Model::Contested& c = m.contested[at];
    const FrontModel& front = m.fronts[c.front];
    const FrontState& now = day.s.ground.fronts[c.front];
    const auto side = m.side_of(p, c.front);
    if (!side || now.over() || !terms.covers.contains(c.front)) continue;
    const auto k = static_cast<std::size_t>(*side);
    const BlocId other = front.side[1 - k];
    const double share = k == 0 ? now.line.share() : 1.0 - now.line.share();
    const double theta = day.s.war.expected[at].course.decisiveness *
                         (k == 0 ? belief.ratio(c.a, c.b) : belief.ratio(c.b, c.a));
    const double at_stake = front.stake * (k == 0 ? m.imposed(p, c.a) - m.imposed(p, c.b)
                                                  : m.imposed(p, c.b) - m.imposed(p, c.a));
    if (at_stake <= 0) continue;
    const double free = 1.0 - terms.disengages;
    const double lost = reach(m, scalar_log(attack_effort_on(day, other, c.front)), surprise) + luck;
    const ChanceOfFront chance(theta);
    v.exposed = std::max(
        v.exposed, at_stake * free * (1.0 - terms.protects[other]) * (chance(share) - chance(share - lost)));
    const double effort = scalar_log(attack_effort_on(day, own, c.front));
    const double won = reach(m, effort, surprise * (calm ? 1.0 : day.s.orders.quiet[c.front][k]));
    const double anyway = reach(m, effort, 0.0);
    const double gain =
        at_stake * free * (1.0 - terms.protects[own]) * (chance(share + won) - chance(share + anyway));
    if (gain <= v.gain) continue;
    v.gain = gain;
    v.where = c.front;
  }
  return v;
}

// Chance that a finding establishes while that still matters who did a killing that was noticed; a coin
// establishes nothing.
double found_in_time(const TruceRules& rules, const TermsInForce& terms) {
  const auto in_time = [&rules](double chance, double delay) {
    return chance * scalar_exp(-log_2 * delay / rules.memory);
  };
  return informed(rules.accuracy) * either(in_time(rules.attribution, rules.attribution_delay),
                                           in_time(terms.attribution, terms.attribution_delay));
}

// Of so many noticed killings a day from one side of a front, the part that is laid at its camp's door rather
// than at that of excluded groups who are mixed with it.
double suspicion_of(const Day& day, FrontId f, std::size_t k, double killings) {
  double others = 0;
  if (k == 1)
    for (std::size_t g = 0; g < day.m.fronts[f].intermingled.size(); ++g)
      others += spoiler_killings(day, day.m.bloc_of[day.m.fronts[f].intermingled[g].first], f);
  return others > 0 ? killings / (killings + others) : 1.0;
}

// Killings a day by its camp that all would notice if it fought on under these terms, as far as they are laid
// at its door: by findings, as far as these name it, else by what it can do beside
// excluded groups on its side of the front. (How often they happen is another matter than who did them; an
// offensive's author nobody doubts.)
double notable_killings(const Day& day, PartyId p, const TermsInForce& terms) {
  const Model& m = day.m;
  const TruceRules& rules = m.scenario.truce;
  const double found = found_in_time(rules, terms);
  double all = 0, mine = 0;
  for (const FrontId f : m.fronts.ids())
    if (terms.covers.contains(f)) all += killings_of_side(m, f, 0) + killings_of_side(m, f, 1);
  if (all <= 0) return 0.0;
  const double noticed = rules.salient ? m.noticed_in_war.share : 1.0 / (rules.salient_every * all);
  for (const FrontId f : m.fronts.ids()) {
    const auto own = m.side_of(p, f);
    if (!own || !terms.covers.contains(f)) continue;
    const auto k = static_cast<std::size_t>(*own);
    const double killings = noticed * killings_of_side(m, f, k);
    mine += killings * (found + (1.0 - found) * suspicion_of(day, f, k, killings));
  }
  return mine;
}

// How the others see a party: their trust in it, and the part of that which it would lose by fighting on
// until nobody can overlook it, for as many days in a row as make an offensive of attacks (engine/acts.cpp).
Regard regard_of(const Day& day, PartyId p, const TermsInForce& terms, double killings, double reassured) {
  const Model& m = day.m;
  const TruceRules& rules = m.scenario.truce;
  Regard r{trust_in_other_camp(day, p, reassured)};
  if (m.strength[p] <= 0) return r;  // nobody watches it
  const double seen = either(rules.detection, terms.detection);
  const double lost = -trust_lost(1.0, 1.0, 1.0, m.rates) * seen * (killings * rules.unravel_days);
  r.standing = trust_of_others(day, p, reassured);
  r.at_risk = r.standing - trust_of_others(day, p, reassured - lost);
  return r;
}

Regard regard_of(const Day& day, PartyId p, const TermsInForce& terms, double reassured) {
  return regard_of(day, p, terms, notable_killings(day, p, terms), reassured);
}

// Those of the truce in force.
const ListBy<PartyId, Regard>& regards_today(const Day& day, Regards& kept) {
  const Trust& trust = day.s.trust;
  const TermsInForce& terms = day.s.truce.terms;
  bool same =
      kept.detection == terms.detection && std::ranges::equal(kept.log_odds.cells(), trust.log_odds.cells());
  for (const PartyId p : day.m.parties()) {
    const double killings = notable_killings(day, p, terms);
    same = same && killings == kept.killings[p];
    kept.killings[p] = killings;
  }
  if (same) return kept.of;
  std::ranges::copy(trust.log_odds.cells(), kept.log_odds.cells().begin());
  kept.detection = terms.detection;
  for (const PartyId p : day.m.parties())
    if (!day.m.talks.utilities[p].empty()) kept.of[p] = regard_of(day, p, terms, kept.killings[p], 0.0);
  return kept.of;
}

// w as a share of S. What trust earns and what it would lose are together no more than the text is worth.
double watch_of(const TruceRules& rules, const Regard& regard) {
  return std::min(1.0 - regard.trust, rules.deterrence * regard.at_risk);
}

// Chance that an attack is noticed, and established as its author's while that still matters.
double found_out(const TruceRules& rules, const TermsInForce& terms) {
  return either(rules.detection, terms.detection) * found_in_time(rules, terms);
}

// What a party's commanders have on their minds that nobody else knows, on average over its fronts under the
// truce.
double commanders_reasons(const Day& day, PartyId p, const FrontSet& covers) {
  const Model& m = day.m;
  if (m.strength[p] <= 0) return 0.0;
  double sum = 0, weight = 0;
  for (const FrontId f : m.fronts.ids()) {
    const auto side = m.side_of(p, f);
    if (!side || !covers.contains(f)) continue;
    sum += m.fronts[f].expected_deaths * day.s.worth.local[f][static_cast<std::size_t>(*side)];
    weight += m.fronts[f].expected_deaths;
  }
  return weight > 0 ? sum / weight : 0.0;
}

// What a text is worth to who would live under it, patrons' pressure aside. surplus: utility above fighting
// on; found: chance that who attacks under it is found out.
TruceValue value_of(const Day& day, PartyId p, double surplus, const TermsInForce& terms,
                    const Surprise& surprise, const Regard& regard, double found) {
  TruceValue v;
  v.surplus = day.m.scenario.truce.settles * (surplus + terms.paid[p]);
  v.trust = regard.trust;
  v.exposed = surprise.exposed;
  v.gain = surprise.gain;
  v.watched = watch_of(day.m.scenario.truce, regard) * std::max(0.0, v.surplus);
  v.shock = day.s.worth.shock[p] + commanders_reasons(day, p, terms.covers);
  v.audience = day.m.party(p).conduct.audience + terms.answers;
  v.standing = day.m.party(p).conduct.standing * regard.standing;
  v.found = found;
  return v;
}

// What patrons put on the scale where these terms are in force, by what the truce is worth to each of them.
template <class Value>
double pressure_on(const Day& day, PartyId party, const TermsInForce& terms, Value value) {
  const Model& m = day.m;
  double pressure = 0;
  for (const PartyId patron : m.parties()) {
    const double l =
        leverage_of(m.talks, patron, party, day.s.patrons.influence_factor[patron], terms.pressure);
    if (l > 0 && !m.talks.utilities[patron].empty())
      pressure += l * std::max(0.0, unpressed(value(patron)).value());
  }
  return pressure;
}

}  // namespace

std::optional<FrontId> best_surprise(const Day& day, PartyId party) {
  return surprise_under(day, party, day.s.truce.terms, false).where;
}

Consent SigningAhead::of(PartyId party, PackageView text) const {
  const Model& m = day_.m;
  put_into_force(m.clauses, m.talks.space, text, false, 0, terms_);
  const double reassured = m.scenario.truce.reassurance, found = found_out(m.scenario.truce, terms_);
  const auto value = [&](PartyId p) {
    return value_of(day_, p, m.worth_of(p, text, 0) - day_.s.war.reservation[p], terms_,
                    surprise_under(day_, p, terms_, true), regard_of(day_, p, terms_, reassured), found);
  };
  Consent c{m.talks.utilities[party](text), 0, day_.s.war.reservation[party]};
  TruceValue v = value(party);
  v.pressure = pressure_on(day_, party, terms_, value);
  c.pressure = v.pressure;
  c.keeping = v.value();
  c.own_reasons = v.shock;
  c.tempted = v.gain;
  c.willing = would_sign(v);
  if (!c.willing) {
    const double watch = watch_of(m.scenario.truce, regard_of(day_, party, terms_, reassured));
    c.asks = surplus_asked(v, watch) / std::max(1e-9, m.scenario.truce.settles.value) - terms_.paid[party];
  }
  return c;
}

void value_truce(const Day& day, Guard guard, Regards& kept, ListBy<PartyId, TruceValue>& worth) {
  const Model& m = day.m;
  const State& s = day.s;
  const ListBy<PartyId, Regard>& regards = regards_today(day, kept);
  const double found = found_out(m.scenario.truce, s.truce.terms);
  for (const PartyId p : m.parties()) {
    if (m.talks.utilities[p].empty()) continue;
    const Surprise surprise = guard == Guard::as_weighed
                                  ? Surprise{worth[p].exposed, worth[p].gain, {}}
                                  : surprise_under(day, p, s.truce.terms, guard == Guard::down);
    worth[p] = value_of(
        day, p,
        m.worth_of(p, s.truce.counted_on, s.truce.age(day.number)) + s.track.gain[p] - s.war.reservation[p],
        s.truce.terms, surprise, regards[p], found);
  }
  // Patrons press as far as they believe in the truce themselves; what presses them counts for their own
  // choice only.
  for (const PartyId client : m.parties()) {
    double pressure = 0;
    for (const PartyId patron : m.parties()) {
      const double l = s.patrons.leverage(patron, client);
      if (l <= 0 || m.talks.utilities[patron].empty()) continue;
      pressure += l * std::max(0.0, unpressed(worth[patron]).value());
    }
    worth[client].pressure = pressure;
  }
}

TruceValue value_of_text(const Day& day, PartyId party, PackageView text, const TermsInForce& terms) {
  const Model& m = day.m;
  const State& s = day.s;
  const double found = found_out(m.scenario.truce, terms);
  const auto value = [&](PartyId p) {
    return value_of(day, p,
                    m.worth_of(p, text, s.truce.age(day.number)) + s.track.gain[p] - s.war.reservation[p],
                    terms, surprise_under(day, p, terms, false), regard_of(day, p, terms, 0.0), found);
  };
  TruceValue v = value(party);
  v.pressure = pressure_on(day, party, terms, value);
  return v;
}

}  // namespace parley
