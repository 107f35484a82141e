#include "parley/statistics/abc_smc.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "parley/statistics/luck.hpp"
#include "parley/support/linear.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// The population and the steps that perturb it.
struct Population {
  std::size_t d = 0;
  std::vector<double> unit, weights, distance;
  std::vector<double> cumulated;
  Eigen::LDLT<Matrix> steps;  // of their covariance
  Vector spread;              // of a step along each axis of that decomposition

  std::size_t size() const { return distance.size(); }
  Eigen::Map<const Vector> particle(std::size_t i) const {
    return {unit.data() + i * d, static_cast<Eigen::Index>(d)};
  }

  void prepare(AbcKernel kernel) {
    cumulated.resize(size());
    std::partial_sum(weights.begin(), weights.end(), cumulated.begin());
    const auto axes = static_cast<Eigen::Index>(d);
    Vector mean = Vector::Zero(axes);
    for (std::size_t i = 0; i < size(); ++i) mean += weights[i] * particle(i);
    Matrix covariance = Matrix::Zero(axes, axes);
    for (std::size_t i = 0; i < size(); ++i) {
      const Vector off = particle(i) - mean;
      for (Eigen::Index a = 0; a < axes; ++a)
        for (Eigen::Index b = 0; b <= a; ++b)
          if (a == b || kernel == AbcKernel::multivariate)
            covariance(a, b) += 2 * weights[i] * off(a) * off(b);
    }
    // A population in one place still moves a little.
    for (Eigen::Index k = 0; k < axes; ++k) covariance(k, k) = covariance(k, k) * (1 + 1e-9) + 1e-12;
    steps.compute(covariance);  // reads the lower triangle
    spread = steps.vectorD().cwiseMax(1e-12).cwiseSqrt();
  }

  // A particle by weight, perturbed until it is inside the prior.
  void propose(Stream& luck, std::span<double> out) const {
    Vector z(static_cast<Eigen::Index>(d));
    for (;;) {
      const double u = luck.uniform() * cumulated.back();
      const auto at = std::min<std::size_t>(
          static_cast<std::size_t>(std::upper_bound(cumulated.begin(), cumulated.end(), u) -
                                   cumulated.begin()),
          size() - 1);
      for (double& v : z) v = luck.normal();
      z = steps.matrixL() * z.cwiseProduct(spread).eval();
      z = steps.transpositionsP().transpose() * z;
      bool inside = true;
      for (std::size_t k = 0; k < d; ++k) {
        out[k] = unit[at * d + k] + z(static_cast<Eigen::Index>(k));
        inside = inside && out[k] >= 0 && out[k] <= 1;
      }
      if (inside) return;
    }
  }

  // The density of proposing x, up to a constant.
  double density(std::span<const double> x) const {
    const Eigen::Map<const Vector> here(x.data(), static_cast<Eigen::Index>(d));
    double sum = 0;
    Vector z;
    for (std::size_t i = 0; i < size(); ++i) {
      z = here - particle(i);
      z = steps.transpositionsP() * z;
      steps.matrixL().solveInPlace(z);
      sum += weights[i] * scalar_exp(-0.5 * z.cwiseQuotient(spread).squaredNorm());
    }
    return sum;
  }
};

double weighted_quantile(const Population& p, double quantile) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return p.distance[a] < p.distance[b]; });
  double sum = 0;
  for (const std::size_t i : order)
    if ((sum += p.weights[i]) >= quantile) return p.distance[i];
  return p.distance[order.back()];
}

double effective_size(const std::vector<double>& weights) {
  double squares = 0;
  for (const double w : weights) squares += w * w;
  return squares > 0 ? 1 / squares : 0;
}

}  // namespace

