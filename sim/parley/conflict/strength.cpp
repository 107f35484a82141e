#include "parley/conflict/strength.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

template <class Get>
double softmax(Ids<ContestId> blocs, ContestId chosen, double m, Get log_strength) {
  double highest = log_strength(ContestId());
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
  return softmax(log_strengths.ids(), bloc, decisiveness, [&](ContestId s) { return log_strengths[s]; });
}

double win_probability(SpanBy<ContestId, const StrengthBelief> beliefs, ContestId bloc, double decisiveness) {
  return softmax(beliefs.ids(), bloc, decisiveness, [&](ContestId s) { return beliefs[s].mean; });
}

double win_probability_after(SpanBy<ContestId, const StrengthBelief> beliefs,
                             SpanBy<ContestId, const double> growth, double days, ContestId bloc,
                             double decisiveness) {
  return softmax(beliefs.ids(), bloc, decisiveness,
                 [&](ContestId s) { return beliefs[s].mean + growth[s] * days; });
}

void raise_above_mean(StrengthBelief& a, StrengthBelief& b, double weight) {
  constexpr double half_normal = 0.7978845608028654;  // mean of |N(0, 1)|
  const double variance = a.variance + b.variance;
  if (variance <= 0) return;
  const double shift = half_normal * std::sqrt(variance) * weight;
  a.mean += shift * a.variance / variance;
  b.mean -= shift * b.variance / variance;
}

void observe_engagement(StrengthBelief& a, StrengthBelief& b, double outcome, double noise_variance) {
  const double total = a.variance + b.variance + noise_variance;
  if (total <= 0) return;
  const double surprise = outcome - (a.mean - b.mean);
  a.mean += a.variance / total * surprise;
  b.mean -= b.variance / total * surprise;
  a.variance -= a.variance * a.variance / total;
  b.variance -= b.variance * b.variance / total;
}

double war_value(SpanBy<ContestId, const StrengthBelief> beliefs, SpanBy<ContestId, const double> imposed,
                 double decisiveness, double cost, double hurt) {
  double value = -cost * hurt;
  for (const ContestId s : beliefs.ids()) value += win_probability(beliefs, s, decisiveness) * imposed[s];
  return value;
}

double hurt_after(double hurt, double share_of_war, double half_life_days) {
  return hurt * scalar_exp(-0.6931471805599453 / half_life_days) + share_of_war / 30.0;
}

}  // namespace parley
