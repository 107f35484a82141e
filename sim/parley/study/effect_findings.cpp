#include "parley/study/effect_findings.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/statistics/additive_fit.hpp"
#include "parley/statistics/distributions.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr std::size_t bins = 4;
constexpr std::size_t grid_bins = 12;  // so many values of a grid are told one by one
constexpr std::size_t few_points = 10;

void widen(EffectBin& bin, double half) {
  bin.mean = {bin.mean.value, bin.mean.value - half, bin.mean.value + half};
}

// What the luck of its runs alone makes of a bin's interval. Not known (NaN) where that of a point is not.
std::vector<double> luck_of(const std::vector<EffectBin>& made, const std::vector<double>& x,
                            const PointMeans& y, double level) {
  std::vector<double> halves;
  for (const auto& bin : made) {
    double squares = 0, freedom = 0;
    for (std::size_t p = 0; p < x.size(); ++p) {
      if (x[p] < bin.low || x[p] > bin.high || !std::isfinite(y.mean[p])) continue;
      squares += y.error[p] * y.error[p];
      freedom += y.freedom[p];
    }
    const double bound =
        std::isfinite(freedom) ? student_t_bound(level, std::max(freedom, 1.0)) : normal_bound(level);
    halves.push_back(bound * std::sqrt(squares) / static_cast<double>(bin.n));
  }
  return halves;
}

// The wider of two halves of an interval, where the first may not be known.
double wider_of(double luck, double between) { return luck > between ? luck : between; }

// Intervals with one variance for all bins: where some have few points, their own says little. False where
// there are too few points even for that.
bool pool(std::vector<EffectBin>& made, const std::vector<double>& x, const std::vector<double>& adjusted,
          std::size_t terms, double level) {
  double squares = 0, n = 0;
  for (const auto& bin : made)
    for (std::size_t p = 0; p < x.size(); ++p) {
      if (x[p] < bin.low || x[p] > bin.high || !std::isfinite(adjusted[p])) continue;
      squares += (adjusted[p] - bin.mean.value) * (adjusted[p] - bin.mean.value);
      n += 1;
    }
  const double freedom = n - static_cast<double>(made.size() + terms);
  if (freedom < 2) return false;
  const double t = student_t_bound(level, freedom);
  for (auto& bin : made) widen(bin, t * std::sqrt(squares / freedom / static_cast<double>(bin.n)));
  return true;
}

// The bins with what the points say and how surely. Their intervals hold what the other parameters do, and
// are never narrower than the luck of the runs alone makes them; where no other parameter differs between
// bins (`alone`), there is no more.
std::vector<EffectBin> bins_by(const std::vector<double>& x, const std::vector<double>& adjusted,
                               const PointMeans& y, std::size_t most, const std::optional<AdditiveFit>& fit,
                               bool alone, double level) {
  auto made = main_effect(x, adjusted, most, level);
  const auto luck = luck_of(made, x, y, level);
  const std::size_t terms = fit ? fit->terms : 0;
  const bool few = std::any_of(made.begin(), made.end(), [](const EffectBin& b) { return b.n < few_points; });
  if (few && !alone && pool(made, x, adjusted, terms, level)) {
    for (std::size_t b = 0; b < made.size(); ++b)
      widen(made[b], wider_of(luck[b], made[b].mean.high - made[b].mean.value));
    return made;
  }
  // How much wider an interval is for what was fitted before.
  const auto n = static_cast<double>(x.size());
  const double wider = terms > 0 ? std::sqrt((n - 1) / (n - 1 - static_cast<double>(terms))) : 1;
  for (std::size_t b = 0; b < made.size(); ++b)
    widen(made[b], made[b].n == 1 || (alone && !std::isnan(luck[b]))
                       ? luck[b]
                       : wider_of(luck[b], wider * (made[b].mean.high - made[b].mean.value)));
  return made;
}