AbcResult abc_smc(std::size_t d, const AbcDistance& distance, const AbcOptions& options,
                  const AbcProgress& progress) {
  assert(d > 0 && options.particles > 1 && options.quantile > 0 && options.quantile < 1);
  std::optional<tbb::global_control> limit;
  if (options.jobs > 0)
    limit.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(options.jobs));
  tbb::task_arena arena(options.jobs > 0 ? options.jobs : tbb::task_arena::automatic);

  AbcResult result;
  result.factors = d;
  Population old;
  std::uint64_t candidates = 0;  // numbered through all generations
  double threshold = std::numeric_limits<double>::infinity();
  for (std::size_t g = 0; g < options.generations; ++g) {
    Population next;
    next.d = d;
    const std::uint64_t first = candidates;
    std::uint64_t used = 0;  // candidates up to the last one accepted
    while (next.size() < options.particles) {
      // As many as are likely to be needed; at least one for each particle at first.
      const std::size_t missing = options.particles - next.size();
      const double rate = candidates == first ? 1.0
                                              : (static_cast<double>(next.size()) + 1) /
                                                    (static_cast<double>(candidates - first) + 1);
      const auto wanted =
          static_cast<std::uint64_t>(std::clamp(std::ceil(static_cast<double>(missing) / rate), 1.0,
                                                16.0 * static_cast<double>(options.particles)));
      const std::uint64_t batch = std::min(wanted, options.evaluations - candidates);
      if (batch == 0 || candidates + batch > std::numeric_limits<std::uint32_t>::max()) {
        result.stopped = AbcStop::evaluations;
        return result;
      }
      if (options.stop != nullptr && options.stop->load()) {
        result.stopped = AbcStop::interrupted;
        return result;
      }
      // A candidate that a stop leaves out is not accepted, and its batch is the last.
      std::vector<double> points(batch * d), distances(batch, std::numeric_limits<double>::infinity());
      arena.execute([&] {
        tbb::parallel_for(tbb::blocked_range<std::uint64_t>(0, batch, 1), [&](const auto& range) {
          for (std::uint64_t i = range.begin(); i != range.end(); ++i) {
            if (options.stop != nullptr && options.stop->load(std::memory_order_relaxed)) return;
            const auto number = static_cast<std::uint32_t>(candidates + i);
            const std::span<double> point(points.data() + i * d, d);
            Stream luck = study_luck(options.seed, StudyPurpose::abc, number);
            if (g == 0)
              for (double& u : point) u = luck.uniform();
            else
              old.propose(luck, point);
            distances[i] = distance(point, {options.seed, number, 0});
          }
        });
      });
      if (options.stop != nullptr && options.stop->load()) continue;
      for (std::uint64_t i = 0; i < batch && next.size() < options.particles; ++i)
        if (std::isfinite(distances[i]) && distances[i] <= threshold) {
          next.distance.push_back(distances[i]);
          next.unit.insert(next.unit.end(), points.begin() + static_cast<std::ptrdiff_t>(i * d),
                           points.begin() + static_cast<std::ptrdiff_t>((i + 1) * d));
          used = candidates + i + 1 - first;
        }
      candidates += batch;
    }

    next.weights.assign(next.size(), 1.0);
    if (g > 0)
      arena.execute([&] {
        tbb::parallel_for(tbb::blocked_range<std::size_t>(0, next.size()), [&](const auto& range) {
          for (std::size_t i = range.begin(); i != range.end(); ++i)
            next.weights[i] = 1 / old.density(std::span<const double>(next.unit).subspan(i * d, d));
        });
      });
    const double sum = std::accumulate(next.weights.begin(), next.weights.end(), 0.0);
    for (double& w : next.weights) w /= sum;

    AbcGeneration made;
    made.threshold = threshold;
    made.evaluations = candidates - first;
    made.acceptance = static_cast<double>(next.size()) / static_cast<double>(used);
    made.effective = effective_size(next.weights);
    result.unit = next.unit;
    result.weights = next.weights;
    result.distance = next.distance;
    result.generations.push_back(made);
    next.prepare(options.kernel);
    old = std::move(next);
    if (progress && !progress(made)) {
      result.stopped = AbcStop::interrupted;
      return result;
    }
    if (threshold <= options.target) {
      result.stopped = AbcStop::target;
      return result;
    }
    if (g > 0 && made.acceptance < options.min_acceptance) {
      result.stopped = AbcStop::acceptance;
      return result;
    }
    double tighter = weighted_quantile(old, options.quantile);
    // Where so many distances are tied, the largest one below them.
    if (tighter >= threshold) {
      tighter = 0;
      for (const double found : old.distance)
        if (found < threshold) tighter = std::max(tighter, found);
      if (std::none_of(old.distance.begin(), old.distance.end(), [&](double x) { return x < threshold; }))
        tighter = threshold;
    }
    tighter = std::max(tighter, options.target);
    if (tighter >= threshold) {
      result.stopped = AbcStop::stuck;
      return result;
    }
    threshold = tighter;
  }
  return result;
}

}  // namespace parley
