#include "parley/statistics/two_doubts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "parley/statistics/claims.hpp"
#include "parley/statistics/distributions.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

double real(std::size_t n) { return static_cast<double>(n); }

std::size_t used(std::span<const PointSum> points) {
  return static_cast<std::size_t>(
      std::count_if(points.begin(), points.end(), [](const PointSum& p) { return p.n > 0; }));
}

// Enough points, and some with more than one run.
bool tells(std::span<const PointSum> points) {
  return used(points) >= least_points &&
         std::any_of(points.begin(), points.end(), [](const PointSum& p) { return p.n > 1; });
}

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

double fit_of(const BetaOfShares& b, std::span<const PointSum> points) {
  std::size_t n = 0;
  for (const PointSum& p : points) n = std::max(n, p.n);
  std::vector<double> seen(n + 1, 0.0);
  double all = 0;
  for (const PointSum& p : points) {
    if (p.n == 0) continue;
    if (p.n != n) return unknown;
    ++seen[static_cast<std::size_t>(std::lround(p.sum))];
    ++all;
  }
  // Cells with few expected points are joined with the next.
  double squared = 0, expected = 0, counted = 0;
  std::size_t cells = 0;
  for (std::size_t k = 0; k <= n; ++k) {
    expected += all * beta_binomial(b, k, n);
    counted += seen[k];
    if (expected < 1 && k < n) continue;
    if (expected > 0) squared += (counted - expected) * (counted - expected) / expected;
    ++cells;
    expected = counted = 0;
  }
  return cells > 3 ? chi_squared_beyond(squared, real(cells - 3)) : unknown;
}

// Sums over points from which the two mean squares follow, also when a point is left out.
struct OneWay {
  double points = 0, runs = 0, runs_squared = 0, sum = 0, squares = 0, of_means = 0;  // of_means: n mean^2
  void add(const PointSum& p, double sign) {
    if (p.n == 0) return;
    const double n = real(p.n);
    points += sign;
    runs += sign * n;
    runs_squared += sign * n * n;
    sum += sign * p.sum;
    squares += sign * p.squares;
    of_means += sign * p.sum * p.sum / n;
  }
  double within() const { return std::max(0.0, squares - of_means) / (runs - points); }
  double between() const { return std::max(0.0, of_means - sum * sum / runs) / (points - 1); }  // mean square
  double each() const { return (runs - runs_squared / runs) / (points - 1); }  // runs at a typical point
};

double share_of(double f, double each) { return std::clamp((f - 1) / (f - 1 + each), 0.0, 1.0); }

double percentile(const std::vector<double>& sorted, double p) {
  const double at = p * real(sorted.size() - 1);
  const auto k = static_cast<std::size_t>(at);
  const double next = sorted[std::min(k + 1, sorted.size() - 1)];
  return sorted[k] + (at - real(k)) * (next - sorted[k]);
}

