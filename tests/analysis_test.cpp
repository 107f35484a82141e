// The space of deals.
#include "parley/study/analysis.hpp"

#include <algorithm>

#include "support.hpp"

using namespace parley;

namespace {

Analysis of(const Scenario& s) { return analyze(*std::make_unique<Model>(s)); }

}  // namespace

TEST_SUITE("analysis") {
  TEST_CASE("the zone of a known range is that range") {
    const Analysis a = of(test::scenario_file("scenarios/textbook/known-range.yaml"));
    const auto model = std::make_unique<Model>(test::scenario_file("scenarios/textbook/known-range.yaml"));
    std::vector<const Utility*> parties;
    std::vector<double> r;
    for (const PartyId p : a.signers) {
      parties.push_back(&model->talks.utilities[p]);
      r.push_back(model->party(p).reservation);
    }
    CHECK(a.exact);
    CHECK(a.zones.back().packages == static_cast<double>(zone_size(model->talks.space, parties, r)));
    CHECK(a.opening.total == 0);
    CHECK(a.blocking_parties.empty());
    REQUIRE(a.stakes.size() == 2);
    for (const Stakes& s : a.stakes) {
      CHECK(s.worst >= model->party(s.party).reservation.value - 1e-12);
      CHECK(s.best >= s.worst);
    }
  }

  TEST_CASE("where every pair could agree but not all three, each of the three stands in the way") {
    const Analysis a = of(test::scenario_file("scenarios/textbook/no-agreement.yaml"));
    CHECK(a.zones.back().packages == 0);
    CHECK(a.stakes.empty());
    CHECK(a.blocking_parties.size() == 3);
    for (const auto& set : a.blocking_parties) CHECK(set.size() == 1);
    CHECK(!a.nash.exists);
  }

  TEST_CASE("the cheapest opening opens, and less does not") {
    Scenario s = test::scenario_file("scenarios/textbook/no-agreement.yaml");
    const Analysis closed = of(s);
    REQUIRE(closed.opening.total > 0);
    const auto lowered = [&](double share) {
      Scenario t = s;
      for (std::size_t p = 0; p < t.parties.size(); ++p)
        t.parties.rows[p].value.reservation =
            t.parties.rows[p].value.reservation.value - share * closed.opening.lacking[p];
      return of(t).zones.back().packages;
    };
    CHECK(lowered(1.0 + 1e-9) > 0);
    CHECK(lowered(0.99) == 0);
  }

  TEST_CASE("every further signatory leaves the zone of Geneva the same or smaller") {
    const Analysis a = of(
        test::scenario_file("scenarios/geneva-2016.yaml", {"agenda.off_table=[POLITICAL, TURK, MON, EVAC]"}));
    for (std::size_t k = 1; k < a.zones.size(); ++k) CHECK(a.zones[k].packages <= a.zones[k - 1].packages);
    CHECK(a.zones.back().packages > 0);
  }

  TEST_CASE("a client's patrons widen the zone") {
    const std::vector<std::string> small{"agenda.off_table=[POLITICAL, TURK, MON, EVAC, AID, JIC]"};
    const Scenario with = test::scenario_file("scenarios/geneva-2016.yaml", small);
    Scenario without = with;
    for (auto& [key, party] : without.parties.rows) party.influenced_by.rows.clear();
    CHECK(of(with).zones.back().packages > of(without).zones.back().packages);
  }
}
