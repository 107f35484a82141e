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

// What they believe of the two camps of a front.
void believe(const Forces& forces, std::span<const PartyId> parties, const Model::Contested& c,
             std::span<LogRatio> beliefs) {
  std::optional<std::size_t> last;  // how unsure the one before was
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const PartyId p = parties[i];
    const StrengthBelief belief = forces.belief(p);
    const double mean = belief.ratio(c.a, c.b);
    beliefs[i] = last == forces.as_unsure[p] ? beliefs[i - 1].moved_to(mean)
                                             : LogRatio(mean, belief.variance(c.a, c.b));
    last = forces.as_unsure[p];
  }
}

// What these parties expect: those first who have forces on some front, to whom its days count.
void expect(const Day& day, std::span<const PartyId> parties, std::size_t with_days, WarWorth& war) {
  const Model& m = day.m;
  WarWorth::Scratch& now = war.scratch;
  now.beliefs.resize(parties.size(), LogRatio(0, 0));
  now.prospects.resize(parties.size());
  now.sums.assign(parties.size(), {});
  std::optional<std::size_t> last, last_believed;  // of which fronts these are
  for (std::size_t k = 0; k < m.contested.size(); ++k) {
    const Model::Contested& c = m.contested[k];
    const WarWorth::Expected& usual = war.expected[k];
    const FrontLine& line = day.s.ground.fronts[c.front].line;
    if (line.decided()) {
      std::ranges::fill(now.prospects, Prospect{line.share(), 0});
    } else {
      if (last != usual.first_alike) {
        if (!last_believed || m.contested[*last_believed].a != c.a || m.contested[*last_believed].b != c.b)
          believe(day.s.forces, parties, c, now.beliefs);
        last_believed = k;
        now.by_steps.look_at(line.steps, now.beliefs, with_days, usual.course);
        last = usual.first_alike;
      }
      now.by_steps.at(line.held, now.prospects);
    }
    const auto stakes = m.at_stake.row(k);
    for (std::size_t i = 0; i < parties.size(); ++i) {
      const Model::AtStake& at = stakes[parties[i]];
      const Prospect& prospect = now.prospects[i];
      WarWorth::Sums& sums = now.sums[i];
      sums.outcome += at.stake * (at.by_second + prospect.chance * at.more_by_first);
      if (at.bleeding > 0) sums.longest = std::max(sums.longest, usual.heat * prospect.days);
      if (at.own) sums.won += at.stake * (*at.own == 0 ? prospect.chance : 1.0 - prospect.chance);
    }
  }
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const PartyId p = parties[i];
    const auto& [outcome, won, longest] = now.sums[i];
    war.outcome[p] = outcome;
    if (m.contested.empty()) war.outcome[p] = outcome_of_forces(m, day.s.forces.belief(p), p, 0);
    // A war lasts as long as its longest front: forces of one that is decided go to those that are not.
    war.days[p] = m.at_war[p] * longest;
    // Other fronts decide nothing; they bleed on as far as one looks.
    for (const auto& [f, days] : m.bleeds_aside[p])
      if (!day.s.ground.fronts[f].over()) war.days[p] += days;
    war.prevail[p] = 0.5;  // as good as not for whom the war is not about
    if (m.staked[p] > 0) {
      war.prevail[p] = won / m.staked[p];
    } else if (const auto c = m.contest_of[m.bloc_of[p]]) {
      war.prevail[p] = chance_of_forces(m, day.s.forces.belief(p), *c, 0);
    }
  }
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
    const Model::AtStake& at = m.at_stake(k, p);
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

// Once it is known what it expects.
double worth_of(const Day& day, PartyId p, WarWorth& war) {
  war.fear[p] = fear_of_rearming(day, p, war.outcome[p]);
  return war.outcome[p] - day.m.party(p).war.cost / days_a_month * war.days[p];
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
    const Model::AtStake& at = m.at_stake(k, p);
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
    lost += front.stake * chance * m.at_stake(k, p).more_by_first;
  }
  return lost;
}

bool asks_for_worth(const Day& day, int until, const Trace* trace) {
  return trace != nullptr || day.stand_in != nullptr || day.s.truce.in_force || may_talk(day) ||
         day.number + 1 == until;
}

void value_war(const Day& day, WarWorth& war) {
  const Model& m = day.m;
  for (const PartyId p : m.parties()) war.reservation[p] = unit(m.party(p).reservation);
  expect(day, m.weigh_war, m.bleed, war);
  for (const PartyId p : m.weigh_war) {
    const double now = worth_of(day, p, war);
    war.reservation[p] = unit(m.party(p).reservation + now - war.first[p] + war.fear[p]);
  }
}

void first_worth(const Day& day, WarWorth& war) {
  const Model& m = day.m;
  // Without a war having no deal is worth what the file says, to the last bit, in every run.
  if (!m.war) {
    for (const PartyId p : m.parties()) war.reservation[p] = unit(m.party(p).reservation);
    return;
  }
  for (const PartyId p : m.parties()) {
    expect(day, std::span(&p, 1), 1, war);
    war.first[p] = worth_of(day, p, war);
  }
  value_war(day, war);
}

}  // namespace parley
