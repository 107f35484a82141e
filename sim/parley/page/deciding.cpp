#include <algorithm>

#include "parley/page/assumptions.hpp"
#include "parley/questions/elicit/headlines.hpp"
#include "parley/questions/elicit/screening.hpp"

namespace parley {

Json deciding_json(const Scenario& scenario, std::uint32_t points, std::uint64_t seed, int jobs) {
  constexpr std::size_t least = 6, most = 10;
  const Screening s = screen(scenario, {.seed = seed, .points = points, .jobs = jobs, .progress = {}});
  const auto outputs = elicit_outputs(scenario);
  Json list = Json::array();
  for (const WeighedNumber& n : s.numbers) {
    if (list.size() >= most || (!n.told && list.size() >= least)) break;
    list.push_back({{"path", n.path},
                    {"output", outputs[n.output].words},
                    {"correlation", n.correlation},
                    {"told", n.told}});
  }
  return list;
}

}  // namespace parley
