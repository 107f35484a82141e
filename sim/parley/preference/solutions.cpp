#include "parley/preference/solutions.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "parley/support/numerics.hpp"

namespace parley {

namespace {

using Parties = std::span<const Utility* const>;
// Lexicographic objective: larger is better.
using Score = std::vector<double>;
using Scoring = std::function<Score(std::span<const double>)>;

std::vector<double> utilities_of(Parties parties, PackageView package) {
  std::vector<double> u(parties.size());
  for (std::size_t i = 0; i < parties.size(); ++i) u[i] = (*parties[i])(package);
  return u;
}

// Above this many pairs of moves, coordinate ascent moves one unit at a time only.
constexpr double most_pair_moves = 100'000;

bool pairs_are_few(const Space& space) {
  double choices = 0;
  for (std::size_t u = 0; u < space.units(); ++u) choices += static_cast<double>(space.choices(u));
  return choices * choices / 2 <= most_pair_moves;
}

// Moves one unit at a time (and two at a time, where pairs are few) as long as the score rises.
Package ascend(const Space& space, Parties parties, const Scoring& score, Package at) {
  std::vector<double> sums(parties.size()), moved_to(parties.size());
  const auto take_stock = [&] {
    for (std::size_t i = 0; i < parties.size(); ++i) sums[i] = parties[i]->sum(at);
  };
  // Score after setting unit u to a and unit v to b, from the sums of where we stand.
  const auto score_of = [&](std::size_t u, std::size_t a, std::size_t v, std::size_t b) {
    const std::size_t from_u = space.offset(u), from_v = space.offset(v);
    for (std::size_t i = 0; i < parties.size(); ++i) {
      const auto parts = parties[i]->parts();
      double sum = sums[i] + (parts[from_u + a] - parts[from_u + at[u]]);
      if (v != u) sum += parts[from_v + b] - parts[from_v + at[v]];
      moved_to[i] = parties[i]->from_sum(sum);
    }
    return score(moved_to);
  };
  constexpr double least_rise = 1e-12;  // below it a rise is rounding
  const auto rises = [&](const Score& now, const Score& before) {
    for (std::size_t k = 0; k < now.size(); ++k)
      if (std::fabs(now[k] - before[k]) > least_rise) return now[k] > before[k];
    return false;
  };
  const bool pairs = pairs_are_few(space);
  take_stock();
  Score best = score(utilities_of(parties, at));
  constexpr int most_passes = 1000;
  bool moved = true;
  for (int pass = 0; moved && pass < most_passes; ++pass) {
    moved = false;
    for (std::size_t u = 0; u < space.units(); ++u) {
      for (std::size_t v = u; v < (pairs ? space.units() : u + 1); ++v) {
        std::size_t best_a = at[u], best_b = at[v];
        for (std::size_t a = 0; a < space.choices(u); ++a) {
          for (std::size_t b = 0; b < (v == u ? 1 : space.choices(v)); ++b) {
            Score s = score_of(u, a, v, b);
            if (!rises(s, best)) continue;
            best = std::move(s);
            best_a = a;
            best_b = b;
          }
        }
        const bool changed = best_a != at[u] || (v != u && best_b != at[v]);
        if (!changed) continue;
        at[u] = static_cast<OptionIndex>(best_a);
        if (v != u) at[v] = static_cast<OptionIndex>(best_b);
        take_stock();
        best = score(utilities_of(parties, at));
        moved = true;
      }
    }
  }
  return at;
}

Point search(const Space& space, Parties parties, const Scoring& score) {
  Point point;
  point.exact = space.size() <= exact_limit;
  Score best;
  const auto consider = [&](const Package& p) {
    Score s = score(utilities_of(parties, p));
    if (best.empty() || s > best) {
      best = std::move(s);
      point.package = p;
    }
  };
  if (point.exact) {
    Package p = space.first();
    do consider(p);
    while (space.next(p));
  } else {
    consider(ascend(space, parties, score, space.status_quo()));
    for (const Utility* party : parties) consider(ascend(space, parties, score, party->best_package()));
  }
  point.utilities = utilities_of(parties, point.package);
  return point;
}

bool all_gain(std::span<const double> u, std::span<const double> d) {
  for (std::size_t i = 0; i < u.size(); ++i)
    if (u[i] < d[i] - 1e-12) return false;
  return true;
}

// Shortfall below the disagreement values, as a score to be brought to zero first.
double shortfall(std::span<const double> u, std::span<const double> d) {
  double sum = 0;
  for (std::size_t i = 0; i < u.size(); ++i) sum += std::min(0.0, u[i] - d[i] + 1e-12);
  return sum;
}

}  // namespace

Point nash_point(const Space& space, Parties parties, std::span<const double> d) {
  Point point = search(space, parties, [&](std::span<const double> u) {
    const double missing = shortfall(u, d);
    if (missing < 0) return Score{missing, 0};
    double sum = 0;
    for (std::size_t i = 0; i < u.size(); ++i) sum += scalar_log(std::max(0.0, u[i] - d[i]) + 1e-12);
    return Score{0, sum};
  });
  point.exists = all_gain(point.utilities, d);
  return point;
}

Point kalai_smorodinsky_point(const Space& space, Parties parties, std::span<const double> d) {
  // The highest gain of each party among packages that leave every party its disagreement value.
  std::vector<double> most(parties.size());
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const Point p = search(space, parties, [&](std::span<const double> u) {
      const double missing = shortfall(u, d);
      return Score{missing, missing < 0 ? 0 : u[i]};
    });
    if (!all_gain(p.utilities, d)) return p;
    most[i] = p.utilities[i];
  }
  Point point = search(space, parties, [&](std::span<const double> u) {
    Score gains{shortfall(u, d)};
    for (std::size_t i = 0; i < u.size(); ++i)
      gains.push_back(most[i] > d[i] ? (u[i] - d[i]) / (most[i] - d[i]) : 1.0);
    std::sort(gains.begin() + 1, gains.end());
    return gains;
  });
  point.exists = all_gain(point.utilities, d);
  return point;
}

