// Which package is the least that gives me this much?
//
// All numbered packages in order of one party's utility: flat arrays, sorted by radix, with an
// index on the leading bits of utility so that a search touches few entries. Packages worth the same stand in
// the order of quick_order.hpp if they are worth the reservation value, else in that of their numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "parley/preference/utility.hpp"

namespace parley {

class Ranking {
 public:
  // More are ranked in two halves (split_ranking.hpp): a ranking takes 20 bytes a package.
  static constexpr double most_packages = 400'000;
  // The same of all rankings together, where there are many parties.
  static constexpr double most_entries = 60 * most_packages;

  Ranking() = default;
  Ranking(const Numbering& numbers, const Utility& utility, double reservation = 0);

  bool empty() const { return utility_.empty(); }
  std::size_t bytes() const {
    return sizeof(double) * (value_.size() + utility_.size()) +
           sizeof(std::uint32_t) * (number_.size() + start_.size());
  }
  std::size_t size() const { return utility_.size(); }
  double utility(std::size_t rank) const { return utility_[rank]; }
  double best() const { return utility_.back(); }
  // The package's number.
  std::uint32_t package(std::size_t rank) const { return number_[rank]; }
  // The utility of a package by its number.
  double value(std::uint32_t package) const { return value_[package]; }
  // The first rank whose utility is at least `target`; size() where there is none.
  std::size_t at_least(double target) const {
    const double scaled = std::min(std::max(target * scale_, 0.0), last_);
    const auto k = static_cast<std::uint32_t>(scaled);
    const double* from = utility_.data() + start_[k];
    for (std::size_t n = start_[k + 1] - start_[k]; n > 0;) {
      const std::size_t half = n / 2;
      const bool less = from[half] < target;
      from += less ? half + 1 : 0;
      n = less ? n - half - 1 : half;
    }
    return static_cast<std::size_t>(from - utility_.data());
  }

 private:
  std::vector<double> value_;          // by number
  std::vector<double> utility_;        // by rank
  std::vector<std::uint32_t> number_;  // by rank
  std::vector<std::uint32_t> start_;   // by the leading bits of utility: the first rank; one more at the end
  double scale_ = 1, last_ = 0;        // number of leading parts of [0, 1], and the last of them
};

}  // namespace parley
