// Utilities, the space of packages, trade-offs and solution concepts.
#include <algorithm>
#include <cmath>

#include "parley/bargaining/equilibrium.hpp"
#include "parley/preference/frontier.hpp"
#include "parley/preference/remembered_tradeoff.hpp"
#include "parley/preference/solutions.hpp"
#include "parley/support/random.hpp"
#include "random_scenarios.hpp"

using namespace parley;

namespace {

std::vector<const Utility*> pointers(const std::vector<Utility>& list) {
  std::vector<const Utility*> p;
  for (const auto& u : list) p.push_back(&u);
  return p;
}

std::vector<Utility> utilities(const Space& space, const Scenario& s) {
  std::vector<Utility> list;
  for (const auto& [key, party] : s.parties) list.emplace_back(space, s, party);
  return list;
}

}  // namespace

TEST_SUITE("preference") {
  TEST_CASE("utilities of all packages lie in [0, 1], and the best package is the best") {
    for (std::uint32_t n = 0; n < 60; ++n) {
      const Scenario s = test::random_scenario(n, 4, 3, n % 2 == 1);
      const Space space(s);
      for (const Utility& u : utilities(space, s)) {
        double most = 0;
        Package p = space.first();
        do {
          const double x = u(p);
          CHECK(x >= 0.0);
          CHECK(x <= 1.0);
          most = std::max(most, x);
        } while (space.next(p));
        CHECK(u.best() == doctest::Approx(most).epsilon(1e-12));
      }
    }
  }

  TEST_CASE("raising a reservation value never enlarges the zone of agreement") {
    for (std::uint32_t n = 0; n < 30; ++n) {
      const Scenario s = test::random_scenario(n, 4, 3, n % 2 == 1);
      const Space space(s);
      const auto list = utilities(space, s);
      const auto parties = pointers(list);
      std::vector<double> r(parties.size(), 0.0);
      std::size_t zone = zone_size(space, parties, r);
      CHECK(static_cast<double>(zone) == space.size());
      for (double level = 0.1; level <= 1.0; level += 0.1) {
        r[n % r.size()] = level;
        const std::size_t smaller = zone_size(space, parties, r);
        CHECK(smaller <= zone);
        zone = smaller;
      }
    }
  }

  // Cunningham 2006.
  TEST_CASE("every further veto player leaves the zone of agreement the same or smaller") {
    for (std::uint32_t n = 0; n < 30; ++n) {
      const Scenario s = test::random_scenario(n, 4, 5, false);
      const Space space(s);
      const auto list = utilities(space, s);
      auto parties = pointers(list);
      std::size_t zone = static_cast<std::size_t>(space.size());
      for (std::size_t k = 1; k <= parties.size(); ++k) {
        const std::vector<double> r(k, 0.45);
        const std::size_t now = zone_size(space, {parties.data(), k}, r);
        CHECK(now <= zone);
        zone = now;
      }
    }
  }

  TEST_CASE("risk aversion bends utility upwards and keeps the order of packages") {
    const Scenario neutral = test::scenario(
        "name: r\nissues: {A: {options: [x, y, z]}}\nparties: {P: {weights: {A: 1}, values: {A: [0, 0.5, "
        "1]}}, Q: {weights: {A: 1}, values: {A: [0, 0.5, 1]}, risk: 2}}\ntalks: {protocol: "
        "alternating_offers}\n");
    const Space space(neutral);
    const auto list = utilities(space, neutral);
    CHECK(list[0](Package{1}) == doctest::Approx(0.5));
    CHECK(list[1](Package{1}) == doctest::Approx((1 - std::exp(-1.0)) / (1 - std::exp(-2.0))));
    CHECK(list[1](Package{0}) == 0.0);
    CHECK(list[1](Package{2}) == 1.0);
    CHECK(list[1].from_sum(list[1].to_sum(0.37)) == doctest::Approx(0.37));
  }

  TEST_CASE("a single-peaked value falls evenly to 0 at the farthest option") {
    const Scenario s = test::scenario(
        "name: v\nissues: {A: {options: [a, b, c, d, e]}}\nparties: {P: {weights: {A: 1}, ideal: {A: 1}}, Q: "
        "{weights: {A: 1}, ideal: {A: e}}}\ntalks: {protocol: alternating_offers}\n");
    const Party& p = s.parties.rows[0].value;
    CHECK(option_value(s, p, IssueId(0), 1) == 1.0);
    CHECK(option_value(s, p, IssueId(0), 0) == doctest::Approx(2.0 / 3));
    CHECK(option_value(s, p, IssueId(0), 4) == 0.0);
    CHECK(option_value(s, s.parties.rows[1].value, IssueId(0), 0) == 0.0);
  }

  TEST_CASE("trade-off search meets every target that can be met, and comes within 1% of the best package") {
    int searched = 0, best_found = 0;
    for (std::uint32_t n = 0; n < 40; ++n) {
      const Scenario s = test::random_scenario(n, 5, 2, n % 2 == 1);
      const Space space(s);
      const auto list = utilities(space, s);
      const std::vector<std::uint8_t> allowed(space.table_size(), 1);
      TradeOff search;
      search.build(space, list[0].parts(), list[1].parts(), allowed);
      Package found(space.units());
      for (double target = 0.0; target < 1.0; target += 0.07) {
        double best = -1, highest = 0;
        Package p = space.first();
        do {
          const double own = list[0].sum(p);
          highest = std::max(highest, own);
          if (own >= target) best = std::max(best, list[1].sum(p));
        } while (space.next(p));
        search.best(target, found);
        if (best < 0) {
          CHECK(list[0].sum(found) == doctest::Approx(highest));
          continue;
        }
        CHECK(list[0].sum(found) >= target - 1e-9);
        CHECK(list[1].sum(found) <= best + 1e-6);
        CHECK(list[1].sum(found) >= 0.99 * best);
        ++searched;
        best_found += list[1].sum(found) >= best - 1e-6 ? 1 : 0;
      }
    }
    CHECK(best_found > 0.98 * searched);
  }

  TEST_CASE(
      "what was asked before is answered as a search would, also between two targets and after memory was "
      "full") {
    std::uint64_t asked = 0, searched = 0;
    for (std::uint32_t n = 0; n < 12; ++n) {
      const Scenario s = test::random_scenario(n, n % 3 == 0 ? 40 : 5, 3, n % 2 == 1);
      const Space space(s);
      const auto list = utilities(space, s);
      Stream luck({.seed = 5, .replicate = n}, 0, 0, 0);
      RememberedTradeOff remembered(n < 6 ? 4000 : 1 << 20);  // bytes: hardly any, enough
      TradeOff search;
      Package found(space.units()), kept(space.units());
      const auto ask = [&](std::uint32_t heard) {
        // What was heard makes the wishes: the same again where the number is.
        Stream wish({.seed = 6, .replicate = heard}, 0, 0, 0);
        std::vector<double> wishes(space.table_size());
        std::vector<std::uint8_t> allowed(space.table_size(), 1);
        for (std::size_t c = 0; c < wishes.size(); ++c) wishes[c] = list[1].parts()[c] + 0.1 * wish.uniform();
        for (std::size_t u = 0; u < space.units(); ++u)
          if (wish.chance(0.2))
            for (std::size_t c = 1; c < space.choices(u); ++c) allowed[space.offset(u) + c] = 0;
        remembered.build(space, list[0].parts(), wishes, allowed);
        search.build(space, list[0].parts(), wishes, allowed);
        CHECK(remembered.highest() == search.highest());
        for (int t = 0; t < 5; ++t) {
          const double target = 1.05 * luck.uniform();
          remembered.best(target, kept);
          search.best(target, found);
          REQUIRE(kept == found);
        }
      };
      for (int k = 0; k < 300; ++k) ask(luck.below(8));
      if (n >= 6) asked += remembered.asked(), searched += remembered.searched();
      if (n % 2 == 0)
        for (std::uint32_t k = 0; k < 300; ++k) ask(100 + k);
      for (int k = 0; k < 20; ++k) ask(luck.below(8));
    }
    CHECK(searched < asked / 2);
  }

  // The optimum is found by branch and bound; 300 issues have the bound over lotteries, a linear programme.
  TEST_CASE("trade-off search comes within 1% of the optimum on 20 issues and of its bound on 300") {
    for (const int issues : {20, 300}) {
      for (std::uint32_t n = 0; n < 6; ++n) {
        const Scenario s = test::random_scenario(n, issues, 3, n % 2 == 1);
        const Space space(s);
        const auto list = utilities(space, s);
        const std::vector<const Utility*> two{&list[0], &list[2]};
        const Frontier frontier(space, two);
        const std::vector<std::uint8_t> allowed(space.table_size(), 1), partner{1, 0};
        TradeOff search;
        search.build(space, list[0].parts(), list[2].parts(), allowed);
        Package found(space.units()), best;
        for (double share = 0.3; share < 0.99; share += 0.1) {
          const double target = share * search.highest();
          search.best(target, found);
          REQUIRE(list[0].sum(found) >= target - 1e-9);
          const std::vector<double> need{target, -1e9};
          double most = frontier.best(1, need).value;
          if (issues == 20) {
            REQUIRE(best_package(space, two, 1, partner, need, best));
            CHECK(list[2].sum(best) <= most + 1e-9);
            most = list[2].sum(best);
          }
          CHECK(list[2].sum(found) >= 0.99 * most);
        }
      }
    }
  }

  // Nash 1950: two risk-neutral parties halve a pie; with a disagreement value of 0.2 for one, 0.6 and 0.4.
  TEST_CASE("the Nash point divides a pie as theory says") {
    std::string options, up, down;
    for (int i = 0; i <= 100; ++i) {
      options += (i ? ", s" : "s") + std::to_string(i);
      up += (i ? ", " : "") + std::to_string(i / 100.0);
      down += (i ? ", " : "") + std::to_string(1 - i / 100.0);
    }
    const Scenario s = test::scenario("name: pie\nissues: {PIE: {options: [" + options +
                                      "]}}\nparties: {A: {weights: {PIE: 1}, values: {PIE: [" + up +
                                      "]}}, B: {weights: {PIE: 1}, values: {PIE: [" + down +
                                      "]}}}\ntalks: {protocol: alternating_offers}\n");
    const Space space(s);
    const auto list = utilities(space, s);
    const auto parties = pointers(list);
    const std::vector<double> none{0, 0}, outside{0.2, 0.0}, too_much{0.7, 0.6};
    CHECK(nash_point(space, parties, none).utilities[0] == doctest::Approx(0.5));
    CHECK(nash_point(space, parties, outside).utilities[0] == doctest::Approx(0.6));
    CHECK(kalai_smorodinsky_point(space, parties, outside).utilities[0] == doctest::Approx(0.6));
    CHECK(!nash_point(space, parties, too_much).exists);
  }

  TEST_CASE(
      "no party can gain without loss to another at the Nash point, elsewhere the loss is what is left on "
      "the table") {
    for (std::uint32_t n = 0; n < 20; ++n) {
      const Scenario s = test::random_scenario(n, 4, 3, n % 2 == 1);
      const Space space(s);
      const auto list = utilities(space, s);
      const auto parties = pointers(list);
      const std::vector<double> d(3, 0.0);
      const Point nash = nash_point(space, parties, d);
      CHECK(nash.exact);
      CHECK(pareto_loss(space, parties, nash.package) == doctest::Approx(0.0));
    }
  }

  TEST_CASE("interacting issues become one unit, and packages read back as they were written") {
    const Scenario s = test::random_scenario(1, 4, 3, true);
    const Space space(s);
    CHECK(space.units() < space.issues().size());
    Package p = space.first();
    std::size_t packages = 0;
    do {
      std::vector<OptionIndex> options;
      for (const IssueId i : space.issues()) options.push_back(space.option(p, i));
      CHECK(space.package(options) == p);
      ++packages;
    } while (space.next(p));
    CHECK(static_cast<double>(packages) == space.size());
  }

  TEST_CASE("an issue off the table stays at its status quo in every package") {
    Scenario s = test::random_scenario(3, 4, 2, false);
    s.issues.rows[2].value.status_quo.index = 1;
    s.agenda.off_table.push_back({"I2", {}});
    const Space space(s);
    Package p = space.first();
    do CHECK(space.option(p, IssueId(2)) == 1);
    while (space.next(p));
  }
}
