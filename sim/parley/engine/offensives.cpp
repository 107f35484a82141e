// Where do the camps send their reserves?
//
// The leaders of a camp, on each front the strongest party there that wants something of the war, look from
// time to time at every front that decides the war and that no truce of theirs covers: what the ground that
// an offensive would win is worth to them by their own beliefs, less what the fighting costs them. A truce on
// one front frees a reserve for the others, and a reserve that is committed elsewhere leaves lines thin
// (conflict/offensive.hpp).

#include <algorithm>
#include <limits>

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

// What an offensive there is worth to who leads it, all told.
double gain_of(const Day& day, BlocId bloc, const Model::Contested& where) {
  const Model& m = day.m;
  const auto [f, a, b] = where;
  if (!m.leader(bloc, f)) return not_possible;
  const PartyId p = *m.leader(bloc, f);
  const FrontModel& front = m.fronts[f];
  const FrontState& now = day.s.ground.fronts[f];
  const auto side = side_of(front, bloc);
  if (!side || now.over() || called_off(day, bloc, f) || cut_off(day, bloc, f)) return not_possible;
  const double won = ground_won(attack_effort_on(day, bloc, f), m.offensives, m.ground);
  const double share = now.line.share(), after = unit(*side == 0 ? share + won : share - won);
  const StrengthBelief belief = day.s.forces.belief(p);
  const Prospect before = prospect_of(share, belief.ratio(a, b), belief.variance(a, b), m.outlook);
  const Prospect then = prospect_of(after, belief.ratio(a, b), belief.variance(a, b), m.outlook);
  const double outcome = front.stake * (then.chance - before.chance) * (m.imposed(p, a) - m.imposed(p, b));
  const double days =
      m.lulls.mean_heat() * (then.days - before.days) + 0.5 * (m.offensives.effort - 1.0) * m.offensives.last;
  return outcome - m.party(p).war.cost / days_a_month * m.bleeding(p, f) * days;
}

void weigh(const Day& day, BlocId bloc, std::vector<double>& gains) {
  for (std::size_t k = 0; k < gains.size(); ++k) gains[k] = gain_of(day, bloc, day.m.contested[k]);
}

// Leaders look on days that nobody knows beforehand, every `consider` days on average.
bool looks_today(const OffensiveRules& rules, Stream& luck) { return luck.uniform() * rules.consider < 1; }

void choose_front(const Model& m, int today, std::span<const double> gains, Stream& luck, Plan& plan) {
  const std::size_t best = chosen(gains, m.offensives.precision, luck.uniform());
  if (best == gains.size()) return;
  const int begins = today + static_cast<int>(m.offensives.prepare);
  plan = {m.contested[best].front, begins, begins + static_cast<int>(m.offensives.last)};
}

// What its reserve is about on the first day, after that day's events: what it would have come to in the days
// before, as many as matter and as the war has lasted, with the lines where they are.
void under_way(const Day& day, BlocId bloc, Reserves& reserves) {
  const Model& m = day.m;
  const OffensiveRules& rules = m.offensives;
  constexpr double cycles = 4;
  const double all = cycles * (rules.consider + rules.prepare + rules.last);
  const int before = static_cast<int>(std::min(m.war_age.value_or(all), all));
  Plan& plan = reserves.plans[bloc];
  Stream luck = day.luck(Purpose::first_offensive, bloc);
  weigh(day, bloc, reserves.gains);
  for (int past = -before; past < 0; ++past) {
    if (plan.front && past < plan.ends) continue;
    plan = {};
    if (looks_today(rules, luck)) choose_front(m, past, reserves.gains, luck, plan);
  }
  if (plan.front && plan.ends <= 0) plan = {};
}

// Begins the attack, or ends the offensive: it has culminated, the front is won, or a truce of theirs covers
// it.
void carry_out(const Day& day, BlocId bloc, Plan& plan, Recorder& record) {
  const FrontState& front = day.s.ground.fronts[*plan.front];
  const auto side = static_cast<int>(day.m.fronts[*plan.front].side[0] == bloc ? 0 : 1);
  const bool begun = day.number > plan.begins;
  if (front.over() || called_off(day, bloc, *plan.front) || day.number >= plan.ends) {
    const int won = side == 0 ? front.line.held - plan.held : plan.held - front.line.held;
    if (begun)
      record.happened(day.number, {.what = Happened::culminated,
                                   .front = plan.front,
                                   .side = side,
                                   .value = static_cast<double>(won)});
    plan = {};
  } else if (day.number == std::max(plan.begins, 0)) {
    plan.held = front.line.held;
    record.happened(day.number,
                    {.what = Happened::offensive, .front = plan.front, .side = side, .value = plan.surprise});
  }
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
  plan = {front, begins, begins + static_cast<int>(m.offensives.last), 0, surprise_there(day, *front, k)};
}

void plan_offensives(const Day& day, Reserves& reserves, Recorder& record) {
  const Model& m = day.m;
  for (const BlocId bloc : m.contest) {
    Plan& plan = reserves.plans[bloc];
    if (m.has_reserves[bloc] != 0) {
      if (day.number == 0) under_way(day, bloc, reserves);
      Stream luck = day.luck(Purpose::offensive, bloc);
      if (!plan.front && looks_today(m.offensives, luck)) {
        weigh(day, bloc, reserves.gains);
        choose_front(m, day.number, reserves.gains, luck, plan);
      }
    }
    if (plan.front) carry_out(day, bloc, plan, record);
  }
}

}  // namespace parley
