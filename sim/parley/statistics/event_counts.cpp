#include "parley/statistics/event_counts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

constexpr std::size_t laws_kept = 199;
constexpr double fewest_sweeps = 600, usual_sweeps = 2500, most_sweeps = 10000;  // of a walk
// Additions of a walk: few enough to wait for where there are many days and fronts, and no need to save where
// there are few.
constexpr double most_work = 6e9, little_work = 3e8;
constexpr std::size_t fewest_steps = 9, most_steps = 41;
constexpr double usual_volatility = 0.75;  // standard deviation of its prior
constexpr double least_rate = 1e-5, most_rate = 1e4;
constexpr double no_chance = 1e-14;  // of a move between steps: not reckoned with

// Rouwenhorst's chain of n steps: the chances of moving from each to each, and the share of days in each.
struct Chain {
  std::size_t n;
  std::vector<double> move;              // row by row
  std::vector<std::size_t> first, last;  // of each column: rows from which it is reached
  std::vector<double> share;
  double step(std::size_t i) const {  // in standard deviations
    const double top = std::sqrt(static_cast<double>(n - 1));
    return -top + 2 * top * static_cast<double>(i) / static_cast<double>(n - 1);
  }
};

Chain chain_of(std::size_t n, double persistence) {
  const double p = 0.5 * (1 + persistence), q = 1 - p;
  std::vector<double> a{p, q, q, p};
  for (std::size_t k = 3; k <= n; ++k) {
    std::vector<double> b(k * k, 0.0);
    for (std::size_t i = 0; i + 1 < k; ++i)
      for (std::size_t j = 0; j + 1 < k; ++j) {
        const double x = a[i * (k - 1) + j];
        b[i * k + j] += p * x;
        b[i * k + j + 1] += q * x;
        b[(i + 1) * k + j] += q * x;
        b[(i + 1) * k + j + 1] += p * x;
      }
    for (std::size_t i = 1; i + 1 < k; ++i)
      for (std::size_t j = 0; j < k; ++j) b[i * k + j] *= 0.5;
    a = std::move(b);
  }
  Chain c{n, std::move(a), std::vector<std::size_t>(n, 0), std::vector<std::size_t>(n, n),
          std::vector<double>(n, 0.0)};
  for (std::size_t j = 0; j < n; ++j) {
    while (c.move[c.first[j] * n + j] < no_chance) ++c.first[j];
    while (c.move[(c.last[j] - 1) * n + j] < no_chance) --c.last[j];
  }
  double ways = 1;
  for (std::size_t i = 0; i < n; ++i) {
    c.share[i] = ways * scalar_pow(0.5, static_cast<double>(n - 1));
    ways *= static_cast<double>(n - 1 - i) / static_cast<double>(i + 1);
  }
  return c;
}

// Chances of 0 .. most events, step by step of the chain, row by row.
std::vector<double> chances(const Chain& c, int most, double rate, double clustering, double volatility) {
  const auto width = static_cast<std::size_t>(most) + 1;
  std::vector<double> out(c.n * width);
  double heats = 0;
  for (std::size_t i = 0; i < c.n; ++i) heats += c.share[i] * scalar_exp(volatility * c.step(i));
  const double beyond = clustering - 1, log_clustering = scalar_log(clustering);
  const double shrink = beyond > 1e-9 ? log_clustering / beyond : 1.0;
  for (std::size_t i = 0; i < c.n; ++i) {
    const double mean = rate * scalar_exp(volatility * c.step(i)) / heats;
    double log_of = -mean * shrink;
    for (std::size_t k = 0; k < width; ++k) {
      out[i * width + k] = scalar_exp(log_of);
      log_of +=
          scalar_log((mean + static_cast<double>(k) * beyond) / static_cast<double>(k + 1)) - log_clustering;
    }
  }
  return out;
}

double log_chance_on(const Chain& c, std::span<const int> counts, int most, double rate, double clustering,
                     double volatility) {
  const auto width = static_cast<std::size_t>(most) + 1;
  const std::vector<double> chance = chances(c, most, rate, clustering, volatility);
  std::vector<double> now = c.share, next(c.n);
  double sum_of_logs = 0;
  for (std::size_t day = 0; day < counts.size(); ++day) {
    if (day > 0) {
      for (std::size_t j = 0; j < c.n; ++j) {
        double sum = 0;
        for (std::size_t i = c.first[j]; i < c.last[j]; ++i) sum += now[i] * c.move[i * c.n + j];
        next[j] = sum;
      }
      now.swap(next);
    }
    double seen = 0;
    for (std::size_t i = 0; i < c.n; ++i) {
      now[i] *= chance[i * width + static_cast<std::size_t>(counts[day])];
      seen += now[i];
    }
    if (!(seen > 0)) return -std::numeric_limits<double>::infinity();
    for (double& x : now) x /= seen;
    sum_of_logs += scalar_log(seen);
  }
  return sum_of_logs;
}

struct Moments {
  double mean = 0, variance = 0, next = 0;  // next: covariance with the next day
};

