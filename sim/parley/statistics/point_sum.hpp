// What is kept of the runs of a point?
#pragma once

#include <cstddef>
#include <limits>

namespace parley {

// The runs of a point: how many, their sum and the sum of their squares. 0 runs: it says nothing.
struct PointSum {
  std::size_t n = 0;
  double sum = 0, squares = 0;
  void add(double x) {
    ++n;
    sum += x;
    squares += x * x;
  }
  double mean() const { return sum / static_cast<double>(n); }
};

}  // namespace parley
