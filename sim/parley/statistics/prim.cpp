#include "parley/statistics/prim.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "parley/statistics/distributions.hpp"

namespace parley {

namespace {

using Kind = Factor::Kind;
using Points = std::vector<std::uint32_t>;
using Limits = std::vector<PrimLimit>;

bool holds(const PrimLimit& limit, Kind kind, double x) {
  if (kind == Kind::category)
    return std::binary_search(limit.categories.begin(), limit.categories.end(),
                              static_cast<std::uint32_t>(x));
  return limit.low <= x && x <= limit.high;
}

// The mean of the values on both sides of the quantile's position; equal ones are stepped over outwards.
double stepped_quantile(std::span<const double> sorted, double quantile) {
  const double position = static_cast<double>(sorted.size() - 1) * quantile;
  auto below = static_cast<std::size_t>(std::floor(position));
  auto above = static_cast<std::size_t>(std::ceil(position));
  if (quantile > 0.5)
    while (sorted[below] == sorted[above] && below > 0) --below;
  else
    while (sorted[below] == sorted[above] && above + 1 < sorted.size()) ++above;
  return (sorted[below] + sorted[above]) / 2;
}

// A box that a peel or a paste could lead to: one limit changed.
struct Candidate {
  std::size_t factor = 0;
  PrimLimit limit;
  std::size_t points = 0, interesting = 0;
  double objective = 0;
  std::size_t unrestricted = 0;
};

class Search {
 public:
  Search(std::span<const PrimColumn> columns, std::span<const double> y, const PrimOptions& options)
      : columns_(columns), options_(options), n_(y.size()), interesting_(y.size()) {
    for (std::size_t i = 0; i < n_; ++i) {
      interesting_[i] = y[i] > options.threshold ? 1 : 0;
      all_interesting_ += interesting_[i];
    }
    for (const PrimColumn& c : columns) {
      assert(c.values.size() == n_);
      Points order(n_);
      std::iota(order.begin(), order.end(), 0u);
      std::stable_sort(order.begin(), order.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return c.values[a] < c.values[b]; });
      PrimLimit limit;
      if (n_ > 0 && c.kind == Kind::category) {
        for (const std::uint32_t i : order)
          if (const auto level = static_cast<std::uint32_t>(c.values[i]);
              limit.categories.empty() || limit.categories.back() != level)
            limit.categories.push_back(level);
      } else if (n_ > 0) {
        limit.low = c.values[order.front()];
        limit.high = c.values[order.back()];
      }
      edges_.push_back(limit);
      order_.push_back(std::move(order));
    }
  }

  std::size_t all_interesting() const { return all_interesting_; }

  // `left`: the points that earlier boxes did not take, ascending.
  PrimBox find(const Points& left) {
    left_ = left;
    is_left_.assign(n_, 0);
    for (const std::uint32_t i : left) is_left_[i] = 1;
    PrimBox box;
    limits_ = edges_;
    count(left);
    record(box);
    while (take(peels(), false)) record(box);
    while (take(pastes(), true)) record(box);
    for (const std::uint32_t i : left_)
      if (violated(i, 0) == columns_.size()) box.inside.push_back(i);
    return box;
  }

 private:
  // The first factor from `from` on whose limit does not hold the point; the number of factors when none.
  std::size_t violated(std::uint32_t point, std::size_t from) const {
    for (std::size_t k = from; k < columns_.size(); ++k)
      if (!holds(limits_[k], columns_[k].kind, columns_[k].values[point])) return k;
    return columns_.size();
  }

  void count(const Points& inside) {
    inside_.assign(n_, 0);
    points_ = inside.size();
    hits_ = 0;
    for (const std::uint32_t i : inside) {
      inside_[i] = 1;
      hits_ += interesting_[i];
    }
  }

  double mean(std::size_t hits, std::size_t points) const {
    return points > 0 ? static_cast<double>(hits) / static_cast<double>(points) : 0.0;
  }

