#include "parley/questions/record/ceasefire_figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/support/read_file.hpp"
#include "parley/writing/csv.hpp"

namespace parley {

namespace {

constexpr double no_bound = std::numeric_limits<double>::infinity();
using FigureNames = std::vector<std::string>;

// Their places in a row.
struct FigureCell {
  enum Place : std::size_t { figure, group, at, value, n, source };
};
const FigureNames figure_headings{"figure", "group", "at", "value", "n", "source"};

// What a figure of the table can be.
struct KnownFigure {
  std::string name;
  FigureNames groups;
  FigureNames terms;  // the named numbers that it is made of; empty: a curve
  double at_low = 0, at_high = no_bound;
  double low = -no_bound, high = no_bound;
  bool rises = false;
  bool of_cases = false;  // a curve with the values of single cases beside it, by their names
};

const std::vector<KnownFigure>& known_figures() {
  static const FigureNames classes{"all", "local", "cessation", "compliance", "definitive"};
  static const std::vector<KnownFigure> list{
      {"formal life", classes, {}, 0, no_bound, 0, 1, false},
      {"deaths weeks 1-4",
       {"all", "local", "cessation", "compliance", "definitive", "no ceasefire"},
       {},
       0,
       1,
       -no_bound,
       no_bound,
       true,
       true},
      {"next text after collapse", {"all"}, {}, 0, no_bound, 0, 1, true},
      {"Weibull of formal life", classes, {"shape", "scale"}},
      {"Weibull of return to 75%",
       {""},
       {"constant", "compliance", "definitive", "local", "two sides", "shape"}},
      {"log ratio of deaths weeks 1-4",
       {""},
       {"constant", "compliance", "definitive", "local", "two sides", "log deaths a day",
        "log level over the year", "log last week over four", "residual"}}};
  return list;
}

bool is_among(const FigureNames& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Of a law's numbers these are no coefficients.
bool is_size(const std::string& term) { return term == "shape" || term == "scale" || term == "residual"; }

class FigureTable {
 public:
  FigureTable(const std::string& file, Diagnostics& out) : file_(file), out_(out) {}

  CeasefireFigures read(const PlacedCsv& csv) {
    for (std::size_t k = 1; k < csv.rows.size(); ++k) row(csv.rows[k]);
    directions();
    whole();
    if (figures_.empty() && out_.empty()) error({1, 1}, "the table holds no figure", "");
    return std::move(figures_);
  }

 private:
  using Row = std::vector<PlacedCell>;
  struct Point {
    double at, value;
    Place place;
  };

  void error(Place place, std::string message, std::string hint) {
    out_.push_back({file_, place, "", std::move(message), std::move(hint)});
  }

  std::optional<double> number(const PlacedCell& cell) {
    const auto x = parse_double(cell.text);
    if (x && std::isfinite(*x)) return x;
    error(cell.place, fmt::format("'{}' is no number", printable(cell.text)), "");
    return std::nullopt;
  }

  void row(const Row& cells) {
    if (cells.size() != figure_headings.size())
      return error(cells.front().place,
                   fmt::format("{} cells under {} headings", cells.size(), figure_headings.size()), "");
    const auto x = number(cells[FigureCell::value]);
    if (const auto cases = parse_double(cells[FigureCell::n].text);
        !cases || !(*cases >= 1) || *cases != std::floor(*cases))
      error(cells[FigureCell::n].place,
            fmt::format("'{}' is no number of cases", printable(cells[FigureCell::n].text)),
            "a whole number from 1");
    if (cells[FigureCell::source].text.empty())
      error(cells[FigureCell::source].place, "no source is named", "");
    const KnownFigure* known = known_by(cells);
    if (known == nullptr) return;
    if (!seen_
             .insert(
                 {cells[FigureCell::figure].text, cells[FigureCell::group].text, cells[FigureCell::at].text})
             .second)
      return error(cells[FigureCell::at].place, "this figure is given twice", "keep one of the rows");
    if (known->terms.empty())
      point(*known, cells, x);
    else
      term(*known, cells, x);
  }

  const KnownFigure* known_by(const Row& cells) {
    const auto& list = known_figures();
    const auto found = std::find_if(list.begin(), list.end(), [&](const KnownFigure& k) {
      return k.name == cells[FigureCell::figure].text;
    });
    if (found == list.end()) {
      FigureNames names;
      for (const KnownFigure& k : list) names.push_back(k.name);
      error(cells[FigureCell::figure].place,
            fmt::format("unknown figure '{}'", printable(cells[FigureCell::figure].text)),
            suggest(cells[FigureCell::figure].text, names));
      return nullptr;
    }
    if (!is_among(found->groups, cells[FigureCell::group].text)) {
      error(cells[FigureCell::group].place,
            fmt::format("'{}' has no group '{}'", found->name, printable(cells[FigureCell::group].text)),
            found->groups.front().empty() ? "leave the group empty"
                                          : suggest(cells[FigureCell::group].text, found->groups));
      return nullptr;
    }
    return &*found;
  }

  void point(const KnownFigure& known, const Row& cells, std::optional<double> x) {
    if (known.of_cases && x && !cells[FigureCell::at].text.empty() &&
        !parse_double(cells[FigureCell::at].text))
      return figures_.add_number(known.name, cells[FigureCell::group].text + " " + cells[FigureCell::at].text,
                                 *x);
    const auto where = number(cells[FigureCell::at]);
    if (!where) return;
    if (!(*where > known.at_low && *where < known.at_high))
      return error(cells[FigureCell::at].place, fmt::format("'{}' stands at {}", known.name, *where),
                   std::isinf(known.at_high)
                       ? fmt::format("must be above {}", known.at_low)
                       : fmt::format("must lie between {} and {}", known.at_low, known.at_high));
    if (!x) return;
    if (*x < known.low || *x > known.high)
      return error(cells[FigureCell::value].place, fmt::format("'{}' cannot be {}", known.name, *x),
                   fmt::format("must be between {} and {}", known.low, known.high));
    curves_[{&known, cells[FigureCell::group].text}].push_back({*where, *x, cells[FigureCell::value].place});
    figures_.add_point(known.name, cells[FigureCell::group].text, *where, *x);
  }

  void term(const KnownFigure& known, const Row& cells, std::optional<double> x) {
    const std::string& name = cells[FigureCell::at].text;
    if (!is_among(known.terms, name))
      return error(cells[FigureCell::at].place,
                   fmt::format("'{}' has no number '{}'", known.name, printable(name)),
                   suggest(name, known.terms));
    terms_[{&known, cells[FigureCell::group].text}].insert(name);
    if (!x) return;
    if (is_size(name) && !(*x > 0))
      return error(cells[FigureCell::value].place,
                   fmt::format("the {} of '{}' cannot be {}", name, known.name, *x), "must be above 0");
    figures_.add_number(
        known.name, cells[FigureCell::group].text.empty() ? name : cells[FigureCell::group].text + " " + name,
        *x);
  }

  // Curves go one way, and stand twice at no place.
  void directions() {
    for (auto& [key, points] : curves_) {
      std::stable_sort(points.begin(), points.end(),
                       [](const Point& a, const Point& b) { return a.at < b.at; });
      for (std::size_t k = 1; k < points.size(); ++k) {
        const Point &before = points[k - 1], &here = points[k];
        if (here.at == before.at)
          error(here.place, fmt::format("'{}' is given twice at {}", key.first->name, here.at),
                "keep one of the rows");
        else if (key.first->rises ? here.value < before.value : here.value > before.value)
          error(
              here.place,
              fmt::format("'{}' {} from {} at {} to {} at {}", key.first->name,
                          key.first->rises ? "falls" : "rises", before.value, before.at, here.value, here.at),
              key.first->rises ? "it can only rise" : "it can only fall");
      }
    }
  }

  // A law without one of its numbers is another one.
  void whole() {
    for (const auto& [key, terms] : terms_)
      for (const auto& name : key.first->terms)
        if (!terms.contains(name))
          error({},
                fmt::format("'{}'{} has no '{}'", key.first->name,
                            key.second.empty() ? "" : " of " + key.second, name),
                "give all of its numbers, or none");
  }

  const std::string& file_;
  Diagnostics& out_;
  CeasefireFigures figures_;
  std::set<std::array<std::string, 3>> seen_;
  std::map<std::pair<const KnownFigure*, std::string>, std::vector<Point>> curves_;
  std::map<std::pair<const KnownFigure*, std::string>, std::set<std::string>> terms_;
};

}  // namespace

std::span<const std::pair<double, double>> CeasefireFigures::curve(const std::string& figure,
                                                                   const std::string& group) const {
  const auto found = curves_.find({figure, group});
  return found == curves_.end() ? std::span<const std::pair<double, double>>() : found->second;
}

std::optional<double> CeasefireFigures::number(const std::string& figure, const std::string& name) const {
  const auto found = numbers_.find({figure, name});
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

void CeasefireFigures::add_point(const std::string& figure, const std::string& group, double at,
                                 double value) {
  auto& curve = curves_[{figure, group}];
  curve.emplace_back(at, value);
  std::ranges::sort(curve);
}

void CeasefireFigures::add_number(const std::string& figure, const std::string& name, double value) {
  numbers_[{figure, name}] = value;
}

CeasefireFigures load_ceasefire_figures(const std::string& file, Diagnostics& diagnostics) {
  const FileText read = read_table(file);
  if (!read.good()) {
    diagnostics.push_back({file, read.place, "", read.problem, "the record's folder holds ceasefires.csv"});
    return {};
  }
  const PlacedCsv csv = parse_placed_csv(read.text);
  FigureNames found;
  if (!csv.rows.empty())
    for (const auto& cell : csv.rows[0]) found.push_back(cell.text);
  Diagnostics own;
  CeasefireFigures figures;
  if (csv.open_quote.line > 0)
    own.push_back({file, csv.open_quote, "", "this quotation mark is never closed", ""});
  else if (found != figure_headings)
    own.push_back({file,
                   {1, 1},
                   "",
                   "not a table of ceasefires",
                   fmt::format("expected the header {}", fmt::join(figure_headings, ","))});
  else
    figures = FigureTable(file, own).read(csv);
  diagnostics.insert(diagnostics.end(), own.begin(), own.end());
  return figures;
}

}  // namespace parley
