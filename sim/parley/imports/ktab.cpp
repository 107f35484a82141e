// How does a file of KTAB become a scenario?  See import.hpp.
//
// Line 1: name, description, number of actors, number of dimensions. Line 2: titles of the columns. Then one
// line an actor: name, description, power, and for each dimension position and salience, both 0 to 100, the
// saliences of an actor 100 together at most. A dimension becomes an issue with its options along a line, the
// actors' own places among them; saliences become weights, and their sum the party's `salience`.

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/imports/import.hpp"
#include "parley/support/text_file.hpp"
#include "parley/writing/csv.hpp"

namespace parley {

namespace {

constexpr std::size_t least_actors = 3, most_actors = 250;
constexpr std::size_t fixed_cells = 3;  // name, description, power
constexpr double least_salience = 0.001;

struct Actor {
  std::string name, description;
  double power = 0;
  std::vector<double> position, salience;
};

class Reader {
 public:
  Reader(const SourceFile& file, Diagnostics& out) : file_(file), out_(out) {}

  std::optional<std::vector<Actor>> read() {
    const std::size_t before = out_.size();
    const std::string_view bom = "\xEF\xBB\xBF";
    std::string_view text = file_.text;
    if (text.starts_with(bom)) text.remove_prefix(bom.size());
    if (const std::size_t bad = first_bad_byte(text); bad != std::string_view::npos) {
      error(place_of_byte(text, bad), "", "the file is not UTF-8 text", "save it as CSV in UTF-8");
      return std::nullopt;
    }
    PlacedCsv csv = parse_placed_csv(text);
    if (csv.open_quote.line > 0) {
      error(csv.open_quote, "", "a quotation mark is never closed");
      return std::nullopt;
    }
    for (auto& row : csv.rows) tidy(row);
    std::erase_if(csv.rows, [](const auto& row) {
      return std::all_of(row.begin(), row.end(), [](const PlacedCell& cell) { return cell.text.empty(); });
    });
    if (csv.rows.empty()) {
      error({}, "", "the file is empty",
            "line 1 is: name, description, number of actors, number of dimensions");
      return std::nullopt;
    }
    if (!read_head(csv.rows[0])) return std::nullopt;
    if (csv.rows.size() < 2) {
      error(csv.rows[0][0].place, "", "the titles of the columns are missing", "they are line 2");
      return std::nullopt;
    }
    read_titles(csv.rows[1]);
    std::vector<Actor> actors;
    for (std::size_t r = 2; r < csv.rows.size() && r < actors_ + 2; ++r)
      actors.push_back(read_actor(csv.rows[r]));
    if (actors.size() < actors_)
      error(csv.rows.back()[0].place, "",
            fmt::format("the file announces {} actors and has {}", actors_, actors.size()),
            "change the number on line 1, or add the missing lines");
    if (csv.rows.size() > actors_ + 2)
      error(csv.rows[actors_ + 2][0].place, "",
            fmt::format("the file announces {} actors and has {}", actors_, csv.rows.size() - 2),
            "change the number on line 1, or take lines out");
    if (out_.size() > before) return std::nullopt;
    return actors;
  }

  std::string name, description;
  std::vector<std::string> dimensions;
  Place first_salience;

 private:
  void error(Place place, const std::string& path, std::string message, std::string hint = {}) {
    out_.push_back({file_.name, place, path, std::move(message), std::move(hint)});
  }

  std::optional<std::size_t> count(const PlacedCell& cell, const char* what, std::size_t low,
                                   std::size_t high) {
    const auto number = parse_double(cell.text);
    if (number && *number == std::floor(*number) && *number >= static_cast<double>(low) &&
        *number <= static_cast<double>(high))
      return static_cast<std::size_t>(*number);
    error(cell.place, "", fmt::format("expected the number of {}, found '{}'", what, printable(cell.text)),
          fmt::format("a whole number from {} to {}", low, high));
    return std::nullopt;
  }

