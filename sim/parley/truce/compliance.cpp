#include "parley/truce/compliance.hpp"

#include <algorithm>

#include "parley/support/numerics.hpp"

namespace parley {

std::array<double, 3> act_probabilities(double truce_value, const Temptation& t, double precision) {
  const double net = t.gain - t.risk * std::max(0.0, truce_value) - t.quiet;
  // Relative to complying; the common term C_i cancels.
  const double probe = precision * t.probe * net, attack = precision * net;
  // The largest of the three is taken out of all, so that no exponential overflows.
  const double top = std::max(0.0, attack);
  const double ec = top > 0 ? scalar_exp(-top) : 1.0, ep = scalar_exp(probe - top),
               ea = top > 0 ? 1.0 : scalar_exp(attack);
  const double total = ec + ep + ea;
  return {ec / total, ep / total, ea / total};
}

double denounce_probability(double truce_value, double audience_cost, double leader_precision) {
  return logistic(-leader_precision * (truce_value + audience_cost));
}

double renew_probability(double truce_value, double leader_precision) {
  return logistic(leader_precision * truce_value);
}

Decline decline(const TruceValue& before, const TruceValue& now) {
  Decline d;
  d.trust = (now.trust - before.trust) * (now.surplus + now.pressure + now.exposure);
  d.war = before.trust * (now.surplus - before.surplus);
  d.pressure = before.trust * (now.pressure - before.pressure);
  return d;
}

}  // namespace parley
