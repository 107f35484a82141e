#include "parley/questions/premortem/over_ranges.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "parley/runs/doubts.hpp"
#include "parley/runs/over_ranges.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/statistics/looks.hpp"

namespace parley {

namespace {

// All variants are of one scenario, read once a point: what is otherwise under them is put into a copy of its
// model, and taken back.
struct Variants {
  const Scenario& scenario;
  std::vector<Variant> list = {};
  std::size_t add(std::function<void(Model&)> change) {
    list.push_back({scenario, std::move(change), true, 0, [](Model& m, const Model& like) {
                      m.days = like.days;
                      m.bound = like.bound;
                      m.deal = like.deal;
                      m.talks.leverage = like.talks.leverage;
                      m.talks.backers = like.talks.backers;
                      m.talks.patrons = like.talks.patrons;
                    }});
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

// Whether the first truce ended on that day or before.
bool ended_by(const Outcome& o, int day) { return o.first_truce_ended && o.collapse_day <= day; }

}  // namespace

PremortemRanges premortem_ranges(const Scenario& s, const PremortemOptions& o, const Premortem& result) {
  PremortemRanges r;
  if (o.points == 0) return r;
  // The text as it stands is played to the end of the calendar, all others to the horizon.
  constexpr std::size_t base = 0;
  const Scenario whole = first_truce_only(s, result.last_day);
  const int horizon = result.deal_day + result.days;
  Variants v{whole, {{whole, {}, true}}};
  const auto changed = [&](auto change) {
    return v.add([change, days = horizon + 1](Model& m) {
      m.days = days;
      change(m);
    });
  };
  const auto central = std::make_unique<const Model>(whole);
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
    const auto bind = [&](Bound how) {
      if (!can_be_bound(*central, b.party)) return pair(base, base);
      return pair(base, changed([party = b.party, how](Model& m) { m.bound[party] = how; }));
    };
    Of of;
    if (b.attacks) of.attacks = bind(Bound::attacks);
    if (b.leaves) of.leaves = bind(Bound::leaves);
    of.keeps = bind(Bound::keeps);
    breakers.push_back(of);
  }
  std::vector<std::optional<std::size_t>> clauses;
  for (const ClauseChange& c : result.clauses) {
    const auto move = [issue = c.issue, to = c.to](Model& m) { m.talks.space.put_option(m.deal, issue, to); };
    clauses.push_back(c.survival.known() ? std::optional(pair(base, changed(move), true)) : std::nullopt);
  }
  std::vector<std::size_t> leverage;
  for (const LeverageCase& c : result.leverage) {
    const auto at = [&](double x) {
      return changed(
          [patron = c.patron, client = c.client, x](Model& m) { put_leverage(m, patron, client, x); });
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
    lasts[run.variant] = ended_by(run.outcome, horizon) ? 0 : 1;
    if (run.variant == base) {
      survival.back().add(lasts[base]);
      for (std::size_t k = 0; k < ended.size(); ++k)
        ended[k].back().add(
            run.outcome.first_truce_ended && run.outcome.ended_by == result.breakers[k].party ? 1 : 0);
    }
    pairs.add_run(run.variant, lasts);
  };
  hooks.wanted = [&](std::size_t variant) { return variant == base || pairs.wanted(variant); };
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
