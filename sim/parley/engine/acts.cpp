// What commanders, leaders and spoilers decide to do today.

#include <algorithm>

#include "parley/conflict/spoiler.hpp"
#include "parley/engine/run.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

void commanders(const Run& run, PartyId p) {
  const auto& [m, s, key, trace] = run;
  const auto& rules = m.scenario.truce;
  const std::size_t blocs = m.contest.size();
  const int own = m.contest_of[m.bloc_of[p]];
  const double prevail = own >= 0
                             ? win_probability({&s.belief[p * blocs], blocs}, static_cast<std::size_t>(own),
                                               m.scenario.war.decisiveness)
                             : 0.5;
  Temptation t;
  t.gain = m.party(p).conduct.temptation * prevail * (1.0 - s.terms.protects[m.bloc_of[p]]);
  const double detection = either(rules.detection, s.terms.detection);
  const double attribution = either(rules.attribution, s.terms.attribution);
  t.risk = rules.at_stake * detection * (attribution + (1.0 - attribution) * rules.partisan);
  t.probe = rules.probe;
  const double value = s.value[p].value();
  Stream luck = run.luck(Purpose::act, p);
  for (FrontId f = 0; f < m.fronts.size(); ++f) {
    const double u = luck.uniform();  // drawn on every front, so that each keeps its luck whatever is covered
    Act& act = s.act[p * m.fronts.size() + f];
    int& attacking = s.attacking[p * m.fronts.size() + f];
    const int before = attacking;
    attacking = 0;
    const auto& side = m.fronts[f].side;
    act = Act::comply;
    if (!covered(run, f) || (side[0] != m.bloc_of[p] && side[1] != m.bloc_of[p])) continue;
    if (m.bound[p] == Bound::keeps) continue;
    t.quiet = rules.reciprocity * s.fronts[f].quiet[side[0] == m.bloc_of[p] ? 0 : 1];
    const auto chance = act_probabilities(value, t, rules.precision);
    act = u < chance[0] ? Act::comply : u < chance[0] + chance[1] ? Act::probe : Act::attack;
    if (m.bound[p] == Bound::attacks) act = Act::attack;
    if (act == Act::attack) attacking = before + 1;
  }
}

// Attacks on one front day after day are no incident any more: nobody can overlook them, or doubt whose they
// are.
void offensives(const Run& run, PartyId p) {
  const auto& [m, s, key, trace] = run;
  const int days = static_cast<int>(m.scenario.truce.unravel_days.value);
  for (FrontId f = 0; f < m.fronts.size(); ++f) {
    const int attacking = s.attacking[p * m.fronts.size() + f];
    if (attacking == 0 || attacking % days != 0) continue;
    SalientEvent e;
    e.author = static_cast<int>(p);
    e.victims = m.fronts[f].side[m.fronts[f].side[0] == m.bloc_of[p] ? 1 : 0];
    e.front = static_cast<int>(f);
    e.deaths = m.scenario.truce.salient;
    e.known = true;
    e.happening = run.record({.what = Happened::open_offensive,
                              .who = e.author,
                              .front = e.front,
                              .value = static_cast<double>(attacking),
                              .established = true});
    blame_for(run, e);
    return;  // one a day
  }
}

