// Besieged areas: relief, hardship, surrender.

#include <algorithm>

#include "parley/conflict/spoiler.hpp"
#include "parley/engine/steps.hpp"

namespace parley {

namespace {
constexpr double precedent = 0.02;  // share of its resolve that a garrison loses when another one leaves
}  // namespace

double relief_of(const Day& day, FrontId f, const TermsInForce& terms) {
  if (!terms.covers.contains(f)) return 0.0;
  if (terms.lifts_siege) return 1.0;
  return day.number > day.s.ground.aid_paused_until ? terms.aid : 0.0;
}

void surrender(const Day& day, FrontId f, double people, std::optional<HappeningId> happening, Ground& ground,
               Toll& toll, Recorder& record) {
  const Model& m = day.m;
  FrontState& front = ground.fronts[f];
  if (front.over()) return;
  front.besieged = false;
  front.line.held = m.fronts[f].besieger == 0 ? front.line.steps : 0;
  front.line.beyond = 0;
  toll.displaced += people;
  if (!happening)
    record.happened(day.number, {.what = Happened::surrender,
                                 .front = f,
                                 .people = people,
                                 .reservation = m.fronts[f].resolve,
                                 .value = front.hardship});
  for (const FrontId other : m.fronts.ids())
    if (ground.fronts[other].besieged) ground.fronts[other].hardship += precedent * m.fronts[other].resolve;
}

void relieve_or_surrender(const Day& day, Ground& ground, Toll& toll, Recorder& record) {
  const Model& m = day.m;
  const Truce& truce = day.s.truce;
  for (const FrontId f : m.fronts.ids()) {
    FrontState& front = ground.fronts[f];
    if (!front.besieged) continue;
    const bool here = truce.covers(f);
    if (here && truce.terms.lifts_siege) {
      front.besieged = false;
      continue;
    }
    const double relief = here ? relief_of(day, f, truce.terms) : 0.0;
    front.hardship = std::max(0.0, front.hardship + (1.0 - relief) - hardship_undone * relief);
    if (here && truce.terms.stops_evacuations) continue;
    if (day.luck(Purpose::surrender, f).chance(surrender_probability(front.hardship, m.fronts[f].resolve)))
      surrender(day, f, m.fronts[f].leaving, {}, ground, toll, record);
  }
}

}  // namespace parley
