// Changes of scores: what they are, and whether their intervals hold where one looks several times.
#include "parley/statistics/score_change.hpp"

#include <cmath>
#include <functional>

#include "parley/statistics/looks.hpp"
#include "parley/statistics/luck.hpp"
#include "parley/statistics/proper_scores.hpp"
#include "support.hpp"

using namespace parley;

namespace {

// Runs of a figure with the same luck.
struct Pair {
  std::vector<double> with, without;
};
using Make = std::function<Pair(Stream&, std::size_t n)>;
struct Figure {
  Make make;
  double seen = 0;
  bool yes_no = false;
};

ScoreChange change_of(const Pair& pair, const Figure& f, std::size_t n, double error) {
  return score_change({std::span(pair.with).first(n), std::span(pair.without).first(n), f.seen, f.yes_no},
                      error);
}

struct Misses {
  double share = 0, early = 0,
         plain = 0;  // early: before all runs; plain: of intervals that trust the variance
};

// Cases of a figure each, played until it is decided, 400 runs at most, again and again.
Misses misses(std::span<const Figure> cases, double truth, double worth) {
  constexpr std::uint32_t times = 1500;
  const std::vector<std::size_t> looks = looks_at(400, 200);
  Misses m;
  for (std::uint32_t t = 0; t < times; ++t) {
    std::vector<Pair> runs;
    for (std::size_t c = 0; c < cases.size(); ++c) {
      Stream luck = study_luck(5, StudyPurpose::sample, static_cast<std::uint32_t>(c), t);
      runs.push_back(cases[c].make(luck, looks.back()));
    }
    for (const std::size_t n : looks) {
      const double error = error_at(looks, n);
      std::vector<ScoreChange> changes;
      for (std::size_t c = 0; c < cases.size(); ++c)
        changes.push_back(change_of(runs[c], cases[c], n, error));
      const Difference d = mean_change(changes, error);
      if (!decided(d, worth) && n < looks.back()) continue;
      m.early += n < looks.back() ? 1.0 / times : 0;
      m.share += d.low > truth || d.high < truth ? 1.0 / times : 0;
      for (ScoreChange& c : changes) c.reach = 0;
      const Difference p = mean_change(changes, error);
      m.plain += p.low > truth || p.high < truth ? 1.0 / times : 0;
      break;
    }
  }
  return m;
}

// A yes-no of which the mechanism makes a share of the noes yes, and of the yeses no.
Figure yes_no(double p, double gained, double lost, double seen) {
  return {[=](Stream& luck, std::size_t n) {
            Pair pair;
            for (std::size_t i = 0; i < n; ++i) {
              const bool yes = luck.chance(p), turned = luck.chance(yes ? lost : gained);
              pair.with.push_back(yes ? 1 : 0);
              pair.without.push_back(yes != turned ? 1 : 0);
            }
            return pair;
          },
          seen, true};
}
double truth_of(double p, double gained, double lost, double seen) {
  const double after = p * (1 - lost) + (1 - p) * gained;
  return (after - seen) * (after - seen) - (p - seen) * (p - seen);
}

// Even from 0 to 60 days with it, the same days `times` as long without.
Figure longer(double times, double seen) {
  return {[=](Stream& luck, std::size_t n) {
            Pair pair;
            for (std::size_t i = 0; i < n; ++i) {
              pair.with.push_back(60 * luck.uniform());
              pair.without.push_back(times * pair.with.back());
            }
            return pair;
          },
          seen, false};
}
double crps_of_even(double most, double seen) {
  return (std::pow(seen, 3) + std::pow(most - seen, 3)) / (3 * most * most);
}

// Even from 6 to 8 days, but for a few runs, which without it last 60.
Figure seldom_long(double share) {
  return {[=](Stream& luck, std::size_t n) {
            Pair pair;
            for (std::size_t i = 0; i < n; ++i) {
              pair.with.push_back(6 + 2 * luck.uniform());
              pair.without.push_back(luck.chance(share) ? 60 : pair.with.back());
            }
            return pair;
          },
          7, false};
}
// The area between the square of its distribution function less the step at 7: from 6 to 7, to 8 and to 60.
double truth_of_seldom_long(double share) {
  const auto score = [](double all) {
    return all * all / 12 + (std::pow(all - 1, 3) - std::pow(all / 2 - 1, 3)) / (1.5 * all) +
           52 * (1 - all) * (1 - all);
  };
  return score(1 - share) - score(1);
}

}  // namespace

