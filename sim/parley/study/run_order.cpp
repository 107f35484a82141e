#include "parley/study/run_order.hpp"

#include <algorithm>

namespace parley {

std::vector<std::uint64_t> RunOrder::next(std::size_t most,
                                          const std::function<bool(std::uint64_t)>& wanted) {
  std::vector<std::uint64_t> runs;
  const std::uint64_t replicates = range_.last - range_.first, all = replicates * range_.points;
  const std::uint64_t whole = block_ * range_.points;
  for (; position_ < all && runs.size() < most; ++position_) {
    const std::uint64_t start = position_ / whole * block_;  // first replicate of the block
    const std::uint64_t deep = std::min<std::uint64_t>(block_, replicates - start);
    const std::uint64_t within = position_ % whole;
    const std::uint64_t point = within / deep, replicate = range_.first + start + within % deep;
    const std::uint64_t run = replicate * range_.points + point;
    if (owns(run) && wanted(run)) runs.push_back(run);
  }
  return runs;
}

}  // namespace parley
