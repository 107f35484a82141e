#include "parley/preference/numbering.hpp"

#include "parley/preference/utility.hpp"

namespace parley {

Numbering::Numbering(const Space& space, const std::vector<std::uint8_t>& idle) {
  for (std::size_t u = 0; u < space.units(); ++u) {
    const bool stays = !idle.empty() && idle[u] != 0;
    choices_.push_back(stays ? 1 : space.choices(u));
    first_.push_back(stays ? space.status_quo()[u] : OptionIndex{0});
    size_ *= static_cast<double>(choices_.back());
  }
  if (size_ > most_numbered) return;
  double high = 1, least = size_ + 2;
  for (std::size_t u = 0; u <= units(); ++u) {
    if (high + size_ / high < least) {
      least = high + size_ / high;
      split_ = u;
      low_ = static_cast<std::uint32_t>(size_ / high);
    }
    if (u < units()) high *= static_cast<double>(choices(u));
  }
  const auto list = [&](std::size_t from, std::size_t to, std::size_t count) {
    std::vector<OptionIndex> all;
    Package at(first_.begin() + static_cast<std::ptrdiff_t>(from),
               first_.begin() + static_cast<std::ptrdiff_t>(to));
    for (std::size_t k = 0; k < count; ++k) {
      all.insert(all.end(), at.begin(), at.end());
      for (std::size_t u = to; u-- > from;) {
        if (++at[u - from] < first(u) + choices(u)) break;
        at[u - from] = first(u);
      }
    }
    return all;
  };
  first_units_ = list(0, split_, static_cast<std::size_t>(size_) / low_);
  last_units_ = list(split_, units(), low_);
}

std::vector<std::uint8_t> idle_units(const Space& space, std::span<const Utility> utilities) {
  std::vector<std::uint8_t> idle(space.units(), 1);
  for (const Utility& utility : utilities)
    for (std::size_t u = 0; u < space.units(); ++u) {
      const auto parts = utility.parts().subspan(space.offset(u), space.choices(u));
      if (std::any_of(parts.begin(), parts.end(), [&](double part) { return part != parts[0]; })) idle[u] = 0;
    }
  return idle;
}

}  // namespace parley