TEST_SUITE("statistics") {
  TEST_CASE(
      "a change of a score is the difference of the fair scores, and what runs move it by is the jackknife") {
    Stream luck = study_luck(3, StudyPurpose::sample);
    for (const Figure& f : {yes_no(0.4, 0.1, 0.2, 1), longer(0.7, 20), seldom_long(0.1)}) {
      const std::size_t n = 240;
      Pair pair = f.make(luck, n);
      pair.with[3] = pair.without[5] = pair.without[6] = unknown;  // runs that do not tell it
      const ScoreChange all = change_of(pair, f, n, 0.05);
      const auto fair = [&](const std::vector<double>& values) {
        std::vector<double> known;
        for (const double v : values)
          if (v == v) known.push_back(v);
        const auto k = static_cast<std::size_t>(std::count(known.begin(), known.end(), 1.0));
        return f.yes_no ? fair_brier(k, known.size(), f.seen > 0.5) : ForecastSample(known).fair_crps(f.seen);
      };
      CHECK(all.value == doctest::Approx(fair(pair.without) - fair(pair.with)));
      // Without run i the score is lower by what it adds, over n.
      double largest = 0;
      for (const double moved : all.by_run) largest = std::max(largest, std::abs(moved));
      for (std::size_t i = 0; i < n; ++i) {
        Pair rest = pair;
        rest.with[i] = rest.without[i] = unknown;
        const double left_out = static_cast<double>(n) * (all.value - change_of(rest, f, n, 0.05).value);
        CHECK(std::abs(left_out - all.by_run[i]) < 0.05 * largest);
        CHECK(std::abs(all.by_run[i]) <= 2 * all.reach);
      }
    }
  }

  TEST_CASE("what nothing differs in is exactly the same, what no run shows to differ may") {
    Stream luck = study_luck(3, StudyPurpose::sample);
    const Figure f = yes_no(0.5, 0, 0, 1);
    const Pair pair = f.make(luck, 200);
    const ScoreChange same = nothing_differs(200), unseen = change_of(pair, f, 200, 0.025);
    const Difference exactly = mean_change(std::vector{same}, 0.025),
                     may = mean_change(std::vector{unseen}, 0.025);
    CHECK(exactly.low == 0);
    CHECK(exactly.high == 0);
    CHECK(may.value == 0);
    // A share s of 200 that none of them shows has a chance of (1 - s)^200.
    const double s = 1 - std::pow(0.0125, 1.0 / 200);
    CHECK(may.high >= truth_of(0.5, 2 * s, 0, 0));
    CHECK(may.high < 1.6 * truth_of(0.5, 2 * s, 0, 0));
    // The mean of two cases, of which one is known not to differ, is known twice as well.
    CHECK(mean_change(std::vector{same, unseen}, 0.025).high == doctest::Approx(0.5 * may.high));
  }

  TEST_CASE("intervals of changes hold where one stops as soon as they decide") {
    const double most = 0.05 + 3 * std::sqrt(0.05 * 0.95 / 1500);
    struct YesNo {
      double p, gained, lost, seen;
    };
    for (const YesNo& f : std::vector<YesNo>{{0.5, 0.2, 0.2, 1},
                                             {0.3, 0.15, 0.05, 1},
                                             {0.3, 0.02, 0.03, 0},
                                             {0.9, 0, 0.02, 1},
                                             {0.02, 0.03, 0, 0},
                                             {0, 0.1, 0, 0},
                                             {0.5, 0.005, 0, 1}}) {
      CAPTURE(f.p);
      CAPTURE(f.gained);
      const Misses m = misses(std::vector{yes_no(f.p, f.gained, f.lost, f.seen)},
                              truth_of(f.p, f.gained, f.lost, f.seen), 0.02);
      CHECK(m.share <= most);
    }
    for (const auto& [times, seen] : {std::pair{0.8, 7.0}, std::pair{0.8, 40.0}, std::pair{1.1, 50.0}}) {
      const Misses m = misses(std::vector{longer(times, seen)},
                              crps_of_even(60 * times, seen) - crps_of_even(60, seen), 1);
      CHECK(m.share <= most);
      CHECK(m.early > 0.9);
    }
    for (const double share : {0.005, 0.01, 0.03, 0.1}) {
      CAPTURE(share);
      const Misses m = misses(std::vector{seldom_long(share)}, truth_of_seldom_long(share), 1);
      CHECK(m.share <= most);
      // A variance alone would be wrong where few runs differ: they may all be among those not made.
      if (share == 0.005) CHECK(m.plain > 0.2);
    }
  }

  TEST_CASE("a change in one of five cases is found in their mean, with an interval that holds") {
    const double most = 0.05 + 3 * std::sqrt(0.05 * 0.95 / 1500);
    for (const double gained : {0.02, 0.4}) {
      std::vector<Figure> cases(5, yes_no(0.8, 0, 0, 1));
      cases[2] = yes_no(0.5, gained, 0, 0);
      const Misses m = misses(cases, truth_of(0.5, gained, 0, 0) / 5, 0.02);
      CHECK(m.share <= most);
      CHECK(m.early > 0.9);
    }
  }
}
