#include "parley/statistics/sensitivity.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "parley/statistics/distributions.hpp"
#include "parley/statistics/luck.hpp"
#include "parley/statistics/statistics.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// How often each of n units is drawn in a resample of n.
void draw_counts(const Bootstrap& bootstrap, std::uint32_t resample, std::vector<double>& counts) {
  Stream luck = study_luck(bootstrap.seed, StudyPurpose::resample, resample);
  std::fill(counts.begin(), counts.end(), 0.0);
  const auto n = static_cast<std::uint32_t>(counts.size());
  for (std::uint32_t i = 0; i < n; ++i) counts[luck.below(n)] += 1;
}

// The standard deviation of each of `width` statistics over resamples of `n` units: make(counts, out)
// computes them for one resample.
template <class Make>
std::vector<double> bootstrap_deviation(std::size_t n, std::size_t width, const Bootstrap& bootstrap,
                                        const Make& make) {
  const std::size_t resamples = bootstrap.resamples;
  std::vector<double> deviation(width, std::numeric_limits<double>::quiet_NaN());
  if (resamples < 2 || n < least_resampled) return deviation;  // not known
  std::vector<double> made(resamples * width);
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, resamples), [&](const auto& range) {
    std::vector<double> counts(n);
    for (std::size_t r = range.begin(); r != range.end(); ++r) {
      draw_counts(bootstrap, static_cast<std::uint32_t>(r), counts);
      make(counts, std::span<double>(made).subspan(r * width, width));
    }
  });
  for (std::size_t k = 0; k < width; ++k) {
    double mean = 0, squares = 0;
    for (std::size_t r = 0; r < resamples; ++r) mean += made[r * width + k];
    mean /= static_cast<double>(resamples);
    for (std::size_t r = 0; r < resamples; ++r)
      squares += (made[r * width + k] - mean) * (made[r * width + k] - mean);
    deviation[k] = std::sqrt(squares / static_cast<double>(resamples - 1));
  }
  return deviation;
}

// Of the luck of two rows: the covariance, and the variance of their difference.
double shared(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t r = 0; r < std::min(a.size(), b.size()); ++r) sum += a[r] * b[r];
  return sum;
}
double of_difference(const std::vector<double>& a, const std::vector<double>& b) {
  return shared(a, a) - 2 * shared(a, b) + shared(b, b);
}

// What the indices need of each block, as means: A + B, A^2 + B^2, then by factor the numerators of S1 and
// ST, then by pair that of S2.
struct BlockTerms {
  std::size_t factors = 0, pairs = 0, width = 0, blocks = 0;
  std::vector<double> terms;  // blocks x width

  BlockTerms(std::span<const double> y, std::size_t d, bool second, double centre, double scale,
             const std::vector<const std::vector<double>*>& luck)
      : factors(d), pairs(second ? d * (d - 1) / 2 : 0), width(2 + 2 * d + pairs) {
    const std::size_t rows = second ? 2 * d + 2 : d + 2;
    blocks = y.size() / rows;
    terms.reserve(blocks * width);
    std::vector<double> z(rows);
    for (std::size_t i = 0; i < blocks; ++i) {
      for (std::size_t r = 0; r < rows; ++r) z[r] = (y[i * rows + r] - centre) / scale;
      const double a = z.front(), b = z.back();
      terms.push_back(a + b);
      terms.push_back(a * a + b * b);
      for (std::size_t j = 0; j < d; ++j) {
        terms.push_back(b * (z[1 + j] - a));
        terms.push_back(0.5 * (a - z[1 + j]) * (a - z[1 + j]));
      }
      if (second)
        for (std::size_t j = 0; j < d; ++j)
          for (std::size_t k = j + 1; k < d; ++k) terms.push_back(z[1 + d + j] * z[1 + k] - a * b);
      if (!luck.empty()) free_of_luck(std::span(luck).subspan(i * rows, rows), second, scale);
    }
  }

