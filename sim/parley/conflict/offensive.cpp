#include "parley/conflict/offensive.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

double attack_effort(const Side& attacker, const Side& defender, const OffensiveRules& rules) {
  const auto grown = [](const Side& side, double share) {
    return side.line > 0 ? 1.0 + share * side.reserve / side.line : 1.0;
  };
  return rules.effort * grown(attacker, 1.0) / grown(defender, rules.warning);
}

double ground_won(double effort, const OffensiveRules& offensive, const GroundRules& ground) {
  return ground.advance * offensive.last * push_of(effort, 1.0, ground.defence);
}

std::size_t chosen(std::span<const double> gains, double precision, double uniform) {
  double top = 0, total = 0;
  for (const double gain : gains) top = std::max(top, gain);
  // Where no attack is possible the gain is minus infinity, and none is made however little they choose.
  const auto weight = [&](double gain) {
    return std::isinf(gain) ? 0.0 : scalar_exp(precision * (gain - top));
  };
  total = weight(0);
  for (const double gain : gains) total += weight(gain);
  double left = uniform * total;
  for (std::size_t k = 0; k < gains.size(); ++k)
    if ((left -= weight(gains[k])) < 0) return k;
  return gains.size();
}

}  // namespace parley
