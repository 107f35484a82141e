#include "parley/truce/keeping.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace parley {

namespace {
constexpr double least_exposure = 1e-6;  // of a party whose guard nothing threatens
double half_steepness(const TruceValue& v) { return std::max(least_exposure, (1.0 - v.trust) * v.exposed); }

double worth_of(double phi, double drawn, double steepness) { return phi * drawn - phi * phi * steepness; }

// Of what it keeps and what that is worth. To keep just so much that nobody calls it an attack spares it what
// audiences would make of one.
struct Choice {
  double phi, value;
};
Choice choice(double drawn, double steepness, double audience) {
  const double phi = std::clamp(drawn / (2.0 * steepness), 0.0, 1.0);
  if (act_of(phi) != Act::attack) return {phi, worth_of(phi, drawn, steepness)};
  const double attacking = worth_of(phi, drawn, steepness) - audience;
  const double answering = worth_of(attacks_below, drawn, steepness);
  return answering >= attacking ? Choice{attacks_below, answering} : Choice{phi, attacking};
}
}  // namespace

Act act_of(double kept) {
  return kept >= answers_below ? Act::comply : kept >= attacks_below ? Act::answer : Act::attack;
}

double TruceValue::keeps() const { return choice(drawn(), half_steepness(*this), found * audience).phi; }

double TruceValue::value() const { return choice(drawn(), half_steepness(*this), found * audience).value; }

bool would_sign(const TruceValue& v) { return v.net() + v.standing >= -1e-12; }

namespace {
// What keeping it must be worth before one's guard is down, so that V is this much.
double drawn_for(double needed, const TruceValue& v) {
  const double steepness = half_steepness(v);
  const auto freely = [steepness](double value) {
    const double above = std::max(0.0, value);
    return above < steepness ? 2.0 * std::sqrt(steepness * above) : above + steepness;
  };
  const double unashamed = attacks_below * attacks_below * steepness;  // V from which it does not think of A
  return needed >= unashamed
             ? freely(needed)
             : std::min(freely(needed + v.found * v.audience), (needed + unashamed) / attacks_below);
}
}  // namespace

double surplus_asked(const TruceValue& v, double watch) {
  const double drawn = drawn_for(v.gain - v.standing, v);
  const double rest = v.pressure + v.shock;
  // What takes from it counts whole, and nothing is lost with the others' trust by who has nothing of the
  // text.
  return drawn >= rest ? (drawn - rest) / std::max(1e-9, v.trust + watch) : drawn - rest;
}

double leaves_below(const TruceValue& v, bool renewal) {
  const double needed = v.gain - v.standing - (renewal ? 0.0 : v.audience);
  if (needed <= -v.found * v.audience) return -std::numeric_limits<double>::infinity();
  return drawn_for(needed, v) - (v.drawn() - v.shock);
}

double margin(const TruceValue& v) { return v.net() + v.standing + v.audience; }

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