  // Takes out of the last block's terms what the luck of its rows is expected to have put in. What all rows
  // share moves the mean, not the variance.
  void free_of_luck(std::span<const std::vector<double>* const> u, bool second, double scale) {
    const auto &a = *u.front(), &b = *u.back();
    double* term = terms.data() + terms.size() - width + 1;
    const double unit = scale * scale;
    *term++ -= of_difference(a, b) / unit;
    for (std::size_t j = 0; j < factors; ++j) {
      *term++ -= (shared(b, *u[1 + j]) - shared(b, a)) / unit;
      *term++ -= 0.5 * of_difference(a, *u[1 + j]) / unit;
    }
    for (std::size_t j = 0; second && j < factors; ++j)
      for (std::size_t k = j + 1; k < factors; ++k)
        *term++ -= (shared(*u[1 + factors + j], *u[1 + k]) - shared(a, b)) / unit;
  }

  // Indices from the means of the terms, in place: A + B, the variance, (S1, ST) by factor, then S2.
  void indices(std::span<double> means) const {
    const double centre = means[0] / 2, variance = means[1] / 2 - centre * centre;
    means[1] = variance;
    for (std::size_t k = 2; k < width; ++k) means[k] = variance > 0 ? means[k] / variance : 0.0;
    for (std::size_t j = 0, at = 2 + 2 * factors; pairs > 0 && j < factors; ++j)
      for (std::size_t k = j + 1; k < factors; ++k) means[at++] -= means[2 + 2 * j] + means[2 + 2 * k];
  }
};

}  // namespace

SobolIndices sobol_indices(std::span<const double> all, std::size_t d, bool second_order,
                           const Bootstrap& bootstrap, RowLuck luck) {
  const std::size_t rows = second_order ? 2 * d + 2 : d + 2;
  assert(d > 0 && all.size() % rows == 0);
  SobolIndices result;
  std::vector<double> y;
  std::vector<const std::vector<double>*> kept;  // the luck of its rows
  for (std::size_t i = 0; i < all.size(); i += rows) {
    const auto block = all.subspan(i, rows);
    if (!std::all_of(block.begin(), block.end(), [](double v) { return std::isfinite(v); })) {
      ++result.dropped;
      continue;
    }
    y.insert(y.end(), block.begin(), block.end());
    for (std::size_t r = 0; r < rows && !luck.empty(); ++r) kept.push_back(&luck[i + r]);
  }
  result.blocks = y.size() / rows;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  result.mean = none;
  result.first.assign(d, {none, none, none});
  result.total.assign(d, {none, none, none});
  result.second.assign(second_order ? d * (d - 1) / 2 : 0, {none, none, none});
  if (result.blocks < 2) return result;

  const double n = static_cast<double>(y.size());
  double centre = 0, squares = 0;
  for (const double v : y) centre += v;
  centre /= n;
  for (const double v : y) squares += (v - centre) * (v - centre);
  const double scale = std::sqrt(squares / n);
  const auto [low, high] = std::minmax_element(y.begin(), y.end());
  if (all_alike(*low, *high)) {
    result.mean = centre;
    return result;
  }

  const BlockTerms t(y, d, second_order, centre, scale, kept);
  std::vector<double> value(t.width, 0.0);
  for (std::size_t i = 0; i < t.blocks; ++i)
    for (std::size_t k = 0; k < t.width; ++k) value[k] += t.terms[i * t.width + k];
  for (double& v : value) v /= static_cast<double>(t.blocks);
  result.mean = centre + scale * value[0] / 2;
  t.indices(value);
  result.variance = scale * scale * value[1];

  const std::vector<double> deviation = bootstrap_deviation(
      t.blocks, t.width, bootstrap, [&](std::span<const double> counts, std::span<double> out) {
        for (std::size_t i = 0; i < t.blocks; ++i) {
          if (counts[i] == 0) continue;
          const double* row = t.terms.data() + i * t.width;
          for (std::size_t k = 0; k < out.size(); ++k) out[k] += counts[i] * row[k];
        }
        for (double& v : out) v /= static_cast<double>(t.blocks);
        t.indices(out);
      });
  const double z = normal_bound(bootstrap.level);
  const double least = result.blocks < least_resampled ? value[1] : value[1] - z * deviation[1];
  if (!luck.empty() && !(least > 0)) {
    result.of_luck = true;
    return result;
  }
  // What rounding leaves of nothing is nothing.
  const auto but_rounding = [](double x) { return std::fabs(x) < 1e-12 ? 0.0 : x; };
  const auto estimate = [&](std::size_t k) {
    return Estimate{but_rounding(value[k]), but_rounding(value[k] - z * deviation[k]),
                    but_rounding(value[k] + z * deviation[k])};
  };
  for (std::size_t j = 0; j < d; ++j) {
    result.first[j] = estimate(2 + 2 * j);
    result.total[j] = estimate(3 + 2 * j);
  }
  for (std::size_t k = 0; k < t.pairs; ++k) result.second[k] = estimate(2 + 2 * d + k);
  return result;
}

