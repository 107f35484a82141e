// Has a camp lost the war?
//
// A war ends by a text that all sign, or when one side can fight no longer (Wagner 2000, Slantchev 2003:
// every battle may be the last one for the side that runs out of ground). Here that is when a camp has lost
// every front on which it fought over the outcome. Then it has nothing left to bargain with: talks close for
// good, and a truce with it is void. Where each side has won some fronts nobody is beaten, and the war stands
// still.

#include <algorithm>

#include "parley/engine/steps.hpp"

namespace parley {

namespace {

// One of the fronts that it lost, and the side that won it.
struct Lost {
  FrontId front;
  int winner = 0;
};

std::optional<Lost> lost_all(const Day& day, BlocId bloc) {
  std::optional<Lost> last;
  for (const Model::Contested& c : day.m.contested) {
    const auto side = side_of(day.m.fronts[c.front], bloc);
    if (!side) continue;
    const FrontLine& line = day.s.ground.fronts[c.front].line;
    const int winner = line.held > 0 ? 0 : 1;
    if (!line.decided() || winner == *side) return {};
    last = {c.front, winner};
  }
  return last;
}

}  // namespace

std::optional<TruceEnd> lose_the_war(const Day& day, TalksState& talks, Outcome& outcome, Recorder& record) {
  if (outcome.beaten) return {};
  for (const BlocId bloc : day.m.contest) {
    const auto lost = lost_all(day, bloc);
    if (!lost) continue;
    outcome.beaten = bloc;
    outcome.beaten_day = day.number;
    talks.open = false;
    record.happened(day.number, {.what = Happened::beaten, .front = lost->front, .side = 1 - lost->winner});
    if (day.s.truce.in_force) return TruceEnd{Happened::beaten, nobody, Cause::defeat};
    return {};
  }
  return {};
}

}  // namespace parley
