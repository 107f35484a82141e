// What is fighting on worth to each party today?
//
// Its reservation value on the first day is what the file says. From then on it moves by what the war has
// come to be worth since (Fearon 1995; Powell 2004; Slantchev 2003):
//   r_i(t) = file + W_i(t) - W_i(first day) + fear_i
//   W_i    = sum over fronts of stake x (P U_i(first side's package) + (1 - P) U_i(second side's))
//            - c_i days_i
// P and the days that are still to come, of the longest front, from where lines stand today and from what i
// believes of the forces (conflict/war_value.hpp), c_i the cost of a day of full war. Costs are a flow: what
// is spent is gone, and what counts is what is to come.

#include <algorithm>
#include <cmath>

#include "parley/engine/steps.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

struct Expectation {
  double outcome = 0;
  double prevail = 0.5;  // as good as not for whom the war is not about
  double days = 0;
};

// Where the war is decided on no front: by the contest of all forces.
double chance_of_forces(const Model& m, const StrengthBelief& belief, ContestId c, double ahead) {
  return win_probability_after(belief.mean, m.rearm, ahead, c, m.ground.course.decisiveness);
}
double outcome_of_forces(const Model& m, const StrengthBelief& belief, PartyId p, double ahead) {
  double outcome = 0;
  for (const ContestId c : m.contest.ids())
    outcome += chance_of_forces(m, belief, c, ahead) * m.imposed(p, c);
  return outcome;
}

// What a party believes of two camps; those of the contested front before are the same more often than not.
struct Between {
  std::optional<ContestId> a = {}, b = {};
  LogRatio ratio{0, 0};
  bool is_of(const Model::Contested& c) const { return a == c.a && b == c.b; }
  const LogRatio& of(const StrengthBelief& belief, const Model::Contested& c) {
    if (is_of(c)) return ratio;
    a = c.a;
    b = c.b;
    ratio = {belief.ratio(c.a, c.b), belief.variance(c.a, c.b)};
    return ratio;
  }
};

Expectation expected(const Day& day, PartyId p) {
  const Model& m = day.m;
  const StrengthBelief belief = day.s.forces.belief(p);
  Expectation e;
  if (m.contested.empty()) e.outcome = outcome_of_forces(m, belief, p, 0);
  const bool bleeds = !m.fights_on[p].empty();
  const SpanBy<std::size_t, const Model::AtStake> stakes = m.at_stake.row(p);
  Between between;
  ProspectsBySteps prospects;
  std::optional<std::size_t> last;  // of which fronts these are
  double outcome = e.outcome, won = 0, longest = 0;
  for (std::size_t k = 0; k < m.contested.size(); ++k) {
    const Model::Contested& c = m.contested[k];
    const Model::AtStake& at = stakes[k];
    const WarWorth::Expected& usual = day.s.war.expected[k];
    const FrontLine& line = day.s.ground.fronts[c.front].line;
    double chance = line.share();
    if (!line.decided()) {
      if (last != usual.first_alike)
        prospects.look_at(line.steps, between.of(belief, c), usual.course, bleeds);
      last = usual.first_alike;
      const Prospect prospect = prospects.at(line.held);
      chance = prospect.chance;
      if (at.bleeding > 0) longest = std::max(longest, usual.heat * prospect.days);
    }
    outcome += at.stake * (at.by_second + chance * at.more_by_first);
    if (at.own) won += at.stake * (*at.own == 0 ? chance : 1.0 - chance);
  }
  e.outcome = outcome;
  // A war lasts as long as its longest front: forces of one that is decided go to those that are not.
  e.days = m.at_war[p] * longest;
  if (m.staked[p] > 0) {
    e.prevail = won / m.staked[p];
  } else if (const auto c = m.contest_of[m.bloc_of[p]]) {
    e.prevail = chance_of_forces(m, belief, *c, 0);
  }
  // Other fronts decide nothing; they bleed on as far as one looks.
  for (const FrontId f : m.aside)
    if (m.bleeding(p, f) > 0 && !day.s.ground.fronts[f].over())
      e.days += m.bleeding(p, f) * m.lulls.mean_heat() * m.outlook.horizon / log_2;
  return e;
}

// The outcome it would expect once every bloc has rearmed for `ahead` days.
double outcome_after(const Day& day, PartyId p, double ahead) {
  const Model& m = day.m;
  const StrengthBelief belief = day.s.forces.belief(p);
  if (m.contested.empty()) return outcome_of_forces(m, belief, p, ahead);
  double outcome = 0;
  Between between;
  std::optional<ChanceByBelief> by;
  for (std::size_t k = 0; k < m.contested.size(); ++k) {
    const Model::Contested& c = m.contested[k];
    const auto decisiveness = [&](std::size_t at) { return day.s.war.expected[at].course.decisiveness; };
    if (!by || !between.is_of(c) || decisiveness(k) != decisiveness(k - 1)) {
      const LogRatio& now = between.of(belief, c);
      by.emplace(now.moved_to(now.mean() + (m.rearm[c.a] - m.rearm[c.b]) * ahead), decisiveness(k));
    }
    const Model::AtStake& at = m.at_stake(p, k);
    const double chance = (*by)(day.s.ground.fronts[c.front].line.share());
    outcome += at.stake * (at.by_second + chance * at.more_by_first);
  }
  return outcome;
}

