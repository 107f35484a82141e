// Can the Geneva scenario end in each of the four ways, and do its inputs move the outcome the way they
// should?

#include <cmath>

#include "cli.hpp"
#include "parley/statistics/statistics.hpp"

using namespace parley::test;

namespace {

// What 'parley run --json' says of the Geneva scenario.
Json geneva_runs(int replicates, int seed, const Words& settings) {
  Words a{"run", geneva, "--json", "-n", std::to_string(replicates), "--seed", std::to_string(seed)};
  for (const auto& setting : settings) a = a + Words{"--set", setting};
  const Finished f = run(a);
  REQUIRE_MESSAGE(f.code == 0, f.err);
  return Json::parse(f.out);
}

void check_likeliest(const std::string& outcome, const Words& settings) {
  const Json outcomes = geneva_runs(100, 1, settings)["outcomes"];
  REQUIRE(outcomes.contains(outcome));
  CAPTURE(outcomes.dump());
  for (const auto& [name, share] : outcomes.items())
    CHECK((name == outcome || share["share"] < outcomes[outcome]["share"]));
}

// By more than luck: 400 runs of each, standard error of the difference below 0.035.
void check_likelier(const std::string& outcome, const Words& with, const Words& without) {
  const Json more = geneva_runs(400, 1, with)["outcomes"], less = geneva_runs(400, 1, without)["outcomes"];
  CAPTURE(more.dump());
  CAPTURE(less.dump());
  CHECK(more.at(outcome)["share"].get<double>() > less.at(outcome)["share"].get<double>() + 0.05);
}

}  // namespace

TEST_CASE("talks break down when Russia has next to no trust in the United States") {
  check_likeliest("breakdown", {"parties.RUS.conduct.trust=0.08"});
}

TEST_CASE("talks end in deadlock when both patrons hold out for nearly all they want") {
  check_likeliest("deadlock", {"parties.US.reservation=0.8", "parties.RUS.reservation=0.8"});
}

TEST_CASE("it ends collapsed more often when talks do not open again after it breaks") {
  check_likelier("collapsed", {"talks.reopen_after=0"}, {});
}

TEST_CASE("two seeds give shares of outcomes that agree within their intervals") {
  const Json one = geneva_runs(300, 1, {})["outcomes"], two = geneva_runs(300, 2, {})["outcomes"];
  CAPTURE(one.dump());
  CAPTURE(two.dump());
  for (const auto& [name, share] : one.items())
    CHECK((share["low"] <= two[name]["high"] && two[name]["low"] <= share["high"]));
}

TEST_CASE(
    "fewer runs have a truce of more than 30 days when Russia has no influence on the Syrian government") {
  // With nothing happening from outside: the events of September end nearly all truces, pressed or not. Those
  // that are signed without it last as long: who signs unpressed means it.
  const auto lasting = [](const Words& settings) {
    const Json j = geneva_runs(300, 1, settings);
    const double signs = 1 - j["outcomes"]["deadlock"]["share"].get<double>() -
                         j["outcomes"]["breakdown"]["share"].get<double>();
    const double lasts = j["truce_survival"]["30"]["share"].get<double>();
    return parley::wilson(static_cast<std::size_t>(std::lround(300 * signs * lasts)), 300);
  };
  const auto with = lasting({"events.mode=none"}),
             without = lasting({"events.mode=none", "parties.GOV.influenced_by.RUS=0"});
  CHECK(without.high < with.low);
}
