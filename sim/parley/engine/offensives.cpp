// Where do the camps send their reserves?
//
// The leaders of a camp, on each front the strongest party there that wants something of the war, look from
// time to time at every front that decides the war and that no truce of theirs covers: what the ground that
// an offensive would win is worth to them by their own beliefs, less what the fighting costs them. A truce on
// one front frees a reserve for the others, and a reserve that is committed elsewhere leaves lines thin
// (conflict/offensive.hpp).

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>

#include "parley/engine/keeping.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double not_possible = -std::numeric_limits<double>::infinity();

// Into a closed ring no reserve comes, unless the file says that it can be reached from outside.
bool cut_off(const Day& day, BlocId bloc, FrontId f) {
  const FrontModel& front = day.m.fronts[f];
  return front.besieger && day.s.ground.fronts[f].besieged && !front.relief &&
         front.side[static_cast<std::size_t>(*front.besieger)] != bloc;
}

// A truce holds those back who are bound by it: its leaders call off what it covers, unless it is not theirs
// or does nothing.
bool called_off(const Day& day, BlocId bloc, FrontId f) {
  const auto& leader = day.m.leader(bloc, f);
  const Bound bound = leader ? day.m.bound[*leader] : Bound::free;
  return day.s.truce.covers(f) && bound != Bound::attacks && bound != Bound::outside;
}

Side forces_on(const Day& day, BlocId bloc, FrontId f, bool free_only) {
  const Model& m = day.m;
  const auto [line, reserve] = m.forces(bloc, f);
  const bool committed = free_only && day.s.reserves.plans[bloc].front.has_value();
  return {line, committed || cut_off(day, bloc, f) ? 0.0 : reserve};
}

double effort_of_offensive(const Day& day, BlocId bloc, FrontId f) {
  const auto& side = day.m.fronts[f].side;
  const BlocId other = side[0] == bloc ? side[1] : side[0];
  return offensive_effort(forces_on(day, bloc, f, false), forces_on(day, other, f, true), day.m.offensives);
}

// Whether its leaders may think of attacking there.
bool can_attack(const Day& day, BlocId bloc, FrontId f) {
  return day.m.leader(bloc, f) && side_of(day.m.fronts[f], bloc) && !day.s.ground.fronts[f].over() &&
         !cut_off(day, bloc, f);
}

// Share of the front that it would win there: no more than is left.
double ground_of_offensive(const Day& day, BlocId bloc, FrontId f) {
  if (!can_attack(day, bloc, f)) return 0.0;
  const double share = day.s.ground.fronts[f].line.share();
  return std::min(ground_won(effort_of_offensive(day, bloc, f), day.m.offensives, day.m.ground),
                  day.m.fronts[f].side[0] == bloc ? 1.0 - share : share);
}

// What an offensive there is worth to who leads it, all told. None is thought of that would win no ground.
double gain_of(const Day& day, BlocId bloc, std::size_t k) {
  const Model& m = day.m;
  const auto [f, a, b] = m.contested[k];
  if (called_off(day, bloc, f)) return not_possible;
  const double won = m.lulls.mean_heat() * ground_of_offensive(day, bloc, f);
  if (won <= 0) return not_possible;
  const PartyId p = *m.leader(bloc, f);
  const FrontModel& front = m.fronts[f];
  const double share = day.s.ground.fronts[f].line.share(),
               after = front.side[0] == bloc ? share + won : share - won;
  const StrengthBelief belief = day.s.forces.belief(p);
  const LogRatio ratio(belief.ratio(a, b), belief.variance(a, b));
  ChanceByBelief chance(ratio, day.s.war.expected[k].course.decisiveness);
  const double later = chance(after), better = later - chance(share);
  const double hotter = mean_effort(forces_on(day, bloc, f, false), m.offensives) - 1.0;
  return front.stake * better * m.at_stake(k, p).more_by_first -
         m.party(p).war.cost / days_a_month * m.bleeding(p, f) * 0.5 * hotter * m.offensives.last;
}

