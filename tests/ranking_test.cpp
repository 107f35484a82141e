// A party's packages in order, and all utilities of a space at once.
#include "parley/preference/ranking.hpp"

#include <algorithm>
#include <numeric>

#include "parley/engine/simulate.hpp"
#include "parley/preference/quick_order.hpp"
#include "parley/support/random.hpp"
#include "random_scenarios.hpp"

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
      for (const auto& [key, party] : s.parties) {
        const Utility utility(space, s, party);
        const Listed all = listed(space, utility);
        std::vector<double> table(all.utilities.size());
        utility.tabulate(table);
        CHECK(table == all.utilities);
        Package p(space.units());
        for (std::uint32_t i = 0; i < all.packages.size(); ++i) {
          space.package(i, p);
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
        const Ranking ranking(space, utility, reservation);
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
