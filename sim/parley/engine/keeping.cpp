// What is keeping a truce worth to each party, and a text that is not yet signed?
//
// One value serves both (truce/keeping.hpp): who is asked to sign looks ahead with the trust, the terms, the
// monitors and the shock that keeping will have, and sees that the other side's guard will be down.

#include "parley/engine/keeping.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>

#include "parley/bargaining/leverage.hpp"
#include "parley/engine/factions.hpp"
#include "parley/engine/regards.hpp"
#include "parley/scenario/limits.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// w as a share of S. What trust earns and what it would lose are together no more than the text is worth.
double watch_of(const TruceRules& rules, const Regard& regard) {
  return std::min(1.0 - regard.trust, rules.deterrence * regard.at_risk);
}

// What a party's commanders have on their minds that nobody else knows, on average over its fronts under the
// truce.
double commanders_reasons(const Day& day, PartyId p, const FrontSet& covers) {
  const Model& m = day.m;
  if (m.strength[p] <= 0) return 0.0;
  double sum = 0, weight = 0;
  for (const auto& [f, side, deaths] : m.fights_on[p]) {
    if (!covers.contains(f)) continue;
    sum += deaths * day.s.worth.local[f][side];
    weight += deaths;
  }
  return weight > 0 ? sum / weight : 0.0;
}

// What a text is worth to who would live under it, patrons' pressure aside. surplus: utility above fighting
// on; found: chance that who attacks under it is found out.
void value_to(const Day& day, PartyId p, double surplus, const TermsInForce& terms, const Surprise& surprise,
              const Regard& regard, double found, TruceValue& v) {
  v.pressure = 0;
  v.surplus = day.m.scenario.truce.settles * (surplus + terms.paid[p]);
  v.trust = regard.trust;
  v.exposed = surprise.exposed;
  v.gain = surprise.gain;
  v.watched = watch_of(day.m.scenario.truce, regard) * std::max(0.0, v.surplus);
  v.shock = day.s.worth.shock[p] + commanders_reasons(day, p, terms.covers);
  v.audience = day.m.party(p).conduct.audience + terms.answers;
  v.standing = day.m.party(p).conduct.standing * regard.standing;
  v.found = found;
}

// As far as a patron believes in a truce itself.
double to_itself(const TruceValue& v) { return std::max(0.0, unpressed(v).value()); }

// What patrons put on the scale, by their leverage and by what the truce is worth to each of them itself.
template <class Patrons, class Leverage, class Worth>
double pressure_by(const Day& day, const Patrons& patrons, Leverage leverage, Worth worth) {
  const Model& m = day.m;
  double pressure = 0;
  for (const PartyId patron : patrons)
    if (const double l = leverage(patron); l > 0 && !m.talks.utilities[patron].empty())
      pressure += l * worth(patron);
  return pressure;
}

// ... where these terms are in force.
template <class Worth>
double pressure_on(const Day& day, PartyId party, const TermsInForce& terms, Worth worth) {
  return pressure_by(
      day, day.m.talks.backers[party],
      [&](PartyId patron) {
        return leverage_of(day.m.talks, patron, party, day.s.patrons.influence_factor[patron],
                           terms.pressure);
      },
      worth);
}

// The party's value is that of the part on whose yes it depends. told: what it is to each of its parts.
struct Decisive {
  TruceValue value;
  double more = 0;  // surplus of that part above the party's
};
template <class Worth>
Decisive decisive(const Day& day, PartyId p, const TruceValue& whole, PackageView text,
                  const TermsInForce& terms, Worth worth, ListBy<FactionId, TruceValue>* told = nullptr) {
  const Model& m = day.m;
  Voices voices;
  for (const FactionId x : m.factions.of(p)) {
    TruceValue v = value_to_part(day, x, whole, text, terms);
    if (!m.factions[x].leverage.empty())
      v.pressure = pressure_by(
          day, m.factions[x].patrons,
          [&](PartyId patron) { return leverage_over_part(day, x, patron, terms.pressure); }, worth);
    if (told != nullptr) (*told)[x] = v;
    if (day.s.factions.stands[x] == Stands::with_party) voices.hear(x, v, m.factions[x].share);
  }
  if (voices.silent()) return {whole};
  return {voices.middle().value, voices.middle().value.surplus - whole.surplus};
}

}  // namespace