void spoilers(const Run& run) {
  const auto& [m, s, key, trace] = run;
  double weakest = 1;
  for (PartyId p = 0; p < m.parties(); ++p)
    if (m.signatory[p] != 0) weakest = std::min(weakest, s.value[p].value());
  for (PartyId p = 0; p < m.parties(); ++p) {
    if (m.excluded[p] == 0 || m.talks.utilities[p].empty() || m.strength[p] <= 0) continue;
    const auto& rules = m.scenario.truce;
    const double stake = s.reservation[p] - m.talks.utilities[p](s.deal);
    SpoilerChoice choice = spoiler_choice(stake, fragility_of(weakest, rules.precision),
                                          m.party(p).conduct.audience, rules.precision, rules.spoiler_pace);
    if (m.bound[p] == Bound::keeps) choice.probability = 0;
    if (m.bound[p] == Bound::attacks) choice.probability = 1;
    if (!run.luck(Purpose::spoiler, p).chance(choice.probability)) continue;
    // Where it is most mixed with others: that is where an attack does most harm to their standing.
    int where = nobody;
    double mixed = 0;
    for (FrontId f = 0; f < m.fronts.size(); ++f) {
      for (std::size_t k = 0; k < m.fronts[f].intermingled.size(); ++k) {
        if (m.fronts[f].intermingled[k].first != p || s.fronts[f].surrendered ||
            s.fronts[f].intermingled[k] <= mixed || !covered(run, f))
          continue;
        mixed = s.fronts[f].intermingled[k];
        where = static_cast<int>(f);
      }
    }
    if (where == nobody) continue;
    Stream size = run.luck(Purpose::spoiler_size, p);
    SalientEvent e;
    e.author = static_cast<int>(p);
    e.victims = m.fronts[static_cast<std::size_t>(where)].side[0];
    e.front = where;
    e.deaths = event_deaths_from(m.violence, rules.salient, size);
    e.salt = 900U + static_cast<std::uint32_t>(p);
    add_deaths(run, e.front, e.victims, e.deaths, true);
    e.happening = run.record({.what = Happened::spoiler_attack,
                              .who = e.author,
                              .front = where,
                              .deaths = e.deaths,
                              .utility = m.talks.utilities[p](s.deal),
                              .reservation = s.reservation[p],
                              .value = choice.fragility,
                              .probability = choice.probability});
    const bool established = blame_for(run, e);
    if (trace != nullptr) trace->happenings[static_cast<std::size_t>(e.happening)].established = established;
  }
}

// The campaign against excluded groups goes on; where they are mixed with others, it hits those too.
void stray_strikes(const Run& run) {
  const auto& [m, s, key, trace] = run;
  for (FrontId f = 0; f < m.fronts.size(); ++f) {
    if (!covered(run, f) || s.fronts[f].surrendered) continue;
    double mixed = 0;
    for (const double share : s.fronts[f].intermingled) mixed = std::max(mixed, share);
    const BlocId side = m.fronts[f].side[0];
    double chance =
        m.scenario.truce.exempt_strikes * mixed * s.terms.strikes * (1.0 - s.terms.protects[side]);
    if (chance <= 0) continue;
    PartyId striker = 0;
    double strongest = 0;
    for (PartyId p = 0; p < m.parties(); ++p) {
      if (m.bloc_of[p] != side || m.strength[p] <= strongest) continue;
      strongest = m.strength[p];
      striker = p;
    }
    if (strongest <= 0) continue;
    chance *= s.unbidden[striker];
    if (!run.luck(Purpose::stray, f).chance(chance)) continue;
    Stream size = run.luck(Purpose::stray_size, f);
    SalientEvent e;
    e.author = static_cast<int>(striker);
    e.victims = m.fronts[f].side[1];
    e.front = static_cast<int>(f);
    e.deaths = event_deaths_from(m.violence, m.scenario.truce.salient, size);
    e.salt = 960U + static_cast<std::uint32_t>(f) % 40U;
    e.owned = true;
    add_deaths(run, e.front, e.victims, e.deaths, true);
    e.happening =
        run.record({.what = Happened::stray_strike, .who = e.author, .front = e.front, .deaths = e.deaths});
    const bool established = blame_for(run, e);
    if (trace != nullptr) trace->happenings[static_cast<std::size_t>(e.happening)].established = established;
  }
}

}  // namespace

void choose_acts(const Run& run) {
  const auto& [m, s, key, trace] = run;
  if (!s.truce) return;
  value_truce(run);
  hold_back(run);
  for (PartyId p = 0; p < m.parties(); ++p)
    if (m.strength[p] > 0 && m.excluded[p] == 0) {
      commanders(run, p);
      offensives(run, p);
    }
  spoilers(run);
  stray_strikes(run);
}

}  // namespace parley
