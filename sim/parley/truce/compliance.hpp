// Does a party keep the truce today?
//
// Value of keeping a truce (a stag hunt, Kydd 2005), utility units:
//   C_i = t_i B_i - (1 - t_i) l_i,   B_i = U_i(w) - r_i + sum_k L_ki max(0, C_k)
// t_i trust in the other camp, l_i exposure, B_i what the truce is worth above war, patrons' pressure
// included: a patron presses only as far as it still believes in the truce itself. Commanders on each front
// choose by logit (precision lambda) among
//   comply: C_i     probe: C_i + phi (g - x C_i+ - q)     attack: C_i + g - x C_i+ - q
// g = temptation x believed odds of prevailing x what the terms leave possible; x = at_stake x detection x
// chance of being blamed; q = reciprocity x the quiet that the other side of the front keeps: an attack ends
// it (live and let live, Axelrod 1984; Ashworth 1980); phi the size of a probe. Leaders stay unless
// denouncing (worth 0 less the audience cost) looks better. Walter (2002) and Powell (2006) on the commitment
// problem; Salehyan (2010) on patrons.
#pragma once

#include <array>

namespace parley {

enum class Act { comply, probe, attack };

struct TruceValue {
  double surplus = 0;   // U_i(w) - r_i
  double pressure = 0;  // of patrons
  double trust = 0;     // in the other camp
  double exposure = 0;
  double kept() const { return surplus + pressure; }  // B_i: where the other side keeps it
  double value() const { return trust * kept() - (1.0 - trust) * exposure; }
};

struct Temptation {
  double gain = 0;     // g
  double risk = 0;     // x
  double quiet = 0;    // q
  double probe = 0.5;  // phi
};

// Probabilities of comply, probe, attack.
std::array<double, 3> act_probabilities(double truce_value, const Temptation& temptation, double precision);

// Probability that leaders denounce the truce today: logit between staying (`truce_value`) and leaving.
double denounce_probability(double truce_value, double audience_cost, double leader_precision);

// Probability that leaders renew at a renewal date: letting a truce lapse costs nothing before any audience.
double renew_probability(double truce_value, double leader_precision);

// Where did the value of the truce go since it was signed? Exact: the three sum to the change of value().
struct Decline {
  double trust = 0, war = 0, pressure = 0;
};
Decline decline(const TruceValue& signed_value, const TruceValue& now);

}  // namespace parley
