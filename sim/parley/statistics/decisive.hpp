// Which of the assumptions that were drawn decides an output, as far as the points tell?
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace parley {

// Which of several things that were drawn goes with an output, as far as these points tell: Spearman's rank
// correlation, tested by Student's t, at the level of 5% shared out over all that were drawn (Holm 1979).
struct Decisive {
  std::size_t factor = 0;
  double correlation = 0;
  double p = 1;  // of one this large by chance, were it the only one looked at
};
// `draws`: points x factors. Points whose output is not finite are left out. Strongest first.
std::vector<Decisive> rank_correlations(std::span<const double> draws, std::size_t factors,
                                        std::span<const double> outputs);  // of all that vary
std::vector<Decisive> decisive(std::span<const double> draws, std::size_t factors,
                               std::span<const double> outputs);
// The least correlation that so many points tell from chance among so many factors.
double least_told(std::size_t points, std::size_t factors);

}  // namespace parley