  // Blanks around cells are dropped.
  void tidy(std::vector<PlacedCell>& row) {
    for (PlacedCell& cell : row) {
      const std::size_t first = std::min(cell.text.find_first_not_of(" \t"), cell.text.size());
      cell.text = cell.text.substr(first, cell.text.find_last_not_of(" \t") + 1 - first);
      if (first_control(cell.text) != std::string::npos)
        error(cell.place, "", "control characters are no text");
    }
  }

  // Whether a row has as many cells as it must; empty ones after the last, as spreadsheets write them, are
  // dropped.
  bool has_cells(std::vector<PlacedCell>& row, std::size_t wanted, const std::string& path, const char* what,
                 const std::string& hint) {
    while (row.size() > wanted && row.back().text.empty()) row.pop_back();
    if (row.size() == wanted) return true;
    const bool other = row.size() == 1 && row[0].text.find_first_of(";\t") != std::string::npos;
    error(row[0].place, path, fmt::format("expected {} {}, found {}", wanted, what, row.size()),
          other ? "cells are separated by commas here, with a point in decimal numbers" : hint);
    return false;
  }

  bool read_head(std::vector<PlacedCell>& row) {
    if (!has_cells(row, 4, "", "cells",
                   "line 1 is: name, description, number of actors, number of dimensions"))
      return false;
    name = row[0].text;
    description = row[1].text;
    const auto n = count(row[2], "actors", least_actors, most_actors);
    const auto k = count(row[3], "dimensions", 1, most_imported_issues);
    if (!n || !k) return false;
    actors_ = *n;
    lines_ = *k;
    return true;
  }

  void read_titles(std::vector<PlacedCell>& row) {
    has_cells(row, fixed_cells + 2 * lines_, "", "titles", "three, then two a dimension: position, salience");
    for (std::size_t k = 0; k < lines_; ++k) {
      const std::size_t at = fixed_cells + 2 * k;
      std::string title = at < row.size() ? row[at].text : "";
      for (const std::string_view end : {" Position", " position"})
        if (title.size() > end.size() && title.ends_with(end)) title.resize(title.size() - end.size());
      dimensions.push_back(title.empty() ? fmt::format("Dimension {}", k + 1) : title);
    }
  }

  double number(const PlacedCell& cell, const std::string& path, double low, double high) {
    const auto value = parse_double(cell.text);
    if (!value)
      error(cell.place, path, fmt::format("expected a number, found '{}'", printable(cell.text)),
            cell.text.find(',') != std::string::npos ? "with a decimal point, not a comma" : "");
    else if (*value < low || *value > high)
      error(cell.place, path, fmt::format("{} is out of range", printable(cell.text)),
            fmt::format("must be between {} and {}", low, high));
    else
      return *value;
    return std::nan("");
  }

  Actor read_actor(std::vector<PlacedCell>& row) {
    Actor actor;
    actor.name = row[0].text;
    if (actor.name.empty()) error(row[0].place, "", "the actor has no name");
    const std::string path = actor.name.empty() ? "actor" : printable(actor.name);
    if (!has_cells(row, fixed_cells + 2 * lines_, path, "cells",
                   "name, description, power, then position and salience of each dimension"))
      return actor;
    actor.description = row[1].text;
    actor.power = number(row[2], path + ".power", -1e300, 1e300);
    if (actor.power <= 0)
      error(row[2].place, path + ".power", fmt::format("{} is no power", printable(row[2].text)),
            "must be above 0");
    else if (actor.power < 1e-6 || actor.power > 1e9)
      error(row[2].place, path + ".power", fmt::format("{} is out of range", printable(row[2].text)),
            "Parley takes 0.000001 to 1e9: powers are relative, scale them all alike");
    double sum = 0;
    for (std::size_t k = 0; k < lines_; ++k) {
      const std::string at = path + "." + dimensions[k];
      actor.position.push_back(number(row[fixed_cells + 2 * k], at + ".position", 0, 100));
      actor.salience.push_back(number(row[fixed_cells + 2 * k + 1], at + ".salience", 0, 100));
      sum += actor.salience.back();
    }
    const Place place = row[fixed_cells + 1].place;
    if (first_salience.line == 0) first_salience = place;
    if (sum > 100 + 1e-9)
      error(place, path + ".salience", fmt::format("the saliences sum to {}", sum), "at most 100 together");
    else if (sum < least_salience)
      error(place, path + ".salience", fmt::format("the saliences sum to {}", sum),
            fmt::format("an actor must care for something: at least {} together", least_salience));
    return actor;
  }

