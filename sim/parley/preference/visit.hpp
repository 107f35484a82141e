// What is every package worth to each party?
//
// Goes through a space in its order. Sums are kept from unit to unit, so that a step costs what changed; they
// are formed from the first unit to the last, as Utility::sum does, to the same bytes.
#pragma once

#include <span>
#include <vector>

#include "parley/preference/utility.hpp"

namespace parley {

// Calls see(package, utilities), utilities by position among `parties`, for every package of the space.
template <class See>
void visit_all(const Space& space, std::span<const Utility* const> parties, See see) {
  const std::size_t units = space.units(), n = parties.size();
  std::vector<double> before((units + 1) * n, 0.0), worth(n);  // sums of the first units
  Package package = space.first();
  std::size_t changed = 0;  // the first unit whose choice is new
  for (;;) {
    for (std::size_t u = changed; u < units; ++u)
      for (std::size_t i = 0; i < n; ++i)
        before[(u + 1) * n + i] = before[u * n + i] + parties[i]->parts()[space.offset(u) + package[u]];
    for (std::size_t i = 0; i < n; ++i) worth[i] = parties[i]->from_sum(before[units * n + i]);
    see(std::as_const(package), std::span<const double>(worth));
    changed = units;
    for (;;) {
      if (changed == 0) return;
      --changed;
      if (package[changed] + 1U < space.choices(changed)) break;
      package[changed] = 0;
    }
    ++package[changed];
  }
}

}  // namespace parley
