#include "parley/statistics/blocked.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "parley/statistics/distributions.hpp"
#include "parley/support/linear.hpp"

namespace parley {

namespace {

constexpr std::size_t most_bundles = 20;

std::size_t bundles(std::size_t blocks) { return std::min(blocks, most_bundles); }

// A share's interval from what it is without each bundle.
Interval interval(double share, std::span<const double> without, std::size_t blocks) {
  if (std::isnan(share)) return not_known;
  const double n = static_cast<double>(without.size());
  double mean = 0, squares = 0;
  for (const double x : without) mean += x / n;
  if (blocks < least_blocks || std::isnan(mean)) return {share, unknown, unknown};
  for (const double x : without) squares += (x - mean) * (x - mean);
  double half = student_t_bound(0.95, n - 1) * std::sqrt(squares * (n - 1) / n);
  // All blocks alike: chance is still at work, as much as Wilson's interval says of so many.
  if (half < 1e-9) half = wilson(0, blocks).high;
  return {share, std::max(0.0, share - half), std::min(1.0, share + half)};
}

std::vector<Spell> those(std::span<const BlockedSpell> spells, std::size_t bundle, std::size_t of) {
  std::vector<Spell> rest;
  for (const BlockedSpell& s : spells)
    if (s.block % of != bundle) rest.push_back(s.spell);
  return rest;
}

std::vector<Spell> all_of(std::span<const BlockedSpell> spells) { return those(spells, 1, 1); }

// The share that lasts longer, by a curve; not known beyond a record that broke off.
double share_at(const std::vector<SurvivalStep>& curve, int longest, bool cut, int day) {
  if (curve.empty() || (cut && day >= longest)) return unknown;
  double share = 1;
  for (const SurvivalStep& step : curve)
    if (step.day <= day) share = step.beyond.share;
  return share;
}

// How far several curves differ: ends less expected ends, of all groups but the last that varies.
Vector differences(const LogRank& test, std::span<const std::size_t> compared) {
  Vector u(static_cast<Eigen::Index>(compared.size()));
  for (std::size_t k = 0; k < compared.size(); ++k)
    u(static_cast<Eigen::Index>(k)) = test.observed[compared[k]] - test.expected[compared[k]];
  return u;
}

}  // namespace

Interval blocked_share(std::span<const BlockCount> blocks) {
  double hits = 0, runs = 0;
  std::size_t used = 0, with_hits = 0, with_misses = 0;
  for (const BlockCount& b : blocks) {
    hits += b.hits;
    runs += b.runs;
    used += b.runs > 0 ? 1 : 0;
    with_hits += b.hits > 0 ? 1 : 0;
    with_misses += b.hits < b.runs ? 1 : 0;
  }
  if (!(runs > 0)) return not_known;
  const std::size_t of = bundles(blocks.size());
  std::vector<double> without;
  for (std::size_t g = 0; g < of; ++g) {
    double fewer_hits = hits, fewer = runs;
    for (std::size_t b = g; b < blocks.size(); b += of) {
      fewer_hits -= blocks[b].hits;
      fewer -= blocks[b].runs;
    }
    without.push_back(fewer > 0 ? fewer_hits / fewer : unknown);
  }
  Interval i = interval(hits / runs, without, used);
  // What happens in a handful of blocks is no surer than what happens in none.
  constexpr std::size_t handful = 5;
  if (with_hits < handful) i.high = std::max(i.high, wilson(0, used).high);
  if (with_misses < handful) i.low = std::min(i.low, wilson(used, used).low);
  return i;
}

std::vector<Interval> blocked_survival(std::span<const BlockedSpell> spells, std::size_t blocks,
                                       std::span<const int> days) {
  const std::vector<Spell> all = all_of(spells);
  const std::size_t of = bundles(blocks);
  std::vector<std::vector<double>> without(days.size());
  for (std::size_t g = 0; g < of; ++g) {
    const std::vector<Spell> rest = those(spells, g, of);
    const auto curve = survival_curve(rest);
    int last = 0;
    bool cut = false;
    for (const Spell& s : rest) last = std::max(last, s.days);
    for (const Spell& s : rest) cut = cut || (s.days == last && !s.ended);
    for (std::size_t d = 0; d < days.size(); ++d) without[d].push_back(share_at(curve, last, cut, days[d]));
  }
  std::vector<Interval> intervals;
  for (std::size_t d = 0; d < days.size(); ++d) {
    const Interval known = interval(survival(all, days[d]).share, without[d], blocks);
    // A share that a few blocks alone reach is none: without them nothing is known of that day.
    const bool few = blocks >= least_blocks && std::isnan(known.low);
    intervals.push_back(few ? not_known : known);
  }
  return intervals;
}

std::vector<SurvivalStep> blocked_curve(std::span<const BlockedSpell> spells, std::size_t blocks) {
  std::vector<SurvivalStep> curve = survival_curve(all_of(spells));
  std::vector<int> days;
  for (const SurvivalStep& step : curve) days.push_back(step.day);
  const auto intervals = blocked_survival(spells, blocks, days);
  for (std::size_t k = 0; k < curve.size(); ++k) {
    const double share = curve[k].beyond.share;
    const Interval& i = intervals[k];
    curve[k].beyond = {share, i.low, i.high};
  }
  return curve;
}

LogRank blocked_logrank(std::span<const std::vector<BlockedSpell>> groups, std::size_t blocks) {
  const auto test_of = [&](const std::function<std::vector<Spell>(const std::vector<BlockedSpell>&)>& some) {
    std::vector<std::vector<Spell>> spells;
    for (const auto& group : groups) spells.push_back(some(group));
    return logrank(spells);
  };
  LogRank test = test_of([](const auto& group) { return all_of(group); });
  if (test.freedom < 1) return test;
  if (blocks < least_blocks) {
    test.p = unknown;
    return test;
  }
  std::vector<std::size_t> compared;
  for (std::size_t g = 0; g < groups.size(); ++g)
    if (test.expected[g] > 0) compared.push_back(g);
  compared.resize(static_cast<std::size_t>(test.freedom));
  const Vector whole = differences(test, compared);
  const std::size_t of = bundles(blocks);
  const double n = static_cast<double>(of);
  std::vector<Vector> pseudo;
  Vector mean = Vector::Zero(whole.size());
  for (std::size_t g = 0; g < of; ++g) {
    const LogRank but = test_of([&](const auto& group) { return those(group, g, of); });
    pseudo.push_back(differences(but, compared) * (n / (n - 1)));
    mean += pseudo.back() / n;
  }
  Matrix v = Matrix::Zero(whole.size(), whole.size());
  for (const Vector& x : pseudo) v += (x - mean) * (x - mean).transpose() * ((n - 1) / n);
  test.chi_squared = 0;
  test.p = 1;
  if (whole.norm() < 1e-9) return test;  // alike in all
  const double least = 1e-12 * std::max(1.0, whole.squaredNorm());
  if (v.diagonal().minCoeff() < least) {
    test.p = unknown;
    return test;
  }
  test.chi_squared = whole.dot(v.ldlt().solve(whole));
  const double k = static_cast<double>(compared.size()), f = test.chi_squared * (n - k) / (k * (n - 1));
  test.p = f > 0 ? incomplete_beta((n - k) / 2, k / 2, (n - k) / (n - k + k * f)) : 1;
  return test;
}

}  // namespace parley
