// What does a day of fighting on a front do?
//
// Lethal events are clustered: their number is negative binomial around an intensity that itself drifts from
// day to day (a first-order autoregression of its logarithm), so that counts are more variable than Poisson
// and violent days follow violent days. Deaths an event are log-normal with a Pareto tail (Clauset, Young &
// Gleditsch 2007).
#pragma once

#include <array>
#include <cstdint>

#include "parley/support/random.hpp"

namespace parley {

// Fighting between two blocs has two states, fighting and lull, that follow each other with no memory. Such
// states, and nothing that is as likely to rise as to fall, give the scatter of wars without a ceasefire:
// months later as hot as before, or next to nothing (scenarios/record/README.md).
struct LullRules {
  double after = 150, last = 70;                          // days, at least 1
  double heat = 0.02;                                     // of a lull, share of full war
  double first_day = 0;                                   // chance that there is one on the first day
  double share() const { return last / (after + last); }  // of all days
  // Over all days.
  double mean_heat() const { return (after + heat * last) / (after + last); }
};
// Whether there is a lull today, given whether there was one yesterday.
bool lull_today(bool yesterday, const LullRules& rules, Stream& luck);

struct ViolenceParameters {
  double event_mu, event_sigma, event_tail, tail_from, largest_event;
  double clustering, persistence, volatility, noise;
  // Deaths of the events that a number in (0, 1) gives, by equal parts of that range (with_sizes); 0 where
  // one part has events of several sizes, or nobody has looked.
  std::array<std::uint8_t, 1024> deaths{};
};

// The same with its deaths looked up.
ViolenceParameters with_sizes(ViolenceParameters parameters);

// One event that everybody notices.
struct MassEvent {
  int side = 0;  // author: 0 first side, 1 second side
  int deaths = 0;
};

struct FrontDay {
  int events = 0;
  std::array<int, 2> deaths{};  // suffered by each side, civilians included
  int civilians = 0;
  double heat = 0;            // of this day, share of full war at full effort
  double outcome = 0;         // what the day shows of log F_first - log F_second, noise included
  double noise_variance = 0;  // of that; smaller the more fighting there was
  static constexpr int most_mass_events = 4;
  std::array<MassEvent, most_mass_events> mass{};  // the first ones; a further one replaces a smaller one
  int mass_events = 0;
};

struct FrontLuck {
  Stream intensity, count, size, outcome;
};

// noticed: the size from which a killing of civilians is a mass event.
// log_intensity: the drifting log intensity of the front, moved on by this call.
// effort: fighting of each side as a share of full war. civilian: chance that whom an event by that side
// kills are civilians. heat: of the war between the two, share of full war. odds: true log F_first - log
// F_second.
FrontDay fight_on_front(const ViolenceParameters& p, double events_a_day, std::array<double, 2> effort,
                        std::array<double, 2> civilian, double heat, double odds, double noticed,
                        double& log_intensity, FrontLuck luck);

// Variance of what a day of so many expected events shows of log F_first - log F_second.
double day_noise(const ViolenceParameters& p, double expected_events);

// Share of events of at least this size.
double share_of_size(const ViolenceParameters& p, double size);
// The size that this share of events reaches, at most that of the largest event.
double size_reached_by(const ViolenceParameters& p, double share);

// A size that few killings of civilians reach: from which on they are noticed by all, or that an attack
// which is meant to be heard of has at least.
struct RareSize {
  double size = 9.5, deaths = 10;
  double share = 0;  // of events: those of this size or more
  // How often full war brings one, beside how often that should be: below 1 where there are too few killings.
  double pace = 1;
};
// Whatever the war: from so many deaths on.
RareSize size_of_deaths(const ViolenceParameters& p, double deaths);
// Relative to the war: as large as full war brings one only once in `every` days, of so many events a day
// that kill civilians. Where there are fewer each is rare enough, and whatever counts them is as much slower
// (`pace`); where there are none, those of the tail would be.
RareSize size_once_in(const ViolenceParameters& p, double every, double events_a_day);

// Mean deaths an event, before rounding: truncated log-normal body, Pareto tail capped at the largest event.
double mean_event(const ViolenceParameters& p);
// Size of one event, drawn; and of one known to have at least the size `least`.
double event_size(const ViolenceParameters& p, Stream& stream);
double event_size_from(const ViolenceParameters& p, double least, Stream& stream);
// What a size is in deaths: rounded, at least 1.
int deaths_of(double size);

}  // namespace parley
