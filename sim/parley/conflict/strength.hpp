// Who is believed to be how strong, and what does fighting teach about it?
//
// Ratio contest (Tullock 1980; Hirshleifer 1989): with strength F_s and decisiveness m, bloc s prevails with
//   p_s = F_s^m / sum_r F_r^m.
// Each party believes in its own log strengths: jointly normal, with a mean for every bloc and a covariance.
// A day's fighting between blocs a and b is a noisy look at log F_a - log F_b; beliefs follow by the Kalman
// filter (Filson & Werner 2002; Slantchev 2003; Smith & Stam 2004: optimism dies by fighting).
#pragma once

#include <span>

#include "parley/scenario/ids.hpp"
#include "parley/support/grid.hpp"

namespace parley {

// What one party believes of all blocs' log strengths; a look at numbers that stand elsewhere.
template <class T>
struct BeliefOf {
  SpanBy<ContestId, T> mean;
  std::span<T> covariance;  // bloc x bloc

  T& covers(ContestId a, ContestId b) const { return covariance[a.position() * mean.size() + b.position()]; }
  // Of log F_a - log F_b.
  double ratio(ContestId a, ContestId b) const { return mean[a] - mean[b]; }
  double variance(ContestId a, ContestId b) const {
    return covers(a, a) + covers(b, b) - covers(a, b) - covers(b, a);
  }
};
using StrengthBelief = BeliefOf<const double>;
using ChangingStrengthBelief = BeliefOf<double>;

// Probability that `bloc` prevails among all blocs given their log strengths.
double win_probability(SpanBy<ContestId, const double> log_strengths, ContestId bloc, double decisiveness);

// The same once every bloc's log strength has grown by `growth` a day for `days` days.
double win_probability_after(SpanBy<ContestId, const double> log_strengths,
                             SpanBy<ContestId, const double> growth, double days, ContestId bloc,
                             double decisiveness);

// Learns from an engagement with outcome = (log F_a - log F_b) + noise.
void observe_engagement(const ChangingStrengthBelief& belief, ContestId a, ContestId b, double outcome,
                        double noise_variance);
// Its two halves, where several who see it are equally unsure: of each the mean, then the covariance that
// they share.
void observe_mean(const ChangingStrengthBelief& belief, ContestId a, ContestId b, double outcome,
                  double noise_variance);
void observe_covariance(const ChangingStrengthBelief& belief, ContestId a, ContestId b,
                        double noise_variance);

// Someone lets on that a is stronger against b than believed, and is heeded by `weight` in [0, 1]: the mean
// of the log ratio moves to that of a normal belief known to lie above its mean, by this weight; each bloc's
// share by what is unsure of it.
void raise_above_mean(const ChangingStrengthBelief& belief, ContestId a, ContestId b, double weight);

// Lower triangular root of a covariance, in its place: times independent standard normal numbers it gives
// errors of that covariance.
void take_root(const ChangingStrengthBelief& belief);

}  // namespace parley
