// Do the textbook scenarios give the answers that their descriptions name?
#include <algorithm>
#include <cmath>

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
    CHECK(std::fabs(o.utilities[0] - 0.2 / 0.28) < 1e-6);
    CHECK(std::fabs(play("rubinstein", {"parties.SOUTH.discount=0.9"}).utilities[0] - 1 / 1.9) < 1e-6);
    CHECK(std::fabs(play("rubinstein", {"parties.NORTH.discount=0"}).utilities[0] - 0.2) < 1e-6);
  }

  TEST_CASE("baron-ferejohn.yaml") {
    const auto sorted = [](const Outcome& o) {
      std::vector<double> shares = o.utilities;
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
}
