// When does an excluded armed group attack, and when does a besieged garrison leave?
//
// Spoilers (Stedman 1997; Kydd & Walter 2002): a group that prefers war to the truce attacks with the
// probability of a logit choice between the expected gain of derailing it, P(collapse | attack) (V_war -
// V_peace), and the cost.
//
// Siege: a garrison weighs holding out against safe passage; its resolve wears down with the days without
// relief (Todman 2017 on sieges in Syria). Leaving is a surrender: who is displaced is counted as coerced,
// never as peace.
#pragma once

namespace parley {

struct SpoilerChoice {
  double stake = 0;        // V_war - V_peace of the group, utility; at or below 0 it has no reason
  double fragility = 0;    // its estimate of P(collapse | attack)
  double probability = 0;  // of attacking today
};

// `cost` in utility a day of attack; `precision` of the logit; an attack takes preparation: at most `pace` a
// day.
SpoilerChoice spoiler_choice(double stake, double fragility, double cost, double precision, double pace);

// P(collapse | attack) as an outsider guesses it: how near the weakest signatory's value of the truce is to
// zero.
double fragility_of(double weakest_value, double precision);

// Probability that the garrison takes passage out today. hardship and resolve in days without relief.
double surrender_probability(double hardship, double resolve);

}  // namespace parley
