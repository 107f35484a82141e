#include "parley/bargaining/smith.hpp"

#include <algorithm>

namespace parley {

SmithFrequency mind_before(const SmithModel&, const Space& space) {
  return {mind_before(FrequencyModel{}, space)};
}

void SmithFrequency::add_wishes(const Space& space, const Utility&, const Utility&, double weight,
                                std::span<double> table) const {
  const auto most = [&](std::size_t unit) {
    const auto from = count.begin() + static_cast<std::ptrdiff_t>(space.offset(unit));
    return *std::max_element(from, from + static_cast<std::ptrdiff_t>(space.choices(unit)));
  };
  double total = 0;
  for (std::size_t u = 0; u < space.units(); ++u) total += most(u);
  if (total <= 0) return;
  // The weight times the value: the largest count cancels.
  for (std::size_t c = 0; c < table.size(); ++c) table[c] += weight * count[c] / total;
}

}  // namespace parley
