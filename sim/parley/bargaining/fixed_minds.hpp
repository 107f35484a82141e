// What does a party hold in mind that does not listen?
#pragma once

#include "parley/preference/utility.hpp"

namespace parley {

// Nothing that is said changes it.
struct HearsNothing {
  static constexpr bool learns = false;
  void forget() {}
  void hear(const Space&, PackageView, double) {}
  void hear_on(const Space&, PackageView, IssueId) {}
  void hear_closing(const Space&, std::span<const std::uint8_t>, IssueId, OptionIndex) {}
  void hear_red_line(const Space&, IssueId, OptionIndex, double) {}
  bool operator==(const HearsNothing&) const = default;
};

// none
struct NoIdea : HearsNothing {
  void add_wishes(const Space&, const Utility&, const Utility&, double, std::span<double>) const {}
};
inline NoIdea mind_before(const NoModel&, const Space&) { return {}; }

// true: the other's own utility of each choice.
struct Knowledge : HearsNothing {
  void add_wishes(const Space&, const Utility& truth, const Utility&, double weight,
                  std::span<double> table) const {
    const auto parts = truth.parts();
    for (std::size_t c = 0; c < table.size(); ++c) table[c] += weight * parts[c];
  }
};
inline Knowledge mind_before(const TrueModel&, const Space&) { return {}; }

// opposite: what is worth most to it is worth least to the other; over a package 1 - own utility.
struct Opposition : HearsNothing {
  void add_wishes(const Space& space, const Utility&, const Utility& own, double weight,
                  std::span<double> table) const {
    const auto parts = own.parts();
    const double even = 1.0 / static_cast<double>(space.units());
    for (std::size_t c = 0; c < table.size(); ++c) table[c] += weight * (even - parts[c]);
  }
};
inline Opposition mind_before(const OppositeModel&, const Space&) { return {}; }

}  // namespace parley
