#include "parley/runs/table_words.hpp"

#include <array>
#include <vector>

#include <fmt/format.h>

#include "parley/runs/party_rows.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/runs/trace_rows.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

struct TableWords {
  std::string_view name, row, note;
  std::vector<ColumnWords> columns;
};

constexpr std::string_view war_only = "Talks without a calendar leave this table empty but for its header.";
constexpr std::string_view kinds_differ =
    "Numbers that a kind does not use are 0. Talks without a calendar leave this table empty but for its "
    "header.";

template <class L>
TableWords table(std::string_view name, std::string_view row, std::string_view note,
                 std::span<const L> lines) {
  return {name, row, note, {lines.begin(), lines.end()}};
}

std::vector<TableWords> tables() {
  return {table("runs", "a run", "", run_lines()),
          table("rounds", "a round of offers", "", round_lines()),
          table("events", "a happening", kinds_differ, event_lines()),
          table("offers", "a thing said at the table", "", offer_lines()),
          table("days", "a day", war_only, day_lines()),
          table("parties", "a party", "", party_lines())};
}

std::string_view each_words(Each each) {
  switch (each) {
    case Each::row:
      return "";
    case Each::issue:
      return "; one column an issue";
    case Each::party:
      return "; one column a party";
    case Each::front:
      return "; one column a front";
    case Each::week:
      return "; one column a week, 1 to 4";
  }
  return "";
}

std::string meaning_of(const ColumnWords& c) {
  return fmt::format("{}{}{}", c.meaning, each_words(c.each),
                     c.subject == nullptr ? "" : fmt::format("; empty where {}", c.subject->otherwise));
}

}  // namespace

std::string tables_markdown() {
  std::string out;
  for (const auto& t : tables()) {
    out += fmt::format("### {}.csv: one row {}\n\n", t.name, t.row);
    if (!t.note.empty()) out += fmt::format("{}\n\n", t.note);
    out += "| column | unit | meaning |\n|---|---|---|\n";
    for (const auto& c : t.columns)
      out += fmt::format("| `{}` | {}{}| {} |\n", c.name, c.unit, c.unit.empty() ? "" : " ", meaning_of(c));
    out += "\n";
  }
  return out;
}

std::string tables_json() {
  static constexpr std::array<const char*, 3> kinds{"text", "whole number", "number"};
  Json all = Json::array();
  for (const auto& t : tables()) {
    Json columns = Json::array();
    for (const auto& c : t.columns)
      columns.push_back({{"name", c.name},
                         {"kind", kinds[static_cast<std::size_t>(c.kind)]},
                         {"unit", c.unit},
                         {"meaning", meaning_of(c)}});
    all.push_back({{"table", fmt::format("{}.csv", t.name)},
                   {"row", fmt::format("one row {}", t.row)},
                   {"columns", columns}});
  }
  return dumped(all);
}

}  // namespace parley