Consent SigningAhead::of(PartyId party, PackageView text) const {
  const Model& m = day_.m;
  // As it will be: who signs reckons with the guard that it will have lowered then.
  put_into_force(m.clauses, m.talks.space, text, false, m.days, terms_);
  look_around(day_, kept_);
  const double reassured = m.scenario.truce.reassurance, found = found_out(m.scenario.truce, terms_);
  m.look_at(text, 0, {}, kept_.stages);
  kept_.looked_at.fill({});
  const auto value = [&](PartyId p) -> const TruceValue& {
    std::optional<TruceValue>& known = kept_.looked_at[p];
    if (!known)
      value_to(day_, p, kept_.stages.worth(p, m.talks.utilities[p]) - day_.s.war.reservation[p], terms_,
               surprise_under(day_, p, terms_, true, kept_), regard_under(day_, p, terms_, reassured, kept_),
               found, known.emplace());
    return *known;
  };
  const auto worth = [&](PartyId patron) { return to_itself(value(patron)); };
  Consent c{m.talks.utilities[party](text), 0, day_.s.war.reservation[party]};
  TruceValue v = value(party);
  v.pressure = pressure_on(day_, party, terms_, worth);
  const Decisive part = decisive(day_, party, v, text, terms_, worth);
  v = part.value;
  c.pressure = v.pressure;
  c.keeping = v.value();
  c.own_reasons = v.shock;
  c.tempted = v.gain;
  c.willing = would_sign(v);
  TruceValue alone = v;
  alone.pressure = 0;
  c.unpressed = would_sign(alone) && alone.drawn() > 0;
  if (!c.willing) {
    const double watch = watch_of(m.scenario.truce, regard_under(day_, party, terms_, reassured, kept_));
    c.asks = (surplus_asked(v, watch) - part.more) / std::max(1e-9, m.scenario.truce.settles.value) -
             terms_.paid[party];
  }
  return c;
}

void value_truce(const Day& day, Guard guard, Regards& kept, ListBy<PartyId, TruceValue>& worth) {
  const Model& m = day.m;
  const State& s = day.s;
  if (guard != Guard::as_weighed) weigh_efforts(day, kept);
  const ListBy<PartyId, Regard>& regards = regards_today(day, kept);
  const double found = found_out(m.scenario.truce, s.truce.terms);
  m.look_at(s.truce.counted_on, s.truce.age(day.number), {&s.truce.waiting}, kept.stages);
  for (const PartyId p : m.parties()) {
    if (m.talks.utilities[p].empty()) continue;
    const Surprise surprise = guard == Guard::as_weighed
                                  ? Surprise{worth[p].exposed, worth[p].gain, {}}
                                  : surprise_under(day, p, s.truce.terms, guard == Guard::down, kept);
    value_to(day, p, kept.stages.worth(p, m.talks.utilities[p]) + s.track.gain[p] - s.war.reservation[p],
             s.truce.terms, surprise, regards[p], found, worth[p]);
  }
  // Patrons press as far as they believe in the truce themselves; what presses them counts for their own
  // choice only.
  std::array<double, most_parties> believed;
  std::bitset<most_parties> known;
  const auto believes = [&](PartyId patron) {
    const std::size_t k = patron.position();
    if (!known.test(k)) believed[k] = to_itself(worth[patron]);
    known.set(k);
    return believed[k];
  };
  for (const PartyId client : m.parties())
    worth[client].pressure = pressure_by(
        day, m.talks.backers[client], [&](PartyId patron) { return s.patrons.leverage(patron, client); },
        believes);
  if (m.factions.empty()) return;
  for (const PartyId p : m.parties()) {
    if (m.factions.of(p).empty()) continue;
    worth[p] = decisive(day, p, worth[p], s.truce.counted_on, s.truce.terms, believes, &kept.parts).value;
    known.reset(p.position());  // it speaks for another part of it now
  }
}

void OtherTexts::look_at(PackageView text, const TermsInForce& terms, std::optional<IssueId> done) {
  text_ = text;
  terms_ = &terms;
  day_.m.look_at(text, day_.s.truce.age(day_.number), {&day_.s.truce.waiting, done}, kept_.stages);
  kept_.looked_at.fill({});
  found_ = found_out(day_.m.scenario.truce, terms);
}

TruceValue OtherTexts::to(PartyId party) {
  if (!looked_around_) look_around(day_, kept_);
  looked_around_ = true;
  TruceValue v = unpressed_by_patrons(party);
  const auto worth = [this](PartyId patron) { return to_itself(unpressed_by_patrons(patron)); };
  v.pressure = pressure_on(day_, party, *terms_, worth);
  return decisive(day_, party, v, text_, *terms_, worth, &kept_.drafted).value;
}

const TruceValue& OtherTexts::unpressed_by_patrons(PartyId p) {
  const Model& m = day_.m;
  const State& s = day_.s;
  std::optional<TruceValue>& known = kept_.looked_at[p];
  if (!known)
    value_to(day_, p, kept_.stages.worth(p, m.talks.utilities[p]) + s.track.gain[p] - s.war.reservation[p],
             *terms_, surprises_.under(day_, p, *terms_, kept_), regards_.under(day_, p, *terms_, kept_),
             found_, known.emplace());
  return *known;
}

TruceValue value_of_text(const Day& day, PartyId party, PackageView text, const TermsInForce& terms,
                         Regards& kept) {
  OtherTexts texts(day, kept);
  texts.look_at(text, terms);
  return texts.to(party);
}

}  // namespace parley
