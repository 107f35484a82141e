#include "parley/preference/quick_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace parley {

namespace {

constexpr std::ptrdiff_t small_part = 15;

struct Part {
  std::uint32_t *first, *last;  // both included
  int depth;                    // halvings left before the order of ties is given up for speed
};

void insert_each(std::uint32_t* first, std::uint32_t* last, std::span<const double> value) {
  for (std::uint32_t* p = first + 1; p <= last; ++p) {
    const std::uint32_t number = *p;
    std::uint32_t* to = p;
    for (; to > first && value[number] < value[to[-1]]; --to) *to = to[-1];
    *to = number;
  }
}

// Puts what is below the median of three first; the place of that median.
std::uint32_t* partition(std::uint32_t* first, std::uint32_t* last, std::span<const double> value) {
  const auto less = [&](std::uint32_t a, std::uint32_t b) { return value[a] < value[b]; };
  std::uint32_t* const middle = first + (last - first) / 2;
  if (less(*middle, *first)) std::swap(*middle, *first);
  if (less(*last, *middle)) std::swap(*last, *middle);
  if (less(*middle, *first)) std::swap(*middle, *first);
  const double pivot = value[*middle];
  std::uint32_t *left = first, *right = last - 1;
  std::swap(*middle, *right);
  for (;;) {
    do ++left;
    while (value[*left] < pivot);
    do --right;
    while (pivot < value[*right]);
    if (left >= right) break;
    std::swap(*left, *right);
  }
  std::swap(*left, *(last - 1));
  return left;
}

}  // namespace

void quick_order(std::span<std::uint32_t> numbers, std::span<const double> value) {
  if (numbers.size() < 2) return;
  // The larger part waits, so that few ever do.
  std::array<Part, 64> waiting;
  std::size_t count = 0;
  Part part{numbers.data(), numbers.data() + numbers.size() - 1,
            2 * static_cast<int>(std::bit_width(numbers.size()) - 1)};
  for (;;) {
    while (part.last - part.first > small_part && part.depth >= 0) {
      std::uint32_t* const at = partition(part.first, part.last, value);
      const int depth = part.depth - 1;
      const Part low{part.first, at - 1, depth}, high{at + 1, part.last, depth};
      const bool low_is_less = at - part.first < part.last - at;
      waiting[count++] = low_is_less ? high : low;
      part = low_is_less ? low : high;
    }
    if (part.last - part.first > small_part)
      std::stable_sort(part.first, part.last + 1,
                       [&](std::uint32_t a, std::uint32_t b) { return value[a] < value[b]; });
    else
      insert_each(part.first, part.last, value);
    if (count == 0) return;
    part = waiting[--count];
  }
}

}  // namespace parley
