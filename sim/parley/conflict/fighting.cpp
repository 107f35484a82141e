#include "parley/conflict/fighting.hpp"

#include <algorithm>
#include <cmath>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

// Of a log-normal number.
double share_above(const ViolenceParameters& p, double x) {
  if (p.event_sigma <= 0) return scalar_log(x) <= p.event_mu ? 1.0 : 0.0;
  return 0.5 * scalar_erfc((scalar_log(x) - p.event_mu) / p.event_sigma / 1.4142135623730951);
}

}  // namespace

double share_of_size(const ViolenceParameters& p, double size) {
  if (size <= 0) return 1;
  if (size > p.largest_event) return 0;
  if (size <= p.tail_from) return share_above(p, size);
  return share_above(p, p.tail_from) * scalar_pow(size / p.tail_from, -p.event_tail);
}

double size_reached_by(const ViolenceParameters& p, double share) {
  const double tail = share_above(p, p.tail_from);
  double size = 0;
  if (share < tail)
    size = share > 0 ? p.tail_from * scalar_pow(share / tail, -1.0 / p.event_tail) : p.largest_event;
  else if (share < 1)
    size = scalar_exp(p.event_mu + p.event_sigma * normal_quantile(1.0 - share));
  return std::min(size, p.largest_event);
}

RareSize size_of_deaths(const ViolenceParameters& p, double deaths) {
  const double size = deaths <= 1 ? 0.0 : std::ceil(deaths) - 0.5;
  return {size, deaths, share_of_size(p, size)};
}

RareSize size_once_in(const ViolenceParameters& p, double every, double events_a_day) {
  if (events_a_day <= 0) return size_of_deaths(p, p.tail_from);
  const double size = size_reached_by(p, std::min(1.0, 1.0 / (every * events_a_day)));
  return {size, std::max(1.0, size), share_of_size(p, size), std::min(1.0, every * events_a_day)};
}

double mean_event(const ViolenceParameters& v) {
  const double z = v.event_sigma > 0 ? (scalar_log(v.tail_from) - v.event_mu) / v.event_sigma : 10.0;
  const auto below = [](double x) { return 0.5 * scalar_erfc(-x / 1.4142135623730951); };
  const double body = scalar_exp(v.event_mu + 0.5 * v.event_sigma * v.event_sigma) * below(z - v.event_sigma);
  const double a = v.event_tail, x = v.tail_from, top = std::max(v.largest_event, x);
  const double tail = x * a / (a - 1) - scalar_pow(x, a) * scalar_pow(top, 1 - a) / (a - 1);
  return body + (1.0 - below(z)) * tail;
}

bool lull_today(bool yesterday, const LullRules& rules, Stream& luck) {
  return luck.chance(yesterday ? 1.0 - 1.0 / rules.last : 1.0 / rules.after);
}

namespace {

// By the number that decides whether it comes from the tail, and how large it is if not.
double size_by(const ViolenceParameters& p, double uniform, Stream& stream) {
  double size = scalar_exp(p.event_mu + p.event_sigma * normal_quantile(uniform));
  if (size > p.tail_from) size = p.tail_from * scalar_pow(stream.uniform(), -1.0 / p.event_tail);
  return std::min(size, p.largest_event);
}

// Deaths of an event of which only these count and whether it is noticed; 0 where its size has to be worked
// out.
int known_deaths(const ViolenceParameters& p, double uniform, double noticed) {
  const auto part = static_cast<std::size_t>(uniform * static_cast<double>(p.deaths.size()));
  const int deaths = p.deaths[std::min(part, p.deaths.size() - 1)];
  constexpr double half = 0.51;  // of the sizes that are rounded to so many deaths, and a little more
  const bool told = noticed > deaths + half || noticed < (deaths > 1 ? deaths - half : 0.0);
  return told ? deaths : 0;
}

}  // namespace

double event_size(const ViolenceParameters& p, Stream& stream) {
  return size_by(p, stream.uniform(), stream);
}

ViolenceParameters with_sizes(ViolenceParameters p) {
  p.deaths = {};
  const double parts = static_cast<double>(p.deaths.size());
  // Far beyond what rounding moves, far below a part.
  constexpr double clear = 1e-9;
  const auto share_below = [&p](double size) {
    return 0.5 * scalar_erfc((p.event_mu - scalar_log(size)) / p.event_sigma / 1.4142135623730951);
  };
  const double last = std::min(p.tail_from, p.largest_event);
  if (p.event_sigma <= 0) return p;
  double below = 0;
  for (int deaths = 1; deaths + 0.5 < last && deaths < 256; ++deaths) {
    const double above = share_below(deaths + 0.5);
    const auto from = static_cast<std::size_t>(std::ceil((below + clear) * parts)),
               to = static_cast<std::size_t>(std::max(0.0, std::floor((above - clear) * parts)));
    for (std::size_t k = from; k < to; ++k) p.deaths[k] = static_cast<std::uint8_t>(deaths);
    below = above;
  }
  return p;
}

int deaths_of(double size) { return std::max(1, static_cast<int>(std::lround(size))); }

double event_size_from(const ViolenceParameters& p, double least, Stream& stream) {
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
  return std::min(size, std::max(least, p.largest_event));
}

// What a day teaches grows with what happened: `noise` is for ten expected events.
double day_noise(const ViolenceParameters& p, double expected_events) {
  return p.noise * p.noise * 10.0 / std::max(expected_events, 1e-3);
}

FrontDay fight_on_front(const ViolenceParameters& p, double events_a_day, std::array<double, 2> effort,
                        std::array<double, 2> civilian, double heat, double odds, double noticed,
                        double& log_intensity, FrontLuck luck) {
  FrontDay day;
  const double shock = p.volatility * std::sqrt(1.0 - p.persistence * p.persistence);
  log_intensity = p.persistence * log_intensity + shock * luck.intensity.normal();
  const double total = effort[0] + effort[1];
  // exp(x - s^2/2) has mean 1: drift changes the rhythm of the war, not its average.
  day.heat = heat * scalar_exp(log_intensity - 0.5 * p.volatility * p.volatility);
  const double mean = events_a_day * 0.5 * total * day.heat;
  day.events = luck.count.negative_binomial(mean, p.clustering);
  for (int e = 0; e < day.events; ++e) {
    const int author = luck.size.chance(effort[0] / total) ? 0 : 1;
    const double uniform = luck.size.uniform();
    const int known = known_deaths(p, uniform, noticed);
    const double size = known > 0 ? known : size_by(p, uniform, luck.size);
    const int deaths = known > 0 ? known : deaths_of(size);
    day.deaths[static_cast<std::size_t>(1 - author)] += deaths;
    const bool civilians = luck.size.chance(civilian[static_cast<std::size_t>(author)]);
    day.civilians += civilians ? deaths : 0;
    if (size < noticed || !civilians) continue;
    if (day.mass_events < FrontDay::most_mass_events) {
      day.mass[static_cast<std::size_t>(day.mass_events++)] = {author, deaths};
    } else {
      auto& least =
          *std::min_element(day.mass.begin(), day.mass.end(),
                            [](const MassEvent& a, const MassEvent& b) { return a.deaths < b.deaths; });
      if (deaths > least.deaths) least = {author, deaths};
    }
  }
  day.noise_variance = day_noise(p, events_a_day * 0.5 * total * heat);
  day.outcome = odds + std::sqrt(day.noise_variance) * luck.outcome.normal();
  return day;
}

}  // namespace parley
