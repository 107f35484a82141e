#include "parley/statistics/two_doubts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

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

// log F, between's mean square over within's, by the jackknife over points; an error that is not known where
// leaving out one point leaves nothing that differs.
struct LogF {
  double value = 0, error = unknown;
  // How far it reaches to either side of a symmetric interval.
  double reach(double level, double points) const { return student_t_bound(level, points - 1) * error; }
};
LogF log_f(std::span<const PointSum> points, const OneWay& all) {
  LogF f;
  const double within = all.within(), between = all.between(), n = all.points;
  if (within <= 0 || between <= 0) return f;
  const double whole = f.value = scalar_log(between / within);
  double sum = 0, squares = 0;
  for (const PointSum& p : points) {
    if (p.n == 0) continue;
    OneWay but = all;
    but.add(p, -1);
    if (but.runs <= but.points || but.within() <= 0 || but.between() <= 0) return f;
    const double pseudo = n * whole - (n - 1) * scalar_log(but.between() / but.within());
    sum += pseudo;
    squares += pseudo * pseudo;
  }
  f.value = sum / n;
  f.error = std::sqrt(std::max(0.0, squares / n - f.value * f.value) / (n - 1));
  return f;
}

Spread told_by_shares(std::span<const PointSum> points) {
  Spread s;
  s.points = used(points);
  const BetaOfShares b = fitted_shares(points, false).likeliest;
  s.p10 = b.quantile(0.1);
  s.p50 = b.quantile(0.5);
  s.p90 = b.quantile(0.9);
  s.mean = b.mean;
  s.fit = fit_of(b, points);
  return s;
}

Spread told_by_means(std::span<const PointSum> points, double own_part) {
  const OneWay all = one_way(points);
  const double own = own_part * all.within(), between = std::max(0.0, (all.between() - own) / all.each());
  Spread s;
  s.points = used(points);
  double sum = 0;
  for (const PointSum& p : points) sum += p.n > 0 ? p.mean() : 0;
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

// Puts how wide the spread may be at most, but for the error of its mean.
void widen_share(Spread& s, std::span<const PointSum> points) {
  const FittedShares fitted = fitted_shares(points, true);
  s.told = fitted.told;
  s.widest10 = fitted.widest.quantile(0.1);
  s.widest90 = fitted.widest.quantile(0.9);
}
void widen_mean(Spread& s, std::span<const PointSum> points, double own_part) {
  const OneWay all = one_way(points);
  if (all.within() <= 0) return;  // no luck: they are what they are
  const LogF f = log_f(points, all);
  const double reach = f.reach(0.90, all.points);
  s.told = scalar_exp(f.value - reach) > own_part;
  if (std::isnan(reach)) return;
  // Points that by chance lie closer together than luck leaves them: as if they lay where it does.
  const double most = std::max(scalar_exp(f.value), own_part) * scalar_exp(reach);
  const double sd = std::sqrt((most - own_part) * all.within() / all.each());
  // Of the shape that the points' means have, or of a normal one: whichever is wider.
  std::vector<double> means;
  double squares = 0;
  for (const PointSum& p : points)
    if (p.n > 0) means.push_back(p.mean());
  for (const double m : means) squares += (m - s.mean) * (m - s.mean);
  std::sort(means.begin(), means.end());
  const double kept = sd / std::sqrt(squares / (all.points - 1));
  constexpr double normal90 = 1.2815515655446004;
  s.widest10 = s.mean - std::max(normal90 * sd, kept * (s.mean - percentile(means, 0.1)));
  s.widest90 = s.mean + std::max(normal90 * sd, kept * (percentile(means, 0.9) - s.mean));
}

// With the error of the mean, `of_all_points` a variance that moves all together, as far as any point lies.
Spread with_error_of_mean(Spread s, std::span<const PointSum> points, double of_all_points) {
  if (std::isnan(s.widest10)) return s;
  double least = s.mean, most = least, squares = 0;
  for (const PointSum& p : points) {
    if (p.n == 0) continue;
    least = std::min(least, p.mean());
    most = std::max(most, p.mean());
    squares += (p.mean() - s.mean) * (p.mean() - s.mean);
  }
  const double n = real(s.points), bound = student_t_bound(0.90, n - 1);
  const double error = bound * std::sqrt(squares / (n * (n - 1)) + of_all_points);
  const auto with_error = [&](double away) { return std::sqrt(away * away + error * error); };
  s.widest10 = std::max(least, s.mean - with_error(s.mean - s.widest10));
  s.widest90 = std::min(most, s.mean + with_error(s.widest90 - s.mean));
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
  Spread s = with_errors(points, 0, told_by_shares);
  widen_share(s, points);
  return with_error_of_mean(s, points, 0);
}

Spread spread_of_means(std::span<const PointSum> points, std::span<const PointSum> replicates) {
  if (!tells(points, replicates)) return {.points = used(points)};
  const Luck luck = luck_of(one_way(points), replicates);
  Spread s = with_errors(points, luck.of_all_points,
                         [&](std::span<const PointSum> some) { return told_by_means(some, luck.own_part); });
  widen_mean(s, points, luck.own_part);
  return with_error_of_mean(s, points, luck.of_all_points);
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
  const LogF f = log_f(points, all);
  const double reach = f.reach(0.95, all.points);
  if (std::isnan(reach)) return parts;
  const double high = share_of(scalar_exp(f.value + reach), luck.own_part, all.each());
  if (high <= 0) return parts;  // points closer together than luck leaves them: no share is that of this
  parts.assumptions.low = share_of(scalar_exp(f.value - reach), luck.own_part, all.each());
  parts.assumptions.high = high;
  return parts;
}

Estimate mean_over_points(std::span<const PointSum> points, const Possible& possible, double error) {
  const double n = real(used(points));
  if (n < 1) return {unknown, unknown, unknown};
  double mean = 0, squares = 0;
  for (const PointSum& p : points) mean += p.n > 0 ? p.mean() / n : 0;
  if (n < 2) return {mean, unknown, unknown};
  for (const PointSum& p : points) squares += p.n > 0 ? (p.mean() - mean) * (p.mean() - mean) : 0;
  if (squares <= 0) return {mean, unknown, unknown};
  const double reach = student_t_bound(1 - error, n - 1) * std::sqrt(squares / (n - 1) / n);
  return {mean, std::max(possible.least, mean - reach), std::min(possible.most, mean + reach)};
}

}  // namespace parley
