// How are exp, log and pow computed, so that every machine gets the same bits?
//
// Not by libm, whose functions differ between processors (with and without fused multiply-add), libraries and
// browsers, but from additions, multiplications and table look-ups in a fixed order; IEEE 754 leaves no
// freedom in those. (The build never fuses a*b+c: -ffp-contract=off.) Methods: P. T. P. Tang, "Table-driven
// implementation of the exponential function in IEEE floating-point arithmetic", ACM TOMS 15 (1989), and "...
// of the logarithm function ...", ACM TOMS 16 (1990); sums of two doubles by T. J. Dekker, Numer. Math. 18
// (1971), and D. E. Knuth. Largest errors over 10^7 arguments against MPFR (build/release/tests/accuracy):
// exp 0.75 ulp (0.51 where the result is no subnormal), log 0.75, pow 0.76.
#pragma once

#include "parley/support/two.hpp"

namespace parley {

// e^x.
double scalar_exp(double x);
// Of both.
Two scalar_exp(Two x);
// e^(x + rest), rest small beside x: for exponents known to more than 53 bits. |x| < 1100.
double scalar_exp(double x, double rest);
// Natural logarithm; of 0 minus infinity, of what is below 0 not a number.
double scalar_log(double x);
// base^exponent. base >= 0 (below 0: not a number); anything to the power 0 is 1, 1 to any power is 1.
double scalar_pow(double base, double exponent);

}  // namespace parley
