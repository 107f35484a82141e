#include "parley/preference/solutions.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>

#include "parley/preference/visit.hpp"
#include "parley/support/numerics.hpp"
#include "parley/support/random.hpp"

namespace parley {

namespace {

using Parties = std::span<const Utility* const>;

std::vector<double> utilities_of(Parties parties, PackageView package) {
  std::vector<double> u(parties.size());
  for (std::size_t i = 0; i < parties.size(); ++i) u[i] = (*parties[i])(package);
  return u;
}

bool all_gain(std::span<const double> u, std::span<const double> d) {
  for (std::size_t i = 0; i < u.size(); ++i)
    if (u[i] < d[i] - 1e-12) return false;
  return true;
}

// Whether `now` is a higher score than `best`: lexicographic, differences of rounding aside.
bool higher(const Score& now, const Score& best) {
  for (std::size_t k = 0; k < now.size(); ++k)
    if (std::fabs(now[k] - best[k]) > same_utility) return now[k] > best[k];
  return false;
}

// Above this many pairs of moves, coordinate ascent moves one unit at a time only.
constexpr double most_pair_moves = 100'000;

bool pairs_are_few(const Space& space) {
  double choices = 0;
  for (std::size_t u = 0; u < space.units(); ++u) choices += static_cast<double>(space.choices(u));
  return choices * choices / 2 <= most_pair_moves;
}

// Best by each scoring of all packages; packages below a disagreement value count only as long as no other is
// known. `most` becomes the highest utility of each party among those that leave nobody below.
std::vector<Point> enumerate(const Space& space, Parties parties, std::span<const double> d,
                             std::span<const Scoring> scorings, std::vector<double>* most) {
  std::vector<Point> points(scorings.size());
  std::vector<Score> best(scorings.size());
  Score now;
  bool rational = false;
  if (most != nullptr) most->assign(d.begin(), d.end());
  visit_all(space, parties, [&](const Package& package, std::span<const double> u) {
    const bool gains = all_gain(u, d);
    if (rational && !gains) return;
    if (gains && most != nullptr)
      for (std::size_t i = 0; i < u.size(); ++i) (*most)[i] = std::max((*most)[i], u[i]);
    rational = gains;
    for (std::size_t k = 0; k < scorings.size(); ++k) {
      scorings[k](u, now);
      if (!best[k].empty() && !higher(now, best[k])) continue;
      std::swap(best[k], now);
      points[k].package = package;
    }
  });
  for (Point& p : points) {
    p.utilities = utilities_of(parties, p.package);
    p.exists = all_gain(p.utilities, d);
  }
  return points;
}

Point search(const Space& space, Parties parties, std::span<const double> d, const Scoring& score) {
  if (space.size() <= exact_limit) return enumerate(space, parties, d, {&score, 1}, nullptr)[0];
  Point point;
  point.exact = false;
  Score best, now;
  const auto consider = [&](const Package& p) {
    score(utilities_of(parties, p), now);
    if (!best.empty() && !higher(now, best)) return;
    std::swap(best, now);
    point.package = p;
  };
  consider(climb(space, parties, score, space.status_quo()));
  for (const Utility* party : parties) consider(climb(space, parties, score, party->best_package()));
  point.utilities = utilities_of(parties, point.package);
  point.exists = all_gain(point.utilities, d);
  return point;
}

// Shortfall below the disagreement values, as a score to be brought to zero first.
double shortfall(std::span<const double> u, std::span<const double> d) {
  double sum = 0;
  for (std::size_t i = 0; i < u.size(); ++i) sum += std::min(0.0, u[i] - d[i] + 1e-12);
  return sum;
}

}  // namespace

namespace {

double weight_of(std::span<const double> weights, std::size_t i) {
  return weights.empty() ? 1.0 : weights[i];
}

Scoring nash_score(std::span<const double> d, std::span<const double> weights) {
  return [d, weights](std::span<const double> u, Score& s) {
    const double missing = shortfall(u, d);
    s.assign({missing, 0.0});
    if (missing < 0) return;
    for (std::size_t i = 0; i < u.size(); ++i)
      s[1] += weight_of(weights, i) * scalar_log(std::max(0.0, u[i] - d[i]) + 1e-12);
  };
}

// Leximin of gains over a scale.
Scoring leximin_score(std::span<const double> d, std::vector<double> scale) {
  return [d, scale = std::move(scale)](std::span<const double> u, Score& s) {
    s.assign({shortfall(u, d)});
    for (std::size_t i = 0; i < u.size(); ++i) s.push_back(scale[i] > 0 ? (u[i] - d[i]) / scale[i] : 1.0);
    std::sort(s.begin() + 1, s.end());
  };
}

std::vector<double> scales(std::size_t n, std::span<const double> weights) {
  std::vector<double> scale(n);
  for (std::size_t i = 0; i < n; ++i) scale[i] = weight_of(weights, i);
  return scale;
}

Scoring utilitarian_score(std::span<const double> d) {
  return [d](std::span<const double> u, Score& s) {
    s.assign({shortfall(u, d), 0.0});
    for (const double x : u) s[1] += x;
  };
}

}  // namespace

Package climb(const Space& space, Parties parties, const Scoring& score, Package at) {
  std::vector<double> sums(parties.size()), moved_to(parties.size());
  Score best, now;
  const auto take_stock = [&] {
    for (std::size_t i = 0; i < parties.size(); ++i) {
      sums[i] = parties[i]->sum(at);
      moved_to[i] = parties[i]->from_sum(sums[i]);
    }
    score(moved_to, best);
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
    score(moved_to, now);
  };
  const bool pairs = pairs_are_few(space);
  take_stock();
  // In spaces so large that it would take minutes, a search from every start goes less far.
  double tried = 0;
  for (std::size_t u = 0; u < space.units(); ++u) tried += static_cast<double>(space.choices(u));
  if (pairs) tried *= tried / 2;
  const double each = tried * static_cast<double>(parties.size() * (parties.size() + 1));
  const int most_passes = static_cast<int>(std::clamp(1e8 / std::max(each, 1.0), 4.0, 1000.0));
  bool moved = true;
  for (int pass = 0; moved && pass < most_passes; ++pass) {
    moved = false;
    for (std::size_t u = 0; u < space.units(); ++u) {
      for (std::size_t v = u; v < (pairs ? space.units() : u + 1); ++v) {
        std::size_t best_a = at[u], best_b = at[v];
        for (std::size_t a = 0; a < space.choices(u); ++a) {
          for (std::size_t b = 0; b < (v == u ? 1 : space.choices(v)); ++b) {
            score_of(u, a, v, b);
            if (!higher(now, best)) continue;
            std::swap(best, now);
            best_a = a;
            best_b = b;
          }
        }
        const bool changed = best_a != at[u] || (v != u && best_b != at[v]);
        if (!changed) continue;
        at[u] = static_cast<OptionIndex>(best_a);
        if (v != u) at[v] = static_cast<OptionIndex>(best_b);
        take_stock();
        moved = true;
      }
    }
  }
  return at;
}

Point nash_point(const Space& space, Parties parties, std::span<const double> d,
                 std::span<const double> weights) {
  return search(space, parties, d, nash_score(d, weights));
}

Point kalai_smorodinsky_point(const Space& space, Parties parties, std::span<const double> d) {
  // The highest gain of each party among packages that leave every party its disagreement value.
  std::vector<double> most(parties.size());
  for (std::size_t i = 0; i < parties.size(); ++i) {
    Point p = search(space, parties, d, [&](std::span<const double> u, Score& s) {
      const double missing = shortfall(u, d);
      s.assign({missing, missing < 0 ? 0 : u[i]});
    });
    if (!p.exists) return p;
    most[i] = p.utilities[i] - d[i];
  }
  return search(space, parties, d, leximin_score(d, most));
}

Point kalai_proportional_point(const Space& space, Parties parties, std::span<const double> d,
                               std::span<const double> weights) {
  return search(space, parties, d, leximin_score(d, scales(parties.size(), weights)));
}

Point utilitarian_point(const Space& space, Parties parties, std::span<const double> d) {
  return search(space, parties, d, utilitarian_score(d));
}

SolutionPoints solution_points(const Space& space, Parties parties, std::span<const double> d,
                               std::span<const double> weights, double enumerable) {
  if (space.size() > enumerable)
    return {nash_point(space, parties, d),
            nash_point(space, parties, d, weights),
            kalai_smorodinsky_point(space, parties, d),
            kalai_proportional_point(space, parties, d),
            kalai_proportional_point(space, parties, d, weights),
            utilitarian_point(space, parties, d)};
  const std::vector<Scoring> scorings{
      nash_score(d, {}), nash_score(d, weights), leximin_score(d, scales(parties.size(), {})),
      leximin_score(d, scales(parties.size(), weights)), utilitarian_score(d)};
  std::vector<double> most;
  std::vector<Point> points = enumerate(space, parties, d, scorings, &most);
  SolutionPoints all{points[0], points[1], points[0], points[2], points[3], points[4]};
  if (!points[0].exists) return all;
  for (std::size_t i = 0; i < most.size(); ++i) most[i] -= d[i];
  const Scoring normalised = leximin_score(d, most);
  all.kalai_smorodinsky = enumerate(space, parties, d, {&normalised, 1}, nullptr)[0];
  return all;
}

namespace {

// Whether a is worth as much as b to all, rounding aside.
bool as_good(std::span<const double> a, std::span<const double> b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] < b[i] - same_utility) return false;
  return true;
}

}  // namespace

