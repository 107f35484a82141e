// The parts of design.cpp that are methods of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace parley {

// n points of Sobol's sequence after the first `skip` (the very first is the point 0), n x dimensions.
// dimensions <= sobol_dimensions.
std::vector<double> sobol_table(std::size_t n, std::size_t dimensions, std::size_t skip, bool scramble,
                                std::uint64_t seed);
inline constexpr std::size_t sobol_dimensions = 1024;

// A Latin hypercube, n x factors. maximin takes time in proportion to n^2 factors; n <= maximin_points.
std::vector<double> latin_hypercube(std::size_t n, std::size_t factors, bool maximin, std::uint64_t seed);
inline constexpr std::size_t maximin_points = 10000;

}  // namespace parley
