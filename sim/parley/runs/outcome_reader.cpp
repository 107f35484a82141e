#include "parley/runs/outcome_reader.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

namespace parley {

namespace {

[[noreturn]] void refuse(const std::string& what) {
  throw std::runtime_error("a row of runs cannot be read: " + what);
}

double number(const Cell& cell, double otherwise) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&cell)) return *real;
  return otherwise;
}
int whole(const Cell& cell, int otherwise) { return static_cast<int>(number(cell, otherwise)); }

std::string_view text(const Cell& cell) {
  const auto* t = std::get_if<std::string>(&cell);
  return t == nullptr ? std::string_view{} : std::string_view(*t);
}

template <class Enum, class Names>
Enum named(const Names& names, const Cell& cell) {
  const auto at = std::find(names.begin(), names.end(), text(cell));
  if (at == names.end()) refuse(fmt::format("'{}'", text(cell)));
  return static_cast<Enum>(at - names.begin());
}

}  // namespace

OutcomeReader::OutcomeReader(const Model& model) : model_(model), columns_(outcome_columns(model).size()) {}

int OutcomeReader::party(const Cell& cell) const {
  const std::string_view id = text(cell);
  if (id.empty()) return nobody;
  const std::size_t at = model_.scenario.parties.position(id);
  if (at == model_.parties()) refuse(fmt::format("there is no party '{}'", id));
  return static_cast<int>(at);
}

const Outcome& OutcomeReader::read(const Row& row) {
  if (row.size() != columns_) refuse(fmt::format("{} cells, expected {}", row.size(), columns_));
  auto cell = row.begin();
  const auto next = [&]() -> const Cell& { return *cell++; };
  Outcome o;
  o.ending = named<Ending>(ending_names, next());
  o.deals = whole(next(), 0);
  o.agreement_day = whole(next(), -1);
  next();  // its date
  o.last_deal_day = whole(next(), -1);
  o.first_truce_days = whole(next(), 0);
  o.first_truce_ended = whole(next(), 0) != 0;
  o.truce_days = whole(next(), 0);
  o.collapse_day = whole(next(), -1);
  next();
  o.ended_by = party(next());
  o.manner = named<Manner>(manner_names, next());
  o.cause = named<Cause>(cause_names, next());
  o.trigger_name = *names_.emplace(text(next())).first;
  o.trigger_author = party(next());
  o.walked_out = party(next());
  o.refusals = whole(next(), 0);
  o.refused_first = party(next());
  o.pressed.assign(model_.parties(), 0);
  std::istringstream pressed{std::string(text(next()))};
  for (std::string id; pressed >> id;) o.pressed[static_cast<std::size_t>(party(Cell(id)))] = 1;
  const std::size_t issues = model_.talks.space.issues();
  std::vector<OptionIndex> options;
  bool possible = o.deals > 0;  // here: at a point of a study other issues may be on the table
  for (std::size_t i = 0; i < issues; ++i) {
    const Space& space = model_.talks.space;
    const int option = whole(next(), -1);
    possible = possible && option >= 0 && static_cast<std::size_t>(option) < space.options(i) &&
               (space.open_options(i) > 1 || option == space.option(space.status_quo(), i));
    options.push_back(static_cast<OptionIndex>(option));
  }
  if (possible) o.first_deal = model_.talks.space.package(options);
  for (PartyId p = 0; p < model_.parties(); ++p) o.utilities.push_back(number(next(), 0));
  o.deaths = number(next(), 0);
  o.deaths_in_truce = number(next(), 0);
  o.civilian_deaths = number(next(), 0);
  o.displaced = number(next(), 0);
  o.aid_days = number(next(), 0);
  for (const int kind : {0, 1}) {
    o.response.before[kind] = 1.0 / 7;  // a row tells shares, not deaths: as if one died a week
    for (int w = 0; w < Response::weeks; ++w) {
      const Cell& share = next();
      if (std::holds_alternative<std::monostate>(share)) {
        if (w == 0) o.response.before[kind] = 0;
        continue;
      }
      o.response.week[kind][w] = number(share, 0);
      o.response.days = std::max(o.response.days, 7 * (w + 1));
    }
  }
  o.response.return_days = whole(next(), -1);
  o.track = named<Track>(track_names, next());
  cell += 3;  // distances follow from the deal
  for (; cell != row.end(); ++cell) o.control.push_back(number(*cell, 0));
  outcome_ = std::move(o);
  return outcome_;
}

}  // namespace parley
