// How much does a party still ask for?
//
//   demand = floor + A (best - floor) - tolerance, not below the floor
// floor: the utility at which concessions end, at least the party's reservation value and the worst package
// of the space (Faratin, Sierra & Jennings 1998, as GENIUS and NegMAS have it too). A, from 1 to 0, is the
// share of the range that is still asked for; with E for exponent and s for start, at relative time t
//   polynomial        s (1 - t^E)                              (theirs: E = 1/beta, s = 1 - kappa)
//   exponential       s (exp((1 - t)^E) - 1)/(exp(1) - 1)      (NegMAS)
//   exponential_1998  1 - exp((1 - t)^E ln(1 - s)), s < 1      (theirs: E = beta, s = 1 - kappa)
#pragma once

#include "parley/scenario/scenario.hpp"

namespace parley {

// Taken off a demand where the file gives no tolerance (utility), so that rounding does not rule out the
// package aspired to. The peer of tests/crosscheck has the same.
inline constexpr double usual_tolerance = 1e-4;

// What is asked for of a range that is known only later.
struct Aspiration {
  double share = 1;  // A
  double floor = 0;  // utility
  double tolerance = usual_tolerance;
};

// What a party can ask for.
struct Scope {
  double reservation = 0, worst = 0, best = 0;  // worst, best: of the packages of its space
  double floor() const { return reservation > worst ? reservation : worst; }
  double demand(const Aspiration& a) const;
};

double share_asked(Curve curve, double exponent, double start, double time);
Aspiration aspiration(const TimeDependent& b, double time);

}  // namespace parley
