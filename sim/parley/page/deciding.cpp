#include <algorithm>

#include <fmt/format.h>

#include "parley/page/assumptions.hpp"
#include "parley/questions/elicit/headlines.hpp"
#include "parley/questions/elicit/screening.hpp"
#include "parley/scenario/override.hpp"
#include "parley/study/findings.hpp"
#include "parley/study/store.hpp"
#include "parley/study/words.hpp"

namespace parley {

namespace {

bool among(const Json& deciding, const std::string& path) {
  return std::any_of(deciding.begin(), deciding.end(), [&](const Json& d) { return d["path"] == path; });
}

}  // namespace

Json deciding_of_study(Store& store, const Sweep& sweep) {
  const Findings findings = findings_of(store, sweep, {});
  Json list = Json::array();
  const std::size_t factors = sweep.spec.factors.size();
  for (std::size_t rank = 0; rank < factors; ++rank)
    for (const OutputFindings& f : findings.outputs) {
      if (rank >= f.effects.size() || list.size() >= most_deciding) continue;
      const Effect& e = f.effects[rank];
      const Factor& factor = sweep.spec.factors[e.factor];
      if (!e.clear() || factor.kind == Factor::Kind::category) continue;
      const std::string path = meaning_of(sweep.base.root, factor.path).canonical;
      if (among(list, path)) continue;
      const auto part = [&](std::size_t k) {
        return fmt::format("{} where it is {}", amount(f.output, e.bins[k].mean.value),
                           values_text(factor, e.bins[k].low, e.bins[k].high));
      };
      list.push_back({{"path", path},
                      {"words", fmt::format("{}: {}, {}", in_short(f.output), part(e.from), part(e.to))}});
    }
  return list;
}

void add_screened(Json& deciding, const Scenario& scenario, std::uint32_t points, std::uint64_t seed,
                  int jobs) {
  if (deciding.size() >= least_deciding) return;
  const std::size_t most = deciding.empty() ? most_deciding : least_deciding;
  const Screening s = screen(scenario, {.seed = seed, .points = points, .jobs = jobs, .progress = {}});
  const auto outputs = elicit_outputs(scenario);
  for (const WeighedNumber& n : s.numbers) {
    if (deciding.size() >= most || (!n.told && deciding.size() >= least_deciding)) break;
    if (among(deciding, n.path)) continue;
    deciding.push_back({{"path", n.path},
                        {"output", outputs[n.output].words},
                        {"correlation", n.correlation},
                        {"told", n.told}});
  }
}

}  // namespace parley
