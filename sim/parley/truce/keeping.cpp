#include "parley/truce/keeping.hpp"

#include <algorithm>
#include <cmath>

namespace parley {

namespace {
constexpr double least_exposure = 1e-6;  // of a party whose guard nothing threatens
double half_steepness(const TruceValue& v) { return std::max(least_exposure, (1.0 - v.trust) * v.exposed); }
}  // namespace

Act act_of(double kept) {
  return kept >= answers_below ? Act::comply : kept >= attacks_below ? Act::answer : Act::attack;
}

double TruceValue::keeps(double more) const {
  return std::clamp((drawn() + more) / (2.0 * half_steepness(*this)), 0.0, 1.0);
}

double TruceValue::value() const {
  const double phi = keeps();
  return phi * drawn() - phi * phi * half_steepness(*this);
}

bool would_sign(const TruceValue& v, double standing) {
  return v.drawn() >= -1e-12 && v.net() + standing >= -1e-12;
}

double surplus_asked(const TruceValue& v, double watch, double standing) {
  const double steepness = half_steepness(v), needed = std::max(0.0, v.gain - standing);
  const double drawn = needed < steepness ? 2.0 * std::sqrt(steepness * needed) : needed + steepness;
  const double rest = v.pressure + v.shock;
  // Nothing is lost with the others' trust by who has nothing of the text.
  return drawn >= rest ? (drawn - rest) / std::max(1e-9, v.trust + watch)
                       : (drawn - rest) / std::max(1e-9, v.trust);
}

bool leaves(const TruceValue& v, double standing, double audience) {
  return v.net() + standing + audience < 0;
}

Decline decline(const TruceValue& before, const TruceValue& now) {
  TruceValue step = before;
  double last = step.net();
  const auto part = [&] {
    const double value = step.net(), moved = value - last;
    last = value;
    return moved;
  };
  Decline d;
  step.surplus = now.surplus;
  step.exposed = now.exposed;
  step.gain = now.gain;
  d.war = part();
  step.pressure = now.pressure;
  d.pressure = part();
  step.shock = now.shock;
  d.own = part();
  step.trust = now.trust;
  step.watched = now.watched;
  d.trust = part();
  return d;
}

}  // namespace parley
