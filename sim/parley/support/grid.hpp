// What is known of every pair of a row and a column?
//
// A table of fixed size, addressed by the identifiers of its rows and columns and by nothing else: how it is
// laid out is known here alone. Copying one onto another of the same size allocates nothing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace parley {

template <class Row, class Column, class T>
class Grid {
 public:
  Grid() = default;
  Grid(std::size_t rows, std::size_t columns, const T& value = T{})
      : columns_(columns), cells_(rows * columns, value) {}

  T& operator()(Row r, Column c) { return cells_[r * columns_ + c]; }
  const T& operator()(Row r, Column c) const { return cells_[r * columns_ + c]; }
  std::span<T> row(Row r) { return {cells_.data() + r * columns_, columns_}; }
  std::span<const T> row(Row r) const { return {cells_.data() + r * columns_, columns_}; }
  // Every cell, row by row.
  std::span<T> cells() { return cells_; }
  std::span<const T> cells() const { return cells_; }
  std::size_t rows() const { return columns_ > 0 ? cells_.size() / columns_ : 0; }
  std::size_t columns() const { return columns_; }
  void fill(const T& value) { std::fill(cells_.begin(), cells_.end(), value); }

 private:
  std::size_t columns_ = 0;
  std::vector<T> cells_;
};

}  // namespace parley
