// Is a point that is made from another one the point that is read?

#include "parley/study/point_reader.hpp"

#include "parley/scenario/override.hpp"
#include "parley/study/player.hpp"
#include "study_cases.hpp"

using namespace parley;
using namespace parley::test;

namespace {

Sweep sweep_of(const std::string& text, const std::string& scenario) {
  Diagnostics problems;
  auto document = parse_yaml("study.yaml", text, problems);
  REQUIRE(document.has_value());
  auto loaded = load_study(std::move(*document), problems);
  REQUIRE_MESSAGE(loaded.has_value(), to_string(problems));
  auto file = read_yaml_file(source(scenario), problems);
  REQUIRE_MESSAGE(problems.empty(), to_string(problems));
  auto sweep = make_sweep(std::move(loaded->study), std::move(*file), {}, problems);
  REQUIRE_MESSAGE(sweep.has_value(), to_string(problems));
  return std::move(*sweep);
}

// Every point says the same whichever way it is made; how many are refused.
std::size_t check_alike(const Sweep& sweep, const PointReader& reader) {
  std::size_t refused = 0;
  for (std::size_t round = 0; round < 2; ++round)  // the first few are read
    for (std::size_t p = 0; p < sweep.points(); ++p) {
      CAPTURE(p);
      Diagnostics of_read, of_made;
      const auto read = sweep.at(p, of_read), made = reader.at(p, of_made);
      REQUIRE(read.has_value() == made.has_value());
      CHECK(to_string(of_made) == to_string(of_read));
      refused += read ? 0 : 1;
      if (read) CHECK(scenario_text(*made) == scenario_text(*read));
    }
  return refused / 2;
}

}  // namespace

TEST_SUITE("point reader") {
  TEST_CASE("a point of all declared ranges is the same whether it is read or made from another") {
    for (const char* name : {"geneva-2016", "bosnia-1995", "colombia-2016", "sudan-2023"}) {
      CAPTURE(name);
      const Sweep sweep = sweep_of("{scenario: x, uncertain: true, design: {lhs: {points: 12}}}",
                                   std::string("scenarios/") + name + ".yaml");
      CHECK(sweep.spec.factors.size() > 50);
      const PointReader reader(sweep);
      check_alike(sweep, reader);
      CHECK(reader.copies());
    }
  }

  TEST_CASE("a point of every number is the same whether it is read or made from another") {
    const Sweep sweep = sweep_of("{scenario: x, every_number: true, design: {random: {points: 12}}}",
                                 "scenarios/geneva-2016.yaml");
    const PointReader reader(sweep);
    check_alike(sweep, reader);
  }

  TEST_CASE("a point that breaks a bound or a rule is told in the words of reading") {
    const Sweep sweep = sweep_of(
        "{scenario: x, design: {random: {points: 60}}, vary: {parties.GOV.reservation: {low: 0, high: 1.2}, "
        "truce.committed_rate: {low: 0, high: 0.5}, truce.uncommitted_rate: {low: 0, high: 1}}}",
        "scenarios/geneva-2016.yaml");
    const PointReader reader(sweep);
    const std::size_t refused = check_alike(sweep, reader);
    CHECK(refused > 5);
    CHECK(refused < 55);
  }

  TEST_CASE("a value outside of its own range is told, whichever point has it") {
    std::string values;
    for (int k = 0; k < 30; ++k)
      values += fmt::format("{}{:.3f}", k > 0 ? ", " : "", k % 7 == 3 ? 0.9 + 0.001 * k : 0.45 + 0.004 * k);
    const Sweep sweep =
        sweep_of("{scenario: x, design: grid, vary: {parties.GOV.reservation.value: [" + values + "]}}",
                 "scenarios/geneva-2016.yaml");
    const PointReader reader(sweep);
    CHECK(check_alike(sweep, reader) == 4);
    CHECK(reader.copies());
  }

  TEST_CASE("where more than numbers varies every point is read") {
    const Sweep sweep = sweep_of(
        "{scenario: x, design: grid, vary: {events.mode: [none, history], parties.GOV.reservation: [0.3, "
        "0.4, "
        "0.5, 0.6, 0.7, 0.8]}}",
        "scenarios/geneva-2016.yaml");
    const PointReader reader(sweep);
    CHECK(check_alike(sweep, reader) == 0);
    CHECK(!reader.copies());
  }
}
