// Are shares and differences of a study told as surely as its replicates tell them, and no more?

#include "parley/statistics/blocked.hpp"

#include <cmath>

#include <doctest/doctest.h>

#include "parley/support/random.hpp"

namespace parley {

namespace {

constexpr std::size_t points = 20, replicates = 30;

// Truces at points that share their luck: how long they last is a replicate's luck and a run's own. In the
// second half of the points they last `longer` (of the logarithm).
std::vector<std::vector<BlockedSpell>> truces(std::uint64_t seed, double shared, double longer) {
  Stream luck({seed, 7, 0}, 60, 0, 0);
  std::vector<double> of_replicate(replicates);
  for (double& x : of_replicate) x = shared * luck.normal();
  std::vector<std::vector<BlockedSpell>> groups(2);
  for (std::size_t p = 0; p < points; ++p)
    for (std::size_t r = 0; r < replicates; ++r) {
      const double log_days = 3 + of_replicate[r] + 0.3 * luck.normal() + (2 * p >= points ? longer : 0);
      const int days = static_cast<int>(std::exp(log_days));
      groups[2 * p >= points ? 1 : 0].push_back({r, {std::min(days, 90), days < 90}});
    }
  return groups;
}

std::vector<std::vector<Spell>> plain(const std::vector<std::vector<BlockedSpell>>& groups) {
  std::vector<std::vector<Spell>> all;
  for (const auto& group : groups) {
    all.emplace_back();
    for (const BlockedSpell& s : group) all.back().push_back(s.spell);
  }
  return all;
}

}  // namespace

TEST_SUITE("blocked") {
  TEST_CASE("a share over points that share their luck is as sure as replicates make it, not runs") {
    constexpr int studies = 200;
    // Beyond 20 days (log 3.045): half of all, but for the cut to whole days.
    double truth = 0;
    for (int k = 0; k < 2000; ++k) {
      const auto groups = truces(static_cast<std::uint64_t>(1000 + k), 1, 0);
      for (const BlockedSpell& s : groups[0]) truth += s.spell.days > 20 ? 1.0 : 0.0;
    }
    truth /= 2000 * points / 2 * replicates;
    int held = 0, held_share = 0, as_runs = 0;
    for (int k = 0; k < studies; ++k) {
      const auto groups = truces(static_cast<std::uint64_t>(k), 1, 0);
      const std::vector<int> days{20};
      const Interval i = blocked_survival(groups[0], replicates, days)[0];
      const Interval j = survival(plain(groups)[0], 20);
      std::vector<BlockCount> counts(replicates);
      for (const BlockedSpell& s : groups[0]) {
        counts[s.block].hits += s.spell.days > 20 ? 1 : 0;
        counts[s.block].runs += 1;
      }
      const Interval c = blocked_share(counts);
      CHECK(c.share == doctest::Approx(i.share));
      held += i.low <= truth && truth <= i.high ? 1 : 0;
      held_share += c.low <= truth && truth <= c.high ? 1 : 0;
      as_runs += j.low <= truth && truth <= j.high ? 1 : 0;
    }
    MESSAGE("holds the truth: by replicates ", held, ", by runs ", as_runs, " of ", studies);
    CHECK(held >= 0.9 * studies);
    CHECK(held_share >= 0.9 * studies);
    CHECK(as_runs <= 0.7 * studies);
  }

  TEST_CASE("the log-rank test by replicates keeps its level, and finds what shared luck hides from runs") {
    constexpr int studies = 200;
    int wrong = 0, found = 0, as_runs = 0;
    for (int k = 0; k < studies; ++k) {
      const auto none = truces(static_cast<std::uint64_t>(k), 1, 0),
                 some = truces(static_cast<std::uint64_t>(k), 1, 0.15);
      wrong += blocked_logrank(none, replicates).p < 0.05 ? 1 : 0;
      found += blocked_logrank(some, replicates).p < 0.05 ? 1 : 0;
      as_runs += logrank(plain(some)).p < 0.05 ? 1 : 0;
    }
    MESSAGE("of ", studies, ": wrongly ", wrong, ", found by replicates ", found, ", by runs ", as_runs);
    CHECK(wrong <= 0.09 * studies);
    CHECK(found >= 0.9 * studies);
    CHECK(as_runs < found);
  }

  TEST_CASE("few replicates tell no interval, and what is alike in all is no difference") {
    const auto groups = truces(1, 1, 0.5);
    const std::vector<int> days{20};
    const Interval few = blocked_survival(groups[0], least_blocks - 1, days)[0];
    CHECK(few.share == few.share);
    CHECK(few.low != few.low);
    // Where one replicate alone is followed so long, and its truce ends, nothing is known of that day.
    std::vector<BlockedSpell> lone;
    for (std::size_t b = 0; b < replicates; ++b) lone.push_back({b, {b == 3 ? 40 : 30, b == 3}});
    const std::vector<int> late{25, 45};
    CHECK(survival(std::vector<Spell>{{30, false}, {40, true}}, 45).share == 0);
    CHECK(blocked_survival(lone, replicates, late)[0].known());
    CHECK_FALSE(blocked_survival(lone, replicates, late)[1].known());
    CHECK(std::isnan(blocked_logrank(groups, least_blocks - 1).p));
    const std::vector<std::vector<BlockedSpell>> twice{groups[0], groups[0]};
    CHECK(blocked_logrank(twice, replicates).p == 1);
    const std::vector<BlockCount> all(replicates, {4, 4});
    CHECK(blocked_share(all).low < 0.95);
    CHECK(blocked_share(all).high == 1);
    CHECK_FALSE(blocked_share({}).known());
    // One hit in one block is no surer than none, and one miss than none.
    for (std::size_t k = 0; k <= 8; ++k) {
      std::vector<BlockCount> rare(60, {0, 40}), common(60, {40, 40});
      for (std::size_t b = 0; b < k; ++b) {
        rare[7 * b].hits = 1;
        common[7 * b].hits = 39;
      }
      const double none = wilson(0, 60).high;
      CHECK((blocked_share(rare).high >= none) == (k < 5));
      CHECK((blocked_share(common).low <= 1 - none + 1e-12) == (k < 5));
    }
  }
}

}  // namespace parley
