// What does a party hold in mind that does not listen?
#pragma once

#include "parley/preference/utility.hpp"

namespace parley {

// Nothing that is said changes it.
struct HearsNothing {
  static constexpr bool learns = false;
  void forget() {}
  void hear(const Space&, PackageView, double) {}
  void hear_on(const Space&, PackageView, std::size_t) {}
  void hear_closing(const Space&, std::span<const std::uint8_t>, std::size_t, OptionIndex) {}
  void hear_red_line(const Space&, std::size_t, OptionIndex, double) {}
  bool operator==(const HearsNothing&) const = default;
};

// none
struct NoIdea : HearsNothing {
  void add_wishes(const Space&, const Utility&, std::span<double>) const {}
};
inline NoIdea mind_before(const NoModel&, const Space&) { return {}; }

// true: the other's own utility of each choice.
struct Knowledge : HearsNothing {
  void add_wishes(const Space&, const Utility& truth, std::span<double> table) const {
    const auto parts = truth.parts();
    for (std::size_t c = 0; c < table.size(); ++c) table[c] += parts[c];
  }
};
inline Knowledge mind_before(const TrueModel&, const Space&) { return {}; }

}  // namespace parley
