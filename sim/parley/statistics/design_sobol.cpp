// How are Sobol's points made and scrambled?
#include <cstddef>

#include <boost/random/sobol.hpp>

#include "parley/statistics/design_parts.hpp"
#include "parley/statistics/luck.hpp"

namespace parley {

namespace {

// Nested uniform scrambling (Owen 1995) of the first 48 binary digits: whether a digit is flipped is a fair
// coin of its own for every string of digits before it. The coins of six levels of that tree, 63 of them, are
// one Philox draw at the place (seed, digits before, dimension, level).
std::uint64_t owen_scrambled(std::uint64_t x, std::uint32_t dimension, std::uint64_t seed) {
  std::uint64_t out = 0;
  for (unsigned chunk = 0; chunk < 8; ++chunk) {
    const unsigned above = 6 * chunk;
    const std::uint64_t before = above == 0 ? 0 : x >> (64 - above);
    const std::uint64_t coins = study_luck(seed, StudyPurpose::scramble, static_cast<std::uint32_t>(before),
                                           static_cast<std::uint32_t>(before >> 32), dimension, chunk)
                                    .bits();
    unsigned node = 1;
    for (unsigned b = 0; b < 6; ++b) {
      const auto digit = static_cast<unsigned>(x >> (63 - above - b)) & 1u;
      out = (out << 1) | (digit ^ (static_cast<unsigned>(coins >> node) & 1u));
      node = 2 * node + digit;
    }
  }
  return out;
}

}  // namespace

std::vector<double> sobol_table(std::size_t n, std::size_t dimensions, std::size_t skip, bool scramble,
                                std::uint64_t seed) {
  std::vector<double> table(n * dimensions);
  boost::random::sobol engine(dimensions);  // leaves out the point 0
  if (skip > 1) engine.discard((skip - 1) * dimensions);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < dimensions; ++k) {
      const std::uint64_t digits = i + skip == 0 ? 0 : engine();
      table[i * dimensions + k] =
          scramble
              ? (static_cast<double>(owen_scrambled(digits, static_cast<std::uint32_t>(k), seed)) + 0.5) *
                    0x1.0p-48
              : static_cast<double>(digits) * 0x1.0p-64;
    }
  return table;
}

}  // namespace parley
