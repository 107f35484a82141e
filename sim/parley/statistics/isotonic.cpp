#include "parley/statistics/isotonic.hpp"

#include <cmath>

namespace parley {

std::vector<double> pooled_to_fall(std::span<const double> values, std::span<const double> weights) {
  struct Block {
    double value = 0, weight = 0;
    std::size_t size = 0;
  };
  std::vector<Block> blocks;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (std::isnan(values[k])) continue;
    Block next{values[k], weights[k], 1};
    while (!blocks.empty() && blocks.back().value < next.value) {
      const Block& last = blocks.back();
      const double weight = last.weight + next.weight;
      next = {(last.value * last.weight + next.value * next.weight) / weight, weight, last.size + next.size};
      blocks.pop_back();
    }
    blocks.push_back(next);
  }
  std::vector<double> fallen(values.begin(), values.end());
  std::size_t block = 0, left = blocks.empty() ? 0 : blocks[0].size;
  for (double& x : fallen) {
    if (std::isnan(x)) continue;
    if (left == 0) left = blocks[++block].size;
    x = blocks[block].value;
    --left;
  }
  return fallen;
}

}  // namespace parley
