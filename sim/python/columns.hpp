// How does a table become columns that Python reads at once?
//
// The lines of a table (runs/columns.hpp) say what its columns are; rows are written to them as to a file,
// and each column is handed over whole: text as codes and levels, whole numbers with what is missing, numbers
// with NaN where there is none.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include "parley/runs/columns.hpp"

namespace parley::python {

struct TypedColumn {
  std::string name, unit, meaning;
  Column::Kind kind = Column::Kind::text;
  std::vector<double> numbers{};
  std::vector<std::int64_t> wholes{};
  std::vector<std::uint8_t> missing{};  // of whole numbers
  std::vector<std::int32_t> codes{};    // of levels; -1: none
  std::vector<std::string> levels{};
  std::unordered_map<std::string, std::int32_t> places{};
};

class ColumnCells : public Cells {
 public:
  template <class L>
  ColumnCells(std::span<const L> lines, const Model& model) {
    for (const auto& line : lines)
      for (std::size_t k = 0; k < how_many(line.each, model); ++k)
        columns_.push_back(
            {column_name(line, model, k), std::string(line.unit), std::string(line.meaning), line.kind});
  }
  ColumnCells& cell(std::string_view text) override;
  ColumnCells& cell(double number) override;
  ColumnCells& cell(int number) override;
  ColumnCells& empty() override;
  void end_row() override { at_ = 0; }

  // A list of (name, unit, meaning, kind, values ...): the arrays own what they show; nothing is left here.
  pybind11::list handed_over();

 private:
  TypedColumn& next() { return columns_[at_++]; }
  std::vector<TypedColumn> columns_;
  std::size_t at_ = 0;
};

}  // namespace parley::python
