#include "parley/bargaining/smith.hpp"

#include <algorithm>

namespace parley {

SmithFrequency mind_before(const SmithModel&, const Space& space) {
  return {mind_before(FrequencyModel{}, space)};
}

void SmithFrequency::add_wishes(const Space& space, const Utility&, const Utility&, double weight,
                                std::span<double> table) const {
  const auto counts = [&](std::size_t unit) {
    return std::span(count).subspan(space.offset(unit), space.choices(unit));
  };
  const auto most = [&](std::size_t unit) {
    return *std::max_element(counts(unit).begin(), counts(unit).end());
  };
  double total = 0;
  for (std::size_t u = 0; u < space.units(); ++u) total += most(u);
  for (std::size_t u = 0; u < space.units(); ++u) {
    double asked = 0;
    for (const double n : counts(u)) asked += n;
    if (asked <= 0) continue;  // nothing heard of this unit
    for (std::size_t c = 0; c < space.choices(u); ++c)
      table[space.offset(u) + c] += weight * (most(u) / total) * (counts(u)[c] / asked);
  }
}

}  // namespace parley