std::vector<Point> pareto_frontier(const Space& space, Parties parties, std::span<const double> d) {
  assert(space.size() <= exact_limit);
  std::vector<Point> rational;
  visit_all(space, parties, [&](const Package& package, std::span<const double> u) {
    if (all_gain(u, d)) rational.push_back({package, {u.begin(), u.end()}, true, true});
  });
  // In falling lexicographic order nothing that comes later dominates what came before...
  std::stable_sort(rational.begin(), rational.end(),
                   [](const Point& a, const Point& b) { return a.utilities > b.utilities; });
  std::vector<Point> frontier;
  for (Point& candidate : rational) {
    bool stands = true;
    for (std::size_t f = 0; f < frontier.size() && stands; ++f) {
      if (!as_good(frontier[f].utilities, candidate.utilities)) continue;
      stands = false;
      if (as_good(candidate.utilities, frontier[f].utilities)) ++frontier[f].packages;
    }
    if (stands) frontier.push_back(std::move(candidate));
  }
  // ... but for rounding, which may put last what is as good to the first party and better for another.
  std::vector<std::uint8_t> dominated(frontier.size(), 0);
  for (std::size_t f = 0; f < frontier.size(); ++f)
    for (std::size_t g = f + 1;
         g < frontier.size() && frontier[g].utilities[0] >= frontier[f].utilities[0] - same_utility; ++g)
      if (as_good(frontier[g].utilities, frontier[f].utilities)) dominated[f] = 1;
  std::size_t kept = 0;
  for (std::size_t f = 0; f < frontier.size(); ++f)
    if (dominated[f] == 0) {
      if (kept != f) frontier[kept] = std::move(frontier[f]);
      ++kept;
    }
  frontier.resize(kept);
  return frontier;
}

