#include "parley/statistics/beta_of_shares.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

#include "parley/statistics/distributions.hpp"
#include "parley/statistics/statistics.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr double nearly_one = 1 - 1e-4;  // correlation: all but certain at each point
constexpr double cut = 1.352771727;      // half the 90% point of chi-squared with one degree of freedom

double real(std::size_t n) { return static_cast<double>(n); }

// How many points have more than j hits, more than j misses, more than j runs.
struct Tails {
  std::vector<double> hits, misses, runs;
  explicit Tails(std::span<const PointSum> points) {
    std::size_t most = 0;
    for (const PointSum& p : points) most = std::max(most, p.n);
    for (auto* tail : {&hits, &misses, &runs}) tail->assign(most, 0.0);
    for (const PointSum& p : points) {
      const auto k = static_cast<std::size_t>(std::lround(p.sum));
      for (std::size_t j = 0; j < p.n; ++j) {
        hits[j] += j < k ? 1 : 0;
        misses[j] += j < p.n - k ? 1 : 0;
        runs[j] += 1;
      }
    }
  }
  // The log of the likelihood but for a constant.
  double likelihood(const BetaOfShares& b) const {
    const double rest = 1 - b.correlation;
    double sum = 0;
    for (std::size_t j = 0; j < runs.size(); ++j) {
      const double step = real(j) * b.correlation;
      if (hits[j] > 0) sum += hits[j] * scalar_log(b.mean * rest + step);
      if (misses[j] > 0) sum += misses[j] * scalar_log((1 - b.mean) * rest + step);
      if (runs[j] > 0) sum -= runs[j] * scalar_log(rest + step);
    }
    return sum;
  }
};

// Where a function with one peak is largest.
template <class F>
double peak(double low, double high, const F& f) {
  constexpr double golden = 0.6180339887498949;
  double a = high - golden * (high - low), b = low + golden * (high - low);
  double at_a = f(a), at_b = f(b);
  for (int k = 0; k < 45; ++k) {
    if (at_a >= at_b) {
      high = b;
      b = a;
      at_b = at_a;
      at_a = f(a = high - golden * (high - low));
    } else {
      low = a;
      a = b;
      at_a = at_b;
      at_b = f(b = low + golden * (high - low));
    }
  }
  return 0.5 * (low + high);
}

// The chance of k hits in n tosses.
double beta_binomial(const BetaOfShares& b, std::size_t k, std::size_t n) {
  const double rest = 1 - b.correlation;
  double p = 1;
  for (std::size_t j = 0; j < n; ++j) {
    const double step = real(j < k ? j : j - k) * b.correlation;
    const double over = j < k ? b.mean * rest + step : (1 - b.mean) * rest + step;
    p *= over / (rest + real(j) * b.correlation);
    if (j >= k) p *= real(j + 1) / real(j + 1 - k);  // n over k, factor by factor
  }
  return p;
}

// The largest likelihood that a correlation reaches, and with which mean.
struct Profile {
  BetaOfShares at;
  double likelihood = 0;
};
Profile profile(const Tails& tails, double correlation) {
  const BetaOfShares at{peak(0.0, 1.0,
                             [&](double mean) {
                               return tails.likelihood({mean, correlation});
                             }),
                        correlation};
  return {at, tails.likelihood(at)};
}

// The widest that is not clearly less likely than the likeliest.
BetaOfShares widest_of(const Tails& tails, const BetaOfShares& likeliest, double most_likely) {
  double low = likeliest.correlation, high = nearly_one;
  const auto open = [&](double correlation) {
    return profile(tails, correlation).likelihood >= most_likely - cut;
  };
  if (open(high)) return profile(tails, high).at;
  for (int k = 0; k < 25; ++k) {
    const double middle = 0.5 * (low + high);
    (open(middle) ? low : high) = middle;
  }
  return profile(tails, low).at;
}

}  // namespace

double BetaOfShares::quantile(double p) const {
  if (mean <= 0 || mean >= 1 || correlation <= 0) return mean;
  const double size = 1 / correlation - 1, a = mean * size, b = (1 - mean) * size;
  double low = 0, high = 1;
  for (int k = 0; k < 60; ++k) {
    const double middle = 0.5 * (low + high);
    (incomplete_beta(a, b, middle) < p ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

FittedShares fitted_shares(std::span<const PointSum> points, bool bound) {
  const Tails tails(points);
  double hits = 0, runs = 0;
  for (const PointSum& p : points) {
    hits += p.sum;
    runs += real(p.n);
  }
  const BetaOfShares alike{runs > 0 ? hits / runs : unknown, 0};
  if (!(runs > 0) || hits <= 0 || hits >= runs) return {alike, alike, true};
  const double correlation = peak(0.0, nearly_one, [&](double c) { return profile(tails, c).likelihood; });
  const Profile best = profile(tails, correlation);
  const double of_alike = tails.likelihood(alike);
  FittedShares fitted{of_alike >= best.likelihood ? alike : best.at, alike, best.likelihood > of_alike + cut};
  if (bound) fitted.widest = widest_of(tails, fitted.likeliest, std::max(of_alike, best.likelihood));
  return fitted;
}

double fit_of(const BetaOfShares& b, std::span<const PointSum> points) {
  std::map<std::size_t, double> with_runs;
  struct Cell {
    double seen = 0, expected = 0;
  };
  std::map<double, Cell> shares;  // equal fractions are equal numbers
  for (const PointSum& p : points) {
    if (p.n < 2) continue;  // one toss has no shape
    ++with_runs[p.n];
    ++shares[static_cast<double>(std::lround(p.sum)) / real(p.n)].seen;
  }
  for (const auto& [n, all] : with_runs)
    for (std::size_t k = 0; k <= n; ++k) shares[real(k) / real(n)].expected += all * beta_binomial(b, k, n);
  // Cells with few expected points are joined with the next; what is left at the end with the one before.
  std::vector<Cell> cells;
  Cell open;
  for (const auto& [share, cell] : shares) {
    open.seen += cell.seen;
    open.expected += cell.expected;
    if (open.expected < 1) continue;
    cells.push_back(open);
    open = {};
  }
  if (cells.size() < 4) return unknown;
  cells.back().seen += open.seen;
  cells.back().expected += open.expected;
  double squared = 0;
  for (const Cell& c : cells) squared += (c.seen - c.expected) * (c.seen - c.expected) / c.expected;
  return chi_squared_beyond(squared, real(cells.size() - 3));
}

}  // namespace parley
