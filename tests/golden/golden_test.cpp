// One short run, told: the same words in every build. After a change of the model that is meant, write it
// anew with
//   PARLEY_WRITE_GOLDEN=1 build/release/tests/parley_tests -ts=golden     and read the difference.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "parley/runs/chronicle.hpp"
#include "support.hpp"

using namespace parley;

TEST_SUITE("golden") {
  TEST_CASE("a run of Two towns reads as it was recorded") {
    const auto model = std::make_unique<Model>(test::scenario_file("tests/golden/two-towns.yaml"));
    State state(*model);
    Trace trace;
    std::string told;
    for (const std::uint32_t run : {0U, 1U}) {
      const Outcome& o = simulate(*model, {1, 0, run}, state, &trace);
      told += fmt::format("run {}: {}\n", run, ending_names[static_cast<std::size_t>(o.ending)]);
      for (const auto& entry : chronicle(*model, trace, o))
        told += fmt::format("{} {}\n", model->date(entry.day), entry.text);
      told += fmt::format("deaths {}, utilities {:.17g}\n\n", o.deaths, fmt::join(o.utilities, " "));
    }
    const std::string file = test::source("tests/golden/two-towns.txt");
    if (std::getenv("PARLEY_WRITE_GOLDEN") != nullptr) std::ofstream(file) << told;
    std::ifstream in(file);
    std::stringstream recorded;
    recorded << in.rdbuf();
    CHECK(told == recorded.str());
  }
}
