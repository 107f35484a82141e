// How do the events of a day follow those of the day before?
//
// As the model has them (sim/README.md 7.4): the log intensity of a front is a first-order autoregression
// with standard deviation `volatility` and day-to-day correlation `persistence`, moved so that its mean over
// days is the front's rate; a day's events are negative binomial around it, with variance `clustering` times
// the mean. Fronts have a rate each and share the rest. The likelihood is exact but for the intensity being
// cut into steps (Rouwenhorst's chain: Kopecky & Suen 2010); steps are as fine as a day's events can tell, up
// to a limit. Walks are shorter where there are many days and fronts.
//
// Priors, which matter where days are few: flat in the logs of the rates and of clustering, Beta(2, 2) for
// persistence, and half of a normal distribution with standard deviation 0.75 for volatility,
// wide beside the 0.3 to 0.8 that was found in Syria's war of 2016.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "parley/statistics/posterior.hpp"
#include "parley/support/random.hpp"

namespace parley {

inline constexpr double most_clustering = 100, most_persistence = 0.999, most_volatility = 3;

struct EventCountLaw {
  std::vector<double> rates;  // events a day, by front
  double clustering = 1, persistence = 0, volatility = 0;

  // Events of so many days on a front, from a day like any other.
  std::vector<int> draw(std::size_t front, std::size_t days, Stream& luck) const;
};

struct EventCountFit {
  std::vector<Credible> rates;
  Credible clustering, persistence, volatility;
  std::vector<EventCountLaw> laws;  // some hundred of the posterior
  double disagreement = 1;          // of the walks (posterior.hpp)
};
// counts: by front, events a day over the same days; at least one event on every front.
EventCountFit fit_event_counts(std::span<const std::vector<int>> counts, std::uint64_t seed);

// log chance of a front's counts.
double log_chance(std::span<const int> counts, double rate, double clustering, double persistence,
                  double volatility, std::size_t steps);

}  // namespace parley
