// How many of the first runs of a scenario end in which way, asked of the installed library.
#include <cstdio>
#include <memory>

#include "parley/engine/model.hpp"
#include "parley/runs/batch.hpp"
#include "parley/runs/summary.hpp"
#include "parley/scenario/loader.hpp"

int main(int argc, char** argv) {
  parley::Diagnostics diagnostics;
  auto loaded = parley::load_scenario_file(argc > 1 ? argv[1] : "", {}, diagnostics);
  if (!loaded) {
    std::fputs(parley::to_string(diagnostics).c_str(), stderr);
    return 2;
  }
  const auto model = std::make_unique<parley::Model>(std::move(loaded->scenario));
  parley::Summary summary;
  parley::BatchHooks hooks;
  hooks.run = [&](std::uint32_t, const parley::Outcome& outcome, const parley::Trace*) {
    summary.add(outcome);
  };
  parley::BatchOptions options;
  options.replicates = 40;
  parley::run_batch(*model, options, hooks);
  for (std::size_t k = 0; k < summary.endings.size(); ++k)
    std::printf("%.*s %zu\n", static_cast<int>(parley::ending_names[k].size()),
                parley::ending_names[k].data(), summary.endings[k]);
}
