#include "parley/statistics/event_sizes.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "parley/statistics/luck.hpp"
#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr std::size_t size_warm_up = 500, size_kept = 1500, tables_tried = 199;

double log_normal_below(double mu, double sigma, double x) {
  return 0.5 * scalar_erfc((mu - scalar_log(x)) / sigma / 1.4142135623730951);
}

// Of sizes before rounding.
double share_below(const EventSizeLaw& law, double x) {
  if (x >= law.largest) return 1;
  if (x <= law.tail_from) return log_normal_below(law.mu, law.sigma, x);
  const double tail = 1 - log_normal_below(law.mu, law.sigma, law.tail_from);
  return 1 - tail * scalar_pow(x / law.tail_from, -law.tail);
}

EventSizeLaw law_at(std::span<const double> at, double tail_from) {
  EventSizeLaw law;
  law.mu = at[0];
  law.sigma = at[1];
  law.tail = at[2];
  law.tail_from = tail_from;
  return law;
}

}  // namespace

double EventSizeLaw::share_up_to(int deaths) const { return share_below(*this, deaths + 0.5); }

double EventSizeLaw::share_of(int deaths) const {
  const double from = deaths - 0.5;
  // Far out the share beyond is small, and its difference is taken rather than that of two numbers near 1.
  if (from >= tail_from && deaths + 0.5 < largest) {
    const double beyond = 1 - log_normal_below(mu, sigma, tail_from);
    return beyond * (scalar_pow(from / tail_from, -tail) - scalar_pow((deaths + 0.5) / tail_from, -tail));
  }
  return share_up_to(deaths) - (deaths > 1 ? share_up_to(deaths - 1) : 0.0);
}

int EventSizeLaw::draw(Stream& luck) const {
  double size = scalar_exp(mu + sigma * luck.normal());
  if (size > tail_from) size = tail_from * scalar_pow(luck.uniform(), -1.0 / tail);
  return std::max(1, static_cast<int>(std::lround(std::min(size, largest))));
}

SizeDistance size_distance(const EventSizeLaw& law, std::span<const int> sizes) {
  std::vector<int> sorted(sizes.begin(), sizes.end());
  std::sort(sorted.begin(), sorted.end());
  SizeDistance furthest;
  double before = 0;
  const auto look = [&](int deaths, double table) {
    const double of_law = law.share_up_to(deaths), off = std::abs(of_law - table);
    if (off > furthest.distance) furthest = {off, deaths, table, of_law};
  };
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t next = i;
    while (next < sorted.size() && sorted[next] == sorted[i]) ++next;
    const double up_to = static_cast<double>(next) / static_cast<double>(sorted.size());
    // Between two sizes that occur the table's function is level, and the law's is furthest off at the ends.
    if (sorted[i] > 1) look(sorted[i] - 1, before);
    look(sorted[i], up_to);
    before = up_to;
    i = next;
  }
  return furthest;
}

EventSizeFit fit_event_sizes(std::span<const int> sizes, double tail_from, std::uint64_t seed) {
  std::map<int, double> times;
  double sum = 0, squares = 0, logs_in_tail = 0;
  EventSizeFit fit;
  fit.events = sizes.size();
  for (const int size : sizes) {
    times[size] += 1;
    const double x = scalar_log(std::min<double>(size, tail_from));
    sum += x;
    squares += x * x;
    if (size <= tail_from) continue;
    ++fit.in_tail;
    logs_in_tail += scalar_log(size / tail_from);
  }
  const double n = static_cast<double>(sizes.size()), mean = sum / n;
  const double spread = std::sqrt(std::max(0.05, squares / n - mean * mean));
  const double tail = (static_cast<double>(fit.in_tail) + 1) / (logs_in_tail + 1);

  Posterior p;
  const auto within = [](double x, double low, double high) { return std::clamp(x, low, high); };
  p.unknowns = {{least_event_mu, most_event_mu, within(mean, -1, 4), 0.5 * spread / std::sqrt(n)},
                {0.02, most_event_sigma, within(spread, 0.1, 2), 0.5 * spread / std::sqrt(n)},
                {least_event_tail, most_event_tail, within(tail, 1.05, 5),
                 0.5 * tail / std::sqrt(static_cast<double>(fit.in_tail) + 1)}};
  p.part_of = {0, 0, 0};
  p.log_density = [&](std::size_t, std::span<const double> at) {
    const EventSizeLaw law = law_at(at, tail_from);
    double sum_of_logs = 0;
    for (const auto& [size, often] : times) {
      const double share = law.share_of(size);
      if (!(share > 0)) return -std::numeric_limits<double>::infinity();
      sum_of_logs += often * scalar_log(share);
    }
    return sum_of_logs;
  };
  const PosteriorDraws drawn = draw_posterior(p, size_warm_up, size_kept, seed);
  fit.mu = credible_of(drawn, p, 0);
  fit.sigma = credible_of(drawn, p, 1);
  fit.tail = credible_of(drawn, p, 2);
  fit.disagreement = drawn.disagreement;
  const std::vector<double> medians{fit.mu.value, fit.sigma.value, fit.tail.value};
  fit.law = law_at(medians, tail_from);
  fit.furthest = size_distance(fit.law, sizes);

  std::size_t further = 0;
  std::vector<int> again(sizes.size());
  for (std::size_t k = 0; k < tables_tried; ++k) {
    const EventSizeLaw law = law_at(drawn.draws[k * drawn.draws.size() / tables_tried], tail_from);
    Stream luck = study_luck(seed, StudyPurpose::posterior, 1, static_cast<std::uint32_t>(k));
    for (int& size : again) size = law.draw(luck);
    if (size_distance(law, again).distance >= size_distance(law, sizes).distance) ++further;
    fit.laws.push_back(law);
  }
  fit.further_off = static_cast<double>(further + 1) / static_cast<double>(tables_tried + 1);
  return fit;
}

}  // namespace parley
