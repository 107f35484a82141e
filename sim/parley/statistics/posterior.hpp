// Which values of a few numbers go together with what was counted?
//
// Draws from a posterior density by Metropolis's walk, one number at a time, its step widened or narrowed
// while the walk warms up until four tenths of all steps are taken (Roberts & Rosenthal 2009, "Examples of
// adaptive MCMC"). Two walks from different starts; where they tell different things the draws are not to be
// believed (Gelman & Rubin 1992). The walks are cut from Philox streams: the same seed, the same draws.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace parley {

// A number of the posterior: where it may lie, and where the walks start (within the bounds).
struct Sought {
  double low = 0, high = 1;
  double start = 0.5, step = 0.1;
};

struct Posterior {
  std::vector<Sought> unknowns;
  std::size_t parts = 1;  // into which the log density is cut
  // The part that alone depends on each unknown; `parts` where every part does.
  std::vector<std::size_t> part_of;
  // A part's log density up to a constant; -infinity where it is 0.
  std::function<double(std::size_t part, std::span<const double> at)> log_density;
};

struct PosteriorDraws {
  std::vector<std::vector<double>> draws;  // by draw: the unknowns, of both walks one after the other
  double disagreement = 1;  // the largest potential scale reduction of an unknown; 1: the walks agree
};

// `warm_up` and `kept` sweeps a walk.
PosteriorDraws draw_posterior(const Posterior& posterior, std::size_t warm_up, std::size_t kept,
                              std::uint64_t seed);

// A number as a table tells it: the median, and the shortest range with 95% of the posterior.
struct Credible {
  double value = 0, low = 0, high = 0;
};
// A range that begins at the least draw, or ends at the greatest, goes on to the bound.
Credible credible_of(std::vector<double> draws, double lowest, double highest);
Credible credible_of(const PosteriorDraws& drawn, const Posterior& posterior, std::size_t unknown);

}  // namespace parley
