#include "parley/study/run_order.hpp"

#include <algorithm>

namespace parley {

std::vector<std::uint64_t> RunOrder::next(std::size_t most,
                                          const std::function<bool(std::uint64_t)>& wanted) {
  std::vector<std::uint64_t> runs;
  const std::uint64_t replicates = range_.last - range_.first;
  while (start_ < replicates && runs.size() < most) {
    const std::uint64_t deep = std::min(deep_, replicates - start_);
    if (within_ == deep * range_.points) {
      start_ += deep;
      deep_ = std::min<std::uint64_t>(2 * deep_, block_);
      within_ = 0;
      continue;
    }
    const std::uint64_t point = within_ / deep, replicate = range_.first + start_ + within_ % deep;
    const std::uint64_t run = replicate * range_.points + point;
    ++within_;
    if (owns(run) && wanted(run)) runs.push_back(run);
  }
  return runs;
}

}  // namespace parley
