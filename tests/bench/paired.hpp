// How long does something take, and how many times as long as something bare?
//
// Blocks of both are timed in turn, in time of the processor that this process had: a figure over its
// yardstick can be compared between machines and days, and hardly moves with what else a machine does.
#pragma once

#include <algorithm>
#include <ctime>
#include <functional>
#include <vector>

#include "parley/support/numerics.hpp"
#include "parley/support/random.hpp"

namespace parley::bench {

// Seconds of the processor.
inline double now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
inline double since(double start) { return now() - start; }

// The yardstick where there is no kernel written by hand: a thousand draws from a hundred streams and a
// thousand exponentials, of which most of a run in a war consists.
inline double bare_work() {
  double sum = 0;
  for (std::uint32_t k = 0; k < 100; ++k) {
    Stream luck({1, 0, k}, 0, 0, 0);
    for (int i = 0; i < 10; ++i) sum += luck.uniform();
  }
  for (int i = 0; i < 1000; ++i) sum += scalar_exp(-0.001 * i);
  return sum;
}
inline constexpr const char* bare_words = "1,000 draws and 1,000 exps";

// Seconds a call, medians of blocks; ours over bare by block: median and quartiles.
struct Paired {
  double ours = 0, bare = 0, ratio = 0, low = 0, high = 0;
};

// `seconds` in all; three pairs of blocks at least.
inline Paired paired(double seconds, const std::function<void()>& ours, const std::function<void()>& bare) {
  const auto block_of = [&](const std::function<void()>& call) {
    const double start = now();
    long calls = 0;
    // Blocks are short, so that few are disturbed by what else the machine does.
    while (since(start) < seconds / 400 || calls < 1) {
      call();
      ++calls;
    }
    return calls;
  };
  const long a = block_of(ours), b = block_of(bare);
  std::vector<double> x, y, ratios;
  const double first = now();
  while (ratios.size() < 3 || (since(first) < seconds && ratios.size() < 201)) {
    double start = now();
    for (long k = 0; k < a; ++k) ours();
    x.push_back(since(start) / static_cast<double>(a));
    start = now();
    for (long k = 0; k < b; ++k) bare();
    y.push_back(since(start) / static_cast<double>(b));
    ratios.push_back(x.back() / y.back());
  }
  for (auto* list : {&x, &y, &ratios}) std::sort(list->begin(), list->end());
  return {x[x.size() / 2], y[y.size() / 2], ratios[ratios.size() / 2], ratios[ratios.size() / 4],
          ratios[ratios.size() * 3 / 4]};
}

// Beside bare_work.
inline Paired paired(double seconds, const std::function<void()>& ours) {
  double sum = 0;
  const Paired p = paired(seconds, ours, [&] { sum += bare_work(); });
  return sum > 0 ? p : Paired{};
}

}  // namespace parley::bench
