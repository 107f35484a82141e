// What goes with longer durations?
//
// Proportional hazards (Cox 1972; ties by Efron 1977) and Weibull regression of durations, some of them
// censored, and least squares beside them; coefficients only: who needs their doubt fits again without some
// of the cases. By maximum likelihood, Newton's method with halved steps.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/support/linear.hpp"

namespace parley {

struct Durations {
  Matrix terms;                     // case x term
  std::vector<double> time;         // above 0
  std::vector<std::uint8_t> ended;  // 0: still going on
};

// Log hazard ratio by term. Expects terms that vary and are not tied to each other; not known (NaN) where
// they are tied.
Vector cox_regression(const Durations& cases);

// Survival beyond t: exp(-(t / scale)^shape), log scale = terms x coefficients. A constant is a term of ones.
struct WeibullRegression {
  double shape = 0;
  Vector log_scale;  // by term
};
WeibullRegression weibull_regression(const Durations& cases);

// Coefficients of y on the terms, by least squares; not known where terms are tied.
Vector least_squares(const Matrix& terms, const Vector& y);

}  // namespace parley
