#include "parley/conflict/offensive.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {
// With that share of its reserve, beside its line alone.
double grown(const Side& side, double share) {
  return side.line > 0 ? 1.0 + share * side.reserve / side.line : 1.0;
}
// The reserve attacks, and as many of those in the line as it can carry along: one for one.
double effort_of_all(const Side& side, const OffensiveRules& rules) {
  const double attack = side.reserve + std::min(side.line, side.reserve);
  return side.line + side.reserve + (rules.effort - 1.0) * attack;
}
}  // namespace

double offensive_effort(const Side& attacker, const Side& defender, const OffensiveRules& rules) {
  return attacker.line > 0 ? effort_of_all(attacker, rules) / attacker.line / grown(defender, rules.warning)
                           : 1.0;
}

double attack_effort(const Side& attacker, const Side& defender, const OffensiveRules& rules) {
  return rules.effort * grown(attacker, 1.0) / grown(defender, rules.warning);
}

double mean_effort(const Side& attacker, const OffensiveRules& rules) {
  const double all = attacker.line + attacker.reserve;
  return all > 0 ? effort_of_all(attacker, rules) / all : 1.0;
}

double ground_won(double effort, const OffensiveRules& offensive, const GroundRules& ground) {
  return ground.advance * offensive.last * push_of(effort, 1.0, ground.defence);
}

namespace {
// Of gains beside the largest. Where no attack is possible the gain is minus infinity, and none is made
// however little they choose.
double weight(double gain, double top, double precision) {
  return std::isinf(gain) ? 0.0 : scalar_exp(precision * (gain - top));
}
struct Weights {
  double top = 0, total = 0;
};
Weights weights_of(std::span<const double> gains, double precision) {
  Weights w;
  for (const double gain : gains) w.top = std::max(w.top, gain);
  w.total = weight(0, w.top, precision);
  for (const double gain : gains) w.total += weight(gain, w.top, precision);
  return w;
}
}  // namespace

std::size_t chosen(std::span<const double> gains, double precision, double uniform) {
  const Weights w = weights_of(gains, precision);
  double left = uniform * w.total;
  for (std::size_t k = 0; k < gains.size(); ++k)
    if ((left -= weight(gains[k], w.top, precision)) < 0) return k;
  return gains.size();
}

void chances_of(std::span<double> gains, double precision) {
  const Weights w = weights_of(gains, precision);
  for (double& gain : gains) gain = weight(gain, w.top, precision) / w.total;
}

}  // namespace parley
