// Rankings of a tournament, and how sure they are.
#include "parley/questions/play/tournament.hpp"

#include "cli.hpp"
#include "parley/support/random.hpp"

using namespace parley;
using namespace parley::test;

namespace {

// Entrants whose worth in a run is the run's luck, plus `better`, plus noise of their own.
TournamentTable table(const std::string& scenario, const std::vector<double>& better, double noise,
                      std::uint32_t runs, std::uint32_t number) {
  TournamentTable t{scenario, "A", "own", {}};
  for (std::size_t e = 0; e < better.size(); ++e) {
    t.worth.emplace_back();
    for (std::uint32_t r = 0; r < runs; ++r) {
      Stream luck({9, 0, r}, 0, number, 0), own({9, 0, r}, static_cast<std::uint32_t>(e + 1), number, 0);
      t.worth.back().push_back(luck.normal() + better[e] + noise * own.normal());
    }
  }
  return t;
}

}  // namespace

TEST_SUITE("tournament") {
  TEST_CASE(
      "luck that all share leaves the ranking sure, and it is told in how far another field would turn it") {
    Tournament t{{"a", "b", "c"}, {}, 1, 30, {}};
    t.tables = {table("x", {0.0, 0.2, 0.1}, 0.0, 30, 0), table("y", {0.0, 0.0, 0.15}, 0.0, 30, 1)};
    rank_entrants(t);
    // Means above the field: a -0.1, -0.05; b 0.1, -0.05; c 0, 0.1.
    REQUIRE(t.ranking.size() == 3);
    CHECK(t.entrants[t.ranking[0].entrant] == "c");
    CHECK(t.ranking[0].above == doctest::Approx(0.05));
    CHECK(t.ranking[1].above == doctest::Approx(0.025));
    CHECK(t.ranking[2].above == doctest::Approx(-0.075));
    for (const Placed& p : t.ranking) {
      CHECK(p.rank_low == p.rank);
      CHECK(p.rank_high == p.rank);
      CHECK(p.low == doctest::Approx(p.high));
    }
    CHECK(t.ranking[0].first == doctest::Approx(1));
    // Without y it is b that leads, without x c.
    CHECK(t.ranking[0].rank_most == 2);
    CHECK(t.ranking[1].rank_least == 1);
  }

  TEST_CASE("where entrants are equals no place is sure, and intervals hold what is true") {
    int held = 0, sure = 0;
    for (std::uint32_t k = 0; k < 40; ++k) {
      Tournament t{{"a", "b", "c"}, {}, 1, 20, {}};
      t.tables = {table("x", {0, 0, 0.3}, 1.0, 20, k)};
      rank_entrants(t);
      for (const Placed& p : t.ranking) {
        const double truth = p.entrant == 2 ? 0.2 : -0.1;
        held += p.low <= truth && truth <= p.high ? 1 : 0;
        if (p.entrant < 2) sure += p.rank_low == p.rank_high ? 1 : 0;
      }
    }
    CHECK(held >= 105);  // of 120; 95% would be 114
    CHECK(sure <= 24);   // of 80
  }

  TEST_CASE("strategies and a program meet in the same seats with the same luck") {
    const std::string pie_of_two = source("scenarios/textbook/divide-the-pie.yaml");
    const Words line{"tournament", pie_of_two, "--strategy", "hardliner", "--strategy", "conceder",
                     "--against",  "own",      "-n",         "2",         "--json",     "-q"};
    const Finished f =
        run(line + Words{"--agent", "shadow=while read l; do echo '{\"do\": \"model\"}'; done"});
    check_done(f);
    const parley::test::Json told = parley::test::Json::parse(f.out);
    CHECK(told["entrants"] == parley::test::Json({"own", "conceder", "hardliner", "shadow"}));
    // Who decides as the model's party reaches what it reaches.
    for (const parley::test::Json& t : told["tables"]) CHECK(t["worth"]["shadow"] == t["worth"]["own"]);
    const Finished page = run({"tournament", pie_of_two, "-n", "1", "-q"});
    check_done(page);
    CHECK(has(page.out, "By seat, over all opponents"));
    check_refused({"tournament", pie_of_two, "--strategy", "hardlner"}, "did you mean 'hardliner'?");
    check_refused({"tournament", pie_of_two, "--as", "NOBODY"}, "none of the seats asked for bargains");
    check_refused({"tournament", source("scenarios/textbook/single-text.yaml")}, "nobody bids");
    check_refused({"tournament", pie_of_two, "--agent", "x"}, "expected NAME=COMMAND");
  }
}
