// What does a day of fighting on a front do?
//
// Lethal events are clustered: their number is negative binomial around an intensity that itself drifts from
// day to day (a first-order autoregression of its logarithm), so that counts are more variable than Poisson
// and violent days follow violent days. Deaths an event are log-normal with a Pareto tail (Clauset, Young &
// Gleditsch 2007).
#pragma once

#include <array>

#include "parley/support/random.hpp"

namespace parley {

struct ViolenceParameters {
  double event_mu, event_sigma, event_tail, tail_from, largest_event;
  double clustering, persistence, volatility, advance, noise;
};

// One event that everybody notices: at least `salient` civilians killed at once.
struct MassEvent {
  int side = 0;  // author: 0 first side, 1 second side
  int deaths = 0;
};

struct FrontDay {
  int events = 0;
  std::array<int, 2> deaths{};  // suffered by each side, civilians included
  int civilians = 0;
  double outcome = 0;         // what the day shows of log F_first - log F_second, noise included
  double noise_variance = 0;  // of that; smaller the more fighting there was
  static constexpr int most_mass_events = 4;
  std::array<MassEvent, most_mass_events> mass{};  // the first ones; a further one replaces a smaller one
  int mass_events = 0;
};

struct FrontLuck {
  Stream intensity, count, size, outcome;
};

// log_intensity: the drifting log intensity of the front, moved on by this call.
// effort: fighting of each side as a share of full war. civilian: chance that whom an event by that side
// kills are civilians. odds: true log F_first - log F_second.
FrontDay fight_on_front(const ViolenceParameters& p, double events_a_day, std::array<double, 2> effort,
                        std::array<double, 2> civilian, double odds, double salient, double& log_intensity,
                        FrontLuck luck);

// Share of events with at least so many deaths.
double chance_of_at_least(const ViolenceParameters& p, double deaths);
// Deaths in one event, drawn.
int event_deaths(const ViolenceParameters& p, Stream& stream);
// The same of an event known to have at least `least` deaths.
int event_deaths_from(const ViolenceParameters& p, double least, Stream& stream);

}  // namespace parley
