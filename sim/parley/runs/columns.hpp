// What is a column of a table of runs, events, offers, days or rounds?
//
// One line says it all: its name, unit and meaning, how its cell is written and, where the table is read
// back, how it is read. The header, every row, the reader and the tables of scenarios/README.md follow from
// the lines of a table, so that a row has as many cells as its header by construction.
//
// A line whose name ends in ISSUE, PARTY, FRONT or N stands for one column an issue, a party, a front, or a
// week after the first deal.
#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "parley/engine/model.hpp"
#include "parley/runs/modelled.hpp"
#include "parley/writing/cells.hpp"

namespace parley {

enum class Each { row, issue, party, front, week };

constexpr Each each_of(std::string_view name) {
  if (name.ends_with("ISSUE")) return Each::issue;
  if (name.ends_with("PARTY")) return Each::party;
  if (name.ends_with("FRONT")) return Each::front;
  return name.ends_with("N") ? Each::week : Each::row;
}

struct ColumnWords {
  std::string_view name, unit, meaning;
  Column::Kind kind = Column::Kind::text;
  Each each = each_of(name);
  const Subject* subject = nullptr;  // its cells are empty where a scenario does not model it
};

std::size_t how_many(Each each, const Model& model);
// The name of the column of the k-th issue, party, front or week.
std::string column_name(const ColumnWords& line, const Model& model, std::size_t k);

// What a cell says; nothing where it is empty. Texts are borrowed where they can be: writing a row allocates
// nothing.
using Told = std::variant<std::monostate, int, double, std::string_view, std::string>;
void put(Cells& cells, const Told& told);

// A function that gives what a cell says, where a lambda would be long: By<f>{}.
template <auto f>
struct By {
  template <class... A>
  auto operator()(const A&... a) const -> decltype(f(a...)) {
    return f(a...);
  }
};

// Of: what a row tells, with a member `model`. Into: what a row is read into.
struct NotRead {};
template <class Of, class Into = NotRead>
struct Line : ColumnWords {
  Told (*write)(const Of&, std::size_t k) = nullptr;
  void (*read)(Into&, std::size_t k, const Cell&) = nullptr;  // none: the cell follows from others

  using Read = void (*)(Into&, std::size_t, const Cell&);
  constexpr Line of(const Subject& what) const {
    Line line = *this;
    line.subject = &what;
    return line;
  }
  // `value` takes the row, and k where a line stands for several columns; it gives text, a whole number or a
  // number, or nothing where the cell is empty; without captures.
  template <class F>
  static constexpr Line text(std::string_view name, std::string_view unit, std::string_view meaning, F value,
                             Read read = nullptr) {
    return made<std::string_view>(name, unit, meaning, Column::Kind::text, value, read);
  }
  template <class F>
  static constexpr Line whole(std::string_view name, std::string_view unit, std::string_view meaning, F value,
                              Read read = nullptr) {
    return made<int>(name, unit, meaning, Column::Kind::whole, value, read);
  }
  template <class F>
  static constexpr Line number(std::string_view name, std::string_view unit, std::string_view meaning,
                               F value, Read read = nullptr) {
    return made<double>(name, unit, meaning, Column::Kind::number, value, read);
  }

 private:
  template <class T, class V>
  static Told told(V&& value) {
    if constexpr (std::same_as<std::decay_t<V>, Told> || std::same_as<std::decay_t<V>, std::string>)
      return std::forward<V>(value);
    else if constexpr (requires { value.has_value(); })
      return value ? told<T>(*value) : Told();
    else
      return static_cast<T>(value);
  }
  template <class T, class F>
  static constexpr Line made(std::string_view name, std::string_view unit, std::string_view meaning,
                             Column::Kind kind, F, Read read) {
    static_assert(std::is_empty_v<F>, "a lambda without captures, or By<function>: it is made anew");
    return {{name, unit, meaning, kind, each_of(name), nullptr},
            [](const Of& of, [[maybe_unused]] std::size_t k) -> Told {
              if constexpr (std::invocable<F, const Of&, std::size_t>)
                return told<T>(F{}(of, k));
              else
                return told<T>(F{}(of));
            },
            read};
  }
};

template <class Of, class Into>
Columns columns_of(std::span<const Line<Of, Into>> lines, const Model& model) {
  Columns columns;
  for (const auto& line : lines)
    for (std::size_t k = 0; k < how_many(line.each, model); ++k)
      columns.push_back({column_name(line, model, k), line.kind});
  return columns;
}

template <class Of, class Into>
void write_row(Cells& cells, std::span<const Line<Of, Into>> lines, const Of& of) {
  for (const auto& line : lines) {
    const bool told = line.subject == nullptr || line.subject->modelled(of.model.scenario);
    for (std::size_t k = 0; k < how_many(line.each, of.model); ++k)
      put(cells, told ? line.write(of, k) : Told());
  }
  cells.end_row();
}

// Throws std::runtime_error where the row has another number of cells.
template <class Of, class Into>
void read_row(std::span<const Line<Of, Into>> lines, const Model& model, const Row& row, Into& into) {
  auto cell = row.begin();
  for (const auto& line : lines)
    for (std::size_t k = 0; k < how_many(line.each, model); ++k) {
      if (cell == row.end()) throw std::runtime_error("a row cannot be read: it has too few cells");
      if (line.read != nullptr) line.read(into, k, *cell);
      ++cell;
    }
  if (cell != row.end()) throw std::runtime_error("a row cannot be read: it has too many cells");
}

// Cells that many lines share.
std::optional<std::string_view> party_told(const Model& model, std::optional<PartyId> party);
std::optional<int> day_told(int day);                               // nothing where it is negative
std::optional<std::string> date_told(const Model& model, int day);  // nothing without a calendar

}  // namespace parley
