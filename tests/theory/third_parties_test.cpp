// Do patrons and monitors work in the direction that the literature gives?
#include <algorithm>

#include "parley/runs/lasting.hpp"
#include "parley/statistics/paired.hpp"
#include "support.hpp"

using namespace parley;

namespace {

// The text of 9 September 2016 without outside events.
Scenario september() {
  Scenario s = test::scenario_file("scenarios/geneva-2016.yaml");
  Diagnostics diagnostics;
  REQUIRE_MESSAGE(load_deal_file(test::source("scenarios/deals/9-september-2016.yaml"), s, diagnostics),
                  to_string(diagnostics));
  s.events.mode = EventMode::none;
  return s;
}

LastingOptions month() {
  LastingOptions p;
  p.replicates = 300;
  p.days = 30;
  return p;
}

}  // namespace

TEST_SUITE("theory") {
  // Salehyan 2009; Putnam 1988.
  TEST_CASE("a patron's leverage over its client makes a truce last, and more of it never shortens it") {
    const Scenario s = september();
    const PartyId patron(s.parties.position("RUS")), client(s.parties.position("GOV"));
    std::vector<Lasted> at;
    for (const double leverage : {0.0, 0.25, 0.5, 0.75, 1.0})
      at.push_back(lasting(with_leverage(s, patron, client, leverage), month()));
    for (std::size_t k = 1; k < at.size(); ++k) CHECK(paired_shares(at[k - 1].beyond, at[k].beyond).low <= 0);
    CHECK(paired_shares(at.back().beyond, at.front().beyond).low > 0);
  }

  // Green & Porter 1984.
  TEST_CASE("who sees more breaches and knows no more whose they were breaks truces sooner") {
    const auto seeing = [](double detection) {
      Scenario s = september();
      s.truce.detection = detection;
      return lasting(s, month());
    };
    CHECK(paired_shares(seeing(0.9).beyond, seeing(0.1).beyond).high < 0);
  }
}
