#include "parley/conflict/fighting.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

double chance_of_at_least(const ViolenceParameters& p, double deaths) {
  if (deaths <= 1) return 1;
  // Deaths are rounded.
  const double size = std::ceil(deaths) - 0.5;
  if (size > std::max(1.0, p.largest_event)) return 0;
  const auto above = [&](double x) {
    if (p.event_sigma <= 0) return scalar_log(x) < p.event_mu ? 1.0 : 0.0;
    return 0.5 * scalar_erfc((scalar_log(x) - p.event_mu) / p.event_sigma / 1.4142135623730951);
  };
  if (size <= p.tail_from) return above(size);
  return above(p.tail_from) * scalar_pow(size / p.tail_from, -p.event_tail);
}

int event_deaths(const ViolenceParameters& p, Stream& stream) {
  double size = scalar_exp(p.event_mu + p.event_sigma * stream.normal());
  if (size > p.tail_from) size = p.tail_from * scalar_pow(stream.uniform(), -1.0 / p.event_tail);
  size = std::min(size, p.largest_event);
  return std::max(1, static_cast<int>(std::lround(size)));
}

int event_deaths_from(const ViolenceParameters& p, double least, Stream& stream) {
  // Above `from` sizes are Pareto; between `least` and `from` they are drawn again until one fits.
  const double from = std::max(least, p.tail_from);
  double size = from * scalar_pow(stream.uniform(), -1.0 / p.event_tail);
  if (least < p.tail_from) {
    for (int tries = 0; tries < 1000; ++tries) {
      const double drawn = scalar_exp(p.event_mu + p.event_sigma * stream.normal());
      if (drawn < least) continue;
      if (drawn <= p.tail_from) size = drawn;
      break;
    }
  }
  size = std::min(size, std::max(least, p.largest_event));
  return std::max(1, static_cast<int>(std::lround(size)));
}

FrontDay fight_on_front(const ViolenceParameters& p, double events_a_day, std::array<double, 2> effort,
                        std::array<double, 2> civilian, double odds, double salient, double& log_intensity,
                        FrontLuck luck) {
  FrontDay day;
  const double shock = p.volatility * std::sqrt(1.0 - p.persistence * p.persistence);
  log_intensity = p.persistence * log_intensity + shock * luck.intensity.normal();
  const double total = effort[0] + effort[1];
  // exp(x - s^2/2) has mean 1: drift changes the rhythm of the war, not its average.
  const double today = scalar_exp(log_intensity - 0.5 * p.volatility * p.volatility);
  const double mean = events_a_day * 0.5 * total * today;
  day.events = luck.count.negative_binomial(mean, p.clustering);
  for (int e = 0; e < day.events; ++e) {
    const int author = luck.size.chance(effort[0] / total) ? 0 : 1;
    const int deaths = event_deaths(p, luck.size);
    day.deaths[static_cast<std::size_t>(1 - author)] += deaths;
    const bool civilians = luck.size.chance(civilian[static_cast<std::size_t>(author)]);
    if (civilians) day.civilians += deaths;
    if (!civilians || deaths < salient) continue;
    if (day.mass_events < FrontDay::most_mass_events) {
      day.mass[static_cast<std::size_t>(day.mass_events++)] = {author, deaths};
    } else {
      auto& least =
          *std::min_element(day.mass.begin(), day.mass.end(),
                            [](const MassEvent& a, const MassEvent& b) { return a.deaths < b.deaths; });
      if (deaths > least.deaths) least = {author, deaths};
    }
  }
  // What a day teaches grows with what happened: `noise` is for ten expected events.
  day.noise_variance = p.noise * p.noise * 10.0 / std::max(events_a_day * 0.5 * total, 1e-3);
  day.outcome = odds + std::sqrt(day.noise_variance) * luck.outcome.normal();
  return day;
}

}  // namespace parley
