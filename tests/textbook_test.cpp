// Do the textbook scenarios give the answers that their descriptions name?
#include <algorithm>
#include <cmath>

#include "parley/questions/analysis/analysis.hpp"
#include "support.hpp"

using namespace parley;

namespace {

Outcome play(const std::string& name, const std::vector<std::string>& overrides = {}) {
  return test::play(test::scenario_file("scenarios/textbook/" + name + ".yaml", overrides));
}

}  // namespace

TEST_SUITE("textbook") {
  TEST_CASE("rubinstein.yaml") {
    const Outcome o = play("rubinstein");
    REQUIRE(o.ending == Ending::holding);
    CHECK(o.agreement_day == 1);
    CHECK(std::fabs(o.utilities[PartyId(0)] - 0.2 / 0.28) < 1e-6);
    CHECK(std::fabs(play("rubinstein", {"parties.SOUTH.discount=0.9"}).utilities[PartyId(0)] - 1 / 1.9) <
          1e-6);
    CHECK(std::fabs(play("rubinstein", {"parties.NORTH.discount=0"}).utilities[PartyId(0)] - 0.2) < 1e-6);
  }

  TEST_CASE("baron-ferejohn.yaml") {
    const auto sorted = [](const Outcome& o) {
      std::vector<double> shares(o.utilities.begin(), o.utilities.end());
      std::sort(shares.begin(), shares.end());
      return shares;
    };
    const Outcome o = play("baron-ferejohn");
    REQUIRE(o.ending == Ending::holding);
    CHECK(o.agreement_day == 1);
    const auto shares = sorted(o);
    CHECK(std::fabs(shares[2] - 0.7) < 2e-6);
    CHECK(std::fabs(shares[1] - 0.3) < 2e-6);
    CHECK(shares[0] < 1e-6);
    const Outcome all = play("baron-ferejohn", {"talks.protocol.random_proposer.quota=3"});
    CHECK(std::fabs(sorted(all)[2] - 0.4) < 2e-6);
    CHECK(std::fabs(sorted(all)[0] - 0.3) < 2e-6);
  }

  TEST_CASE("divide-the-dollar.yaml") {
    const Model m(test::scenario_file("scenarios/textbook/divide-the-dollar.yaml"));
    const Analysis a = analyze(m);
    CHECK(a.points.nash.package == Package{60});
    const Outcome o = play("divide-the-dollar");
    REQUIRE(o.ending == Ending::holding);
    CHECK(o.first_deal == Package{60});
    // Without the fear of risk the dollar is halved.
    CHECK(play("divide-the-dollar", {"parties.WARY.risk=0"}).utilities[PartyId(0)] ==
          doctest::Approx(0.5).epsilon(0.021));
  }

  TEST_CASE("raiffa-logrolling.yaml") {
    const Model m(test::scenario_file("scenarios/textbook/raiffa-logrolling.yaml"));
    const Analysis a = analyze(m);
    const Package logrolled{0, 4, 8}, halfway{4, 4, 4};
    CHECK(a.points.nash.package == logrolled);
    CHECK(a.points.kalai_smorodinsky.package == logrolled);
    CHECK(play("raiffa-logrolling").first_deal == logrolled);
    for (const PartyId p : {PartyId{0}, PartyId{1}}) {
      CHECK(m.talks.utilities[p](logrolled) == doctest::Approx(0.65));
      CHECK(m.talks.utilities[p](halfway) == doctest::Approx(0.5));
    }
  }

  TEST_CASE("veto-players.yaml: every further veto player leaves less") {
    const Model m(test::scenario_file("scenarios/textbook/veto-players.yaml"));
    std::vector<double> packages;
    for (const Zone& zone : analyze(m).zones) packages.push_back(zone.packages);
    REQUIRE(packages.size() == 4);
    const std::vector<double> known{9, 6, 4, 2};
    for (std::size_t k = 0; k < 4; ++k) CHECK(packages[k] == doctest::Approx(known[k]));
  }
}
