// In which order are the runs of a study made?
//
// Replicate by replicate across all points, so that a study that stops early is an even sample of the space.
// Where the points are too many to keep their models, replicates of one point follow each other, in blocks of
// 1, 2, 4 ... up to `block`, so that no point ever has more than twice the replicates of another and one
// more. A shard owns the points whose number leaves its own remainder; with fewer points than shards, the
// runs.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace parley {

struct Shard {
  std::uint32_t number = 1, of = 1;  // 3/64 is the third of 64
};

class RunOrder {
 public:
  struct Range {
    std::uint64_t points = 0;
    std::uint32_t first = 0, last = 0;  // replicates first .. last - 1
  };
  RunOrder(Range range, std::uint32_t block, Shard shard) : range_(range), block_(block), shard_(shard) {}

  // Whether a run belongs to the shard.
  bool owns(std::uint64_t run) const {
    const std::uint64_t by = range_.points >= shard_.of ? run % range_.points : run;
    return by % shard_.of == shard_.number - 1;
  }
  // The next runs, at most `most`, of those that `wanted` says yes to; empty at the end.
  std::vector<std::uint64_t> next(std::size_t most, const std::function<bool(std::uint64_t)>& wanted);

 private:
  Range range_;
  std::uint32_t block_;
  Shard shard_;
  std::uint64_t start_ = 0, deep_ = 1;  // the block's first replicate after the range's, and how many it has
  std::uint64_t within_ = 0;            // position in the block
};

}  // namespace parley