// What it would be worth less once all have rearmed for as long as the party looks ahead. Others cannot bind
// themselves not to ask for more then (Powell 2006), so a deal must be worth this much more now.
double fear_of_rearming(const Day& day, PartyId p, double outcome) {
  const double ahead = day.m.party(p).conduct.foresight;
  return ahead > 0 ? std::max(0.0, outcome - outcome_after(day, p, ahead)) : 0.0;
}

double worth_of(const Day& day, PartyId p, WarWorth& war) {
  const Expectation e = expected(day, p);
  war.outcome[p] = e.outcome;
  war.prevail[p] = e.prevail;
  war.days[p] = e.days;
  war.fear[p] = fear_of_rearming(day, p, e.outcome);
  return e.outcome - day.m.party(p).war.cost / days_a_month * e.days;
}

}  // namespace

AfterShift after_shift(const Day& day, PartyId p, const Shifts& shifts) {
  const Model& m = day.m;
  const StrengthBelief belief = day.s.forces.belief(p);
  const auto shift = [&](ContestId c) {
    return c == shifts.first ? shifts.of_first : c == shifts.second ? shifts.of_second : 0.0;
  };
  AfterShift then;
  double of_first = 0, won_by_first = 0, of_second = 0, won_by_second = 0;
  Between between;
  for (std::size_t k = 0; k < m.contested.size(); ++k) {
    const Model::Contested& c = m.contested[k];
    const Model::AtStake& at = m.at_stake(p, k);
    const LogRatio& now = between.of(belief, c);
    const double chance = chance_of_front(day.s.ground.fronts[c.front].line.share(),
                                          now.moved_to(now.mean() + shift(c.a) - shift(c.b)),
                                          day.s.war.expected[k].course.decisiveness);
    then.outcome += at.stake * (at.by_second + chance * at.more_by_first);
    const auto add = [&](ContestId camp, double& stakes, double& won) {
      if (c.a != camp && c.b != camp) return;
      stakes += at.stake;
      won += at.stake * (c.a == camp ? chance : 1.0 - chance);
    };
    add(shifts.first, of_first, won_by_first);
    add(shifts.second, of_second, won_by_second);
  }
  if (of_first > 0) then.first_prevails = won_by_first / of_first;
  if (of_second > 0) then.second_prevails = won_by_second / of_second;
  return then;
}

double outcome_given_up(const Day& day, PartyId p, const Duty& duty) {
  const Model& m = day.m;
  const StrengthBelief belief = day.s.forces.belief(p);
  const BlocId bloc = m.bloc_of[duty.party];
  const double weaker = scalar_log(1.0 - duty.gives_up);
  double lost = 0;
  for (std::size_t k = 0; k < m.contested.size(); ++k) {
    const Model::Contested& c = m.contested[k];
    const FrontLine& line = day.s.ground.fronts[c.front].line;
    const FrontModel& front = m.fronts[c.front];
    const double decisiveness = day.s.war.expected[k].course.decisiveness;
    FrontLine then = line;
    for (const auto& [left, share] : duty.leaves)
      if (left == c.front) then = line_left(line, front.side[0] == bloc ? 0 : 1, share);
    const double shift = front.side[0] == bloc ? weaker : front.side[1] == bloc ? -weaker : 0.0;
    const LogRatio ratio(belief.ratio(c.a, c.b), belief.variance(c.a, c.b));
    const double chance = chance_of_front(line.share(), ratio, decisiveness) -
                          chance_of_front(then.share(), ratio.moved_to(ratio.mean() + shift), decisiveness);
    lost += front.stake * chance * m.at_stake(p, k).more_by_first;
  }
  return lost;
}

bool asks_for_worth(const Day& day, int until, const Trace* trace) {
  return trace != nullptr || day.stand_in != nullptr || day.s.truce.in_force || may_talk(day) ||
         day.number + 1 == until;
}

void value_war(const Day& day, WarWorth& war) {
  for (const PartyId p : day.m.parties()) {
    war.reservation[p] = unit(day.m.party(p).reservation);
    if (day.m.excluded[p] != 0 && day.m.talks.utilities[p].empty()) continue;  // fights whatever comes
    const double now = worth_of(day, p, war);
    war.reservation[p] = unit(day.m.party(p).reservation + now - war.first[p] + war.fear[p]);
  }
}

void first_worth(const Day& day, WarWorth& war) {
  // Without a war having no deal is worth what the file says, to the last bit, in every run.
  if (!day.m.war) {
    for (const PartyId p : day.m.parties()) war.reservation[p] = unit(day.m.party(p).reservation);
    return;
  }
  for (const PartyId p : day.m.parties()) war.first[p] = worth_of(day, p, war);
  value_war(day, war);
}

}  // namespace parley
