// Which kinds of value does a scenario consist of?
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/support/date.hpp"
#include "parley/support/diagnostic.hpp"
#include "parley/support/id.hpp"

namespace parley {

// How well founded a number is: sourced, expert judgement, or free (must be swept). `plain` where nothing was
// said.
enum class Mark { plain, sourced, expert, free };

// Where between low and high a number lies: anywhere alike, or likeliest at one value and less and less so
// towards the ends.
enum class Shape { uniform, triangular };

// A number as the analyst wrote it, with the assumption behind it where one was given.
struct Number {
  double value = 0;
  std::optional<double> low, high;
  Shape shape = Shape::uniform;
  std::optional<double> likeliest;  // of a triangular range; its value, if left out
  Mark mark = Mark::plain;
  std::string why;
  std::string group;                 // numbers of one group move from low to high together; empty: alone
  std::vector<std::string> experts;  // whose judgement it is
  Place place;
  bool given = false;

  Number() = default;
  Number(double v) : value(v) {}  // NOLINT: a plain number is a Number without an assumption
  operator double() const { return value; }
  // Where a triangular range has its peak.
  std::optional<double> peak() const {
    return shape == Shape::triangular ? std::optional(likeliest.value_or(value)) : std::nullopt;
  }
};

// A name that refers to something declared elsewhere in the scenario.
enum class Kind { issue, party, front, bloc };
template <Kind K>
struct Ref {
  std::string id;
  Place place;
};
using IssueRef = Ref<Kind::issue>;
using PartyRef = Ref<Kind::party>;
using FrontRef = Ref<Kind::front>;
using BlocRef = Ref<Kind::bloc>;

// An option of an issue: by its position, counted from 0, or by its exact name. `name` is empty where a
// position was written; the loader fills in the position of a named option.
struct OptionRef {
  Number index;
  std::string name;
};

// A key that declares a new name.
struct NewId {
  std::string id;
  Place place;
};

// A table whose keys are names: in the order written, each name once.
// Position addresses a row: a number, or the identifier of what the table declares.
template <class Key, class Value, class Position = std::size_t>
struct Keyed {
  struct Row {
    Key key;
    Value value;
  };
  std::vector<Row> rows;

  Row& operator[](Position p) { return rows[position_of(p)]; }
  const Row& operator[](Position p) const { return rows[position_of(p)]; }
  Ids<Position> ids() const { return Ids<Position>(rows.size()); }

  bool empty() const { return rows.empty(); }
  std::size_t size() const { return rows.size(); }
  auto begin() const { return rows.begin(); }
  auto end() const { return rows.end(); }
  auto begin() { return rows.begin(); }
  auto end() { return rows.end(); }
  const Value* find(std::string_view id) const {
    for (const auto& row : rows)
      if (row.key.id == id) return &row.value;
    return nullptr;
  }
  // The position of a name; behind the last row where there is none.
  Position position(std::string_view id) const {
    std::size_t i = 0;
    while (i < rows.size() && rows[i].key.id != id) ++i;
    return Position(i);
  }
};

// A table keyed by the options of one issue.
template <class Value>
struct KeyedByOption {
  struct Row {
    OptionRef key;
    Value value;
  };
  std::vector<Row> rows;
};

}  // namespace parley
