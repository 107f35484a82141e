#include "parley/preference/best_first.hpp"

#include <algorithm>
#include <numeric>

namespace parley {

std::vector<OptionIndex> best_first(const Space& space, const Numbering& numbers, const Utility& utility,
                                    std::size_t count) {
  struct Joined {
    double sum;
    std::uint32_t before;  // place in the list without this unit
    OptionIndex choice;
  };
  std::vector<std::vector<Joined>> lists{{{0.0, 0, 0}}};
  const auto parts = utility.parts();
  for (std::size_t u = 0; u < space.units(); ++u) {
    std::vector<OptionIndex> choices(numbers.choices(u));
    std::iota(choices.begin(), choices.end(), numbers.first(u));
    const auto part = [&](OptionIndex c) { return parts[space.offset(u) + c]; };
    std::stable_sort(choices.begin(), choices.end(),
                     [&](OptionIndex a, OptionIndex b) { return part(a) > part(b); });
    std::vector<Joined> next;
    const std::vector<Joined>& list = lists.back();
    for (std::size_t k = 0; k < choices.size() && k < count; ++k)
      for (std::size_t i = 0; i < list.size() && (i + 1) * (k + 1) <= count; ++i)
        next.push_back({list[i].sum + part(choices[k]), static_cast<std::uint32_t>(i), choices[k]});
    std::stable_sort(next.begin(), next.end(),
                     [](const Joined& a, const Joined& b) { return a.sum > b.sum; });
    if (next.size() > count) next.resize(count);
    lists.push_back(std::move(next));
  }
  const std::size_t units = space.units(), n = lists.back().size();
  std::vector<OptionIndex> out(n * units);
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t at = k;
    for (std::size_t u = units; u-- > 0;) {
      out[k * units + u] = lists[u + 1][at].choice;
      at = lists[u + 1][at].before;
    }
  }
  return out;
}

}  // namespace parley
