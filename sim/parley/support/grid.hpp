// What is known of each thing of a kind, and of each pair of two things?
//
// ListBy and Grid own it, SpanBy looks at it. All are addressed by identifiers (id.hpp) and by nothing else:
// how the values lie in memory is known here alone. Copying one onto another of the same size allocates
// nothing.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <vector>

#include "parley/support/id.hpp"

namespace parley {

// A look at one value for each thing of a kind.
template <class Key, class T>
class SpanBy {
 public:
  SpanBy() = default;
  explicit SpanBy(std::span<T> values) : values_(values) {}
  SpanBy(const SpanBy<Key, std::remove_const_t<T>>& other) requires std::is_const_v<T>
      : values_(other.values()) {}
  T& operator[](Key k) const { return values_[position_of(k)]; }
  std::size_t size() const { return values_.size(); }
  Ids<Key> ids() const { return Ids<Key>(values_.size()); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  std::span<T> values() const { return values_; }

 private:
  std::span<T> values_;
};

// One value for each thing of a kind.
template <class Key, class T>
class ListBy {
 public:
  ListBy() = default;
  explicit ListBy(std::size_t size, const T& value = T{}) : values_(size, value) {}
  ListBy(std::initializer_list<T> values) : values_(values) {}

  T& operator[](Key k) { return values_[position_of(k)]; }
  const T& operator[](Key k) const { return values_[position_of(k)]; }
  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  std::size_t capacity() const { return values_.capacity(); }
  Ids<Key> ids() const { return Ids<Key>(values_.size()); }
  auto begin() { return values_.begin(); }
  auto begin() const { return values_.begin(); }
  auto end() { return values_.end(); }
  auto end() const { return values_.end(); }
  std::span<T> values() { return values_; }
  std::span<const T> values() const { return values_; }
  operator SpanBy<Key, T>() { return SpanBy<Key, T>(values_); }
  operator SpanBy<Key, const T>() const { return SpanBy<Key, const T>(values_); }

  // The thing that is added is the last one.
  void push_back(T value) { values_.push_back(std::move(value)); }
  void assign(std::size_t size, const T& value) { values_.assign(size, value); }
  void fill(const T& value) { std::fill(values_.begin(), values_.end(), value); }
  void clear() { values_.clear(); }
  friend bool operator==(const ListBy&, const ListBy&) = default;

 private:
  std::vector<T> values_;
};

// One value for each pair of a row and a column.
template <class Row, class Column, class T>
class Grid {
 public:
  Grid() = default;
  Grid(std::size_t rows, std::size_t columns, const T& value = T{})
      : columns_(columns), cells_(rows * columns, value) {}

  T& operator()(Row r, Column c) { return cells_[position_of(r) * columns_ + position_of(c)]; }
  const T& operator()(Row r, Column c) const { return cells_[position_of(r) * columns_ + position_of(c)]; }
  SpanBy<Column, T> row(Row r) {
    return SpanBy<Column, T>({cells_.data() + position_of(r) * columns_, columns_});
  }
  SpanBy<Column, const T> row(Row r) const {
    return SpanBy<Column, const T>({cells_.data() + position_of(r) * columns_, columns_});
  }
  Ids<Row> rows() const { return Ids<Row>(columns_ > 0 ? cells_.size() / columns_ : 0); }
  Ids<Column> columns() const { return Ids<Column>(columns_); }
  // Every cell, row by row.
  std::span<T> cells() { return cells_; }
  std::span<const T> cells() const { return cells_; }
  void fill(const T& value) { std::fill(cells_.begin(), cells_.end(), value); }

 private:
  std::size_t columns_ = 0;
  std::vector<T> cells_;
};

}  // namespace parley
