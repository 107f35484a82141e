// How long does a run take?  bench_simulate SCENARIO [SECONDS] prints time and heap allocations a run, warm,
// one thread, and how many times as long it takes as bare draws and exponentials (paired.hpp).

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "allocations.hpp"
#include "paired.hpp"
#include "parley/engine/simulate.hpp"
#include "parley/scenario/loader.hpp"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench_simulate SCENARIO [SECONDS]\n");
    return 2;
  }
  const double seconds = argc > 2 ? std::atof(argv[2]) : 1.0;
  parley::Diagnostics diagnostics;
  const auto loaded = parley::load_scenario_file(argv[1], {}, diagnostics);
  if (!loaded) {
    std::fputs(parley::to_string(diagnostics).c_str(), stderr);
    return 2;
  }
  const auto model = std::make_unique<parley::Model>(loaded->scenario);
  parley::State state(*model);
  for (std::uint32_t r = 0; r < 50; ++r) parley::simulate(*model, {1, 0, r}, state);
  constexpr std::uint32_t counted = 50;
  const long before = parley::bench::allocations();
  for (std::uint32_t r = 0; r < counted; ++r) parley::simulate(*model, {1, 0, r}, state);
  const double allocations = static_cast<double>(parley::bench::allocations() - before) / counted;
  std::uint32_t run = 0;
  const parley::bench::Paired t = parley::bench::paired(seconds, [&] {
    parley::simulate(*model, {1, 0, run++ % 500}, state);
  });
  std::printf(
      "%s: %.1f us a run, %.1f times %s (%.1f us; quartiles %.1f to %.1f), %.2f heap allocations a run\n",
      argv[1], 1e6 * t.ours, t.ratio, parley::bench::bare_words, 1e6 * t.bare, t.low, t.high, allocations);
  return 0;
}
