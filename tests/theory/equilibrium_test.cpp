// Does equilibrium play give what theory says?  Rubinstein (1982), Binmore, Rubinstein & Wolinsky (1986),
// Baron & Ferejohn (1989), Chatterjee et al. (1993).
#include "parley/bargaining/equilibrium.hpp"

#include <cmath>

#include "mistakes.hpp"

using namespace parley;

namespace {

// A pie of 2^24 crumbs in coins, each an issue that says who gets it. A coin is never larger than what is
// left of the pie divided by the parties, rounded up: so any division among them can be paid exactly.
std::string pie_in_coins(const std::vector<std::string>& parties, const std::string& talks) {
  const double crumbs = 0x1p24, n = static_cast<double>(parties.size());
  std::string issues, weights, options;
  for (std::size_t i = 0; i < parties.size(); ++i) options += fmt::format("{}p{}", i > 0 ? ", " : "", i);
  std::vector<std::string> values(parties.size());
  int k = 0;
  for (double left = crumbs; left > 0; ++k) {
    const double coin = std::ceil(left / n);
    left -= coin;
    issues += fmt::format("  C{}: {{options: [{}]}}\n", k, options);
    weights += fmt::format("{}C{}: {}", k > 0 ? ", " : "", k, coin / crumbs);
    for (std::size_t i = 0; i < parties.size(); ++i) {
      values[i] += fmt::format("{}C{}: [", k > 0 ? ", " : "", k);
      for (std::size_t j = 0; j < parties.size(); ++j)
        values[i] += fmt::format("{}{}", j > 0 ? ", " : "", i == j ? 1 : 0);
      values[i] += "]";
    }
  }
  std::string text = "name: pie\nissues:\n" + issues + "parties:\n";
  for (std::size_t i = 0; i < parties.size(); ++i)
    text += fmt::format("  P{}: {{weights: {{{}}}, values: {{{}}}, strategy: {{bidding: equilibrium}}{}}}\n",
                        i, weights, values[i], parties[i]);
  return text + "talks: {protocol: " + talks + "}\n";
}

Outcome agreed_at_once(const std::string& text, std::uint32_t run = 0, Trace* trace = nullptr) {
  const Outcome o = test::play(test::scenario(text), 1, run, trace);
  REQUIRE(o.ending == Ending::holding);
  CHECK(o.agreement_day == 1);
  return o;
}

double uniform(Stream& luck, double low, double high) { return low + (high - low) * luck.uniform(); }

}  // namespace

