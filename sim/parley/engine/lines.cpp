// Where does the day's fighting move the lines, and what if one reaches the end of its front?

#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// Log ratio of the forces behind a front, first side over second.
double odds_on(const Model& m, const Forces& forces, const FrontModel& front) {
  const auto a = m.contest_of[front.side[0]], b = m.contest_of[front.side[1]];
  return a && b ? forces.log_strength[*a] - forces.log_strength[*b] : front.odds;
}

// How hard a side of a front attacks, for the lines: an offensive is a side that fights harder, and who
// attacks a side whose guard is down takes it by surprise.
double effort_by_surprise(const Day& day, FrontId f, std::size_t k, double effort) {
  const Model& m = day.m;
  const BlocId bloc = m.fronts[f].side[k];
  if (attacks(day, bloc, f)) return day.s.reserves.plans[bloc].effort;
  if (!day.s.truce.covers(f)) return effort;
  const double attacking = mean_of_side(m, f, k, [&](PartyId p) {
                             return day.s.orders.attacking(p, f) > 0 ? 1.0 : 0.0;
                           }).value_or(0.0);
  return effort * scalar_exp(attacking * surprise_there(day, f, k));
}

// Who has broken a truce by taking a front: the strongest that attacked there.
std::optional<PartyId> breaker(const Day& day, FrontId f, std::size_t winner) {
  const Model& m = day.m;
  std::optional<PartyId> who;
  if (!day.s.truce.covers(f)) return who;
  for (const PartyId p : m.fronts[f].fighters[winner])
    if (day.s.orders.attacking(p, f) > 0 && (!who || m.strength[p] > m.strength[*who])) who = p;
  return who;
}

// One side has taken the last of it. A besieged town that falls is emptied, as by surrender. Under a truce
// nobody can overlook it, or doubt who did it.
void front_won(const Day& day, FrontId f, Ground& ground, Toll& toll, Trust& trust, Recorder& record) {
  const FrontModel& front = day.m.fronts[f];
  FrontState& now = ground.fronts[f];
  const int winner = now.line.held > 0 ? 0 : 1;
  const double people = now.besieged && winner == front.besieger ? front.leaving : 0.0;
  now.besieged = false;
  toll.displaced += people;
  const auto author = breaker(day, f, static_cast<std::size_t>(winner));
  const auto won = record.happened(
      day.number, {.what = Happened::front_won, .who = author, .front = f, .side = winner, .people = people});
  if (!author) return;
  SalientEvent e;
  e.author = *author;
  e.victims = front.side[static_cast<std::size_t>(1 - winner)];
  e.front = f;
  e.deaths = day.s.truce.noticed.deaths;
  e.known = true;
  e.happening = won;
  blame_for(day, e, trust, record);
}

}  // namespace

double surprise_there(const Day& day, FrontId f, std::size_t k) {
  if (!day.s.truce.covers(f)) return 0.0;
  return day.m.scenario.truce.surprise *
         mean_of_side(day.m, f, 1 - k, [&](PartyId p) { return day.s.orders.keeps(p, f); }).value_or(0.0);
}

std::optional<int> side_of(const FrontModel& front, BlocId bloc) {
  if (front.side[0] == bloc) return 0;
  if (front.side[1] == bloc) return 1;
  return {};
}

void move_lines(const Day& day, Ground& ground, Toll& toll, Trust& trust, Recorder& record) {
  const Model& m = day.m;
  if (!m.lines_move) return;
  for (const FrontId f : m.fronts.ids()) {
    FrontState& now = ground.fronts[f];
    const FrontToll& cost = toll.fronts[f];
    if (now.over() || cost.fought.heat <= 0) continue;
    // An offensive is a side that fights harder; the other side's own, elsewhere on the front, does not stop
    // it.
    std::array<double, 2> effort = cost.effort, guard = cost.effort;
    if (now.attacker) effort[static_cast<std::size_t>(*now.attacker)] *= now.factor;
    for (std::size_t k = 0; k < 2; ++k) {
      const BlocId bloc = m.fronts[f].side[k];
      effort[k] = effort_by_surprise(day, f, k, effort[k]);
      if (attacks(day, bloc, f)) guard[k] /= day.s.reserves.plans[bloc].heat;
    }
    const double activity = cost.fought.heat * now.factor * 0.5 * (cost.effort[0] + cost.effort[1]);
    const double theta = m.ground.course.decisiveness * odds_on(m, day.s.forces, m.fronts[f]);
    Stream luck = day.luck(Purpose::ground, f);
    (void)move_line(now.line,
                    {.activity = activity,
                     .theta = theta,
                     .effort = effort,
                     .guard = guard,
                     .given = given_today(day, f),
                     .heat = cost.fought.heat},
                    m.ground, luck);
    if (now.over()) front_won(day, f, ground, toll, trust, record);
  }
}

}  // namespace parley
