// What may be told of values that cannot rise, such as what lasts beyond 7, 30 and 90 days, but do?
#pragma once

#include <span>
#include <vector>

namespace parley {

// Values that rise from one to the next are pooled, weighted, until none does (isotonic regression; Barlow,
// Bartholomew, Bremner & Brunk 1972). Those that are not known stay so.
std::vector<double> pooled_to_fall(std::span<const double> values, std::span<const double> weights);

}  // namespace parley
