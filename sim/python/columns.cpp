#include "columns.hpp"

#include <limits>

#include <pybind11/stl.h>

namespace parley::python {

namespace py = pybind11;

ColumnCells& ColumnCells::cell(std::string_view text) {
  TypedColumn& c = next();
  const auto [at, fresh] =
      c.places.try_emplace(std::string(text), static_cast<std::int32_t>(c.levels.size()));
  if (fresh) c.levels.emplace_back(text);
  c.codes.push_back(at->second);
  return *this;
}

ColumnCells& ColumnCells::cell(double number) {
  next().numbers.push_back(number);
  return *this;
}

ColumnCells& ColumnCells::cell(int number) {
  TypedColumn& c = next();
  if (c.kind == Column::Kind::number) {
    c.numbers.push_back(number);
  } else {
    c.wholes.push_back(number);
    c.missing.push_back(0);
  }
  return *this;
}

ColumnCells& ColumnCells::empty() {
  TypedColumn& c = next();
  switch (c.kind) {
    case Column::Kind::text:
      c.codes.push_back(-1);
      break;
    case Column::Kind::whole:
      c.wholes.push_back(0);
      c.missing.push_back(1);
      break;
    case Column::Kind::number:
      c.numbers.push_back(std::numeric_limits<double>::quiet_NaN());
      break;
  }
  return *this;
}

namespace {

// Owns the values from now on.
template <class T>
py::array array_of(std::vector<T>&& values) {
  auto* kept = new std::vector<T>(std::move(values));
  const py::capsule owner(kept, [](void* v) { delete static_cast<std::vector<T>*>(v); });
  return py::array_t<T>(static_cast<py::ssize_t>(kept->size()), kept->data(), owner);
}

}  // namespace

py::list ColumnCells::handed_over() {
  py::list list;
  for (TypedColumn& c : columns_) switch (c.kind) {
      case Column::Kind::text:
        list.append(
            py::make_tuple(c.name, c.unit, c.meaning, "text", array_of(std::move(c.codes)), c.levels));
        break;
      case Column::Kind::whole:
        list.append(py::make_tuple(c.name, c.unit, c.meaning, "whole", array_of(std::move(c.wholes)),
                                   array_of(std::move(c.missing))));
        break;
      case Column::Kind::number:
        list.append(
            py::make_tuple(c.name, c.unit, c.meaning, "number", array_of(std::move(c.numbers)), py::none()));
        break;
    }
  columns_.clear();
  return list;
}

}  // namespace parley::python
