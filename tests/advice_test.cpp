// Does advice name what an author should look at, and nothing else?
#include "cli.hpp"
#include "parley/questions/advice/report.hpp"

using namespace parley;

namespace {

// Two armies in talks hosted by two states: the hosts hold leverage on paper, aid where nobody is besieged.
const std::string hosted = R"(
name: hosted
calendar: {start: 2024-01-01, end: 2024-06-30}
issues:
  CALM:
    options: [none, a week, open-ended]
    terms:
      a week: {covers: [all], renewal: 7 days}
      open-ended: {covers: [all]}
  AID:
    options: [none, corridors]
    terms: {corridors: {aid: 0.5}}
parties:
  ARMY:
    weights: {CALM: 3, AID: 1}
    ideal: {CALM: open-ended, AID: none}
    reservation: 0.4
    strategy: {bidding: {time_dependent: {exponent: 1}}, accept: next}
    war: {strength: 1.1, cost: 0.05}
    influenced_by: {HOST: 0.3, DONOR: 0.2}
  BAND:
    weights: {CALM: 3, AID: 2}
    ideal: {CALM: open-ended, AID: corridors}
    reservation: 0.4
    strategy: {bidding: {time_dependent: {exponent: 1}}, accept: next}
    war: {strength: 1, cost: 0.05}
    influenced_by: {HOST: 0.2}
  HOST: {seat: mediator}
  DONOR: {seat: observer}
talks: {protocol: alternating_offers, rounds: 4, every: 5 days, deadline: 60 days}
fronts:
  river: {sides: [ARMY, BAND], intensity: 3}
  coast: {sides: [ARMY, BAND], intensity: 1}
events:
  list:
    - {date: 2024-02-01, name: sanctions, kind: influence, by: DONOR, factor: 1.5}
    - {date: 2024-02-10, name: a market, kind: attack, by: ARMY, front: river, deaths: 25}
)";

LoadedScenario loaded(const std::string& text, const std::vector<std::string>& changes = {}) {
  Diagnostics problems;
  auto document = parse_yaml("t.yaml", text, problems);
  REQUIRE(document);
  for (const auto& change : changes) put_value(*document, change, problems);
  auto scenario = load_scenario(*document, problems);
  REQUIRE_MESSAGE(scenario.has_value(), to_string(problems));
  return {std::move(*scenario), std::move(*document)};
}

Advice advice_on(const LoadedScenario& scenario, std::uint32_t runs = 30) {
  AdviceOptions options;
  options.trial.runs = runs;
  return advise(scenario, options);
}

const Nothing* nothing_at(const Advice& advice, const std::string& path) {
  for (const Nothing& n : advice.nothing)
    if (n.path == path) return &n;
  return nullptr;
}

// The same talks with both hosts as signatories who bargain for the armies, and distrust them.
const std::vector<std::string> hosts_sign{
    "talks.protocol={patrons_then_clients: {principals: [HOST, DONOR], teams: 0}}",
    "parties.ARMY.seat=client", "parties.BAND.seat=client",
    "parties.HOST={weights: {CALM: 1, AID: 1}, ideal: {CALM: open-ended, AID: corridors}, reservation: 0.3, "
    "conduct: {trust: 0.2}}",
    "parties.DONOR={weights: {CALM: 1, AID: 1}, ideal: {CALM: open-ended, AID: corridors}, reservation: 0.3, "
    "conduct: {trust: 0.2}}"};

}  // namespace

