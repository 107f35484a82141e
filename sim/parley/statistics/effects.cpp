#include "parley/statistics/effects.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "parley/statistics/distributions.hpp"
#include "parley/statistics/luck.hpp"

namespace parley {

namespace {

Estimate t_interval(std::span<const double> values, double level) {
  const double n = static_cast<double>(values.size());
  double mean = 0, squares = 0;
  for (const double v : values) mean += v;
  mean /= n;
  if (values.size() < 2)
    return {mean, -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  for (const double v : values) squares += (v - mean) * (v - mean);
  const double half = student_t_bound(level, n - 1) * std::sqrt(squares / (n - 1) / n);
  return {mean, mean - half, mean + half};
}

// Adds a row's (or a resample's) order to the shares.
void count_order(std::span<const double> values, double weight, RankingStability& r) {
  const double best = *std::max_element(values.begin(), values.end());
  const auto winners = static_cast<double>(std::count(values.begin(), values.end(), best));
  for (std::size_t a = 0; a < r.options; ++a) {
    if (values[a] == best) r.first[a] += weight / winners;
    for (std::size_t b = 0; b < r.options; ++b)
      if (a != b)
        r.before[a * r.options + b] += values[a] > values[b]    ? weight
                                       : values[a] == values[b] ? weight / 2
                                                                : 0;
  }
}

RankingStability empty_ranking(std::span<const double> values, std::size_t options) {
  assert(options > 0 && values.size() % options == 0);
  RankingStability r{options, std::vector<double>(options, 0.0), std::vector<double>(options, 0.0),
                     std::vector<double>(options * options, 0.0)};
  for (std::size_t i = 0; i < values.size(); ++i) r.mean[i % options] += values[i];
  const std::size_t each = values.size() / options;
  for (double& m : r.mean) m /= std::max(1.0, static_cast<double>(each));
  return r;
}

}  // namespace

std::vector<EffectBin> main_effect(std::span<const double> x, std::span<const double> y, std::size_t bins,
                                   double level) {
  assert(x.size() == y.size() && bins > 0);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::isfinite(y[i])) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
  std::size_t different = order.empty() ? 0 : 1;
  for (std::size_t i = 1; i < order.size(); ++i) different += x[order[i]] != x[order[i - 1]];
  const bool by_value = different <= bins;

  std::vector<EffectBin> result;
  std::vector<double> values;
  for (std::size_t i = 0; i < order.size();) {
    // The bin ends where its share of the points is reached, after the last of equal values.
    const std::size_t due = by_value ? i + 1 : std::max(i + 1, order.size() * (result.size() + 1) / bins);
    EffectBin bin;
    bin.low = x[order[i]];
    values.clear();
    for (; i < order.size() && (i < due || x[order[i]] == x[order[i - 1]]); ++i)
      values.push_back(y[order[i]]);
    bin.high = x[order[i - 1]];
    bin.n = values.size();
    bin.mean = t_interval(values, level);
    result.push_back(bin);
  }
  return result;
}

RankingStability ranking_by_points(std::span<const double> values, std::size_t options) {
  RankingStability r = empty_ranking(values, options);
  const std::size_t rows = values.size() / options;
  for (std::size_t i = 0; i < rows; ++i)
    count_order(values.subspan(i * options, options), 1.0 / static_cast<double>(rows), r);
  return r;
}

RankingStability ranking_by_resampling(std::span<const double> values, std::size_t options,
                                       const Bootstrap& bootstrap) {
  RankingStability r = empty_ranking(values, options);
  const auto rows = static_cast<std::uint32_t>(values.size() / options);
  std::vector<double> sum(options);
  for (std::uint32_t b = 0; rows > 0 && b < bootstrap.resamples; ++b) {
    Stream luck = study_luck(bootstrap.seed, StudyPurpose::resample, b);
    std::fill(sum.begin(), sum.end(), 0.0);
    for (std::uint32_t i = 0; i < rows; ++i) {
      const std::size_t row = luck.below(rows);
      for (std::size_t k = 0; k < options; ++k) sum[k] += values[row * options + k];
    }
    count_order(sum, 1.0 / bootstrap.resamples, r);
  }
  return r;
}

}  // namespace parley
