// Where does everybody stand at the end of a day?  For those who want the reasons of one run.

#include "parley/engine/state_hash.hpp"
#include "parley/engine/steps.hpp"

namespace parley {

namespace {

// On which of its covered fronts it attacks, as a share of what full war there would kill.
double attacks_of(const Day& day, PartyId p) {
  const Model& m = day.m;
  double attacked = 0, all = 0;
  for (const FrontId f : m.fronts.ids()) {
    if (!day.s.truce.covers(f) || !m.side_of(p, f)) continue;
    all += m.fronts[f].expected_deaths;
    if (day.s.orders.attacking(p, f) > 0) attacked += m.fronts[f].expected_deaths;
  }
  return all > 0 ? attacked / all : 0.0;
}

PartyDay standing_of(const Day& day, PartyId p) {
  const Model& m = day.m;
  const State& s = day.s;
  PartyDay d;
  d.reservation = s.war.reservation[p];
  d.trust = trust_in_other_camp(day, p);
  if (m.contest_of[m.bloc_of[p]]) d.prevail = s.war.prevail[p];
  d.outcome = s.war.outcome[p];
  d.war_days = s.war.days[p];
  if (!s.truce.in_force) return d;
  const bool bound = day.number > s.truce.signed_day;
  d.truce = s.worth.now[p];
  d.attacks = attacks_of(day, p);
  if (m.signatory[p] != 0 && bound) d.margin = margin(d.truce);
  if (m.strength[p] > 0 && m.excluded[p] == 0 && bound)
    for (const FrontId f : m.fronts.ids())
      if (s.truce.covers(f) && m.side_of(p, f))
        ++d.acts[static_cast<std::size_t>(act_of(s.orders.keeps(p, f)))];
  return d;
}

}  // namespace

void record_day(const Day& day, Recorder& record) {
  Trace* const trace = record.trace();
  if (trace == nullptr) return;
  const State& s = day.s;
  DayRecord d{0, s.toll.covered_deaths, s.truce.calms()};
  for (const FrontId f : s.toll.fronts.ids()) {
    const FrontDay& fought = s.toll.fronts[f].fought;
    const double deaths = fought.deaths[0] + fought.deaths[1];
    d.deaths += deaths;
    trace->fronts.push_back({deaths, static_cast<double>(fought.civilians),
                             fought.events + s.toll.fronts[f].other_events, s.truce.covers(f),
                             s.ground.fronts[f].line.share()});
  }
  if (trace->states) {
    d.talking = s.talks.open && day.number >= s.talks.opened;
    for (const PartyId p : day.m.parties()) trace->parties.push_back(standing_of(day, p));
  }
  if (trace->hashes) d.state = hash_of(s);
  trace->days.push_back(d);
}

}  // namespace parley
