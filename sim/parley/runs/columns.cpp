#include "parley/runs/columns.hpp"

#include <fmt/format.h>

namespace parley {

namespace {

std::string identifier(Each each, const Model& model, std::size_t k) {
  const Scenario& s = model.scenario;
  switch (each) {
    case Each::row:
      return {};
    case Each::issue:
      return s.issues.rows[k].key.id;
    case Each::party:
      return s.parties.rows[k].key.id;
    case Each::front:
      return s.fronts.rows[k].key.id;
    case Each::week:
      return fmt::format("{}", k + 1);
  }
  return {};
}

}  // namespace

std::size_t how_many(Each each, const Model& model) {
  switch (each) {
    case Each::row:
      return 1;
    case Each::issue:
      return model.talks.space.issues().size();
    case Each::party:
      return model.parties().size();
    case Each::front:
      return model.fronts.size();
    case Each::week:
      return Response::weeks;
  }
  return 0;
}

std::string column_name(const ColumnWords& line, const Model& model, std::size_t k) {
  const auto placeholder = line.name.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  return std::string(line.name.substr(0, placeholder)) + identifier(line.each, model, k);
}

void put(Cells& cells, const Told& told) {
  const auto text = [&](std::string_view says) {
    // An empty text is no value, as in every other table.
    if (says.empty())
      cells.empty();
    else
      cells.cell(says);
  };
  switch (told.index()) {
    case 0:
      cells.empty();
      return;
    case 1:
      cells.cell(std::get<int>(told));
      return;
    case 2:
      cells.cell(std::get<double>(told));
      return;
    case 3:
      return text(std::get<std::string_view>(told));
    default:
      return text(std::get<std::string>(told));
  }
}

std::optional<std::string_view> party_told(const Model& model, std::optional<PartyId> party) {
  if (party == nobody) return std::nullopt;
  return model.party_id(*party);
}

std::optional<int> day_told(int day) {
  if (day < 0) return std::nullopt;
  return day;
}

std::optional<std::string> date_told(const Model& model, int day) {
  if (day < 0 || !model.war) return std::nullopt;
  return model.date(day);
}

}  // namespace parley
