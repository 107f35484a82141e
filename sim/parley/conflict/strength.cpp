#include "parley/conflict/strength.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

template <class Get>
double share_of(Ids<ContestId> blocs, ContestId chosen, double m, Get log_strength) {
  double highest = log_strength(chosen);
  for (const ContestId s : blocs) highest = std::max(highest, log_strength(s));
  double total = 0, own = 0;
  for (const ContestId s : blocs) {
    const double e = scalar_exp(m * (log_strength(s) - highest));
    total += e;
    if (s == chosen) own = e;
  }
  return own / total;
}

}  // namespace

double win_probability(SpanBy<ContestId, const double> log_strengths, ContestId bloc, double decisiveness) {
  return share_of(log_strengths.ids(), bloc, decisiveness, [&](ContestId s) { return log_strengths[s]; });
}

double win_probability_after(SpanBy<ContestId, const double> log_strengths,
                             SpanBy<ContestId, const double> growth, double days, ContestId bloc,
                             double decisiveness) {
  return share_of(log_strengths.ids(), bloc, decisiveness,
                  [&](ContestId s) { return log_strengths[s] + growth[s] * days; });
}

namespace {

// The mean of the log ratio moves by `shift`, each bloc's share by how it hangs together with the ratio.
void move_ratio(const ChangingStrengthBelief& belief, ContestId a, ContestId b, double shift,
                double variance) {
  for (const ContestId c : belief.mean.ids())
    belief.mean[c] += shift * (belief.covers(c, a) - belief.covers(c, b)) / variance;
}

}  // namespace

void raise_above_mean(const ChangingStrengthBelief& belief, ContestId a, ContestId b, double weight) {
  constexpr double half_normal = 0.7978845608028654;  // mean of |N(0, 1)|
  const double variance = belief.variance(a, b);
  if (variance > 0) move_ratio(belief, a, b, half_normal * std::sqrt(variance) * weight, variance);
}

void observe_engagement(const ChangingStrengthBelief& belief, ContestId a, ContestId b, double outcome,
                        double noise_variance) {
  observe_mean(belief, a, b, outcome, noise_variance);
  observe_covariance(belief, a, b, noise_variance);
}

void observe_mean(const ChangingStrengthBelief& belief, ContestId a, ContestId b, double outcome,
                  double noise_variance) {
  const double variance = belief.variance(a, b), total = variance + noise_variance;
  if (variance > 0) move_ratio(belief, a, b, variance / total * (outcome - belief.ratio(a, b)), variance);
}

void observe_covariance(const ChangingStrengthBelief& belief, ContestId a, ContestId b,
                        double noise_variance) {
  const double variance = belief.variance(a, b), total = variance + noise_variance;
  if (variance <= 0) return;
  // Less the product of what each two blocs tell about the ratio; rows a and b, which tell it, come last.
  const auto tells = [&](ContestId c) { return belief.covers(a, c) - belief.covers(b, c); };
  for (const ContestId c : belief.mean.ids()) {
    if (c == a || c == b) continue;
    const double own = belief.covers(c, a) - belief.covers(c, b);
    for (const ContestId d : belief.mean.ids()) belief.covers(c, d) -= own * tells(d) / total;
  }
  const double of_a = belief.covers(a, a) - belief.covers(a, b);
  const double of_b = belief.covers(b, a) - belief.covers(b, b);
  for (const ContestId d : belief.mean.ids()) {
    const double share = tells(d) / total;
    belief.covers(a, d) -= of_a * share;
    belief.covers(b, d) -= of_b * share;
  }
}

// Cholesky; what is sure has a row of zeros.
void take_root(const ChangingStrengthBelief& belief) {
  const auto blocs = belief.mean.ids();
  for (const ContestId i : blocs) {
    for (const ContestId j : blocs) {
      double& cell = belief.covers(i, j);
      if (j.position() > i.position()) continue;
      for (const ContestId k : blocs)
        if (k.position() < j.position()) cell -= belief.covers(i, k) * belief.covers(j, k);
      if (i == j) {
        cell = cell > 1e-15 ? std::sqrt(cell) : 0.0;
      } else {
        const double pivot = belief.covers(j, j);
        cell = pivot > 0 ? cell / pivot : 0.0;
      }
    }
  }
  for (const ContestId i : blocs)
    for (const ContestId j : blocs)
      if (j.position() > i.position()) belief.covers(i, j) = 0;
}

}  // namespace parley
