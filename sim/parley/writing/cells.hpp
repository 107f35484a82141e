// What stands in the tables of results?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace parley {

// Nothing, a whole number, a number or text.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
using Row = std::vector<Cell>;

struct Column {
  enum class Kind { text, whole, number };
  std::string name;
  Kind kind = Kind::text;
};
using Columns = std::vector<Column>;

// Whatever takes the cells of a table one by one.
class Cells {
 public:
  virtual ~Cells() = default;
  virtual Cells& cell(std::string_view text) = 0;
  virtual Cells& cell(double number) = 0;
  virtual Cells& cell(int number) = 0;
  virtual Cells& empty() = 0;
  virtual void end_row() = 0;
};

// Keeps them as rows.
class RowCells : public Cells {
 public:
  RowCells& cell(std::string_view text) override { return add(std::string(text)); }
  RowCells& cell(double number) override { return add(number); }
  RowCells& cell(int number) override { return add(std::int64_t{number}); }
  RowCells& empty() override { return add(std::monostate{}); }
  void end_row() override {
    rows.push_back(std::move(row_));
    row_.clear();
    row_.reserve(rows.back().size());
  }
  std::vector<Row> rows;

 private:
  RowCells& add(Cell cell) {
    row_.push_back(std::move(cell));
    return *this;
  }
  Row row_;
};

}  // namespace parley
