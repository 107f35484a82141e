// What is every number of a scenario, and which of them does no run look at?
#include "parley/scenario/numbers.hpp"

#include <cmath>
#include <map>

#include "parley/questions/advice/trial.hpp"
#include "parley/scenario/idle.hpp"
#include "parley/scenario/override.hpp"
#include "support.hpp"

using namespace parley;

namespace {

// Two armies, a facilitator without weights, an observer who holds nothing over anybody, an excluded band
// that wants nothing; aid where nobody is besieged. Much of it does nothing.
const std::string border = R"(
name: border
calendar: {start: 2024-01-01, end: 2024-05-30}
issues:
  CALM:
    options: [none, two weeks, open-ended]
    terms:
      two weeks: {covers: [all], renewal: 14 days, quiet_days: 5 days}
      open-ended: {covers: [all], detection: 0.3, attribution_delay: 4 days}
  AID:
    options: [none, convoys]
    terms: {convoys: {aid: 0.6, lifts_siege: true, separation: 0.2, strikes: 0.5, pressure: 0.3, restrains: SOUTH}}
parties:
  NORTH:
    weights: {CALM: 4, AID: 1}
    ideal: {CALM: open-ended, AID: none}
    reservation: {value: 0.45, low: 0.3, high: 0.6, mark: E, why: holds the heights}
    strategy: {bidding: {time_dependent: {exponent: 1}}, accept: next}
    war: {strength: 1.2, optimism: 0.2, cost: 0.05}
  SOUTH:
    weights: {CALM: 3, AID: 4}
    ideal: {CALM: open-ended, AID: convoys}
    reservation: 0.35
    strategy: {bidding: {time_dependent: {exponent: 1}}, accept: next}
    war: {strength: 1, optimism: 0.2, cost: 0.08}
    influenced_by: {HOST: 0.3}
  HOST: {seat: mediator, reservation: 0.5, conduct: {trust: 0.9}}
  NEIGHBOUR: {seat: observer, weights: {CALM: 1}, ideal: {CALM: open-ended}, reservation: 0.2, war: {cost: 0.1}}
  BAND: {seat: excluded, war: {strength: 0.1, optimism: 0.3, rearm: 0.1}, conduct: {slack: 0.4, audience: 0.3}}
talks: {protocol: alternating_offers, rounds: 5, every: 7 days, deadline: 60 days}
fronts:
  river: {sides: [NORTH, SOUTH], intensity: 2}
  hills: {sides: [BAND, SOUTH], intensity: 0.3, weight: 2}
events:
  list:
    - {date: 2024-02-01, name: sanctions, kind: influence, by: HOST, factor: 2}
    - {date: 2024-02-10, name: a market, kind: attack, by: NORTH, front: river, deaths: 25, factor: 3}
    - {date: 2024-03-01, name: recruits, kind: strength, by: BAND, shift: 0.5}
  random: [{rate: 0.01, name: a town, kind: attack, by: NORTH, front: river, deaths: 15}]
)";

const std::vector<std::string> conflicts{"scenarios/geneva-2016.yaml", "scenarios/daraya-2016.yaml",
                                         "scenarios/bosnia-1995.yaml"};

// Another number within the format's bounds.
double another(const AssumedNumber& n) {
  const double high = std::isfinite(n.spec.high) ? n.spec.high : n.number->value + 2;
  const double low = std::isfinite(n.spec.low) ? n.spec.low : n.number->value - 2;
  const double v = n.number->value;
  const double step = std::min(n.spec.high <= 1 ? 0.37 : 3.0, 0.5 * (high - low));
  const double there = v + step <= high ? v + step : v - step;
  return n.whole ? std::round(there) : there;
}

}  // namespace

