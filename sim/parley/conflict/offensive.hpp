// Where is an attack worth what it costs, and how far does it carry?
//
// A camp's forces stand in the lines of its fronts but for a mobile share, its reserve, which fights on one
// front at a time. An offensive is prepared, lasts, culminates and ends. While it lasts the attacker fights
// `effort` times as hard with its reserve and as many of those in the line; of the defender's reserve, if it
// is not committed elsewhere, a part comes in time. So thin lines tempt. By how much the line moves:
// ground.hpp; what that is worth: war_value.hpp. Leaders choose by logit among attacking on a front and on
// none (Luce 1959; Reiter & Stam 1998 on strategy and capability, Lanchester on concentration). That camps
// have reserves and use them is part of what a war between such forces is expected to bring: between its own
// offensives a camp gives on average as much ground as they win it.
#pragma once

#include <span>

#include "parley/conflict/ground.hpp"

namespace parley {

struct OffensiveRules {
  double consider = 15;    // days between two looks at where to attack, on average
  double prepare = 20;     // days
  double last = 25;        // days
  double effort = 2;       // of who attacks, as a share of full war
  double warning = 0.25;   // share of the defender's free reserve that comes in time
  double precision = 200;  // of the logit, per utility
};

// Forces on a front, as shares of a camp's forces.
struct Side {
  double line = 1, reserve = 0;
};

// How many times as hard as the defender an attacker fights there: by an offensive of its reserve, and where
// all that it has there attacks at once.
double offensive_effort(const Side& attacker, const Side& defender, const OffensiveRules& rules);
double attack_effort(const Side& attacker, const Side& defender, const OffensiveRules& rules);

// How hard each of the attacker's fights on average in an offensive of its reserve, as a share of full war.
double mean_effort(const Side& attacker, const OffensiveRules& rules);

// Share of the front that an offensive of that effort wins, beyond what luck and the balance of forces do.
double ground_won(double effort, const OffensiveRules& offensive, const GroundRules& ground);

// Position in `gains` that is chosen, gains.size() for none; 0 is what none is worth. uniform in (0, 1).
std::size_t chosen(std::span<const double> gains, double precision, double uniform);

// Turns gains into the chances that each is chosen.
void chances_of(std::span<double> gains, double precision);

}  // namespace parley