Moments moments_of(std::span<const int> counts) {
  Moments m;
  const double n = static_cast<double>(counts.size());
  for (const int k : counts) m.mean += k / n;
  for (std::size_t d = 0; d < counts.size(); ++d) {
    m.variance += (counts[d] - m.mean) * (counts[d] - m.mean) / n;
    if (d > 0) m.next += (counts[d] - m.mean) * (counts[d - 1] - m.mean) / n;
  }
  return m;
}

}  // namespace

double log_chance(std::span<const int> counts, double rate, double clustering, double persistence,
                  double volatility, std::size_t steps) {
  const int most = counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
  return log_chance_on(chain_of(steps, persistence), counts, most, rate, clustering, volatility);
}

std::vector<int> EventCountLaw::draw(std::size_t front, std::size_t days, Stream& luck) const {
  std::vector<int> counts(days);
  double z = volatility * luck.normal();
  const double shock = volatility * std::sqrt(1 - persistence * persistence);
  for (int& k : counts) {
    k = luck.negative_binomial(rates[front] * scalar_exp(z - 0.5 * volatility * volatility), clustering);
    z = persistence * z + shock * luck.normal();
  }
  return counts;
}

EventCountFit fit_event_counts(std::span<const std::vector<int>> counts, std::uint64_t seed) {
  // Unknowns: persistence, volatility, log of clustering, then the log of each front's rate.
  Posterior p;
  std::vector<std::size_t> steps;
  std::vector<int> most;
  double sweep = 0;             // additions
  p.parts = counts.size() + 1;  // the last: what is thought before the table is looked at
  p.part_of.assign(3, p.parts);
  double all = 0;
  for (const std::vector<int>& days : counts)
    for (const int k : days) all += k;
  const double sure = std::min(1.0, 10 / std::sqrt(all));  // many events: small steps
  p.unknowns = {{0, most_persistence, 0.5, 0.2 * sure},
                {0, most_volatility, 0.4, 0.1 * sure},
                {0, scalar_log(most_clustering), 0.1, 0.1 * sure}};
  for (const std::vector<int>& days : counts) {
    const Moments m = moments_of(days);
    const double moved =
        std::max(0.25, scalar_log(1 + std::max(0.0, m.variance - m.mean) / (m.mean * m.mean)));
    steps.push_back(
        std::clamp(static_cast<std::size_t>(1 + std::ceil(4 * std::min(moved, 4.0) * std::min(m.mean, 1e3))),
                   fewest_steps, most_steps));
    sweep += 4.0 * static_cast<double>(days.size() * steps.back() * std::min<std::size_t>(steps.back(), 16));
    most.push_back(*std::max_element(days.begin(), days.end()));
    const double events = m.mean * static_cast<double>(days.size());
    p.unknowns.push_back({scalar_log(least_rate), scalar_log(most_rate), scalar_log(m.mean),
                          0.2 * sure + 1 / std::sqrt(events)});
    p.part_of.push_back(p.part_of.size() - 3);
  }
  // One chain serves all fronts with as many steps, as long as persistence stays the same.
  std::vector<Chain> chains;
  double chains_at = -1;
  const auto chain = [&](std::size_t n, double persistence) -> const Chain& {
    if (persistence != chains_at) chains.clear();
    chains_at = persistence;
    for (const Chain& c : chains)
      if (c.n == n) return c;
    chains.push_back(chain_of(n, persistence));
    return chains.back();
  };
  p.log_density = [&](std::size_t front, std::span<const double> at) {
    if (front == counts.size()) {
      const double v = at[1] / usual_volatility, both = at[0] * (1 - at[0]);
      return both > 0 ? scalar_log(both) - 0.5 * v * v : -std::numeric_limits<double>::infinity();
    }
    return log_chance_on(chain(steps[front], at[0]), counts[front], most[front], scalar_exp(at[3 + front]),
                         scalar_exp(at[2]), at[1]);
  };
  const double sweeps = std::floor(std::clamp(
      std::max(std::min(most_work / sweep, usual_sweeps), little_work / sweep), fewest_sweeps, most_sweeps));
  const auto warm_up = static_cast<std::size_t>(sweeps) * 2 / 5;
  const PosteriorDraws drawn = draw_posterior(p, warm_up, static_cast<std::size_t>(sweeps) - warm_up, seed);

  EventCountFit fit;
  fit.disagreement = drawn.disagreement;
  const auto exponential = [](Credible e) {
    return Credible{scalar_exp(e.value), scalar_exp(e.low), scalar_exp(e.high)};
  };
  fit.persistence = credible_of(drawn, p, 0);
  fit.volatility = credible_of(drawn, p, 1);
  fit.clustering = exponential(credible_of(drawn, p, 2));
  for (std::size_t f = 0; f < counts.size(); ++f)
    fit.rates.push_back(exponential(credible_of(drawn, p, 3 + f)));
  for (std::size_t k = 0; k < laws_kept; ++k) {
    const auto& at = drawn.draws[k * drawn.draws.size() / laws_kept];
    EventCountLaw law;
    law.persistence = at[0];
    law.volatility = at[1];
    law.clustering = scalar_exp(at[2]);
    for (std::size_t f = 0; f < counts.size(); ++f) law.rates.push_back(scalar_exp(at[3 + f]));
    fit.laws.push_back(std::move(law));
  }
  return fit;
}

}  // namespace parley
