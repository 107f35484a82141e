// Besieged areas: relief, hardship, surrender.

#include <algorithm>

#include "parley/conflict/spoiler.hpp"
#include "parley/engine/run.hpp"

namespace parley {

namespace {
constexpr double precedent = 0.02;  // share of its resolve that a garrison loses when another one leaves
constexpr double recovery = 2.0;    // days of hardship that a day of full relief undoes
}  // namespace

void surrender(const Run& run, FrontId f, double people, int happening) {
  const auto& [m, s, key, trace] = run;
  FrontState& front = s.fronts[f];
  if (front.surrendered) return;
  front.surrendered = true;
  front.besieged = false;
  front.control = m.fronts[f].besieger == 0 ? 1.0 : 0.0;
  s.outcome.displaced += people;
  if (happening == nobody)
    run.record({.what = Happened::surrender,
                .front = static_cast<int>(f),
                .people = people,
                .reservation = m.fronts[f].resolve,
                .value = front.hardship});
  for (FrontId other = 0; other < s.fronts.size(); ++other)
    if (s.fronts[other].besieged) s.fronts[other].hardship += precedent * m.fronts[other].resolve;
}

void relieve_or_surrender(const Run& run) {
  const auto& [m, s, key, trace] = run;
  for (FrontId f = 0; f < s.fronts.size(); ++f) {
    FrontState& front = s.fronts[f];
    if (!front.besieged) continue;
    const bool here = covered(run, f);
    if (here && s.terms.lifts_siege) {
      front.besieged = false;
      continue;
    }
    const double relief = here && s.day > s.aid_paused_until ? s.terms.aid : 0.0;
    front.hardship = std::max(0.0, front.hardship + (1.0 - relief) - recovery * relief);
    if (here && s.terms.stops_evacuations) continue;
    if (run.luck(Purpose::surrender, f).chance(surrender_probability(front.hardship, m.fronts[f].resolve)))
      surrender(run, f, m.fronts[f].leaving, nobody);
  }
}

}  // namespace parley
