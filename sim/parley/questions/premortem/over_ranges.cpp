#include "parley/questions/premortem/over_ranges.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "parley/runs/doubts.hpp"
#include "parley/runs/over_ranges.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/statistics/looks.hpp"

namespace parley {

namespace {

// The variants, with the scenarios that they play.
struct Variants {
  std::deque<Scenario> scenarios;  // stay where they are
  std::vector<Variant> list;
  std::size_t add(Scenario s, std::optional<std::size_t> like = {}) {
    scenarios.push_back(std::move(s));
    list.push_back({scenarios.back(), {}, true, like});
    return list.size() - 1;
  }
  std::size_t bind(std::size_t like, PartyId party, Bound how) {
    list.push_back({list[like].scenario, [party, how](Model& m) { m.bound[party] = how; }, true, like});
    return list.size() - 1;
  }
};

// One variant beside the text as it stands, or a pair of variants.
struct Pair {
  std::size_t from = 0, to = 0;
  bool clause = false;
  std::vector<PointSum> change = {};
  bool played = true;      // at the points to come
  std::size_t looked = 0;  // at the last look at which it was played: so many points
};

// Which pairs are played on, and what is known of them.
class Pairs {
 public:
  explicit Pairs(const PremortemOptions& o) : worth_(o.worth), looks_(looks_at(o.points, least_points)) {}
  const std::vector<std::size_t>& looks() const { return looks_; }
  std::size_t add(const Pair& pair) {
    list_.push_back(pair);
    return list_.size() - 1;
  }
  bool wanted(std::size_t variant) const {
    return std::any_of(list_.begin(), list_.end(),
                       [&](const Pair& p) { return p.played && (p.from == variant || p.to == variant); });
  }
  void begin_point() {
    for (Pair& p : list_)
      if (p.played) p.change.emplace_back();
  }
  void add_run(std::size_t variant, std::span<const double> lasts) {
    for (Pair& p : list_)
      if (p.played && p.to == variant) p.change.back().add(lasts[p.to] - lasts[p.from]);
  }
  // Those that are decided are left, but for clauses of which it is not clear which adds most.
  void look(std::size_t done) {
    if (std::find(looks_.begin(), looks_.end(), done) == looks_.end()) return;
    for (Pair& p : list_)
      if (p.played) p.looked = done;
    const auto clauses =
        static_cast<std::size_t>(std::count_if(list_.begin(), list_.end(), [](auto& p) { return p.clause; }));
    std::vector<Difference> adds;  // clauses that add something
    for (const Pair& p : list_)
      if (const Difference d = shared_out(mean_of(p), clauses); p.clause && d.low > 0) adds.push_back(d);
    for (Pair& p : list_) {
      if (!p.played) continue;
      const Difference mean = mean_of(p), wide = shared_out(mean, clauses);
      const auto beside = std::count_if(adds.begin(), adds.end(), [&](const Difference& d) {
        return d.low <= wide.high && wide.low <= d.high;
      });
      const bool first_open = p.clause && wide.low > 0 && beside > 1;
      p.played = first_open || !decided(mean, worth_, p.clause ? clauses : 1);
    }
  }
  Held held(std::size_t k) const {
    return {spread_of_means(list_[k].change), mean_of(list_[k]), list_[k].change.size()};
  }

