// A party's packages in order, and all utilities of a space at once.
#include "parley/preference/ranking.hpp"

#include <algorithm>
#include <numeric>

#include "parley/bargaining/bidding.hpp"
#include "parley/engine/simulate.hpp"
#include "parley/preference/quick_order.hpp"
#include "parley/preference/split_ranking.hpp"
#include "parley/preference/visit.hpp"
#include "parley/support/random.hpp"
#include "random_scenarios.hpp"
#include "theory/random_talks.hpp"

using namespace parley;

namespace {

struct Listed {
  std::vector<Package> packages;
  std::vector<double> utilities;
};

Listed listed(const Space& space, const Utility& utility) {
  Listed all;
  Package p = space.first();
  do {
    all.packages.push_back(p);
    all.utilities.push_back(utility(p));
  } while (space.next(p));
  return all;
}

}  // namespace

TEST_SUITE("preference") {
  TEST_CASE("all utilities at once are the same bytes as one by one, and numbers name packages in order") {
    for (std::uint32_t n = 0; n < 60; ++n) {
      const Scenario s = test::random_scenario(n, 2 + static_cast<int>(n % 5), 3, n % 3 == 1);
      const Space space(s);
      const Numbering numbers(space);
      for (const auto& [key, party] : s.parties) {
        const Utility utility(space, s, party);
        const Listed all = listed(space, utility);
        std::vector<double> table(all.utilities.size());
        utility.tabulate(numbers, table);
        CHECK(table == all.utilities);
        Package p(space.units());
        for (std::uint32_t i = 0; i < all.packages.size(); ++i) {
          numbers.package(i, p);
          REQUIRE(p == all.packages[i]);
        }
      }
    }
  }

  TEST_CASE(
      "a ranking is the order by utility, ties as they should be, and finds the least package worth a "
      "target") {
    for (std::uint32_t n = 0; n < 40; ++n) {
      Scenario s = test::random_scenario(n, 2 + static_cast<int>(n % 4), 2, n % 3 == 1);
      // Values on a coarse grid: many packages of the same worth.
      if (n % 2 == 0)
        for (auto& [key, party] : s.parties.rows)
          for (auto& [issue, values] : party.values.rows)
            for (Number& v : values) v = v < 0.5 ? 0.25 : 0.75;
      const Space space(s);
      for (const auto& [key, party] : s.parties) {
        const Utility utility(space, s, party);
        const Listed all = listed(space, utility);
        std::vector<std::uint32_t> order(all.packages.size());
        std::iota(order.begin(), order.end(), 0U);
        // What is worth the reservation value stands in the order of a quicksort, the rest by number.
        const double reservation = n % 4 < 2 ? 0.0 : 0.4;
        const auto rational = std::stable_partition(
            order.begin(), order.end(), [&](std::uint32_t k) { return all.utilities[k] < reservation; });
        std::stable_sort(order.begin(), rational, [&](std::uint32_t a, std::uint32_t b) {
          return all.utilities[a] < all.utilities[b];
        });
        quick_order({rational, order.end()}, all.utilities);
        const Ranking ranking(Numbering(space), utility, reservation);
        REQUIRE(ranking.size() == order.size());
        std::vector<double> sorted;
        for (std::size_t r = 0; r < order.size(); ++r) {
          REQUIRE(ranking.package(r) == order[r]);
          REQUIRE(ranking.utility(r) == all.utilities[order[r]]);
          sorted.push_back(all.utilities[order[r]]);
        }
        const auto expected = [&](double target) {
          return static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), target) -
                                          sorted.begin());
        };
        for (double target = -0.1; target <= 1.1; target += 0.003)
          REQUIRE(ranking.at_least(target) == expected(target));
        for (const double target : sorted) REQUIRE(ranking.at_least(target) == expected(target));
      }
    }
  }

  TEST_CASE("of a million packages the least worth a target is found, as by looking at each of them") {
    for (const auto& [issues, options, risk] : {std::tuple{20, 2, 0.0}, {10, 4, 1.5}, {7, 7, -2.0}}) {
      Scenario s = test::random_talks({.issues = issues, .options = options}, 3);
      s.parties.rows[0].value.risk = risk;
      const Space space(s);
      REQUIRE(space.size() > Ranking::most_packages);
      const Utility utility(space, s, s.parties.rows[0].value);
      const SplitRanking ranking(space, Numbering(space), utility);
      std::vector<double> all;
      const Utility* const only = &utility;
      visit_all(space, {&only, 1}, [&](const Package&, std::span<const double> u) { all.push_back(u[0]); });
      std::sort(all.begin(), all.end());
      Package offer(space.units());
      ranking.package(ranking.best(), offer);
      CHECK(utility(offer) == doctest::Approx(all.back()).epsilon(1e-14));
      Stream luck({8, 0, 0}, 0, 0, 0);
      for (int n = 0; n < 400; ++n) {
        const double target = all.front() + (all.back() - all.front()) * luck.uniform();
        const auto least = std::lower_bound(all.begin(), all.end(), target);
        const auto [above, below] = ranking.around(utility.to_sum(target));
        REQUIRE(above.has_value());
        ranking.package(*above, offer);
        REQUIRE(std::abs(utility(offer) - *least) < 1e-12);
        REQUIRE(below.has_value());
        ranking.package(*below, offer);
        REQUIRE(std::abs(utility(offer) - least[-1]) < 1e-12);
      }
      CHECK_FALSE(ranking.around(utility.to_sum(all.back()) + 1e-9).above.has_value());
      CHECK_FALSE(ranking.around(utility.to_sum(all.front())).below.has_value());
    }
  }

  TEST_CASE("of packages worth the same none is favoured for where its options stand") {
    Scenario s = test::random_talks({.issues = 10, .options = 4}, 4);
    for (auto& [key, party] : s.parties.rows)
      for (auto& [issue, values] : party.values.rows)
        for (std::size_t o = 0; o < values.size(); ++o) values[o] = issue.id == "I0" ? 0.5 : o < 2 ? 1 : 0;
    const Space space(s);
    const Utility utility(space, s, s.parties.rows[0].value);
    const SplitRanking ranking(space, Numbering(space), utility);
    std::vector<int> seen(4, 0), on_another(4, 0);
    Package offer(space.units());
    for (int n = 0; n < 500; ++n) {
      ranking.package(*ranking.around(0.9 * n / 500).above, offer);
      ++seen[offer[0]];
      ++on_another[offer[1]];
    }
    for (const int n : seen) CHECK(n > 80);
    CHECK(on_another[0] + on_another[1] > 0);
    CHECK(std::abs(on_another[0] - on_another[1]) < 100);
  }

  TEST_CASE("in a space of 10^13 packages what is offered is dearer than asked by some hundred-millionths") {
    const Scenario s = test::random_talks({.issues = 19, .options = 5}, 5);
    const Space space(s);
    const Utility utility(space, s, s.parties.rows[0].value);
    const SplitRanking ranking(space, Numbering(space), utility);
    Package offer(space.units());
    double most = 0, sum = 0, n = 0;
    const double range = utility.best() - utility.worst();
    for (double part = 0.1; part < 0.9; part += 0.001) {
      const double target = utility.worst() + part * range;
      ranking.package(*ranking.around(target).above, offer);
      REQUIRE(utility(offer) >= target - 1e-12);
      most = std::max(most, utility(offer) - target);
      sum += utility(offer) - target;
      n += 1;
    }
    CHECK(most < 1e-6);
    CHECK(sum / n < 5e-8);
  }

  // An issue that no party at the table weighs makes the space too large to rank, if anybody else does.
  TEST_CASE("talks come to the same agreement with an issue more that nobody at the table minds") {
    int agreed = 0, others = 0;
    for (std::uint32_t n = 0; n < 40; ++n) {
      Scenario small = test::random_talks(
          {.parties = 2 + static_cast<int>(n % 3), .issues = 7, .options = 5, .reservation = 0.3}, n);
      for (auto& [key, party] : small.parties.rows)
        party.strategy.bidding = TimeDependent{0.5 + 0.3 * (n % 7) + 0.2 * static_cast<double>(key.id[1])};
      const auto below = std::make_unique<Model>(small);
      for (const bool watched : {false, true}) {
        Scenario large = small;
        Issue more;
        for (int o = 0; o < 10; ++o) more.options.push_back("o" + std::to_string(o));
        more.status_quo.index = 3;
        large.issues.rows.push_back({NewId{"MORE", {}}, more});
        if (watched) {
          Party watcher;
          watcher.seat = Seat::observer;
          watcher.weights.rows.push_back({IssueRef{"MORE", {}}, Number{1}});
          large.parties.rows.push_back({NewId{"W", {}}, watcher});
        }
        const auto above = std::make_unique<Model>(large);
        CHECK(above->talks.space.size() > Ranking::most_packages);
        CHECK(above->talks.rankings[PartyId(0)].empty() == watched);
        CHECK(above->talks.split_rankings[PartyId(0)].empty() != watched);
        State in_small(*below), in_large(*above);
        const Outcome& a = simulate(*below, {1, 0, 0}, in_small);
        const Outcome& b = simulate(*above, {1, 0, 0}, in_large);
        REQUIRE(a.ending == b.ending);
        CHECK(a.agreement_day == b.agreement_day);
        if (a.ending != Ending::holding) continue;
        ++agreed;
        CHECK(std::equal(a.last_deal.begin(), a.last_deal.end(), b.last_deal.begin()));
        others += watched && b.last_deal.back() != 3 ? 1 : 0;
        if (!watched) CHECK(b.last_deal.back() == 3);  // nobody asks for another
      }
    }
    CHECK(agreed > 40);
    CHECK(others > 5);
  }

  // Without a log, parties that need nothing but their rankings bargain over numbers of packages.
  TEST_CASE("talks come to the same end whether or not anybody keeps a log") {
    int agreed = 0, walked_out = 0, open = 0;
    for (std::uint32_t n = 0; n < 120; ++n) {
      Scenario s =
          test::random_scenario(n, 2 + static_cast<int>(n % 4), 2 + static_cast<int>(n % 3), n % 3 == 1);
      Stream luck({4, 0, n}, 0, 0, 0);
      s.talks.rounds = 1 + 20 * luck.uniform();
      for (auto& [key, party] : s.parties.rows) {
        party.reservation = luck.chance(0.1) ? 0.999 : 0.3 * luck.uniform();
        if (luck.chance(0.2))
          party.strategy.bidding = Hardliner{};
        else
          party.strategy.bidding = TimeDependent{0.3 + 3 * luck.uniform()};
      }
      const auto model = std::make_unique<Model>(s);
      REQUIRE(model->talks.by_rank);
      State logged(*model), silent(*model);
      Trace trace;
      const Outcome& a = simulate(*model, {1, 0, 0}, logged, &trace);
      for (int again = 0; again < 2; ++again) {
        const Outcome& b = simulate(*model, {1, 0, 0}, silent);
        CHECK(a.ending == b.ending);
        CHECK(a.agreement_day == b.agreement_day);
        CHECK(a.walked_out == b.walked_out);
        CHECK(a.utilities == b.utilities);
        if (a.ending == Ending::holding) CHECK(a.last_deal == b.last_deal);
      }
      agreed += a.ending == Ending::holding ? 1 : 0;
      walked_out += a.ending == Ending::breakdown ? 1 : 0;
      open += a.ending == Ending::deadlock ? 1 : 0;
    }
    CHECK(agreed > 20);
    CHECK(walked_out > 5);
    CHECK(open > 20);
  }
}
