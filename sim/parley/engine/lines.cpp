// Where does the day's fighting move the lines, and what if one reaches the end of its front?

#include "parley/engine/steps.hpp"

namespace parley {

namespace {

// Log ratio of the forces behind a front, first side over second.
double odds_on(const Model& m, const Forces& forces, const FrontModel& front) {
  const auto a = m.contest_of[front.side[0]], b = m.contest_of[front.side[1]];
  return a && b ? forces.log_strength[*a] - forces.log_strength[*b] : front.odds;
}

// One side has taken the last of it. A besieged town that falls is emptied, as by surrender.
void front_won(const Day& day, FrontId f, Ground& ground, Toll& toll, Recorder& record) {
  const FrontModel& front = day.m.fronts[f];
  FrontState& now = ground.fronts[f];
  const int winner = now.line.held > 0 ? 0 : 1;
  const double people = now.besieged && winner == front.besieger ? front.leaving : 0.0;
  now.besieged = false;
  toll.displaced += people;
  record.happened(day.number, {.what = Happened::front_won, .front = f, .side = winner, .people = people});
}

}  // namespace

std::optional<int> side_of(const FrontModel& front, BlocId bloc) {
  if (front.side[0] == bloc) return 0;
  if (front.side[1] == bloc) return 1;
  return {};
}

void move_lines(const Day& day, Ground& ground, Toll& toll, Recorder& record) {
  const Model& m = day.m;
  if (!m.lines_move) return;
  for (const FrontId f : m.fronts.ids()) {
    FrontState& now = ground.fronts[f];
    const FrontToll& cost = toll.fronts[f];
    if (now.over() || cost.fought.heat <= 0) continue;
    // An offensive is a side that fights harder.
    std::array<double, 2> effort = cost.effort;
    if (now.attacker) effort[static_cast<std::size_t>(*now.attacker)] *= now.factor;
    for (std::size_t k = 0; k < 2; ++k)
      if (attacks(day, m.fronts[f].side[k], f)) effort[k] = attack_effort_on(day, m.fronts[f].side[k], f);
    const double activity = cost.fought.heat * now.factor * 0.5 * (cost.effort[0] + cost.effort[1]);
    const double theta = m.ground.course.decisiveness * odds_on(m, day.s.forces, m.fronts[f]);
    Stream luck = day.luck(Purpose::ground, f);
    (void)move_line(now.line, activity, theta, effort, m.ground, luck);
    if (now.over()) front_won(day, f, ground, toll, record);
  }
}

}  // namespace parley
