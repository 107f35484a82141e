// Do the facts of the field hold over populations of random negotiations?  Means with 95% intervals.
#include <algorithm>

#include "parley/preference/solutions.hpp"
#include "random_talks.hpp"

using namespace parley;

namespace {

std::vector<const Utility*> signers(const Model& m) {
  std::vector<const Utility*> list;
  for (const Utility& u : m.talks.utilities) list.push_back(&u);
  return list;
}

}  // namespace

TEST_SUITE("theory") {
  // Cunningham 2006. The first parties of a larger table are those of a smaller one, so that tables pair.
  TEST_CASE("more veto players, fewer deals") {
    constexpr std::uint32_t population = 400;
    std::vector<int> before;
    for (int parties = 2; parties <= 6; ++parties) {
      std::vector<int> deals;
      for (std::uint32_t n = 0; n < population; ++n) {
        test::RandomTalks r{.parties = parties, .issues = 3, .reservation = 0.5};
        r.talks = "{protocol: alternating_offers, rounds: 20}";
        deals.push_back(test::play(test::random_talks(r, n)).ending == Ending::holding ? 1 : 0);
      }
      test::Mean share, lost;
      for (std::size_t n = 0; n < population; ++n) {
        share.add(deals[n]);
        if (!before.empty()) lost.add(before[n] - deals[n]);
      }
      MESSAGE(parties, " veto players: share with a deal ", share.text());
      if (!before.empty()) CHECK(lost.low() > 0);
      before = std::move(deals);
    }
  }

  // Faratin, Sierra & Jennings 1998.
  TEST_CASE("against boulware, conceders agree sooner and get less than boulware does") {
    test::Mean sooner, less;
    for (std::uint32_t n = 0; n < 300; ++n) {
      const auto with = [&](double exponent) {
        Scenario s = test::random_talks({}, n);
        s.parties.rows[0].value.strategy.bidding = TimeDependent{exponent};
        s.parties.rows[1].value.strategy.bidding = TimeDependent{5.0};
        return test::play(s);
      };
      const Outcome conceder = with(0.3), boulware = with(5.0);
      if (conceder.ending != Ending::holding || boulware.ending != Ending::holding) continue;
      sooner.add(boulware.agreement_day - conceder.agreement_day);
      less.add(boulware.utilities[PartyId(0)] - conceder.utilities[PartyId(0)]);
    }
    MESSAGE("rounds sooner ", sooner.text(), "; utility less ", less.text());
    CHECK(sooner.n > 280);
    CHECK(sooner.low() > 0);
    CHECK(less.low() > 0);
  }

  // Where all must agree, offers to the sum of the others' wishes alone let two outweigh the third.
  TEST_CASE("of three parties that learn from offers no two pass the third by for good") {
    for (const OpponentModel& model :
         {OpponentModel{FrequencyModel{}}, OpponentModel{BayesianModel{}}, OpponentModel{TrueModel{}}}) {
      test::Mean deadlock;
      for (std::uint32_t n = 0; n < 250; ++n) {
        Scenario s = test::random_talks({.parties = 3, .issues = 4, .options = 4, .reservation = 0.45}, n);
        for (auto& [key, party] : s.parties.rows) party.strategy.opponent_model = model;
        const auto m = std::make_unique<Model>(s);
        bool room = false;
        Package package = m->talks.space.first();
        do {
          bool all = true;
          for (const Utility& u : m->talks.utilities) all = all && u(package) >= 0.45;
          room = room || all;
        } while (!room && m->talks.space.next(package));
        if (!room) continue;
        State state(*m);
        deadlock.add(simulate(*m, {1, 0, 0}, state).ending == Ending::holding ? 0 : 1);
      }
      MESSAGE("opponent model ", model.index(), ": no deal though there is room ", deadlock.text());
      CHECK(deadlock.high() < 0.15);
    }
  }

  // Baarslag et al. 2013: what an opponent model is worth shows in the distance to the Pareto frontier.
  TEST_CASE("a better opponent model brings agreements nearer to the Pareto frontier") {
    const std::vector<OpponentModel> models{NoModel{}, FrequencyModel{}, BayesianModel{}, TrueModel{}};
    std::vector<test::Mean> loss(models.size());
    std::vector<std::vector<double>> lost(models.size());
    for (std::uint32_t n = 0; n < 200; ++n) {
      for (std::size_t k = 0; k < models.size(); ++k) {
        Scenario s = test::random_talks({.issues = 5, .options = 4}, n);
        for (auto& [key, party] : s.parties.rows) {
          party.strategy.bidding = TimeDependent{2.0};
          party.strategy.opponent_model = models[k];
        }
        const auto model = std::make_unique<Model>(s);
        State state(*model);
        const Outcome& o = simulate(*model, {1, 0, 0}, state);
        REQUIRE(o.ending == Ending::holding);
        lost[k].push_back(pareto_loss(model->talks.space, signers(*model), o.last_deal));
      }
    }
    for (std::size_t k = 0; k < models.size(); ++k) {
      for (const double x : lost[k]) loss[k].add(x);
      MESSAGE("model ", k, ": a party could still gain ", loss[k].text());
    }
    // Paired differences.
    for (const auto& pair : {std::pair{0u, 1u}, {0u, 2u}, {1u, 3u}, {2u, 3u}}) {
      const std::size_t worse = pair.first, better = pair.second;
      test::Mean difference;
      for (std::size_t n = 0; n < lost[0].size(); ++n) difference.add(lost[worse][n] - lost[better][n]);
      CAPTURE(worse);
      CAPTURE(better);
      CHECK(difference.low() > 0);
    }
  }
}
