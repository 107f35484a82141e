// Who is trusted how far under a text, and what of that would it lose by fighting on?

#include "parley/engine/regards.hpp"

#include <algorithm>
#include <cstring>

#include "parley/engine/heeded.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

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

// By what was worked out last where it is the same.
auto asked(Grid<PartyId, PartyId, AskedLast>& kept) {
  return [cells = kept.cells()](const Model::Heeded& one, const Model::Heeded& other, Two log_odds) {
    AskedLast &first = cells[one.cell], &second = cells[other.cell];
    if (log_odds[0] != first.by || log_odds[1] != second.by) {
      const Two is = logistic(log_odds);
      first = {log_odds[0], is[0]};
      second = {log_odds[1], is[1]};
    }
    return Two{first.is, second.is};
  };
}

// trust_of_others_by, where a party's log-odds are so much higher, both at once.
Two trust_and_shaken(const Day& day, PartyId p, double more, double shaken, Regards& kept) {
  Two sum{0, 0};
  double weight = 0;
  const auto trusts = kept.trust.cells(), shaken_trusts = kept.shaken.cells();
  for (const auto& [q, w, cell] : day.m.heeded_by[p]) {
    const double log_odds = day.s.trust.log_odds.cells()[cell];
    AskedLast &trust = trusts[cell], &less = shaken_trusts[cell];
    const Two by{log_odds + more, log_odds + shaken};
    if (by[0] != trust.by || by[1] != less.by) {
      const Two is = logistic(by);
      trust = {by[0], is[0]};
      less = {by[1], is[1]};
    }
    sum += w * Two{trust.is, less.is};
    weight += w;
  }
  return weight > 0 ? sum / weight : Two{0, 0};
}

// How the others see a party: their trust in it, and the part of that which it would lose by fighting on
// until nobody can overlook it, for as many days in a row as make an offensive of attacks (engine/acts.cpp).
Regard regard_of(const Day& day, PartyId p, const TermsInForce& terms, double killings, double reassured,
                 Regards& kept) {
  const Model& m = day.m;
  const TruceRules& rules = m.scenario.truce;
  Regard r;
  if (m.strength[p] > 0) {  // else nobody watches it
    if (rules.deterrence > 0) {
      const double seen = either(rules.detection, terms.detection);
      const double lost = m.killing_costs * seen * (killings * rules.unravel_days);
      const Two trust = trust_and_shaken(day, p, reassured, reassured - lost, kept);
      r.standing = trust[0];
      r.at_risk = trust[0] - trust[1];
    } else if (m.party(p).conduct.standing > 0) {
      r.standing = trust_of_others_by(day, p, reassured, asked(kept.trust));
    }
  }
  r.trust = trust_in_other_camp_by(day, p, reassured, asked(kept.trust));
  return r;
}

bool same_killings(const TermsInForce& terms, const Regards& kept) {
  return terms.attribution == kept.attribution && terms.attribution_delay == kept.attribution_delay &&
         terms.covers == kept.covers;
}

// Where excluded groups would attack.
void find_groups(const Day& day, Regards& kept) {
  const Model& m = day.m;
  if (!m.excluded_groups) return;
  for (const PartyId p : m.parties()) {
    if (m.excluded[p] == 0) continue;
    const auto where = where_it_attacks(day, p);
    if (where == kept.attacks[p]) continue;
    kept.attacks[p] = where;
    kept.attribution = -1;  // killings are laid at other doors
  }
}

}  // namespace

double found_out(const TruceRules& rules, const TermsInForce& terms) {
  return either(rules.detection, terms.detection) * found_in_time(rules, terms);
}

void look_around(const Day& day, Regards& kept) {
  weigh_efforts(day, kept);
  find_groups(day, kept);
}

Regard regard_under(const Day& day, PartyId p, const TermsInForce& terms, double reassured, Regards& kept) {
  if (day.m.scenario.truce.deterrence <= 0) return regard_of(day, p, terms, 0.0, reassured, kept);
  const double killings = same_killings(terms, kept) ? kept.killings[p] : notable_killings(day, p, terms);
  return regard_of(day, p, terms, killings, reassured, kept);
}

const Regard& RegardsOfTexts::under(const Day& day, PartyId p, const TermsInForce& terms, Regards& kept) {
  if (terms.covers != covers_ || terms.detection != detection_ || terms.attribution != attribution_ ||
      terms.attribution_delay != attribution_delay_) {
    covers_ = terms.covers;
    detection_ = terms.detection;
    attribution_ = terms.attribution;
    attribution_delay_ = terms.attribution_delay;
    forget();
  }
  std::optional<Regard>& known = of_[p.position()];
  if (!known) known = regard_under(day, p, terms, 0.0, kept);
  return *known;
}

const ListBy<PartyId, Regard>& regards_today(const Day& day, Regards& kept) {
  const Trust& trust = day.s.trust;
  const TermsInForce& terms = day.s.truce.terms;
  find_groups(day, kept);
  const bool same = same_killings(terms, kept);
  if (!same) {
    kept.covers = terms.covers;
    kept.attribution = terms.attribution;
    kept.attribution_delay = terms.attribution_delay;
    for (const PartyId p : day.m.parties()) kept.killings[p] = notable_killings(day, p, terms);
  }
  const auto now = std::as_bytes(trust.log_odds.cells()), then = std::as_bytes(kept.log_odds.cells());
  if (same && kept.detection == terms.detection && std::memcmp(now.data(), then.data(), now.size()) == 0)
    return kept.of;
  std::ranges::copy(trust.log_odds.cells(), kept.log_odds.cells().begin());
  kept.detection = terms.detection;
  for (const PartyId p : day.m.parties())
    if (!day.m.talks.utilities[p].empty()) kept.of[p] = regard_of(day, p, terms, kept.killings[p], 0.0, kept);
  return kept.of;
}

}  // namespace parley
