// Which package is the least that gives me this much?
//
// All packages of a numbered space in order of one party's utility, then of the space's own order: two flat
// arrays, sorted by radix, with an index on the leading bits of utility so that a search touches few entries.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/preference/utility.hpp"

namespace parley {

class Ranking {
 public:
  // Spaces larger than this are searched by trade-off instead: a ranking of it takes 12 bytes a package.
  static constexpr double most_packages = 400'000;

  Ranking() = default;
  Ranking(const Space& space, const Utility& utility);

  bool empty() const { return utility_.empty(); }
  std::size_t size() const { return utility_.size(); }
  double utility(std::size_t rank) const { return utility_[rank]; }
  double best() const { return utility_.back(); }
  // The package's number in the space.
  std::uint32_t package(std::size_t rank) const { return number_[rank]; }
  // The first rank whose utility is at least `target`; size() where there is none.
  std::size_t at_least(double target) const {
    const double scaled = target * scale_;
    std::size_t k = scaled > 0 ? start_.size() - 2 : 0;
    if (scaled > 0 && scaled < scale_) k = static_cast<std::size_t>(scaled);
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
  std::vector<double> utility_;
  std::vector<std::uint32_t> number_;
  std::vector<std::uint32_t> start_;  // by the leading bits of utility: the first rank; one more at the end
  double scale_ = 1;                  // number of leading parts of [0, 1]
};

}  // namespace parley