  double objective(std::size_t hits, std::size_t points) const {
    const double before = mean(hits_, points_), after = mean(hits, points);
    if (options_.objective == PrimObjective::original) return points > 0 ? after : -1.0;
    if (before == after || points == points_) return 0;
    const double changed = static_cast<double>(points > points_ ? points - points_ : points_ - points);
    return options_.objective == PrimObjective::lenient1
               ? (after - before) / changed
               : static_cast<double>(points) * (after - before) / changed;
  }

  bool restricted(std::size_t k, const PrimLimit& limit) const {
    return columns_[k].kind == Kind::category ? limit.categories != edges_[k].categories
                                              : limit.low != edges_[k].low || limit.high != edges_[k].high;
  }

  Candidate scored(std::size_t k, const PrimLimit& limit, std::size_t points, std::size_t hits) const {
    Candidate c{k, limit, points, hits, objective(hits, points), 0};
    for (std::size_t f = 0; f < columns_.size(); ++f)
      c.unrestricted += !restricted(f, f == k ? limit : limits_[f]);
    return c;
  }

  // The points of the box that `keep` keeps, counted.
  template <class Keep>
  Candidate peel(std::size_t k, const PrimLimit& limit, const Points& inside, const Keep& keep) const {
    std::size_t points = 0, hits = 0;
    for (const std::uint32_t i : inside)
      if (keep(columns_[k].values[i])) {
        ++points;
        hits += interesting_[i];
      }
    return scored(k, limit, points, hits);
  }

  std::vector<Candidate> peels() const {
    std::vector<Candidate> candidates;
    Points inside;
    std::vector<double> sorted;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      inside.clear();
      sorted.clear();
      for (const std::uint32_t i : order_[k])
        if (inside_[i] != 0) {
          inside.push_back(i);
          sorted.push_back(columns_[k].values[i]);
        }
      const PrimLimit& now = limits_[k];
      if (columns_[k].kind == Kind::category) {
        for (std::size_t c = 0; now.categories.size() > 1 && c < now.categories.size(); ++c) {
          PrimLimit limit = now;
          limit.categories.erase(limit.categories.begin() + static_cast<std::ptrdiff_t>(c));
          const double gone = now.categories[c];
          candidates.push_back(peel(k, limit, inside, [gone](double x) { return x != gone; }));
        }
        continue;
      }
      for (const bool upper : {true, false}) {
        double q = stepped_quantile(sorted, upper ? 1 - options_.peel_alpha : options_.peel_alpha);
        PrimLimit limit = now;
        double& edge = upper ? limit.high : limit.low;
        bool strict = false;
        if (columns_[k].kind == Kind::integer) {
          q = std::trunc(q);
          strict = q == edge;
        }
        const auto keep = [upper, strict, q](double x) {
          return upper ? (strict ? x < q : x <= q) : (strict ? x > q : x >= q);
        };
        edge = q;
        if (columns_[k].kind == Kind::integer) {
          const auto first = std::find_if(sorted.begin(), sorted.end(), keep);
          const auto last = std::find_if(sorted.rbegin(), sorted.rend(), keep);
          if (upper)
            edge = last == sorted.rend() ? sorted.back() : *last;
          else
            edge = first == sorted.end() ? sorted.front() : *first;
        }
        candidates.push_back(peel(k, limit, inside, keep));
      }
    }
    return candidates;
  }

