// Where is an attack worth what it costs, and how far does it carry?
//
// A camp's forces stand in the lines of its fronts but for a mobile share, its reserve, which fights on one
// front at a time. An offensive is prepared, lasts, culminates and ends. While it lasts the attacker fights
// `effort` times as hard, with its reserve beside the forces of that front; of the defender's reserve, if it
// is not committed elsewhere, a part comes in time. So thin lines tempt. By how much the line moves:
// ground.hpp; what that is worth: war_value.hpp. Leaders choose by logit among attacking on a front and on
// none (Luce 1959; Reiter & Stam 1998 on strategy and capability, Lanchester on concentration).
#pragma once

#include <span>

#include "parley/conflict/ground.hpp"

namespace parley {

struct OffensiveRules {
  double consider = 15;    // days between two looks at where to attack, on average
  double prepare = 20;     // days
  double last = 25;        // days
  double effort = 2;       // of the attacker, as a share of full war
  double warning = 0.25;   // share of the defender's free reserve that comes in time
  double precision = 200;  // of the logit, per utility
};

// Forces on a front, as shares of a camp's forces.
struct Side {
  double line = 1, reserve = 0;
};

// How many times as hard as the defender an attacker fights there.
double attack_effort(const Side& attacker, const Side& defender, const OffensiveRules& rules);

// Share of the front that an offensive of that effort wins, beyond what luck and the balance of forces do.
double ground_won(double effort, const OffensiveRules& offensive, const GroundRules& ground);

// Position in `gains` that is chosen, gains.size() for none; 0 is what none is worth. uniform in (0, 1).
std::size_t chosen(std::span<const double> gains, double precision, double uniform);

}  // namespace parley