// Ranks with ties at their middle, centred and of length 1; empty where all are alike.
std::vector<double> ranks(const std::vector<double>& x) {
  std::vector<std::size_t> order(x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return x[a] < x[b]; });
  std::vector<double> rank(x.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t j = i;
    while (j < order.size() && x[order[j]] == x[order[i]]) ++j;
    const double middle = 0.5 * real(i + j - 1) - 0.5 * real(x.size() - 1);
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

BetaOfShares beta_of_shares(std::span<const PointSum> points) {
  const Tails tails(points);
  double hits = 0, runs = 0;
  for (const PointSum& p : points) {
    hits += p.sum;
    runs += real(p.n);
  }
  if (!(runs > 0) || hits <= 0 || hits >= runs) return {runs > 0 ? hits / runs : unknown, 0};
  const auto best_mean = [&](double correlation) {
    return peak(0.0, 1.0, [&](double mean) { return tails.likelihood({mean, correlation}); });
  };
  constexpr double most = 1 - 1e-4;  // all but certain at each point
  const double correlation = peak(0.0, most, [&](double c) { return tails.likelihood({best_mean(c), c}); });
  const BetaOfShares at{best_mean(correlation), correlation}, alike{hits / runs, 0};
  return tails.likelihood(alike) >= tails.likelihood(at) ? alike : at;
}

namespace {

Spread told_by_shares(std::span<const PointSum> points) {
  Spread s;
  s.points = used(points);
  const BetaOfShares b = beta_of_shares(points);
  s.p10 = b.quantile(0.1);
  s.p50 = b.quantile(0.5);
  s.p90 = b.quantile(0.9);
  s.mean = b.mean;
  s.fit = fit_of(b, points);
  return s;
}

Spread told_by_means(std::span<const PointSum> points) {
  Spread s;
  s.points = used(points);
  OneWay all;
  double sum = 0;
  for (const PointSum& p : points) {
    all.add(p, 1);
    sum += p.n > 0 ? p.mean() : 0;
  }
  const double within = all.within(), between = std::max(0.0, (all.between() - within) / all.each());
  s.mean = sum / real(s.points);
  std::vector<double> drawn_in;
  for (const PointSum& p : points) {
    if (p.n == 0) continue;
    const double luck = within / real(p.n), both = between + luck;
    const double kept = both > 0 ? std::sqrt(between / both) : 0;
    drawn_in.push_back(s.mean + kept * (p.mean() - s.mean));
  }
  std::sort(drawn_in.begin(), drawn_in.end());
  s.p10 = percentile(drawn_in, 0.1);
  s.p50 = percentile(drawn_in, 0.5);
  s.p90 = percentile(drawn_in, 0.9);
  return s;
}

// With the jackknife's errors: groups of every tenth point are left out in turn.
template <class Tell>
Spread with_errors(std::span<const PointSum> points, const Tell& tell) {
  Spread s;
  s.points = used(points);
  if (!tells(points)) return s;
  s = tell(points);
  constexpr std::size_t groups = 10;
  std::array<double, 3> sum{}, squares{};
  for (std::size_t g = 0; g < groups; ++g) {
    std::vector<PointSum> rest;
    for (std::size_t p = 0; p < points.size(); ++p)
      if (p % groups != g) rest.push_back(points[p]);
    const bool enough = std::any_of(rest.begin(), rest.end(), [](const PointSum& p) { return p.n > 1; });
    if (!enough || used(rest) < 2) return s;
    const Spread but = tell(rest);
    const std::array<double, 3> moved{but.p10 - s.p10, but.p50 - s.p50, but.p90 - s.p90};
    for (std::size_t k = 0; k < 3; ++k) {
      sum[k] += moved[k];
      squares[k] += moved[k] * moved[k];
    }
  }
  const double bound = student_t_bound(0.95, groups - 1);
  const auto error = [&](std::size_t k) {
    const double mean = sum[k] / groups;
    return bound * std::sqrt((groups - 1) * std::max(0.0, squares[k] / groups - mean * mean));
  };
  s.error10 = error(0);
  s.error50 = error(1);
  s.error90 = error(2);
  return s;
}

}  // namespace

Spread spread_of_shares(std::span<const PointSum> points) { return with_errors(points, told_by_shares); }
Spread spread_of_means(std::span<const PointSum> points) { return with_errors(points, told_by_means); }

Parts parts_of_variance(std::span<const PointSum> points) {
  Parts parts;
  if (!tells(points)) return parts;
  OneWay all;
  for (const PointSum& p : points) all.add(p, 1);
  parts.within = all.within();
  parts.between = std::max(0.0, (all.between() - parts.within) / all.each());
  if (parts.within + parts.between <= 0) return parts;  // nothing differs
  parts.assumptions.value = parts.between / (parts.within + parts.between);
  if (parts.within <= 0) return parts;
  // Where leaving out one point leaves nothing that differs, there is no interval.
  const double whole = scalar_log(all.between() / parts.within), n = all.points;
  double sum = 0, squares = 0;
  for (const PointSum& p : points) {
    if (p.n == 0) continue;
    OneWay but = all;
    but.add(p, -1);
    if (but.runs <= but.points || but.within() <= 0 || but.between() <= 0) return parts;
    const double pseudo = n * whole - (n - 1) * scalar_log(but.between() / but.within());
    sum += pseudo;
    squares += pseudo * pseudo;
  }
  const double mean = sum / n;
  const double error = std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1));
  const double reach = student_t_bound(0.95, n - 1) * error;
  parts.assumptions.low = share_of(scalar_exp(mean - reach), all.each());
  parts.assumptions.high = share_of(scalar_exp(mean + reach), all.each());
  return parts;
}

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
    all.push_back({f, r, two_sided(r, real(rows.size()))});
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
  while (told < all.size() && all[told].p * real(all.size() - told) <= claim_level) ++told;
  all.resize(told);
  return all;
}

double least_told(std::size_t points, std::size_t factors) {
  if (points < least_points || factors == 0) return unknown;
  const double freedom = real(points - 2);
  const double t = student_t_bound(1 - claim_level / real(factors), freedom);
  return t / std::sqrt(freedom + t * t);
}

}  // namespace parley