SobolIndices as_shares(SobolIndices indices) {
  for (auto* list : {&indices.first, &indices.total, &indices.second})
    for (Estimate& e : *list)
      for (double* x : {&e.value, &e.low, &e.high})
        if (!std::isnan(*x)) *x = std::clamp(*x, 0.0, 1.0);
  return indices;
}

MorrisEffects morris_effects(const Design& design, std::span<const double> y, int levels,
                             const Bootstrap& bootstrap, RowLuck luck) {
  const std::size_t d = design.factors, rows = d + 1;
  assert(y.size() == design.points && design.points % rows == 0);
  const double step = levels / (2.0 * (levels - 1));
  MorrisEffects result;
  double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;
  std::vector<double> effects;                  // trajectories x factors
  std::vector<double> squares_of_luck(d, 0.0);  // by factor
  for (std::size_t start = 0; start < design.points; start += rows) {
    const auto outputs = y.subspan(start, rows);
    if (!std::all_of(outputs.begin(), outputs.end(), [](double v) { return std::isfinite(v); })) {
      ++result.dropped;
      continue;
    }
    ++result.trajectories;
    for (const double v : outputs) {
      lowest = std::min(lowest, v);
      highest = std::max(highest, v);
    }
    effects.resize(result.trajectories * d, 0.0);
    double* row = effects.data() + (result.trajectories - 1) * d;
    for (std::size_t i = 1; i < rows; ++i)
      for (std::size_t k = 0; k < d; ++k) {
        const double move = design.at(start + i, k) - design.at(start + i - 1, k);
        if (move == 0) continue;
        row[k] = (move > 0 ? outputs[i] - outputs[i - 1] : outputs[i - 1] - outputs[i]) / step;
        if (!luck.empty())
          squares_of_luck[k] += of_difference(luck[start + i], luck[start + i - 1]) / (step * step);
      }
  }
  const double r = static_cast<double>(result.trajectories);
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  result.factors.assign(d, {none, {none, none, none}, 0, none});
  if (result.trajectories == 0) return result;
  result.constant = result.trajectories > 1 && all_alike(lowest, highest);
  if (result.constant) return result;
  // What rounding leaves of nothing is nothing.
  const double rounding = 1e-12 * std::max(std::fabs(lowest), std::fabs(highest)) / step;
  for (double& e : effects)
    if (std::fabs(e) < rounding) e = 0;
  const std::vector<double> deviation = bootstrap_deviation(
      result.trajectories, d, bootstrap, [&](std::span<const double> counts, std::span<double> out) {
        for (std::size_t i = 0; i < counts.size(); ++i)
          for (std::size_t k = 0; k < d; ++k) out[k] += counts[i] * std::fabs(effects[i * d + k]);
        for (double& v : out) v /= r;
      });
  const double z = normal_bound(bootstrap.level);
  for (std::size_t k = 0; k < d; ++k) {
    MorrisEffect& e = result.factors[k];
    e.mu = 0;
    double star = 0, squares = 0;
    for (std::size_t i = 0; i < result.trajectories; ++i) {
      e.mu += effects[i * d + k];
      star += std::fabs(effects[i * d + k]);
    }
    e.mu /= r;
    star /= r;
    for (std::size_t i = 0; i < result.trajectories; ++i)
      squares += (effects[i * d + k] - e.mu) * (effects[i * d + k] - e.mu);
    e.sigma = result.trajectories > 1 ? std::sqrt(squares / (r - 1)) : none;
    if (e.sigma < rounding) e.sigma = 0;
    e.luck = std::sqrt(2 / std::numbers::pi * squares_of_luck[k] / r);
    e.mu_star = {star, star - e.luck - z * deviation[k], star + z * deviation[k]};
  }
  return result;
}

}  // namespace parley