// Weighs every front: what an attack is worth, how likely it is that one is begun where leaders look, and
// what the camp gives on a day on which it might have begun one and did not: what it would have won on
// average.
void weigh(const Day& day, BlocId bloc, Reserves& reserves) {
  const Model& m = day.m;
  for (std::size_t k = 0; k < m.contested.size(); ++k) reserves.gains[k] = gain_of(day, bloc, k);
  reserves.chances = reserves.gains;
  chances_of(reserves.chances, m.offensives.precision);
  const double begins = std::accumulate(reserves.chances.begin(), reserves.chances.end(), 0.0);
  const double idle = std::max(1.0, m.offensives.consider) - begins;
  for (std::size_t k = 0; k < m.contested.size(); ++k)
    reserves.given(bloc, k) =
        idle > 0 ? reserves.chances[k] * ground_of_offensive(day, bloc, m.contested[k].front) / idle : 0.0;
}

// Leaders look on days that nobody knows beforehand, every `consider` days on average.
bool looks_today(const OffensiveRules& rules, Stream& luck) { return luck.uniform() * rules.consider < 1; }

void choose_front(const Day& day, BlocId bloc, int today, Stream& luck, Reserves& reserves) {
  const Model& m = day.m;
  const std::size_t best = chosen(reserves.gains, m.offensives.precision, luck.uniform());
  if (best == reserves.gains.size()) return;
  const FrontId f = m.contested[best].front;
  const int begins = today + static_cast<int>(m.offensives.prepare);
  Plan& plan = reserves.plans[bloc];
  plan = {f, begins, begins + static_cast<int>(m.offensives.last)};
  plan.effort = effort_of_offensive(day, bloc, f);
  plan.heat = mean_effort(forces_on(day, bloc, f, false), m.offensives);
}

// What the camp's offensives add to the war on each front, as it would choose them with lines where they are:
// heat, and jumps of the line, which come on average to nothing (what is given) and make it move faster.
void stir(const Day& day, BlocId bloc, const Reserves& reserves, std::span<WarWorth::Expected> expected) {
  const Model& m = day.m;
  const OffensiveRules& rules = m.offensives;
  const double all = std::accumulate(reserves.chances.begin(), reserves.chances.end(), 0.0);
  for (std::size_t k = 0; k < m.contested.size(); ++k) {
    const FrontId f = m.contested[k].front;
    const double a_day = reserves.chances[k] / (rules.consider + all * (rules.prepare + rules.last));
    const double won = ground_of_offensive(day, bloc, f);
    const double hotter = mean_effort(forces_on(day, bloc, f, false), rules) - 1.0;
    expected[k].heat += m.lulls.mean_heat() * 0.5 * hotter * a_day * rules.last;
    expected[k].jumps += m.lulls.mean_heat() * won * won * a_day;
  }
}

// What its reserve is about on the first day: what it would have come to in the days before, as many as
// matter and as the war has lasted, with the lines where they are.
void under_way(const Day& day, BlocId bloc, Reserves& reserves) {
  const Model& m = day.m;
  const OffensiveRules& rules = m.offensives;
  constexpr double cycles = 4;
  const double all = cycles * (rules.consider + rules.prepare + rules.last);
  const int before = static_cast<int>(std::min(m.war_age.value_or(all), all));
  Plan& plan = reserves.plans[bloc];
  Stream luck = day.luck(Purpose::first_offensive, bloc);
  weigh(day, bloc, reserves);
  for (int past = -before; past < 0; ++past) {
    if (plan.front && past < plan.ends) continue;
    plan = {};
    if (looks_today(rules, luck)) choose_front(day, bloc, past, luck, reserves);
  }
  if (plan.front && plan.ends <= 0) plan = {};
}

// Ends the offensive: it has culminated, the front is won, or a truce of theirs covers it.
void end_where_over(const Day& day, BlocId bloc, Plan& plan, Recorder& record) {
  if (!plan.front) return;
  const FrontState& front = day.s.ground.fronts[*plan.front];
  if (!front.over() && !called_off(day, bloc, *plan.front) && day.number < plan.ends) return;
  const int side = *side_of(day.m.fronts[*plan.front], bloc);
  const int won = side == 0 ? front.line.held - plan.held : plan.held - front.line.held;
  if (day.number > plan.begins)
    record.happened(
        day.number,
        {.what = Happened::culminated, .front = plan.front, .side = side, .value = static_cast<double>(won)});
  plan = {};
}

