// Which small pieces of arithmetic does the simulation share?
//
// Transcendental functions go through these scalar functions only: a vectorised exp may differ from its own
// scalar tail in the last bit, and results would then depend on the position in an array.
#pragma once

#include <algorithm>
#include <cmath>

namespace parley {

double scalar_exp(double x);
double scalar_log(double x);
double scalar_pow(double base, double exponent);

// 1 / (1 + exp(-x)).
double logistic(double x);
// log(p / (1 - p)); p is first moved into [1e-9, 1 - 1e-9].
double log_odds(double p);

inline double unit(double x) { return std::clamp(x, 0.0, 1.0); }
// Chance that at least one of two independent things happens.
inline double either(double a, double b) { return 1.0 - (1.0 - a) * (1.0 - b); }

}  // namespace parley
