// How long does a run take?  bench_simulate SCENARIO [RUNS] prints time and heap allocations a run, warm, one
// thread.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "allocations.hpp"
#include "parley/engine/simulate.hpp"
#include "parley/scenario/loader.hpp"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench_simulate SCENARIO [RUNS]\n");
    return 2;
  }
  const int runs = argc > 2 ? std::atoi(argv[2]) : 500;
  parley::Diagnostics diagnostics;
  const auto loaded = parley::load_scenario_file(argv[1], {}, diagnostics);
  if (!loaded) {
    std::fputs(parley::to_string(diagnostics).c_str(), stderr);
    return 2;
  }
  const auto model = std::make_unique<parley::Model>(loaded->scenario);
  parley::State state(*model);
  for (std::uint32_t r = 0; r < 50; ++r) parley::simulate(*model, {1, 0, r}, state);
  const long before = parley::bench::allocations();
  const auto start = std::chrono::steady_clock::now();
  for (int r = 0; r < runs; ++r) parley::simulate(*model, {1, 0, static_cast<std::uint32_t>(r)}, state);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%s: %.1f us a run, %.2f heap allocations a run (%d runs, one thread)\n", argv[1],
              1e6 * seconds / runs, static_cast<double>(parley::bench::allocations() - before) / runs, runs);
  return 0;
}
