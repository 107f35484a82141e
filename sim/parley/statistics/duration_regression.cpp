#include "parley/statistics/duration_regression.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "parley/statistics/statistics.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

struct Likelihood {
  double log = 0;
  Vector slope;
  Matrix curvature;  // minus the second derivatives
};

// The place where a concave log-likelihood is greatest, from a place to start at.
template <class At>
Vector greatest(Vector at, At likelihood) {
  Likelihood now = likelihood(at);
  for (int step = 0; step < 50; ++step) {
    const Eigen::FullPivLU<Matrix> solver(now.curvature);
    if (!solver.isInvertible()) return Vector::Constant(at.size(), unknown);
    Vector move = solver.solve(now.slope);
    for (int halved = 0; halved < 30; ++halved, move *= 0.5) {
      const Likelihood next = likelihood(at + move);
      if (!(next.log >= now.log)) continue;
      at += move;
      now = next;
      break;
    }
    if (move.cwiseAbs().maxCoeff() < 1e-9) break;
  }
  return at;
}

// Cases by time, longest first; at one time those that ended come before the rest.
std::vector<Eigen::Index> longest_first(const Durations& cases) {
  std::vector<Eigen::Index> order(cases.time.size());
  std::iota(order.begin(), order.end(), Eigen::Index{0});
  std::stable_sort(order.begin(), order.end(), [&](Eigen::Index a, Eigen::Index b) {
    return cases.time[static_cast<std::size_t>(a)] > cases.time[static_cast<std::size_t>(b)];
  });
  return order;
}

// Sums over cases at risk, or over those that end at one time: of the hazards, of terms weighted by them, and
// of products of terms.
struct RiskSums {
  explicit RiskSums(Eigen::Index terms) : one(Vector::Zero(terms)), two(Matrix::Zero(terms, terms)) {}
  double none = 0;
  Vector one;
  Matrix two;
  void add(double hazard, const Vector& x) {
    none += hazard;
    one += hazard * x;
    two += hazard * x * x.transpose();
  }
};

Likelihood cox_likelihood(const Durations& cases, const std::vector<Eigen::Index>& order, const Vector& b) {
  const Eigen::Index terms = cases.terms.cols();
  Likelihood l{0, Vector::Zero(terms), Matrix::Zero(terms, terms)};
  RiskSums at_risk(terms);
  for (std::size_t from = 0; from < order.size();) {
    const double time = cases.time[static_cast<std::size_t>(order[from])];
    RiskSums ending(terms);
    int ends = 0;
    for (; from < order.size() && cases.time[static_cast<std::size_t>(order[from])] == time; ++from) {
      const Vector x = cases.terms.row(order[from]);
      const double hazard = scalar_exp(x.dot(b));
      at_risk.add(hazard, x);
      if (cases.ended[static_cast<std::size_t>(order[from])] == 0) continue;
      ending.add(hazard, x);
      l.log += x.dot(b);
      l.slope += x;
      ++ends;
    }
    for (int k = 0; k < ends; ++k) {
      const double part = static_cast<double>(k) / ends;
      const double none = at_risk.none - part * ending.none;
      const Vector mean = (at_risk.one - part * ending.one) / none;
      l.log -= scalar_log(none);
      l.slope -= mean;
      l.curvature += (at_risk.two - part * ending.two) / none - mean * mean.transpose();
    }
  }
  return l;
}

// `at`: coefficients of log scale, then the log of the shape.
Likelihood weibull_likelihood(const Durations& cases, const Vector& at) {
  const Eigen::Index terms = cases.terms.cols();
  const double shape = scalar_exp(at[terms]);
  Likelihood l{0, Vector::Zero(terms + 1), Matrix::Zero(terms + 1, terms + 1)};
  for (Eigen::Index i = 0; i < cases.terms.rows(); ++i) {
    const Vector x = cases.terms.row(i);
    const double log_time = scalar_log(cases.time[static_cast<std::size_t>(i)]);
    const double ended = cases.ended[static_cast<std::size_t>(i)] != 0 ? 1 : 0;
    const double z = shape * (log_time - x.dot(at.head(terms))), hazard = scalar_exp(std::min(z, 500.0));
    l.log += ended * (at[terms] + z - log_time) - hazard;
    l.slope.head(terms) += shape * (hazard - ended) * x;
    l.slope[terms] += ended * (1 + z) - z * hazard;
    l.curvature.topLeftCorner(terms, terms) += shape * shape * hazard * x * x.transpose();
    const Vector mixed = -shape * (hazard - ended + z * hazard) * x;
    l.curvature.col(terms).head(terms) += mixed;
    l.curvature.row(terms).head(terms) += mixed.transpose();
    l.curvature(terms, terms) += z * hazard * (1 + z) - ended * z;
  }
  return l;
}

}  // namespace

Vector cox_regression(const Durations& cases) {
  const auto order = longest_first(cases);
  return greatest(Vector::Zero(cases.terms.cols()),
                  [&](const Vector& b) { return cox_likelihood(cases, order, b); });
}

WeibullRegression weibull_regression(const Durations& cases) {
  const Eigen::Index terms = cases.terms.cols();
  // From the logs of the times, as if all had ended, and the shape that goes with their scatter.
  Vector logs(cases.terms.rows());
  for (Eigen::Index i = 0; i < logs.size(); ++i)
    logs[i] = scalar_log(cases.time[static_cast<std::size_t>(i)]);
  Vector start = Vector::Zero(terms + 1);
  const Vector fitted = least_squares(cases.terms, logs);
  if (!(fitted[0] == fitted[0])) return {unknown, Vector::Constant(terms, unknown)};
  start.head(terms) = fitted;
  const double scatter =
      std::sqrt((logs - cases.terms * fitted).squaredNorm() / static_cast<double>(logs.size()));
  start[terms] = -scalar_log(std::max(scatter, 1e-3));
  const Vector at = greatest(start, [&](const Vector& x) { return weibull_likelihood(cases, x); });
  return {scalar_exp(at[terms]), at.head(terms)};
}

Vector least_squares(const Matrix& terms, const Vector& y) {
  const Eigen::ColPivHouseholderQR<Matrix> solver(terms);
  if (solver.rank() < terms.cols()) return Vector::Constant(terms.cols(), unknown);
  return solver.solve(y);
}

}  // namespace parley