Point kalai_proportional_point(const Space& space, Parties parties, std::span<const double> d) {
  Point point = search(space, parties, [&](std::span<const double> u) {
    Score gains{shortfall(u, d)};
    for (std::size_t i = 0; i < u.size(); ++i) gains.push_back(u[i] - d[i]);
    std::sort(gains.begin() + 1, gains.end());
    return gains;
  });
  point.exists = all_gain(point.utilities, d);
  return point;
}

Point utilitarian_point(const Space& space, Parties parties, std::span<const double> d) {
  Point point = search(space, parties, [&](std::span<const double> u) {
    double sum = 0;
    for (const double x : u) sum += x;
    return Score{shortfall(u, d), sum};
  });
  point.exists = all_gain(point.utilities, d);
  return point;
}

std::vector<Point> pareto_frontier(const Space& space, Parties parties, std::span<const double> d) {
  assert(space.size() <= exact_limit);
  std::vector<Point> rational;
  Package p = space.first();
  do {
    Point point{p, utilities_of(parties, p), true, true};
    if (all_gain(point.utilities, d)) rational.push_back(std::move(point));
  } while (space.next(p));
  // In falling lexicographic order nothing that comes later dominates what came before.
  std::stable_sort(rational.begin(), rational.end(),
                   [](const Point& a, const Point& b) { return a.utilities > b.utilities; });
  std::vector<Point> frontier;
  for (Point& candidate : rational) {
    const bool dominated = std::any_of(frontier.begin(), frontier.end(), [&](const Point& f) {
      for (std::size_t i = 0; i < f.utilities.size(); ++i)
        if (f.utilities[i] < candidate.utilities[i]) return false;
      return true;
    });
    if (!dominated) frontier.push_back(std::move(candidate));
  }
  return frontier;
}

double pareto_loss(const Space& space, Parties parties, PackageView package) {
  const std::vector<double> now = utilities_of(parties, package);
  double loss = 0;
  const auto gain_of = [&](std::span<const double> u) {
    double most = 0;
    for (std::size_t i = 0; i < u.size(); ++i) {
      if (u[i] < now[i] - 1e-12) return -1.0;
      most = std::max(most, u[i] - now[i]);
    }
    return most;
  };
  if (space.size() <= exact_limit) {
    Package p = space.first();
    do loss = std::max(loss, gain_of(utilities_of(parties, p)));
    while (space.next(p));
    return loss;
  }
  const Package from(package.begin(), package.end());
  const Package to = ascend(
      space, parties, [&](std::span<const double> u) { return Score{gain_of(u)}; }, from);
  return gain_of(utilities_of(parties, to));
}

std::size_t zone_size(const Space& space, Parties parties, std::span<const double> reservation) {
  assert(space.size() <= exact_limit);
  std::size_t count = 0;
  Package p = space.first();
  do count += all_gain(utilities_of(parties, p), reservation) ? 1U : 0U;
  while (space.next(p));
  return count;
}

double distance(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(sum);
}

}  // namespace parley