TEST_SUITE("numbers") {
  TEST_CASE("a group with one number joins nothing") {
    Scenario s = test::scenario(border);
    CHECK(lone_groups(s).empty());
    const auto put = [&](const char* path, const char* group) {
      for (AssumedNumber& n : all_numbers(s))
        if (n.path == path) n.number->group = group;
    };
    put("parties.NORTH.reservation", "will");
    put("parties.SOUTH.reservation", "wil");
    REQUIRE(lone_groups(s).size() == 2);
    CHECK(lone_groups(s)[0] == std::pair<std::string, std::string>("wil", "parties.SOUTH.reservation"));
    put("parties.SOUTH.reservation", "will");
    CHECK(lone_groups(s).empty());
  }

  TEST_CASE("what no run looks at can be anything: nothing that anybody does differs") {
    std::vector<Scenario> all{test::scenario(border)};
    for (const auto& file : conflicts) all.push_back(test::scenario_file(file));
    for (const Scenario& s : all) {
      CAPTURE(s.name);
      Scenario changed = s;
      const auto idle = idle_parts(s);
      std::size_t moved = 0;
      for (AssumedNumber& n : all_numbers(changed)) {
        if (n.option || n.spec.low == n.spec.high || idle_at(idle, n.path) == nullptr) continue;
        n.number->value = another(n);
        ++moved;
      }
      CHECK(moved > 20);
      const TrialOptions runs{.runs = 4, .jobs = 1};
      CHECK(same(try_out(changed, runs), try_out(s, runs)));
    }
  }

  TEST_CASE("whoever has no weights never presses, and aid reaches nobody where nobody is besieged") {
    const Scenario s = test::scenario(border);
    const auto idle = idle_parts(s);
    for (const char* path :
         {"parties.SOUTH.influenced_by.HOST", "parties.HOST.reservation", "parties.NEIGHBOUR.war.cost",
          "parties.BAND.conduct.slack", "issues.AID.terms.convoys.aid",
          "issues.AID.terms.convoys.lifts_siege", "issues.AID.terms.convoys.separation",
          "issues.AID.terms.convoys.restrains", "issues.CALM.terms.two weeks.quiet_days", "events.list.0",
          "events.list.1.factor", "events.list.2", "events.random.0.rate", "fronts.hills.weight",
          "truce.spoiler_pace", "challenge.draws"})
      CHECK_MESSAGE(idle_at(idle, path) != nullptr, path);
    for (const char* path :
         {"parties.SOUTH.reservation", "parties.BAND.war.strength", "issues.CALM.terms.open-ended.detection",
          "events.list.1.deaths", "fronts.river.weight", "fronts.hills.intensity", "truce.salient_every"})
      CHECK_MESSAGE(idle_at(idle, path) == nullptr, path);
  }

  TEST_CASE("a number has a range, stands plain or is a default, choices and absent clauses are none") {
    std::map<std::string, Founded> known;
    const Scenario s = test::scenario(border);
    for (const KnownNumber& n : numbers_of(s)) known[n.path] = n.founded;
    CHECK(known.at("parties.NORTH.reservation") == Founded::ranged);
    CHECK(known.at("parties.SOUTH.reservation") == Founded::plain);
    CHECK(known.at("parties.NORTH.weights.CALM") == Founded::plain);
    CHECK(known.at("parties.NORTH.strategy.bidding.time_dependent.exponent") == Founded::plain);
    CHECK(known.at("parties.NORTH.conduct.trust") == Founded::left_out);
    CHECK(known.at("truce.salient_every") == Founded::left_out);
    for (const char* absent :
         {"parties.NORTH.ideal.CALM", "issues.CALM.terms.two weeks.protects", "events.list.1.shift",
          "calendar.step", "parties.HOST.reservation", "challenge.draws"})
      CHECK_MESSAGE(known.count(absent) == 0, absent);
    const NumberCounts c = count(numbers_of(s));
    CHECK(c.ranged == 1);
    CHECK(c.all() == known.size());
    CHECK(in_words(NumberCounts{1, 91, 1}) == "1 number has a range, 91 stand plain, 1 is a default");
  }

  TEST_CASE("every conflict with every number varied is still a scenario at any point of the ranges") {
    std::vector<Scenario> all{test::scenario(border)};
    for (const auto& file : conflicts) all.push_back(test::scenario_file(file));
    for (const Scenario& s : all) {
      CAPTURE(s.name);
      Scenario wide = with_every_range(s);
      for (const KnownNumber& n : numbers_of(s)) {
        CAPTURE(n.path);
        CHECK(n.number.value >= n.spec.low);
      }
      for (std::uint32_t point = 0; point < 12; ++point) {
        Scenario there = wide;
        Stream luck({7, 0, point}, 0, 0, 0);
        std::size_t drawn = 0;
        for (AssumedNumber& n : all_numbers(there)) {
          const double unit = point == 0 ? 0 : point == 1 ? 1 : luck.uniform();
          if (!n.number->low || !n.number->high) continue;
          CAPTURE(n.path);
          CHECK(*n.number->low >= n.spec.low);
          CHECK(*n.number->high <= n.spec.high);
          CHECK(*n.number->low <= n.number->value);
          CHECK(*n.number->high >= n.number->value);
          n.number->value =
              std::min(*n.number->high, *n.number->low + unit * (*n.number->high - *n.number->low));
          if (n.whole) n.number->value = std::round(n.number->value);
          ++drawn;
        }
        CHECK(drawn > 30);
        CHECK(test::problems(scenario_text(there)) == "");
      }
    }
  }

  TEST_CASE("by rule: odds of a share halved to doubled, others half to one and a half times, 0 stays 0") {
    Scenario wide = with_every_range(test::scenario(border));
    std::map<std::string, Number> by_path;
    for (const AssumedNumber& n : all_numbers(wide)) by_path[n.path] = *n.number;
    const auto range = [&](const std::string& path, double low, double high) {
      CAPTURE(path);
      REQUIRE(by_path.at(path).low);
      CHECK(*by_path.at(path).low == doctest::Approx(low));
      CHECK(*by_path.at(path).high == doctest::Approx(high));
      CHECK(by_path.at(path).mark == Mark::free);
    };
    range("parties.SOUTH.reservation", 0.35 / (0.35 + 2 * 0.65), 0.7 / (0.7 + 0.65));
    range("parties.NORTH.weights.CALM", 2, 6);
    range("truce.memory", 1 + 19.5, 1 + 58.5);  // from its bound of one day
    range("talks.rounds", 3, 7);
    CHECK(*by_path.at("parties.NORTH.reservation").low == 0.3);  // what is written stays
    CHECK_FALSE(by_path.at("war.refusals").low.has_value());     // off stays off
    // A violation always speaks against an opponent.
    CHECK(*by_path.at("truce.committed_rate").high <= *by_path.at("truce.uncommitted_rate").low);
  }
}