 private:
  Difference mean_of(const Pair& p) const {
    const Estimate mean = mean_over_points(p.change, a_change_of_share, error_at(looks_, p.looked));
    return {mean.value, mean.low, mean.high};
  }
  double worth_;
  std::vector<std::size_t> looks_;
  std::vector<Pair> list_;
};

}  // namespace

PremortemRanges premortem_ranges(const Scenario& s, const PremortemOptions& o, const Premortem& result) {
  PremortemRanges r;
  if (o.points == 0) return r;
  Variants v;
  const std::size_t whole = v.add(first_truce_only(s, result.last_day));
  const std::size_t base = v.add(first_truce_only(s, result.days));
  Pairs pairs(o);
  const auto pair = [&](std::size_t from, std::size_t to, bool clause = false) {
    return pairs.add({from, to, clause});
  };
  struct Of {
    std::optional<std::size_t> attacks, leaves;
    std::size_t keeps = 0;
  };
  std::vector<Of> breakers;
  for (const Breaker& b : result.breakers) {
    Of of;
    if (b.attacks) of.attacks = pair(base, v.bind(base, b.party, Bound::attacks));
    if (b.leaves) of.leaves = pair(base, v.bind(base, b.party, Bound::leaves));
    of.keeps = pair(base, v.bind(base, b.party, Bound::keeps));
    breakers.push_back(of);
  }
  std::vector<std::optional<std::size_t>> clauses;
  for (const ClauseChange& c : result.clauses)
    clauses.push_back(
        c.survival.known()
            ? std::optional(
                  pair(base, v.add(first_truce_only(with_option(s, c.issue, c.to), result.days), base), true))
            : std::nullopt);
  std::vector<std::size_t> leverage;
  for (const LeverageCase& c : result.leverage) {
    const auto at = [&](double x) {
      return v.add(first_truce_only(with_leverage(s, c.patron, c.client, x), result.days), base);
    };
    const std::size_t none = at(0), all = at(1);
    leverage.push_back(pair(none, all));
  }
  const RangePoints points(v.list, o.points, o.seed, o.held);
  r.drawn = points.factors().size();
  if (r.drawn == 0) return r;
  r.runs = o.per_point;

  std::set<std::size_t> refused;
  std::vector<double> lasts(v.list.size());
  std::vector<PointSum> survival;
  std::vector<std::vector<PointSum>> ended(result.breakers.size());
  std::size_t last = points.size();
  PointsHooks hooks;
  hooks.refused = [&](std::size_t, std::size_t point, const std::string&) { refused.insert(point); };
  hooks.run = [&](const PointRun& run) {
    if (refused.contains(run.point)) return;
    if (run.point != last) {
      last = run.point;
      survival.emplace_back();
      for (auto& sums : ended) sums.emplace_back();
      pairs.begin_point();
    }
    if (run.variant == whole)
      for (std::size_t k = 0; k < ended.size(); ++k)
        ended[k].back().add(
            run.outcome.first_truce_ended && run.outcome.ended_by == result.breakers[k].party ? 1 : 0);
    lasts[run.variant] = run.outcome.first_truce_ended ? 0 : 1;
    if (run.variant == base) survival.back().add(lasts[base]);
    pairs.add_run(run.variant, lasts);
  };
  hooks.wanted = [&](std::size_t variant) {
    return variant == whole || variant == base || pairs.wanted(variant);
  };
  hooks.points = [&](std::size_t done) {
    pairs.look(done);
    if (o.progress)
      o.progress(std::to_string(done) + " of " + std::to_string(o.points) + " points over the ranges");
  };
  play_points(points, v.list, {.seed = o.seed, .runs = o.per_point, .jobs = o.jobs, .looks = pairs.looks()},
              hooks);

  r.points = survival.size();
  r.refused = refused.size();
  r.survival = spread_of_shares(survival);
  r.parts = parts_of_variance(survival);
  for (const auto& sums : ended) r.ended.push_back({spread_of_shares(sums), mean_over_points(sums, a_share)});
  for (const Of& of : breakers)
    r.breakers.push_back({of.attacks ? std::optional(pairs.held(*of.attacks)) : std::nullopt,
                          of.leaves ? std::optional(pairs.held(*of.leaves)) : std::nullopt,
                          pairs.held(of.keeps)});
  for (const auto& c : clauses) r.clauses.push_back(c ? std::optional(pairs.held(*c)) : std::nullopt);
  for (const std::size_t k : leverage) r.leverage.push_back(pairs.held(k));
  return r;
}

}  // namespace parley