TEST_SUITE("equilibrium") {
  TEST_CASE("Rubinstein: two impatient parties share as (1 - d2) / (1 - d1 d2), in actual play") {
    for (const double d1 : {0.0, 0.3, 0.9, 0.99})
      for (const double d2 : {0.0, 0.5, 0.95, 0.999, 1.0}) {
        CAPTURE(d1);
        CAPTURE(d2);
        const Outcome o = agreed_at_once(pie_in_coins(
            {fmt::format(", discount: {}", d1), fmt::format(", discount: {}", d2)}, "alternating_offers"));
        const double share = (1 - d2) / (1 - d1 * d2);
        CHECK(std::fabs(o.utilities[PartyId(0)] - share) < 1e-6);
        CHECK(std::fabs(o.utilities[PartyId(1)] - (1 - share)) < 1e-6);
      }
  }

  TEST_CASE(
      "Binmore, Rubinstein & Wolinsky: as the risk of breakdown goes to 0, Nash, also for the risk averse") {
    for (const double a : {0.0, 2.0, 5.0})
      for (const double r : {0.0, 0.2}) {
        const Outcome o = agreed_at_once(pie_in_coins({"", fmt::format(", risk: {}, reservation: {}", a, r)},
                                                      "{alternating_offers: {breakdown: 1e-8}}"));
        // The share s of the averse party that maximises (1 - s)(U(s) - r).
        const auto utility = [&](double s) {
          return a > 0 ? (1 - std::exp(-a * s)) / (1 - std::exp(-a)) : s;
        };
        const auto slope = [&](double s) { return a > 0 ? a * std::exp(-a * s) / (1 - std::exp(-a)) : 1.0; };
        double low = 0, high = 1;
        for (int k = 0; k < 60; ++k) {
          const double s = 0.5 * (low + high);
          ((1 - s) * slope(s) > utility(s) - r ? low : high) = s;
        }
        CAPTURE(a);
        CAPTURE(r);
        CHECK(std::fabs(o.utilities[PartyId(0)] - (1 - low)) < 1e-6);
      }
  }

  TEST_CASE("Baron & Ferejohn: the proposer keeps 1 - d (q - 1) / n, in actual play") {
    for (const int n : {3, 5})
      for (const double d : {0.5, 0.9, 1.0})
        for (int q = 2; q <= n; ++q) {
          if (q == n && d >= 1) continue;
          CAPTURE(n);
          CAPTURE(d);
          CAPTURE(q);
          const std::vector<std::string> parties(static_cast<std::size_t>(n),
                                                 fmt::format(", discount: {}", d));
          Trace t;
          const Outcome o = agreed_at_once(
              pie_in_coins(parties, fmt::format("{{random_proposer: {{quota: {}}}}}", q)), 0, &t);
          const PartyId proposer = *t.talk.said[0].who;
          CHECK(std::fabs(o.utilities[proposer] - (1 - d * (q - 1) / n)) < 1e-6);
          int bought = 0;
          for (const PartyId p : o.utilities.ids())
            if (p != proposer && o.utilities[p] > 1e-6) ++bought;
          CHECK(bought == q - 1);
        }
  }

  TEST_CASE(
      "unanimity among n: who turns an offer down makes the next, and the first keeps 1 / (1 + (n - 1) d)") {
    for (const double d : {0.2, 0.9, 0.99}) {
      const Outcome o = agreed_at_once(
          pie_in_coins(std::vector<std::string>(3, fmt::format(", discount: {}", d)), "alternating_offers"));
      CHECK(std::fabs(o.utilities[PartyId(0)] - 1 / (1 + 2 * d)) < 1e-6);
    }
  }

  TEST_CASE(
      "votes: a veto player gets more, a larger weight no less, and values are those of the whole pie") {
    const auto pie = [] {
      return BargainingGame{Frontier({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}), {0, 0, 0}, {0.8, 0.8, 0.8}};
    };
    Voting veto;
    veto.recognition = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    veto.votes = {1, 1, 1};
    veto.veto = {1, 0, 0};
    veto.quota = 2;
    const Equilibrium e = drawn_equilibrium(pie(), veto);
    REQUIRE(e.problem.empty());
    // The veto player buys either other; each other must buy it.
    CHECK(e.value[0] + e.value[1] + e.value[2] == doctest::Approx(1).epsilon(1e-7));
    const double x1 = 0.8 * e.value[0], x2 = 0.8 * e.value[1];
    CHECK(e.value[0] == doctest::Approx((1 - x2) / 3 + 2 * x1 / 3).epsilon(1e-6));
    CHECK(e.value[1] == doctest::Approx((1 - x1) / 3 + x2 / 6).epsilon(1e-6));
    CHECK(e.value[0] > 0.5);
    // Recognised more often, a party costs more, and is bought less often: the mixture keeps the others
    // level.
    Voting uneven = veto;
    uneven.veto = {0, 0, 0};
    uneven.recognition = {0.5, 0.3, 0.2};
    const Equilibrium u = drawn_equilibrium(pie(), uneven);
    REQUIRE(u.problem.empty());
    CHECK(u.value[0] >= u.value[1] - 1e-6);
    CHECK(u.value[1] >= u.value[2] - 1e-6);
    CHECK(u.value[0] + u.value[1] + u.value[2] == doctest::Approx(1).epsilon(1e-6));
  }

  TEST_CASE("no one-shot deviation pays, on random small spaces, by brute force") {
    Stream luck({5, 0, 0}, 1, 0, 0);
    for (int game = 0; game < 40; ++game) {
      const std::size_t n = game % 2 == 0 ? 2 : 3;
      std::vector<std::vector<double>> points(12, std::vector<double>(n));
      for (auto& point : points)
        for (double& u : point) u = luck.uniform();
      for (std::size_t i = 0; i < n; ++i) {
        points.emplace_back(n, 0.0);
        points.back()[i] = 1;
      }
      BargainingGame g{Frontier(points), std::vector<double>(n), std::vector<double>(n)};
      for (std::size_t i = 0; i < n; ++i) {
        g.reservation[i] = uniform(luck, 0, 0.2);
        g.factor[i] = uniform(luck, 0.3, 0.98);
      }
      const Equilibrium e = alternating_equilibrium(g);
      CAPTURE(game);
      REQUIRE(e.problem.empty());
      REQUIRE(e.agreement);
      for (std::size_t i = 0; i < n; ++i) {
        // Its answer: the threshold is what going on is worth. Its offer: all others accept, and it does not
        // lose.
        CHECK(
            e.threshold[i] ==
            doctest::Approx(g.reservation[i] + g.factor[i] * (e.value[i] - g.reservation[i])).epsilon(1e-9));
        CHECK(e.value[i] >= e.threshold[i] - 1e-9);
        for (std::size_t k = 0; k < n; ++k)
          CHECK(e.offers[i][0].utilities[k] >= (k == i ? e.value[i] : e.threshold[k]) - 1e-8);
        // No package, and no lottery of two, that the others accept is better for it.
        for (const auto& a : points)
          for (const auto& b : points)
            for (double share = 0; share <= 1; share += 0.05) {
              bool accepted = true;
              for (std::size_t k = 0; k < n; ++k)
                accepted = accepted && (k == i || share * a[k] + (1 - share) * b[k] >= e.threshold[k]);
              if (accepted) CHECK(share * a[i] + (1 - share) * b[i] <= e.value[i] + 1e-8);
            }
      }
    }
  }

  // Fearon 1995: with complete information and a cost of fighting there is always a deal, and it is made at
  // once.
  TEST_CASE("complete information and costs of war always agree, within the range") {
    Stream luck({6, 0, 0}, 1, 0, 0);
    for (int k = 0; k < 10; ++k) {
      const double p = uniform(luck, 0.2, 0.8), a = uniform(luck, 0.001, 0.15),
                   b = uniform(luck, 0.001, 0.15);
      const Outcome o =
          agreed_at_once(pie_in_coins({fmt::format(", discount: 0.9, reservation: {}", p - a),
                                       fmt::format(", discount: 0.9, reservation: {}", 1 - p - b)},
                                      "alternating_offers"));
      CHECK(o.utilities[PartyId(0)] >= p - a - 1e-12);
      CHECK(o.utilities[PartyId(0)] <= p + b + 1e-12);
    }
  }

  TEST_CASE("where no deal is worth more than none, none is made") {
    const Outcome o = test::play(test::scenario(pie_in_coins(
        {", discount: 0.9, reservation: 0.6", ", discount: 0.9, reservation: 0.6"}, "alternating_offers")));
    CHECK(o.ending == Ending::deadlock);
  }

  TEST_CASE("what equilibrium bidding cannot play is told") {
    const auto told = [](const std::string& from, const std::string& to) {
      std::string text = pie_in_coins({", discount: 0.9", ", discount: 0.8"}, "alternating_offers");
      test::replace(text, from, to);
      return test::problems(text);
    };
    CHECK(told("protocol: alternating_offers", "protocol: patrons_then_clients").find("no solution") !=
          std::string::npos);
    CHECK(told("equilibrium}, discount: 0.8", "hardliner}").find("'P1' must bid equilibrium too") !=
          std::string::npos);
    CHECK(told("discount: 0.8", "discount: 0.9").empty());
    std::string patient = pie_in_coins({"", ""}, "alternating_offers");
    CHECK(test::problems(patient).find("no single equilibrium") != std::string::npos);
  }
}
