#include "parley/statistics/two_doubts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "parley/statistics/distributions.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

double real(std::size_t n) { return static_cast<double>(n); }

std::size_t used(std::span<const PointSum> points) {
  return static_cast<std::size_t>(
      std::count_if(points.begin(), points.end(), [](const PointSum& p) { return p.n > 0; }));
}

// Enough points, and some with more than one run; where they share their luck, enough draws of it.
bool tells(std::span<const PointSum> points, std::span<const PointSum> replicates) {
  return used(points) >= least_points && (replicates.empty() || used(replicates) >= least_shared_luck) &&
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

// Pearson's chi-squared of how many points have which share of hits, each expected from its own runs.
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

OneWay one_way(std::span<const PointSum> points) {
  OneWay all;
  for (const PointSum& p : points) all.add(p, 1);
  return all;
}

// The luck of a run: all of it, the part that is the run's own and no other point's, and the variance with
// which it leaves all points together.
struct Luck {
  double all = 0, own_part = 1, of_all_points = 0;
};
// A replicate's mean over points varies by the luck that the points share, and by a little of their own.
Luck luck_of(const OneWay& all, std::span<const PointSum> replicates) {
  Luck luck{all.within(), 1, 0};
  if (replicates.empty()) return luck;
  double sum = 0, squares = 0;
  const double n = real(used(replicates));
  for (const PointSum& r : replicates) sum += r.n > 0 ? r.mean() / n : 0;
  for (const PointSum& r : replicates) squares += r.n > 0 ? (r.mean() - sum) * (r.mean() - sum) : 0;
  const double varies = squares / (n - 1), points = all.points;
  luck.of_all_points = varies / n;
  if (luck.all <= 0) return luck;
  const double shared = (varies - luck.all / points) / (1 - 1 / points);
  luck.own_part = 1 - std::clamp(shared / luck.all, 0.0, 1.0);
  return luck;
}

double share_of(double f, double own_part, double each) {
  return std::clamp((f - own_part) / (f - own_part + each), 0.0, 1.0);
}

double percentile(const std::vector<double>& sorted, double p) {
  const double at = p * real(sorted.size() - 1);
  const auto k = static_cast<std::size_t>(at);
  const double next = sorted[std::min(k + 1, sorted.size() - 1)];
  return sorted[k] + (at - real(k)) * (next - sorted[k]);
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

Spread told_by_means(std::span<const PointSum> points, double own_part) {
  Spread s;
  s.points = used(points);
  const OneWay all = one_way(points);
  double sum = 0;
  for (const PointSum& p : points) sum += p.n > 0 ? p.mean() : 0;
  const double own = own_part * all.within(), between = std::max(0.0, (all.between() - own) / all.each());
  s.mean = sum / real(s.points);
  std::vector<double> drawn_in;
  for (const PointSum& p : points) {
    if (p.n == 0) continue;
    const double luck = own / real(p.n), both = between + luck;
    const double kept = both > 0 ? std::sqrt(between / both) : 0;
    drawn_in.push_back(s.mean + kept * (p.mean() - s.mean));
  }
  std::sort(drawn_in.begin(), drawn_in.end());
  s.p10 = percentile(drawn_in, 0.1);
  s.p50 = percentile(drawn_in, 0.5);
  s.p90 = percentile(drawn_in, 0.9);
  return s;
}

// With the jackknife's errors: groups of every tenth point are left out in turn. `of_all_points`: variance
// that moves all of them alike.
template <class Tell>
Spread with_errors(std::span<const PointSum> points, double of_all_points, const Tell& tell) {
  Spread s;
  s.points = used(points);
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
    return bound * std::sqrt((groups - 1) * std::max(0.0, squares[k] / groups - mean * mean) + of_all_points);
  };
  s.error10 = error(0);
  s.error50 = error(1);
  s.error90 = error(2);
  return s;
}

}  // namespace

Spread spread_of_shares(std::span<const PointSum> points, std::span<const PointSum> replicates) {
  if (!replicates.empty()) return spread_of_means(points, replicates);
  if (!tells(points, {})) return {.points = used(points)};
  return with_errors(points, 0, told_by_shares);
}

Spread spread_of_means(std::span<const PointSum> points, std::span<const PointSum> replicates) {
  if (!tells(points, replicates)) return {.points = used(points)};
  const Luck luck = luck_of(one_way(points), replicates);
  return with_errors(points, luck.of_all_points,
                     [&](std::span<const PointSum> some) { return told_by_means(some, luck.own_part); });
}

Parts parts_of_variance(std::span<const PointSum> points, std::span<const PointSum> replicates) {
  Parts parts;
  if (!tells(points, replicates)) return parts;
  const OneWay all = one_way(points);
  const Luck luck = luck_of(all, replicates);
  parts.within = luck.all;
  parts.between = std::max(0.0, (all.between() - luck.own_part * luck.all) / all.each());
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
  const double high = share_of(scalar_exp(mean + reach), luck.own_part, all.each());
  if (high <= 0) return parts;  // points closer together than luck leaves them: no share is that of this
  parts.assumptions.low = share_of(scalar_exp(mean - reach), luck.own_part, all.each());
  parts.assumptions.high = high;
  return parts;
}

Estimate mean_over_points(std::span<const PointSum> points) {
  const double n = real(used(points));
  if (n < 1) return {unknown, unknown, unknown};
  double mean = 0, squares = 0;
  for (const PointSum& p : points) mean += p.n > 0 ? p.mean() / n : 0;
  if (n < 2) return {mean, unknown, unknown};
  for (const PointSum& p : points) squares += p.n > 0 ? (p.mean() - mean) * (p.mean() - mean) : 0;
  if (squares <= 0) return {mean, unknown, unknown};
  const double reach = student_t_bound(0.95, n - 1) * std::sqrt(squares / (n - 1) / n);
  return {mean, mean - reach, mean + reach};
}

}  // namespace parley
