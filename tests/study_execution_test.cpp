// Are the runs of a study each made once, in bounded pieces, and stored with what went wrong?

#include <set>

#include "parley/runs/pipeline.hpp"
#include "parley/study/execution.hpp"
#include "parley/study/export.hpp"
#include "study_cases.hpp"

using namespace parley;
using namespace parley::test;

namespace {

Sweep sweep_of(const std::string& text, const std::string& scenario) {
  Diagnostics problems;
  auto document = parse_yaml("study.yaml", text, problems);
  REQUIRE(document.has_value());
  auto loaded = load_study(std::move(*document), problems);
  auto file = read_yaml_file(scenario, problems);
  REQUIRE_MESSAGE(problems.empty(), to_string(problems));
  auto sweep = make_sweep(std::move(loaded->study), std::move(*file), {}, problems);
  REQUIRE_MESSAGE(sweep.has_value(), to_string(problems));
  return std::move(*sweep);
}

}  // namespace

TEST_SUITE("study execution") {
  TEST_CASE("shards and blocks make every run once") {
    const auto all = [](std::uint64_t) { return true; };
    for (const std::uint64_t points : {1U, 5U, 7U})
      for (const std::uint32_t block : {1U, 4U})
        for (const std::uint32_t shards : {1U, 3U, 6U}) {
          std::multiset<std::uint64_t> made;
          for (std::uint32_t k = 1; k <= shards; ++k) {
            RunOrder order({points, 2, 12}, block, {k, shards});
            for (auto runs = order.next(3, all); !runs.empty(); runs = order.next(3, all)) {
              CHECK(runs.size() <= 3);
              made.insert(runs.begin(), runs.end());
            }
          }
          CHECK(made.size() == points * 10);
          CHECK(std::set(made.begin(), made.end()).size() == made.size());
          CHECK(*made.begin() == 2 * points);
          CHECK(*made.rbegin() == 12 * points - 1);
        }
  }

  TEST_CASE("replicates come one after the other across all points") {
    RunOrder order({4, 0, 3}, 1, {});
    CHECK(order.next(6, [](std::uint64_t run) { return run != 1; }) ==
          std::vector<std::uint64_t>{0, 2, 3, 4, 5, 6});
  }

  TEST_CASE(
      "blocks of replicates grow, so that a study cut short is near an even sample of many points too") {
    RunOrder order({3, 0, 100}, 16, {});
    std::vector<std::size_t> made(3, 0);
    for (int k = 0; k < 300; ++k) {
      const auto run = order.next(1, [](std::uint64_t) { return true; });
      REQUIRE(run.size() == 1);
      ++made[run[0] % 3];
      const auto [fewest, most] = std::minmax_element(made.begin(), made.end());
      CHECK(*most <= 2 * *fewest + 1);
    }
  }

  TEST_CASE("results are handed over in order and an exception ends the work") {
    std::vector<int> got;
    int given = 0;
    in_order(
        8, [&]() -> std::optional<int> { return given < 500 ? std::optional(given++) : std::nullopt; },
        [](int k) { return 2 * k; }, [&](int k) { got.push_back(k); });
    REQUIRE(got.size() == 500);
    for (int k = 0; k < 500; ++k) CHECK(got[static_cast<std::size_t>(k)] == 2 * k);
    given = 0;
    CHECK_THROWS_WITH(in_order(
                          2, [&]() -> std::optional<int> { return given++; }, [](int k) { return k; },
                          [](int k) {
                            if (k == 20) throw std::runtime_error("full");
                          }),
                      "full");
  }

  TEST_CASE("a run that fails is a row with its reason and is not made again") {
    const TempDir dir;
    const Sweep sweep =
        sweep_of("{scenario: x, vary: {parties.NORTH.reservation: [0.1, 0.2]}, replicates: 3}", dicey(dir));
    const std::string file = dir / "s.db";
    Store::create(file, sweep);
    Store store(file, Database::Mode::write);
    store.add({{3, "out of memory", {}, {}}});
    store.commit();
    const StudyEnd end = run_study(sweep, store, {});
    CHECK(end.complete);
    CHECK(end.at.made == 5);
    CHECK(store.runs() == 6);
    CHECK(store.failures() == 1);
    CHECK(has(exported(file), "\n3,1,1,0.2,out of memory,,,"));
    CHECK(has(exported(file, {"-t", "points"}), "\n1,0.2,3,1\n"));
  }

  TEST_CASE("runs that fail do not end a study, unless asked to") {
    const TempDir dir;
    // The second value is refused only when its runs are made: nobody looked at the points before.
    const Sweep sweep =
        sweep_of("{scenario: x, vary: {parties.NORTH.reservation: [0.1, 2]}, replicates: 300}", dicey(dir));
    for (const bool stop : {false, true}) {
      CAPTURE(stop);
      const std::string file = dir / (stop ? "stop.db" : "go.db");
      Store::create(file, sweep);
      Store store(file, Database::Mode::write);
      StudyOptions options;
      options.jobs = 1;
      options.stop_on_error = stop;
      const StudyEnd end = run_study(sweep, store, options);
      CHECK(end.complete == !stop);
      CHECK(has(end.first_failure, "run 1: "));
      CHECK(has(end.first_failure, "2 is out of range"));
      CHECK((stop ? store.runs() < 600 : store.failures() == 300));
    }
  }

  TEST_CASE("a range of a parameter that takes whole numbers holds whole numbers only") {
    const TempDir dir;
    const Sweep sweep = sweep_of(
        "{scenario: x, vary: {talks.rounds: {low: 5, high: 9}, parties.NORTH.reservation: 0.1:0.4:log}, "
        "design: {lhs: {points: 25}}}",
        dicey(dir));
    std::multiset<double> rounds;
    for (std::size_t p = 0; p < 25; ++p) rounds.insert(sweep.value(p, 0));
    for (const double n : {5, 6, 7, 8, 9}) CHECK(rounds.count(n) == 5);
    std::size_t below = 0;
    for (std::size_t p = 0; p < 25; ++p) below += sweep.value(p, 1) < 0.2 ? 1 : 0;
    CHECK(below >= 12);  // half of the logarithms
    CHECK(below <= 13);
  }

  TEST_CASE("common random numbers are the default, luck of one's own on demand") {
    const TempDir dir;
    const std::string text = "scenario: x, vary: {parties.NORTH.reservation: [0.1, 0.2]}, replicates: 3";
    const Sweep common = sweep_of("{" + text + "}", dicey(dir));
    const Sweep own = sweep_of("{" + text + ", independent: true}", dicey(dir));
    CHECK(common.key_of(common.run_of(1, 2)).point == 0);
    CHECK(own.key_of(own.run_of(1, 2)).point == 1);
    CHECK(common.key_of(common.run_of(1, 2)).replicate == 2);
  }

  TEST_CASE("every declared range is varied on demand, within its range") {
    const TempDir dir;
    const Sweep sweep = sweep_of("{scenario: x, uncertain: true, design: {lhs: {points: 10}}}", dicey(dir));
    REQUIRE(sweep.spec.factors.size() == 2);
    CHECK(sweep.spec.factors[0].path == "parties.NORTH.reservation");
    CHECK(sweep.spec.factors[0].low == 0.1);
    CHECK(sweep.spec.factors[0].high == 0.6);
    const Sweep geneva_sweep = sweep_of("{scenario: x, uncertain: true, design: {lhs: {points: 2}}}", geneva);
    CHECK(geneva_sweep.spec.factors.size() > 50);
    Diagnostics problems;
    check_points(geneva_sweep, {}, points_to_check(geneva_sweep, 2000, [](std::size_t) { return true; }),
                 problems);
    CHECK_MESSAGE(problems.empty(), to_string(problems));
  }
}