void begin_where_due(const Day& day, BlocId bloc, Plan& plan, Recorder& record) {
  if (!plan.front || day.number != std::max(plan.begins, 0)) return;
  plan.held = day.s.ground.fronts[*plan.front].line.held;
  record.happened(day.number, {.what = Happened::offensive,
                               .front = plan.front,
                               .side = *side_of(day.m.fronts[*plan.front], bloc),
                               .value = plan.surprise ? 1.0 : 0.0});
}

}  // namespace

bool attacks(const Day& day, BlocId bloc, FrontId f) {
  const Plan& plan = day.s.reserves.plans[bloc];
  return plan.front == f && day.number >= plan.begins && day.number < plan.ends;
}

double attack_effort_on(const Day& day, BlocId bloc, FrontId f) {
  const auto& side = day.m.fronts[f].side;
  const BlocId other = side[0] == bloc ? side[1] : side[0];
  return attack_effort(forces_on(day, bloc, f, false), forces_on(day, other, f, true), day.m.offensives);
}

void attack_by_surprise(const Day& day, PartyId leaver, Reserves& reserves) {
  const Model& m = day.m;
  const BlocId bloc = m.bloc_of[leaver];
  Plan& plan = reserves.plans[bloc];
  if (plan.front && day.number >= plan.begins) return;
  const auto front = best_surprise(day, leaver);
  if (!front) return;
  const auto k = static_cast<std::size_t>(*m.side_of(leaver, *front));
  const int begins = day.number + 1;
  plan = {front, begins, begins + static_cast<int>(m.offensives.last)};
  plan.effort = attack_effort_on(day, bloc, *front) * scalar_exp(surprise_there(day, *front, k));
  plan.heat = m.offensives.effort;
  plan.surprise = true;
}

double given_today(const Day& day, FrontId f) {
  const Model& m = day.m;
  double given = 0;
  for (std::size_t k = 0; k < m.contested.size(); ++k) {
    if (m.contested[k].front != f) continue;
    for (std::size_t side = 0; side < 2; ++side) {
      const BlocId bloc = m.fronts[f].side[side];
      if (day.s.reserves.plans[bloc].front) continue;
      given += (side == 0 ? -1.0 : 1.0) * day.s.reserves.given(bloc, k);
    }
  }
  return given;
}

void first_offensives(const Day& day, Reserves& reserves, WarWorth& war) {
  const Model& m = day.m;
  for (const BlocId bloc : m.contest) {
    if (m.has_reserves[bloc] == 0) continue;
    weigh(day, bloc, reserves);
    stir(day, bloc, reserves, war.expected);
  }
  for (WarWorth::Expected& e : war.expected)
    e.course = stirred(m.outlook, e.heat / m.lulls.mean_heat(), e.jumps);
  for (std::size_t k = 0; k < m.contested.size(); ++k) {
    const auto alike = [&](std::size_t other) {
      const auto &c = m.contested[k], &o = m.contested[other];
      return o.a == c.a && o.b == c.b && war.expected[other].course == war.expected[k].course &&
             day.s.ground.fronts[o.front].line.steps == day.s.ground.fronts[c.front].line.steps;
    };
    std::size_t& first = war.expected[k].first_alike;
    for (first = 0; !alike(first);) ++first;
  }
  for (const BlocId bloc : m.contest)
    if (m.has_reserves[bloc] != 0) under_way(day, bloc, reserves);
}

void plan_offensives(const Day& day, Reserves& reserves, Recorder& record) {
  const Model& m = day.m;
  for (const BlocId bloc : m.contest) {
    Plan& plan = reserves.plans[bloc];
    end_where_over(day, bloc, plan, record);
    if (m.has_reserves[bloc] != 0 && !plan.front) {
      Stream luck = day.luck(Purpose::offensive, bloc);
      weigh(day, bloc, reserves);
      if (looks_today(m.offensives, luck)) choose_front(day, bloc, day.number, luck, reserves);
    }
    begin_where_due(day, bloc, plan, record);
  }
}

}  // namespace parley
