// Which package is the least that gives me this much, in a space too large to rank?
//
// Units are parted in two, so that a package is a pair of halves and its worth the sum of theirs. One table
// has all sums of the one part in order, with an index; each sum of the other part asks it for the least that
// makes up the rest (Horowitz & Sahni 1974, "Computing partitions with applications to the knapsack
// problem"). Exact but for rounding (1e-12) where the second part has at most `most_second` combinations: up
// to 1e9 packages, as units divide. Beyond, the second table keeps the largest sum in each of `most_second`
// equal parts of its range, and what is found may be dearer than the least: at 2e13 packages by 1.5e-8 on
// average and at most by 1e-6 of the range in its middle four fifths, by more near its ends.
//
// Of packages worth the same one is taken by a fixed draw, so that no option is favoured.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "parley/preference/utility.hpp"

namespace parley {

class SplitRanking {
 public:
  static constexpr std::size_t most_first = 262'144, most_second = 4096;

  SplitRanking() = default;
  // most: combinations in the first table, at least 1; a single unit may have more.
  SplitRanking(const Space& space, const Numbering& numbers, const Utility& utility,
               std::size_t most = most_first);

  bool empty() const { return first_.sum.empty(); }
  std::size_t bytes() const;

  // A package: its halves, each one of those with the same sum.
  struct Place {
    double sum = 0;  // Utility::sum, but for rounding
    std::uint32_t first = 0, second = 0;
  };
  // The packages of lowest sum at least `target` and of highest sum below it, where there are such.
  struct Around {
    std::optional<Place> above, below;
  };
  Around around(double target) const;
  Place best() const;
  void package(const Place& place, std::span<OptionIndex> out) const;

 private:
  // Sums in order; sums that are the same but for rounding are told once, with all that have them.
  struct Sums {
    std::vector<double> sum;
    std::vector<std::uint32_t> start;  // into `entry`; one more at the end
    std::vector<std::uint32_t> entry;
    std::uint32_t count(std::size_t k) const { return start[k + 1] - start[k]; }
  };
  class Nearest;
  static Sums in_order(std::span<const double> sums);
  void fill_first(const Space& space, const Numbering& numbers, std::span<const double> parts);
  void fill_second(const Space& space, const Numbering& numbers, std::span<const double> parts);
  std::size_t at_least(double sum) const;  // in the first table

  std::vector<std::size_t> units_first_, units_second_;  // in the order in which entries are made up
  std::vector<std::size_t> choices_first_;               // by unit of the first part
  std::vector<OptionIndex> base_;                        // by unit: the choice that counts as 0
  Sums first_, second_;
  std::vector<OptionIndex> rows_;  // of the second part: entry x unit
  std::vector<std::uint32_t>
      index_;  // by the leading bits of a sum: its place in first_; one more at the end
  double low_ = 0, scale_ = 1;
};

}  // namespace parley
