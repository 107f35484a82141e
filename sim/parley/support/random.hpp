// Where does every random number come from?
//
// A counter-based generator (Random123's Philox4x32-10; Salmon et al. 2011, "Parallel random numbers: as easy
// as 1, 2, 3"). A stream is a place in the space (seed, point, replicate, purpose, entity, day): two streams
// with different places are independent, and a stream gives the same numbers whoever draws them, in whatever
// order threads run. Runs that differ in one parameter see the same luck (common random numbers).
#pragma once

#include <array>
#include <cassert>
#include <cstdint>

namespace parley {

// The run whose luck is drawn: the analyst's seed, the design point and the replicate.
struct RunKey {
  std::uint64_t seed = 1;
  std::uint32_t point = 0;
  std::uint32_t replicate = 0;
};

class Stream {
 public:
  // purpose < 64, entity < 16384, day < 2^20. Up to 2^25 numbers (128-bit blocks hold two).
  Stream(const RunKey& key, std::uint32_t purpose, std::uint32_t entity, std::uint32_t day)
      : counter_{(entity >> 10) << 28 | (day >> 16) << 24,
                 (purpose << 26) | (entity & 1023U) << 16 | (day & 65535U), key.replicate, key.point},
        key_{static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32)} {
    assert(purpose < 64 && entity < (1U << 14) && day < (1U << 20));
  }

  // 64 fair bits.
  std::uint64_t bits() {
    if (used_ >= 4) next_block();
    const std::uint64_t high = block_[static_cast<std::size_t>(used_)];
    const std::uint64_t low = block_[static_cast<std::size_t>(used_) + 1];
    used_ += 2;
    return (high << 32) | low;
  }
  // Uniform in 0 .. n-1. n >= 1, n < 2^32 (bias below 2^-32: Lemire's multiply-and-shift without rejection).
  std::uint32_t below(std::uint32_t n);
  // Uniform in the open interval (0, 1), 53 bits.
  double uniform() { return (static_cast<double>(bits() >> 11) + 0.5) * 0x1.0p-53; }
  // Passes over the next `numbers` draws of bits() or uniform() without making them. Only before the first
  // draw.
  void skip(std::uint32_t numbers);
  // Standard normal, by inversion.
  double normal();
  bool chance(double probability) { return uniform() < probability; }
  // Exponential with mean 1.
  double exponential();
  // Poisson count. mean >= 0.
  int poisson(double mean);
  // Negative binomial count with the given mean and variance = mean * clustering. clustering >= 1; 1 is
  // Poisson.
  int negative_binomial(double mean, double clustering);

 private:
  void next_block();
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> block_{};
  int used_ = 4;
};

}  // namespace parley
