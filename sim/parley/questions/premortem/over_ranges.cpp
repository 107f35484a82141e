#include "parley/questions/premortem/over_ranges.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "parley/runs/doubts.hpp"
#include "parley/runs/over_ranges.hpp"

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
  std::vector<PointSum> change;
};

Held held_of(const Pair& pair) {
  const Estimate mean = mean_over_points(pair.change, a_change_of_share);
  return {spread_of_means(pair.change), {mean.value, mean.low, mean.high}};
}

}  // namespace

PremortemRanges premortem_ranges(const Scenario& s, const PremortemOptions& o, const Premortem& result) {
  PremortemRanges r;
  if (o.points == 0) return r;
  Variants v;
  const std::size_t whole = v.add(first_truce_only(s, result.last_day));
  const std::size_t base = v.add(first_truce_only(s, result.days));
  std::vector<Pair> pairs;
  const auto pair = [&](std::size_t from, std::size_t to) {
    pairs.push_back({from, to, {}});
    return pairs.size() - 1;
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
                  pair(base, v.add(first_truce_only(with_option(s, c.issue, c.to), result.days), base)))
            : std::nullopt);
  std::vector<std::size_t> leverage;
  for (const LeverageCase& c : result.leverage) {
    const auto at = [&](double x) {
      return v.add(first_truce_only(with_leverage(s, c.patron, c.client, x), result.days));
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
      for (Pair& p : pairs) p.change.emplace_back();
    }
    if (run.variant == whole)
      for (std::size_t k = 0; k < ended.size(); ++k)
        ended[k].back().add(
            run.outcome.first_truce_ended && run.outcome.ended_by == result.breakers[k].party ? 1 : 0);
    lasts[run.variant] = run.outcome.first_truce_ended ? 0 : 1;
    if (run.variant == base) survival.back().add(lasts[base]);
    if (run.variant + 1 == v.list.size())
      for (Pair& p : pairs) p.change.back().add(lasts[p.to] - lasts[p.from]);
  };
  hooks.points = [&](std::size_t done) {
    if (o.progress)
      o.progress(std::to_string(done) + " of " + std::to_string(o.points) + " points over the ranges");
  };
  play_points(points, v.list, {.seed = o.seed, .runs = o.per_point, .jobs = o.jobs}, hooks);

  r.points = survival.size();
  r.refused = refused.size();
  r.survival = spread_of_shares(survival);
  r.parts = parts_of_variance(survival);
  for (const auto& sums : ended) r.ended.push_back({spread_of_shares(sums), mean_over_points(sums, a_share)});
  for (const Of& of : breakers)
    r.breakers.push_back({of.attacks ? std::optional(held_of(pairs[*of.attacks])) : std::nullopt,
                          of.leaves ? std::optional(held_of(pairs[*of.leaves])) : std::nullopt,
                          held_of(pairs[of.keeps])});
  for (const auto& c : clauses) r.clauses.push_back(c ? std::optional(held_of(pairs[*c])) : std::nullopt);
  for (const std::size_t k : leverage) r.leverage.push_back(held_of(pairs[k]));
  return r;
}

}  // namespace parley