Effect effect_of(const Sweep& sweep, std::size_t factor, const PointMeans& y,
                 const std::optional<AdditiveFit>& fit) {
  const Factor& f = sweep.spec.factors[factor];
  const std::size_t levels = f.levels.empty() ? static_cast<std::size_t>(f.count) : f.levels.size();
  const bool one_by_one =
      f.kind == Factor::Kind::category || (sweep.spec.kind == DesignKind::grid && levels <= grid_bins);
  const std::size_t most = one_by_one ? levels : bins;
  const auto x = values_of(sweep, factor);
  const auto adjusted = fit ? fit->without_others(y.mean, factor) : y.mean;
  Effect e;
  e.factor = factor;
  e.difference = {unknown, unknown, unknown};
  e.adjusted = fit.has_value();
  const bool alone = sweep.spec.factors.size() == 1 || full_grid(sweep, y);
  e.luck_alone =
      alone && std::none_of(y.error.begin(), y.error.end(), [](double v) { return std::isnan(v); });
  e.bins = bins_by(x, adjusted, y, most, fit, alone, 0.95);
  if (e.bins.size() < 2) return e;
  // As many differences are looked at as there are pairs of bins of all parameters (Bonferroni).
  const double looks = static_cast<double>(e.bins.size() * (e.bins.size() - 1)) / 2 *
                       static_cast<double>(sweep.spec.factors.size());
  const auto wide = bins_by(x, adjusted, y, most, fit, alone, 1 - 0.05 / looks);
  const auto half = [&](std::size_t b) { return 0.5 * (wide[b].mean.high - wide[b].mean.low); };
  for (std::size_t a = 0; a < e.bins.size(); ++a)
    for (std::size_t b = a + 1; b < e.bins.size(); ++b) {
      const double d = e.bins[b].mean.value - e.bins[a].mean.value;
      if (!(std::fabs(d) > std::fabs(e.difference.value)) && !std::isnan(e.difference.value)) continue;
      const double h = std::sqrt(half(a) * half(a) + half(b) * half(b));
      e.difference = {d, d - h, d + h};
      e.from = a;
      e.to = b;
    }
  if (y.output.share) {
    const auto within = [](Estimate& estimate, double low, double high) {
      for (double* v : {&estimate.value, &estimate.low, &estimate.high}) *v = std::clamp(*v, low, high);
    };
    for (auto& bin : e.bins) within(bin.mean, 0, 1);
    within(e.difference, -1, 1);
  }
  return e;
}

// The points of these designs hang together: what is left after a fit would seem surer than it is.
bool independent_points(DesignKind kind) {
  return kind != DesignKind::morris && kind != DesignKind::saltelli;
}

}  // namespace

bool full_grid(const Sweep& sweep, const PointMeans& means) {
  return sweep.spec.kind == DesignKind::grid &&
         std::all_of(means.mean.begin(), means.mean.end(), [](double v) { return std::isfinite(v); });
}

std::vector<double> values_of(const Sweep& sweep, std::size_t factor) {
  std::vector<double> values(sweep.points());
  for (std::size_t p = 0; p < values.size(); ++p) values[p] = sweep.value(p, factor);
  return values;
}

std::vector<Effect> effects_of(const Sweep& sweep, const PointMeans& means) {
  std::optional<AdditiveFit> fit;
  if (independent_points(sweep.spec.kind) && !full_grid(sweep, means)) {
    std::vector<PrimColumn> columns;
    for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k) {
      columns.push_back({sweep.spec.factors[k].kind, values_of(sweep, k)});
      if (sweep.spec.factors[k].log)
        for (double& v : columns.back().values) v = scalar_log(v);
    }
    fit = additive_fit(columns, means.mean);
  }
  std::vector<Effect> effects;
  for (std::size_t k = 0; k < sweep.spec.factors.size(); ++k)
    effects.push_back(effect_of(sweep, k, means, fit));
  std::stable_sort(effects.begin(), effects.end(), [](const Effect& a, const Effect& b) {
    if (a.clear() != b.clear()) return a.clear();
    const auto size = [](const Effect& e) {
      return std::isnan(e.difference.value) ? -1.0 : std::fabs(e.difference.value);
    };
    return size(a) > size(b);
  });
  return effects;
}

}  // namespace parley
