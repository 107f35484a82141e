// How are the deaths of an event distributed?
//
// As the model has them (sim/README.md 7.4): log-normal up to `tail_from`, beyond it Pareto with survival
// (size / tail_from)^-tail, at most `largest`; rounded to whole deaths, at least 1 (Clauset, Young &
// Gleditsch 2007). The likelihood is that of the rounded numbers. Flat priors over the bounds below.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "parley/statistics/posterior.hpp"
#include "parley/support/random.hpp"

namespace parley {

struct EventSizeLaw {
  double mu = 0.97, sigma = 0.91;  // of the log
  double tail = 1.6;               // Pareto exponent
  double tail_from = 10;           // deaths
  double largest = 1e6;            // deaths

  // Of events: those of at most so many deaths. deaths >= 1.
  double share_up_to(int deaths) const;
  double share_of(int deaths) const;
  int draw(Stream& luck) const;
};

inline constexpr double least_event_mu = -2, most_event_mu = 5, most_event_sigma = 3, least_event_tail = 1.01,
                        most_event_tail = 10;

// The largest distance between the two distribution functions (Kolmogorov & Smirnov), and where: the shares
// of events with at most so many deaths.
struct SizeDistance {
  double distance = 0;
  int deaths = 1;
  double table = 0, law = 0;
};
SizeDistance size_distance(const EventSizeLaw& law, std::span<const int> sizes);

struct EventSizeFit {
  Credible mu, sigma, tail;
  EventSizeLaw law;                     // at the medians, without a largest event
  std::vector<EventSizeLaw> laws;       // some hundred of the posterior
  std::size_t events = 0, in_tail = 0;  // in_tail: above tail_from
  SizeDistance furthest;                // of the law at the medians
  // Tables of as many events, drawn from laws of the posterior, that lie further from their law than this one
  // does (Gelman, Meng & Stern 1996). Lenient: the law was fitted to this table.
  double further_off = 1;
  double disagreement = 1;  // of the walks (posterior.hpp)
};
// sizes: deaths, each at least 1, at least two of them.
EventSizeFit fit_event_sizes(std::span<const int> sizes, double tail_from, std::uint64_t seed);

}  // namespace parley
