#include "parley/questions/analysis/deal_search.hpp"

#include <limits>

#include "parley/preference/frontier.hpp"
#include "parley/preference/solutions.hpp"

namespace parley {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

std::vector<double> worth_of(const Consents& consents, const Package& package) {
  std::vector<double> worth;
  for (const Utility* u : consents.utilities()) worth.push_back((*u)(package));
  return worth;
}

Package climb_to(const Space& space, Consents& consents, const std::vector<std::uint8_t>& asked,
                 std::size_t signer, double sign, const Package& from) {
  return climb(
      space, consents.utilities(),
      [&](std::span<const double> u, Score& s) {
        consents.look(u);
        double total = 0;
        for (std::size_t i = 0; i < asked.size(); ++i) total += asked[i] != 0 ? consents.lacking()[i] : 0.0;
        s.assign({-total, total > 0 ? 0.0 : sign * u[signer]});
      },
      from);
}

bool climbs_to_deal(const Space& space, Consents& consents, const std::vector<std::uint8_t>& asked) {
  for (const Package& from : {space.status_quo(), consents.utilities()[0]->best_package()}) {
    consents.look(worth_of(consents, climb_to(space, consents, asked, 0, 0.0, from)));
    double total = 0;
    for (std::size_t i = 0; i < asked.size(); ++i) total += asked[i] != 0 ? consents.lacking()[i] : 0.0;
    if (total <= 0) return true;
  }
  return false;
}

Bounds bound_deals(const Space& space, const Consents& consents) {
  const std::vector<const Utility*> signers(
      consents.utilities().begin(),
      consents.utilities().begin() + static_cast<std::ptrdiff_t>(consents.signers()));
  const Frontier frontier(space, signers);
  Bounds bounds;
  std::vector<double> need(signers.size());
  for (std::size_t i = 0; i < need.size(); ++i) {
    const double least = consents.least_asked(i);
    need[i] = least > 0 ? signers[i]->to_sum(least) - 1e-9 : -infinity;
    bounds.possible = bounds.possible && least <= signers[i]->best() + 1e-9;
  }
  for (std::size_t i = 0; i < need.size() && bounds.possible; ++i) {
    const Frontier::Best best = frontier.best(i, need);
    bounds.possible = best.shortage <= 1e-6;
    bounds.best.push_back(signers[i]->from_sum(best.values[i]));
    Package package(space.units());
    for (std::size_t u = 0; u < space.units(); ++u) {
      double most = -infinity;
      for (std::size_t c = 0; c < space.choices(u); ++c) {
        const std::size_t at = space.offset(u) + c;
        double wanted = signers[i]->parts()[at];
        for (std::size_t k = 0; k < signers.size(); ++k)
          if (k != i) wanted += best.price[k] * signers[k]->parts()[at];
        if (wanted <= most) continue;
        most = wanted;
        package[u] = static_cast<OptionIndex>(c);
      }
    }
    bounds.near.push_back(std::move(package));
  }
  return bounds;
}

}  // namespace parley
