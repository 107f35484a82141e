// The space of deals.
#include "parley/questions/analysis/analysis.hpp"

#include <algorithm>

#include "parley/preference/frontier.hpp"
#include "parley/questions/analysis/consents.hpp"
#include "theory/random_talks.hpp"

using namespace parley;

namespace {

Analysis of(const Scenario& s) { return analyze(*std::make_unique<Model>(s)); }

const char* backed = R"(
name: backed
issues:
  AIR: {options: [free, limited, grounded]}
  AID: {options: [none, some, full]}
  LIST: {options: [short, long]}
parties:
  EAST: {seat: principal, weights: {AIR: 3, AID: 5, LIST: 2}, ideal: {AIR: 2, AID: 2, LIST: 0}, reservation: 0.5}
  WEST: {seat: principal, weights: {AIR: 2, AID: 4, LIST: 4}, ideal: {AIR: 1, AID: 1, LIST: 0}, reservation: 0.5}
  GOV: {seat: client, weights: {AIR: 8, AID: 2}, ideal: {AIR: 0, AID: 0}, reservation: 0.85, influenced_by: {WEST: 0.2}}
  REB: {seat: client, weights: {AIR: 5, AID: 5}, ideal: {AIR: 2, AID: 2}, reservation: 0.6, influenced_by: {EAST: 0.1, WEST: 0.1}}
talks: {protocol: patrons_then_clients, rounds: 60}
)";

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
    CHECK(a.sets.size() == 7);
    for (const Zone& z : a.sets) CHECK((z.packages > 0) == (z.parties.size() < 3));
    CHECK(!a.points.nash.exists);
  }

  TEST_CASE("the cheapest opening opens, and less does not") {
    Scenario s = test::scenario_file("scenarios/textbook/no-agreement.yaml");
    const Analysis closed = of(s);
    REQUIRE(closed.opening.total > 0);
    const auto lowered = [&](double share) {
      Scenario t = s;
      for (const PartyId p : t.parties.ids())
        t.parties[p].value.reservation =
            t.parties[p].value.reservation.value - share * closed.opening.lacking[p];
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

  TEST_CASE(
      "every set of signatories has its zone, and the smallest sets that block are those without which there "
      "is room") {
    int blocked = 0;
    for (std::uint32_t n = 0; n < 40; ++n) {
      const Scenario s = test::random_talks({.parties = 4, .issues = 3, .reservation = 0.6}, n);
      const auto model = std::make_unique<Model>(s);
      const Analysis a = analyze(*model);
      REQUIRE(a.sets.size() == 15);
      const auto room_for = [&](const std::vector<PartyId>& parties) {
        double count = 0;
        Package p = model->talks.space.first();
        do {
          bool all = true;
          for (const PartyId i : parties) all = all && model->talks.utilities[i](p) >= 0.6 - 1e-12;
          count += all ? 1 : 0;
        } while (model->talks.space.next(p));
        return count;
      };
      for (const Zone& z : a.sets) CHECK(z.packages == doctest::Approx(room_for(z.parties)));
      if (a.found) continue;
      ++blocked;
      for (const auto& set : a.blocking_parties) {
        std::vector<PartyId> rest;
        for (const PartyId p : a.signers)
          if (std::find(set.begin(), set.end(), p) == set.end()) rest.push_back(p);
        CHECK((rest.empty() || room_for(rest) > 0));
        for (const PartyId back : set) {
          std::vector<PartyId> more = rest;
          more.push_back(back);
          CHECK(room_for(more) == 0);
        }
      }
    }
    CHECK(blocked > 5);
  }

  TEST_CASE("the cheapest leverage opens, less does not, and where no patron has a stake none is offered") {
    const Scenario s = test::scenario(backed);
    const Analysis closed = of(s);
    REQUIRE(!closed.found);
    REQUIRE(std::isfinite(closed.by_leverage.total));
    const auto with = [&](double share) {
      Scenario t = s;
      for (const PatronLever& l : closed.by_leverage.levers)
        for (auto& [patron, written] : t.parties[l.client].value.influenced_by.rows)
          if (patron.id == t.parties[l.patron].key.id) written = Number(written.value + share * l.extra);
      return of(t).found;
    };
    CHECK(with(1.0 + 1e-9));
    CHECK(!with(0.98));
    Scenario alone = s;
    for (auto& [key, party] : alone.parties.rows) party.influenced_by.rows.clear();
    CHECK(std::isinf(of(alone).by_leverage.total));
  }

  TEST_CASE("leaving out the issues that are named makes room, the others would not") {
    const Scenario s = test::scenario(R"(
name: one knot
issues:
  KNOT: {options: [ours, yours]}
  ROAD: {options: [closed, half, open]}
  AID: {options: [none, some, full]}
parties:
  EAST: {weights: {KNOT: 5, ROAD: 3, AID: 2}, ideal: {KNOT: 0, ROAD: 2, AID: 2}, reservation: 0.7}
  WEST: {weights: {KNOT: 5, ROAD: 2, AID: 3}, ideal: {KNOT: 1, ROAD: 2, AID: 2}, reservation: 0.7}
talks: {protocol: alternating_offers}
)");
    const Analysis a = of(s);
    CHECK(!a.found);
    CHECK(a.blocking_issues == std::vector<std::vector<IssueId>>{{IssueId(0)}});
    CHECK(a.blocking_parties == std::vector<std::vector<PartyId>>{{PartyId(0)}, {PartyId(1)}});
    CHECK(a.opening.total == doctest::Approx(0.2));
  }

  TEST_CASE("what each gives up adds up to what it comes down by") {
    const auto model =
        std::make_unique<Model>(test::random_talks({.parties = 3, .issues = 5, .pairs = 0.2}, 4));
    const Analysis a = analyze(*model);
    REQUIRE(a.moves_to_nash);
    for (const Move& move : a.moves) {
      double sum = 0;
      for (const Concession& c : move.gives) sum += c.cost;
      CHECK(sum == doctest::Approx(move.wants - move.gets));
    }
  }

  // 5^20 packages, with and without interactions: the linear programme bounds from above what search finds.
  TEST_CASE("a space too large to count: deals are found, bounds hold, and an impossible deal is proven so") {
    test::RandomTalks r{.parties = 3, .issues = 20, .options = 5, .pairs = 0.008, .reservation = 0.6};
    const Analysis open = of(test::random_talks(r, 1));
    CHECK(!open.exact);
    CHECK(open.found);
    for (const Stakes& s : open.stakes) {
      CHECK(s.best <= s.bound + 1e-9);
      CHECK(s.best > s.bound - 0.02);
      CHECK(s.worst >= 0.6 - 1e-9);
      CHECK(s.worst < 0.62);
    }
    CHECK(open.frontier.size() > 20);
    r.pairs = 0;
    r.reservation = 0.95;
    const Analysis shut = of(test::random_talks(r, 1));
    CHECK(!shut.found);
    CHECK(shut.proven);
    CHECK(shut.opening.total > 0);
  }
}
