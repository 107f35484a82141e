// Which small pieces of arithmetic does the simulation share?
//
// Transcendental functions come from here only (exp, log and pow from exponential.hpp), never from the
// standard library: everything that is drawn, simulated or printed is the same, bit for bit, on every
// machine.
#pragma once

#include <algorithm>
#include <cmath>

#include "parley/support/exponential.hpp"

namespace parley {

// The chance that a standard normal number is below -sqrt(2) x, twice: 1 - erf(x). Within 8 ulp for every x.
double scalar_erfc(double x);
// The number below which a standard normal one falls with probability p, 0 <= p <= 1. Within 8 ulp.
double normal_quantile(double p);

// 1 / (1 + exp(-x)).
double logistic(double x);
Two logistic(Two x);
// log(p / (1 - p)); p is first moved into [1e-9, 1 - 1e-9].
double log_odds(double p);

inline constexpr double log_2 = 0.6931471805599453;

inline double unit(double x) { return std::clamp(x, 0.0, 1.0); }
// Chance that at least one of two independent things happens.
inline double either(double a, double b) { return 1.0 - (1.0 - a) * (1.0 - b); }

}  // namespace parley