  std::vector<Candidate> pastes() const {
    std::vector<Candidate> candidates;
    std::vector<double> beyond;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      const PrimLimit& now = limits_[k];
      if (!restricted(k, now)) continue;
      // The points that all other limits hold, in the order of this factor.
      Points held;
      for (const std::uint32_t i : order_[k])
        if (is_left_[i] != 0)
          if (const std::size_t f = violated(i, 0);
              f == columns_.size() || (f == k && violated(i, k + 1) == columns_.size()))
            held.push_back(i);
      const auto paste = [&](const PrimLimit& limit) {
        candidates.push_back(
            peel(k, limit, held, [&](double x) { return holds(limit, columns_[k].kind, x); }));
      };
      if (columns_[k].kind == Kind::category) {
        for (const std::uint32_t level : edges_[k].categories) {
          const auto at = std::lower_bound(now.categories.begin(), now.categories.end(), level);
          if (at != now.categories.end() && *at == level) continue;
          PrimLimit limit = now;
          limit.categories.insert(limit.categories.begin() + (at - now.categories.begin()), level);
          paste(limit);
        }
        continue;
      }
      for (const bool upper : {false, true}) {
        beyond.clear();
        for (const std::uint32_t i : held)
          if (const double x = columns_[k].values[i]; upper ? x >= now.high : x <= now.low)
            beyond.push_back(x);
        double q = upper ? edges_[k].high : edges_[k].low;
        if (!beyond.empty())
          q = stepped_quantile(beyond, upper ? options_.paste_alpha : 1 - options_.paste_alpha);
        if (columns_[k].kind == Kind::integer) q = std::trunc(q);
        PrimLimit limit = now;
        (upper ? limit.high : limit.low) = q;
        paste(limit);
      }
    }
    return candidates;
  }

  // Moves to the best candidate if it is good enough.
  bool take(const std::vector<Candidate>& candidates, bool grows) {
    const auto best =
        std::max_element(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
          return a.objective != b.objective ? a.objective < b.objective : a.unrestricted < b.unrestricted;
        });
    if (best == candidates.end() || best->objective <= 0) return false;
    if (static_cast<double>(best->points) / static_cast<double>(n_) < options_.mass_min) return false;
    if (grows ? best->points <= points_ || mean(best->interesting, best->points) <= mean(hits_, points_)
              : best->points >= points_)
      return false;
    limits_[best->factor] = best->limit;
    Points inside;
    for (const std::uint32_t i : left_)
      if (violated(i, 0) == columns_.size()) inside.push_back(i);
    count(inside);
    return true;
  }

  void record(PrimBox& box) const {
    PrimStep step;
    step.points = points_;
    step.coverage = static_cast<double>(hits_) / static_cast<double>(all_interesting_);
    step.density = step.mean = mean(hits_, points_);
    step.mass = static_cast<double>(points_) / static_cast<double>(n_);
    step.limits = limits_;
    // The points that only one factor keeps out, by that factor.
    std::vector<std::size_t> points(columns_.size(), points_), hits(columns_.size(), hits_);
    for (const std::uint32_t i : left_) {
      const std::size_t k = violated(i, 0);
      if (k == columns_.size() || violated(i, k + 1) != columns_.size()) continue;
      ++points[k];
      hits[k] += interesting_[i];
    }
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      PrimLimit& limit = step.limits[k];
      limit.restricted = restricted(k, limit);
      step.restricted += limit.restricted;
      if (limit.restricted && hits_ > 0)
        limit.quasi_p = binomial_at_least(static_cast<double>(hits_), static_cast<double>(points_),
                                          mean(hits[k], points[k]));
    }
    box.steps.push_back(std::move(step));
  }

  std::span<const PrimColumn> columns_;
  PrimOptions options_;
  std::size_t n_, all_interesting_ = 0;
  std::vector<std::uint8_t> interesting_;
  std::vector<Points> order_;  // by factor: all points, ascending in it
  Limits edges_;               // of all points
  // The box now.
  Points left_;
  std::vector<std::uint8_t> is_left_, inside_;
  Limits limits_;
  std::size_t points_ = 0, hits_ = 0;
};

}  // namespace

std::vector<PrimBox> prim(std::span<const PrimColumn> columns, std::span<const double> y,
                          const PrimOptions& options, std::size_t boxes) {
  Search search(columns, y, options);
  std::vector<PrimBox> found;
  if (columns.empty() || search.all_interesting() == 0) return found;
  Points left(y.size());
  std::iota(left.begin(), left.end(), 0u);
  while (found.size() < boxes &&
         std::any_of(left.begin(), left.end(), [&](std::uint32_t i) { return y[i] > options.threshold; })) {
    found.push_back(search.find(left));
    Points rest;
    std::set_difference(left.begin(), left.end(), found.back().inside.begin(), found.back().inside.end(),
                        std::back_inserter(rest));
    left = std::move(rest);
  }
  return found;
}

}  // namespace parley
