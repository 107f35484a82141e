#include "parley/preference/ranking.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

#include "parley/preference/quick_order.hpp"

namespace parley {

namespace {

struct Entry {
  std::uint32_t key, number;
};

// Stable, by `bits` of the key from bit `shift` on.
void sort_digit(const std::vector<Entry>& from, std::vector<Entry>& to, unsigned shift, unsigned bits) {
  const std::uint32_t mask = (1U << bits) - 1;
  std::vector<std::uint32_t> place(std::size_t{mask} + 2, 0);
  for (const Entry& e : from) ++place[((e.key >> shift) & mask) + 1];
  for (std::size_t k = 1; k < place.size(); ++k) place[k] += place[k - 1];
  for (const Entry& e : from) to[place[(e.key >> shift) & mask]++] = e;
}

}  // namespace

Ranking::Ranking(const Numbering& numbers, const Utility& utility, double reservation) {
  assert(numbers.size() <= most_packages && most_packages <= Numbering::most_numbered);
  const auto n = static_cast<std::size_t>(numbers.size());
  value_.resize(n);
  utility.tabulate(numbers, value_);

  // By the leading 32 bits of [0, 1] first; what these leave equal is then sorted by the value itself.
  constexpr double steps = 4294967295.0;
  std::vector<Entry> entries(n), scratch(n);
  for (std::size_t i = 0; i < n; ++i)
    entries[i] = {static_cast<std::uint32_t>(value_[i] * steps), static_cast<std::uint32_t>(i)};
  sort_digit(entries, scratch, 0, 11);
  sort_digit(scratch, entries, 11, 11);
  sort_digit(entries, scratch, 22, 10);
  number_.resize(n);
  utility_.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    number_[i] = scratch[i].number;
    utility_[i] = value_[scratch[i].number];
  }
  for (std::size_t i = 0; i < n;) {
    std::size_t end = i + 1;
    bool sorted = true;
    for (; end < n && scratch[end].key == scratch[i].key; ++end)
      sorted = sorted && utility_[end - 1] <= utility_[end];
    if (!sorted) {
      const auto from = number_.begin() + static_cast<std::ptrdiff_t>(i);
      const auto to = number_.begin() + static_cast<std::ptrdiff_t>(end);
      std::stable_sort(from, to, [this](std::uint32_t a, std::uint32_t b) { return value_[a] < value_[b]; });
      for (std::size_t k = i; k < end; ++k) utility_[k] = value_[number_[k]];
    }
    i = end;
  }

  // Ties among the rational packages.
  const auto rational = static_cast<std::size_t>(
      std::lower_bound(utility_.begin(), utility_.end(), reservation) - utility_.begin());
  if (std::adjacent_find(utility_.begin() + static_cast<std::ptrdiff_t>(rational), utility_.end()) !=
      utility_.end()) {
    std::size_t k = rational;
    for (std::uint32_t i = 0; i < n; ++i)
      if (value_[i] >= reservation) number_[k++] = i;
    quick_order(std::span(number_).subspan(rational), value_);
  }

  const std::size_t parts = std::min<std::size_t>(std::bit_ceil(n), 262'144);
  scale_ = static_cast<double>(parts);
  last_ = static_cast<double>(parts - 1);
  start_.assign(parts + 1, static_cast<std::uint32_t>(n));
  for (std::size_t i = n; i-- > 0;)
    start_[std::min(parts - 1, static_cast<std::size_t>(utility_[i] * scale_))] =
        static_cast<std::uint32_t>(i);
  for (std::size_t k = parts; k-- > 0;) start_[k] = std::min(start_[k], start_[k + 1]);
}

}  // namespace parley
