// Which parameters make the model look like what was observed?
//
// Approximate Bayesian computation by sequential Monte Carlo (Toni et al. 2009; Beaumont et al. 2009): a
// population of parameter points, drawn from the prior, is moved by weighted resampling and perturbation
// through ever smaller distances between simulation and observation. The next threshold is the weighted
// quantile of the distances accepted last. The prior is uniform on the unit cube (scaled() makes the values).
// Candidates are numbered and accepted in the order of their numbers, so the result does not depend on the
// number of threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "parley/support/random.hpp"

namespace parley {

// Normal steps with twice the population's weighted variance in each coordinate (Beaumont et al. 2009), or
// with twice its covariance (Filippi et al. 2013).
enum class AbcKernel { component, multivariate };

struct AbcOptions {
  std::size_t particles = 500;
  std::size_t generations = 20;         // at most
  double quantile = 0.5;                // of the distances; the next threshold
  double target = 0;                    // stop when the threshold is at most this
  double min_acceptance = 0.02;         // stop when a generation accepts less than this share
  std::uint64_t evaluations = 1000000;  // at most, in all; an unfinished generation is dropped
  AbcKernel kernel = AbcKernel::multivariate;
  std::uint64_t seed = 1;
  int jobs = 0;  // threads; 0: all cores
  // Set from outside to stop after the candidates under way; the last whole generation is the result.
  const std::atomic<bool>* stop = nullptr;
};

enum class AbcStop { target, generations, acceptance, evaluations, stuck, interrupted };

struct AbcGeneration {
  double threshold = 0;  // largest distance accepted; infinite in the first
  std::uint64_t evaluations = 0;
  double acceptance = 0;
  double effective = 0;  // 1 / sum of squared weights
};

struct AbcResult {
  std::size_t factors = 0;
  std::vector<double> unit;      // particles x factors
  std::vector<double> weights;   // sum to 1
  std::vector<double> distance;  // of each particle
  std::vector<AbcGeneration> generations;
  AbcStop stopped = AbcStop::generations;
};

// The distance between a simulation at a point of the unit cube and what was observed; smaller is closer, not
// finite means impossible. Called from several threads at once. The key is different for every candidate: its
// point is the candidate's number.
using AbcDistance = std::function<double(std::span<const double> unit, const RunKey& key)>;

// Called after each generation; false stops.
using AbcProgress = std::function<bool(const AbcGeneration&)>;

AbcResult abc_smc(std::size_t factors, const AbcDistance& distance, const AbcOptions& options,
                  const AbcProgress& progress = {});

}  // namespace parley
