// How are many numbers told by one?
//
// A 64-bit mark: two different lists of numbers share one with chance 2^-64.
#pragma once

#include <cstdint>

namespace parley {

// The mark of a list with one number more. Mixing steps of splitmix64 (Steele, Lea & Flood 2014).
inline std::uint64_t mixed(std::uint64_t mark, std::uint64_t number) {
  mark += 0x9E3779B97F4A7C15U + number;
  mark = (mark ^ (mark >> 30)) * 0xBF58476D1CE4E5B9U;
  mark = (mark ^ (mark >> 27)) * 0x94D049BB133111EBU;
  return mark ^ (mark >> 31);
}

}  // namespace parley
