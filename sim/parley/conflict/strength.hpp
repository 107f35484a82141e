// Who is believed to prevail, and what is war worth to a party?
//
// Ratio contest (Tullock 1980; Hirshleifer 1989): with strength F_s and decisiveness m, bloc s prevails with
//   p_s = F_s^m / sum_r F_r^m.
// Each party believes in its own log strengths: Gaussian with a mean and a variance for every bloc. A day's
// fighting between blocs a and b is a noisy look at log F_a - log F_b; beliefs follow by the Kalman filter
// with independent errors (Filson & Werner 2002; Slantchev 2003; Smith & Stam 2004: optimism dies by
// fighting).
//
// War value (Fearon 1995; Powell 2004), utility units:
//   W_i = sum_s p^i_s U_i(w^s) - c_i h_i,
// w^s the package bloc s would impose, h_i hurt suffered, in months of war at full intensity.
#pragma once

#include "parley/scenario/ids.hpp"
#include "parley/support/grid.hpp"

namespace parley {

struct StrengthBelief {
  double mean = 0;  // log strength
  double variance = 0;
};

// Probability that `bloc` prevails among all blocs given their log strengths.
double win_probability(SpanBy<ContestId, const double> log_strengths, ContestId bloc, double decisiveness);
double win_probability(SpanBy<ContestId, const StrengthBelief> beliefs, ContestId bloc, double decisiveness);

// Learns from an engagement with outcome = (log F_a - log F_b) + noise.
// The same once every bloc's log strength has grown by `growth` a day for `days` days.
double win_probability_after(SpanBy<ContestId, const StrengthBelief> beliefs,
                             SpanBy<ContestId, const double> growth, double days, ContestId bloc,
                             double decisiveness);

// Someone lets on that a is stronger against b than believed, and is heeded by `weight` in [0, 1]: the mean
// of the log ratio moves to that of a normal belief known to lie above its mean, by this weight; each bloc's
// share by its variance.
void raise_above_mean(StrengthBelief& a, StrengthBelief& b, double weight);

void observe_engagement(StrengthBelief& a, StrengthBelief& b, double outcome, double noise_variance);

// Belief-weighted value of fighting on. `imposed[s]` is the party's utility of the package bloc s would
// impose.
double war_value(SpanBy<ContestId, const StrengthBelief> beliefs, SpanBy<ContestId, const double> imposed,
                 double decisiveness, double cost, double hurt);

// Hurt after a day: what was suffered fades with a half-life, and the day adds its share of a month of full
// war.
double hurt_after(double hurt, double share_of_war, double half_life_days);

}  // namespace parley
