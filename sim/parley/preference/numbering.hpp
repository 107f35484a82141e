// Which package has which number?
//
// Packages are numbered in the order in which Space::next goes through them. A unit whose choices are worth
// the same to everybody is idle: it stays at the status quo, for there is nothing to bargain about; so an
// issue that nobody weighs changes neither the numbers nor what is done with them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "parley/preference/space.hpp"

namespace parley {

class Utility;

class Numbering {
 public:
  Numbering() = default;
  // idle: by unit, not 0 where the unit stays at the status quo; none where empty.
  explicit Numbering(const Space& space, const std::vector<std::uint8_t>& idle = {});

  std::size_t units() const { return choices_.size(); }
  // How many choices of a unit are numbered, and the first of them (they follow one upon another).
  std::size_t choices(std::size_t unit) const { return choices_[unit]; }
  OptionIndex first(std::size_t unit) const { return first_[unit]; }
  // Number of packages; infinity-safe (as a double).
  double size() const { return size_; }

  // Up to `most_numbered` packages have a number.
  static constexpr double most_numbered = 1e6;
  void package(std::uint32_t number, std::span<OptionIndex> out) const {
    const std::uint32_t high = number / low_, low = number % low_;
    const OptionIndex* const first = first_units_.data() + high * split_;
    const OptionIndex* const last = last_units_.data() + low * (units() - split_);
    std::copy(first, first + split_, out.begin());
    std::copy(last, last + (units() - split_), out.begin() + static_cast<std::ptrdiff_t>(split_));
  }

 private:
  std::vector<std::size_t> choices_;
  std::vector<OptionIndex> first_;
  double size_ = 1;
  // Numbers are read in two halves: all choices of the first `split_` units and all of the others.
  std::size_t split_ = 0;
  std::uint32_t low_ = 1;
  std::vector<OptionIndex> first_units_, last_units_;
};

// By unit: whether all its choices are worth the same to each of these.
std::vector<std::uint8_t> idle_units(const Space& space, std::span<const Utility> utilities);

}  // namespace parley
