// How is it told what experts know, and where they differ?
#pragma once

#include <span>
#include <string>

#include "parley/questions/elicit/elicited.hpp"

namespace parley {

// Text of at most `width` columns. `colour`: terminal escapes. `scenario`: as it was before.
std::string elicited_text(const Scenario& scenario, std::span<const PooledNumber> pooled,
                          const Disagreements& disagreements, std::uint64_t seed, bool colour,
                          std::size_t width = 100);
std::string elicited_json(const Scenario& scenario, std::span<const PooledNumber> pooled,
                          const Disagreements& disagreements, std::uint64_t seed);

}  // namespace parley
