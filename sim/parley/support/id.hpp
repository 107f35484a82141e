// Which of several things of one kind is meant?
//
// An Id is a position among the things of its kind. Ids of different kinds do not convert into each other or
// into numbers, so that a front cannot be taken for a party; position() and the explicit constructor are the
// only ways in and out. In an optimised build an Id is its number.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <type_traits>

namespace parley {

template <class Kind, std::unsigned_integral Number = std::size_t>
class Id {
 public:
  constexpr Id() = default;  // the first
  template <std::integral Position>
  constexpr explicit Id(Position position) : position_(static_cast<Number>(position)) {}

  constexpr std::size_t position() const { return position_; }
  constexpr Id& operator++() {
    ++position_;
    return *this;
  }
  // NOLINTNEXTLINE(modernize-use-nullptr): the 0 of its comparisons
  friend constexpr auto operator<=>(const Id&, const Id&) = default;

 private:
  Number position_ = 0;
};

// Where something is in an array. (Plain numbers are positions where rows or columns are only counted.)
template <class Kind, class Number>
constexpr std::size_t position_of(Id<Kind, Number> id) {
  return id.position();
}
template <std::unsigned_integral Number>
constexpr std::size_t position_of(Number position) {
  return position;
}

// All of a kind, in order: for (const FrontId f : model.fronts.ids()).
template <class Key>
class Ids {
 public:
  class Iterator {
   public:
    using value_type = Key;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::input_iterator_tag;
    using reference = Key;
    using pointer = void;
    constexpr Iterator() = default;
    constexpr explicit Iterator(std::size_t at) : at_(at) {}
    constexpr Key operator*() const { return Key(at_); }
    constexpr Iterator& operator++() {
      ++at_;
      return *this;
    }
    constexpr Iterator operator++(int) {
      const Iterator before = *this;
      ++at_;
      return before;
    }
    friend constexpr bool operator==(const Iterator&, const Iterator&) = default;

   private:
    std::size_t at_ = 0;
  };

  constexpr explicit Ids(std::size_t size) : size_(size) {}
  constexpr Iterator begin() const { return Iterator(0); }
  constexpr Iterator end() const { return Iterator(size_); }
  constexpr std::size_t size() const { return size_; }

 private:
  std::size_t size_;
};

}  // namespace parley
