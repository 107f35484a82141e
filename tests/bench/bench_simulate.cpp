// How long does a run take?  bench_simulate SCENARIO [RUNS] prints time and heap allocations a run, warm, one
// thread.

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>

#include "parley/engine/simulate.hpp"
#include "parley/scenario/loader.hpp"

namespace {
std::atomic<long> allocations{0};
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* p = std::malloc(size)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

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
  const long before = allocations;
  const auto start = std::chrono::steady_clock::now();
  for (int r = 0; r < runs; ++r) parley::simulate(*model, {1, 0, static_cast<std::uint32_t>(r)}, state);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%s: %.1f us a run, %.2f heap allocations a run (%d runs, one thread)\n", argv[1],
              1e6 * seconds / runs, static_cast<double>(allocations - before) / runs, runs);
  return 0;
}
