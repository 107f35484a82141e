// What does a party seem to want that keeps asking for the same?
//
// importance of unit n = (1 + times its choice was kept) / sum over units of the same
// value of choice c    = times asked for / times the most frequent choice of its unit was asked for
// After Hindriks & Tykhonov (2008) and van Krimpen, Looije & Hajizadeh (2013). No parameters.

#include <algorithm>

#include "parley/bargaining/opponent_model.hpp"

namespace parley {

void learn(const Space& space, Frequency& heard, std::size_t unit, OptionIndex choice) {
  heard.count[space.offset(unit) + choice] += 1.0;
  if (heard.offers > 0 && heard.last[unit] == choice) heard.kept[unit] += 1.0;
  heard.last[unit] = choice;
}

void add_estimate(const Space& space, const Frequency& heard, double weight, std::span<double> objective) {
  if (!heard.anything) return;
  double total = 0;
  for (std::size_t u = 0; u < space.units(); ++u) total += 1.0 + heard.kept[u];
  for (std::size_t u = 0; u < space.units(); ++u) {
    const std::size_t from = space.offset(u), to = from + space.choices(u);
    const double most = *std::max_element(heard.count.begin() + static_cast<std::ptrdiff_t>(from),
                                          heard.count.begin() + static_cast<std::ptrdiff_t>(to));
    if (most <= 0) continue;  // nothing heard of this unit
    const double importance = weight * (1.0 + heard.kept[u]) / total;
    for (std::size_t c = from; c < to; ++c) objective[c] += importance * heard.count[c] / most;
  }
}

}  // namespace parley
