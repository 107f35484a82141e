// Are files of earlier versions read with their meaning?
#include <algorithm>

#include "parley/scenario/old_keys.hpp"
#include "support.hpp"

using namespace parley;

namespace {

std::string today(const std::string& text, std::span<const OldKey> table) {
  Diagnostics none;
  const auto document = parse_yaml("t.yaml", text, none);
  REQUIRE(document);
  const auto changed = with_keys_of_today(document->root, table);
  return flow_text(changed ? *changed : document->root);
}

constexpr std::array<OldKey, 4> table{{{"parties.*.stamina", "parties.*.war.cost", ""},
                                       {"talks.protocol.bazaar", "talks.protocol.alternating_offers", ""},
                                       {"events.list.*.killed", "events.list.*.deaths", ""},
                                       {"war.luck", "", "war.noise takes its place"}}};

}  // namespace

TEST_SUITE("old files") {
  TEST_CASE("a key that has another name or place is read there, for every party and item of a list") {
    CHECK(today("{parties: {A: {stamina: 2}, B: {stamina: 3, war: {strength: 1}}}}", table) ==
          "{parties: {A: {war: {cost: 2}}, B: {war: {strength: 1, cost: 3}}}}");
    CHECK(today("{events: {list: [{killed: 3}, {deaths: 4}]}}", table) ==
          "{events: {list: [{deaths: 3}, {deaths: 4}]}}");
    CHECK(today("{talks: {protocol: bazaar}}", table) == "{talks: {protocol: alternating_offers}}");
    CHECK(today("{talks: {protocol: {bazaar: {rounds: 3}}}}", table) ==
          "{talks: {protocol: {alternating_offers: {rounds: 3}}}}");
    CHECK(path_of_today("parties.A.stamina", table) == "parties.A.war.cost");
    CHECK(path_of_today("talks.protocol.bazaar.rounds", table) == "talks.protocol.alternating_offers.rounds");
  }

  TEST_CASE("a key whose meaning nothing has stays, to be refused with what takes its place") {
    CHECK(today("{war: {luck: 1}}", table) == "{war: {luck: 1}}");
    CHECK(advice_about("war.luck", table) == "war.noise takes its place");
    CHECK(advice_about("parties.A.stamina", table) ==
          "today it stands at 'parties.A.war.cost', which is given too");
    CHECK(advice_about("war.chance", table).empty());
  }

  TEST_CASE("who gives a key and the old one too is asked which holds") {
    CHECK(today("{parties: {A: {stamina: 2, war: {cost: 1}}}}", table) ==
          "{parties: {A: {stamina: 2, war: {cost: 1}}}}");
  }
}