  const SourceFile& file_;
  Diagnostics& out_;
  std::size_t actors_ = 0, lines_ = 0;
};

// Points along the line at even distances, and every actor's own.
std::vector<double> places_on(std::size_t line, const std::vector<Actor>& actors, double spacing) {
  std::set<double> places{100.0};
  for (std::size_t n = 0; static_cast<double>(n) * spacing < 100; ++n)
    places.insert(static_cast<double>(n) * spacing);
  for (const Actor& actor : actors) places.insert(actor.position[line]);
  return {places.begin(), places.end()};
}

}  // namespace

std::optional<Draft> import_ktab(const SourceFile& file, const ImportOptions& options,
                                 Diagnostics& diagnostics, Diagnostics& notes) {
  Reader reader(file, diagnostics);
  const auto actors = reader.read();
  if (!actors) return std::nullopt;
  Draft d;
  d.name = reader.name.empty() ? stem_of(file.name) : reader.name;
  d.description = reader.description;
  d.comments = {
      fmt::format("Imported from {} (KTAB: positions and saliences from 0 to 100, power).",
                  stem_of(file.name)),
      fmt::format(
          "Options stand every {} points and where actors stand; an option is worth 1 less its distance from "
          "the party's own place, in hundredths.",
          options.spacing),
      "Weights are KTAB's saliences, `salience` is their sum; 'parley analyze' forecasts from these numbers.",
      fmt::format("The file has no reservation values: {} was taken for all.", options.reservation)};
  notes.push_back(
      {file.name,
       {},
       "",
       fmt::format("KTAB has no reservation values: {} was taken for every actor", options.reservation),
       "--reservation sets another; edit the scenario for single actors"});
  const bool shares = std::all_of(actors->begin(), actors->end(), [](const Actor& actor) {
    return *std::max_element(actor.salience.begin(), actor.salience.end()) <= 1.0;
  });
  if (shares)
    notes.push_back({file.name, reader.first_salience, "salience",
                     "no salience is above 1: KTAB's run from 0 to 100, and were taken so",
                     "if they are shares of 1, multiply them all by 100"});
  Identifiers issue_ids, party_ids;
  for (std::size_t k = 0; k < reader.dimensions.size(); ++k) {
    Draft::Issue issue;
    issue.id = issue_ids.make(reader.dimensions[k], fmt::format("dimension_{}", k + 1));
    issue.title = reader.dimensions[k];
    issue.places = places_on(k, *actors, options.spacing);
    for (const double place : issue.places) issue.options.push_back("at " + number_text(place));
    d.issues.push_back(std::move(issue));
  }
  for (const Actor& actor : *actors) {
    Draft::Party party;
    party.id = party_ids.make(actor.name, fmt::format("actor_{}", d.parties.size() + 1));
    party.name = actor.name;
    party.description = actor.description;
    party.power = actor.power;
    party.weights = actor.salience;
    double sum = 0;
    for (const double s : actor.salience) sum += s;
    party.salience = std::min(sum, 100.0);
    for (std::size_t k = 0; k < d.issues.size(); ++k) {
      const std::vector<double>& places = d.issues[k].places;
      party.ideal.push_back(static_cast<std::size_t>(
          std::find(places.begin(), places.end(), actor.position[k]) - places.begin()));
    }
    party.reservation = options.reservation;
    d.parties.push_back(std::move(party));
  }
  return d;
}

}  // namespace parley