std::vector<Point> supported_frontier(const Space& space, Parties parties, std::span<const double> d,
                                      std::size_t draws) {
  std::map<Package, std::vector<double>> found;
  Stream luck({1, 0, 0}, 62, 0, 0);
  std::vector<double> weight(parties.size());
  Package package(space.units());
  for (std::size_t n = 0; n < draws; ++n) {
    for (double& w : weight) w = luck.exponential();
    for (std::size_t u = 0; u < space.units(); ++u) {
      double most = -1;
      for (std::size_t c = 0; c < space.choices(u); ++c) {
        double sum = 0;
        for (std::size_t i = 0; i < parties.size(); ++i)
          sum += weight[i] * parties[i]->parts()[space.offset(u) + c];
        if (sum <= most) continue;
        most = sum;
        package[u] = static_cast<OptionIndex>(c);
      }
    }
    std::vector<double> u = utilities_of(parties, package);
    if (all_gain(u, d)) found.emplace(package, std::move(u));
  }
  std::vector<Point> list;
  for (auto& [p, u] : found) list.push_back({p, std::move(u), true, true});
  std::stable_sort(list.begin(), list.end(),
                   [](const Point& a, const Point& b) { return a.utilities > b.utilities; });
  return list;
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
    visit_all(space, parties,
              [&](const Package&, std::span<const double> u) { loss = std::max(loss, gain_of(u)); });
    return loss;
  }
  const Package from(package.begin(), package.end());
  const Package to = climb(
      space, parties, [&](std::span<const double> u, Score& s) { s.assign({gain_of(u)}); }, from);
  return gain_of(utilities_of(parties, to));
}

std::size_t zone_size(const Space& space, Parties parties, std::span<const double> reservation) {
  assert(space.size() <= exact_limit);
  std::size_t count = 0;
  visit_all(space, parties,
            [&](const Package&, std::span<const double> u) { count += all_gain(u, reservation) ? 1U : 0U; });
  return count;
}

double distance(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(sum);
}

}  // namespace parley