TEST_SUITE("advice") {
  TEST_CASE("leverage of those who want nothing, aid without a siege: named, with the reason") {
    const auto file = loaded(hosted);
    const Advice advice = advice_on(file);
    for (const char* path : {"parties.ARMY.influenced_by.HOST", "parties.ARMY.influenced_by.DONOR",
                             "parties.BAND.influenced_by.HOST", "parties.HOST", "parties.DONOR",
                             "issues.AID.terms.corridors.aid", "events.list.0"}) {
      const Nothing* found = nothing_at(advice, path);
      REQUIRE_MESSAGE(found != nullptr, path);
      CHECK_FALSE(found->why.empty());
      CHECK_FALSE(found->by_trial);
    }
    for (const char* path : {"events.list.1", "issues.CALM.terms.open-ended", "parties.ARMY.reservation"})
      CHECK_MESSAGE(nothing_at(advice, path) == nullptr, path);
    const std::string text = advice_text(file, advice, false);
    CHECK(text.find("the leverage of HOST over ARMY (parties.ARMY.influenced_by.HOST)\n      0.3; HOST has "
                    "no weights") != std::string::npos);
  }

  TEST_CASE(
      "where reasoning cannot tell, playing without it can: an event after the calendar's truce is moot") {
    // With nobody to agree with anybody, what a text would do plays no part.
    const auto file = loaded(hosted, {"parties.ARMY.reservation=1", "parties.BAND.reservation=1",
                                      "parties.ARMY.war.cost=0", "parties.BAND.war.cost=0",
                                      "events.list.1={date: 2024-02-10, name: a visit, kind: meeting}"});
    const Advice advice = advice_on(file);
    const Nothing* visit = nothing_at(advice, "events.list.1");
    REQUIRE(visit != nullptr);
    CHECK(visit->by_trial);
    CHECK(advice.signs == 0);
  }

  TEST_CASE("an intensity is told as deaths: events a day times the mean of an event") {
    const Advice advice = advice_on(loaded(hosted), 10);
    REQUIRE(advice.fronts.size() == 2);
    CHECK(advice.fronts[0].deaths == doctest::Approx(3 * advice.fronts[1].deaths));
    // What the war of the model brings in fact, without talks.
    const Scenario war =
        loaded(hosted, {"talks.start=2024-06-30", "events.mode=none", "war.lulls.heat=1"}).scenario;
    double deaths = 0;
    for (std::uint32_t r = 0; r < 60; ++r) deaths += test::play(war, 1, r).deaths / 60 / 182;
    CHECK(deaths == doctest::Approx(advice.deaths()).epsilon(0.05));
  }

  TEST_CASE("hosts who sign without forces can end a truce, and are named with how often they did") {
    auto brittle = hosts_sign;
    for (const char* change : {"parties.ARMY.conduct.trust=0.2", "parties.BAND.conduct.trust=0.2"})
      brittle.emplace_back(change);
    const auto file = loaded(hosted, brittle);
    const Advice advice = advice_on(file);
    REQUIRE(advice.facilitators.size() == 2);
    CHECK(advice.facilitators[0].party == PartyId(2));
    CHECK(advice.truces_ended > 0);
    CHECK(advice_text(file, advice, false).find("HOST has leverage, signs") != std::string::npos);
    CHECK(advice_on(loaded(hosted), 10).facilitators.empty());
  }

  TEST_CASE("a threshold of ten deaths is out of proportion to a war of hundreds a day") {
    const Advice relative = advice_on(loaded(hosted), 10);
    REQUIRE(relative.threshold);
    CHECK_FALSE(relative.threshold->too_low());
    CHECK_FALSE(relative.threshold->too_high());
    const Advice small = advice_on(loaded(hosted, {"truce.salient=10"}), 10);
    REQUIRE(small.threshold);
    CHECK_FALSE(small.threshold->too_low());
    CHECK_FALSE(small.threshold->too_high());
    const auto file =
        loaded(hosted, {"fronts.river.intensity=75", "fronts.coast.intensity=25", "truce.salient=10"});
    const Advice large = advice_on(file, 10);
    REQUIRE(large.threshold);
    CHECK(large.threshold->too_low());
    CHECK(large.threshold->kept == doctest::Approx(25 * small.threshold->kept));
    REQUIRE(large.threshold->fitting);
    CHECK(*large.threshold->fitting > 40);
    const std::string text = advice_text(file, large, false);
    CHECK(text.find("Out of proportion") != std::string::npos);
    CHECK(text.find("Left out, it follows the war") != std::string::npos);
    const Advice mended =
        advice_on(loaded(hosted, {"fronts.river.intensity=75", "fronts.coast.intensity=25",
                                  "truce.salient=" + std::to_string(*large.threshold->fitting)}),
                  10);
    CHECK_FALSE(mended.threshold->too_low());
    CHECK(advice_on(loaded(hosted, {"truce.salient=400"}), 10).threshold->too_high());
  }

  TEST_CASE("a plain number that decides is named, and no more once it has a range") {
    const auto named = [](const Advice& a, const std::string& path) {
      for (const Decides& d : a.plain)
        if (d.number.path == path) return true;
      return false;
    };
    // At the edge: a little more to lose, and nothing is signed.
    const std::vector<std::string> edge{"parties.ARMY.reservation=0.9", "parties.BAND.reservation=0.6"};
    const Advice plain = advice_on(loaded(hosted, edge), 40);
    CHECK(named(plain, "parties.BAND.reservation"));
    auto with_range = edge;
    with_range[1] = "parties.BAND.reservation={value: 0.6, low: 0.5, high: 0.75, mark: E, why: guessed}";
    CHECK_FALSE(named(advice_on(loaded(hosted, with_range), 40), "parties.BAND.reservation"));
  }

  TEST_CASE("the same advice comes again, on one thread or two") {
    const auto file = loaded(hosted);
    AdviceOptions options;
    options.trial.runs = 20;
    options.trial.jobs = 1;
    const std::string once = advice_json(file, advise(file, options));
    options.trial.jobs = 2;
    CHECK(once == advice_json(file, advise(file, options)));
    const auto json = nlohmann::json::parse(once);
    CHECK(json["numbers"]["with_range"] == 0);
    CHECK(json["all_numbers"].size() ==
          json["numbers"]["plain"].get<std::size_t>() + json["numbers"]["default"].get<std::size_t>());
  }

  TEST_CASE("every kind of starter is good, and advice on it has nothing to say") {
    const test::TempDir dir;
    for (const std::string kind : {"patrons", "facilitated", "insurgency"}) {
      CAPTURE(kind);
      const std::string file = dir / (kind + ".yaml");
      test::check_done(test::run({"new", file, "--kind", kind}));
      const auto told = test::run({"check", "--advise", file, "--json", "-q"});
      CHECK(told.code == 0);
      const auto json = nlohmann::json::parse(told.out);
      CHECK_MESSAGE(json["points_to_look_at"] == 0, told.out.substr(0, 20'000));
      CHECK(json["numbers"]["with_range"].get<int>() > 20);
    }
    test::check_refused({"new", dir / "x.yaml", "--kind", "duel"}, "expected one of these");
  }

  TEST_CASE("the plain starter of every day stays what it was") {
    const test::TempDir dir;
    test::check_done(test::run({"new", dir / "a.yaml"}));
    CHECK(test::read_file(dir / "a.yaml").find("name: A border ceasefire") != std::string::npos);
  }
}
