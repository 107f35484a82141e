// What in a scenario does no run look at, and why?
//
// By reasoning over what was written, without playing: a leverage of somebody to whom no text is worth
// anything, aid where nobody is besieged, a key that this protocol or this kind of event does not read. Each
// entry holds for every run and every luck: whatever stands there could stand otherwise, and nothing that
// anybody does would differ (only what is said of its worth to such a party itself). The other way round it
// does not hold: what is not named here may still decide nothing, which only playing with and without it can
// tell (questions/advice).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/scenario/scenario.hpp"

namespace parley {

struct Idle {
  // never: no run looks at it, whatever else is chosen about events; waits: another events.mode would;
  // analysis: 'parley analyze' does.
  enum class Kind { never, waits, analysis };
  std::string path;  // a number, a key, or a whole section with all that it holds
  std::string why;
  Kind kind = Kind::never;
};
// Of a number it asks no more than whether it is above 0 and whether it reaches 1: scenarios that differ in
// numbers, but not in that, have the same idle parts.
std::vector<Idle> idle_parts(const Scenario& scenario);

// The part that holds a path, or nothing.
const Idle* idle_at(const std::vector<Idle>& parts, std::string_view path);

// What a party can do, as far as the file alone tells it.
struct Role {
  bool signs = false;     // principal or client
  bool armed = false;     // strength above 0
  bool excluded = false;  // fights on, whatever is signed
  bool cares = false;     // has weights: texts are worth something to it
  bool contests = false;  // its bloc can win the war: one of its members signs
  bool fights = false;    // on some front its war is fought, with its own forces or without
  bool faces = false;     // somebody is its enemy: its bloc contests with another, or is a side of a front
  bool patron = false;    // a leverage of its own bears on somebody
  bool facilitates = false;
};
std::vector<Role> roles_of(const Scenario& scenario);

}  // namespace parley
