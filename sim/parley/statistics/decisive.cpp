#include "parley/statistics/decisive.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "parley/statistics/claims.hpp"
#include "parley/statistics/distributions.hpp"
#include "parley/statistics/two_doubts.hpp"

namespace parley {

namespace {

double as_real(std::size_t n) { return static_cast<double>(n); }

// Ranks with ties at their middle, centred and of length 1; empty where all are alike.
std::vector<double> ranks(const std::vector<double>& x) {
  std::vector<std::size_t> order(x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return x[a] < x[b]; });
  std::vector<double> rank(x.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t j = i;
    while (j < order.size() && x[order[j]] == x[order[i]]) ++j;
    const double middle = 0.5 * as_real(i + j - 1) - 0.5 * as_real(x.size() - 1);
    for (; i < j; ++i) rank[order[i]] = middle;
  }
  double squares = 0;
  for (const double r : rank) squares += r * r;
  if (squares <= 0) return {};
  const double length = std::sqrt(squares);
  for (double& r : rank) r /= length;
  return rank;
}

double two_sided(double r, double points) {
  const double freedom = points - 2, left = 1 - r * r;
  if (left <= 0) return 0;
  const double t2 = r * r * freedom / left;
  return incomplete_beta(0.5 * freedom, 0.5, freedom / (freedom + t2));
}

}  // namespace

std::vector<Decisive> rank_correlations(std::span<const double> draws, std::size_t factors,
                                        std::span<const double> outputs) {
  std::vector<std::size_t> rows;
  std::vector<double> y;
  for (std::size_t p = 0; p < outputs.size(); ++p)
    if (std::isfinite(outputs[p])) {
      rows.push_back(p);
      y.push_back(outputs[p]);
    }
  if (rows.size() < least_points) return {};
  const std::vector<double> rank_y = ranks(y);
  if (rank_y.empty()) return {};
  std::vector<Decisive> all;
  std::vector<double> x(rows.size());
  for (std::size_t f = 0; f < factors; ++f) {
    for (std::size_t i = 0; i < rows.size(); ++i) x[i] = draws[rows[i] * factors + f];
    const std::vector<double> rank_x = ranks(x);
    if (rank_x.empty()) continue;
    double r = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) r += rank_x[i] * rank_y[i];
    all.push_back({f, r, two_sided(r, as_real(rows.size()))});
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::fabs(a.correlation) > std::fabs(b.correlation);
  });
  return all;
}

std::vector<Decisive> decisive(std::span<const double> draws, std::size_t factors,
                               std::span<const double> outputs) {
  std::vector<Decisive> all = rank_correlations(draws, factors, outputs);
  std::size_t told = 0;
  while (told < all.size() && all[told].p * as_real(all.size() - told) <= claim_level) ++told;
  all.resize(told);
  return all;
}

double least_told(std::size_t points, std::size_t factors) {
  if (points < least_points || factors == 0) return unknown;
  const double freedom = as_real(points - 2);
  const double t = student_t_bound(1 - claim_level / as_real(factors), freedom);
  return t / std::sqrt(freedom + t * t);
}

}  // namespace parley
