#include "parley/questions/elicit/judgements.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/scenario/parameter_words.hpp"
#include "parley/support/text_file.hpp"
#include "parley/writing/csv.hpp"

namespace parley {

namespace {

constexpr std::array<std::string_view, 6> wanted{"path",      "lowest", "highest",
                                                 "likeliest", "reason", "expert"};
enum Column { path, lowest, highest, likeliest, reason, expert };
using Columns = std::array<std::optional<std::size_t>, wanted.size()>;

std::string lowered(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// A cell as it was meant: blanks around it are none, a line ends in one way.
std::string tidied(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  const auto first = out.find_first_not_of(" \t\n");
  return first == std::string::npos ? "" : out.substr(first, out.find_last_not_of(" \t\n") + 1 - first);
}

Columns columns_of(const std::vector<PlacedCell>& heads) {
  Columns columns;
  for (std::size_t k = 0; k < heads.size(); ++k)
    for (std::size_t w = 0; w < wanted.size(); ++w)
      if (!columns[w] && lowered(tidied(heads[k].text)) == wanted[w]) columns[w] = k;
  return columns;
}

// Parted by whatever gives most of the headings.
PlacedCsv cells_of(const std::string& text) {
  PlacedCsv best;
  std::ptrdiff_t most = -1;
  for (const char separator : {',', ';', '\t'}) {
    PlacedCsv csv = parse_placed_csv(text, separator);
    if (csv.rows.empty()) continue;
    const Columns found = columns_of(csv.rows[0]);
    const auto n = std::count_if(found.begin(), found.end(), [](const auto& c) { return c.has_value(); });
    if (n > most) {
      most = n;
      best = std::move(csv);
    }
  }
  return best;
}

bool digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// By which one person's name is known again: without case, blanks and full stops.
std::string person(const std::string& name) {
  std::string out = lowered(name);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '.'; });
  return out;
}

// A number as people write it: "0,5", "30 %", "2 weeks".
struct Written {
  std::optional<double> value;
  std::string problem, hint;
};
Written number_of(std::string text, const Spec& spec) {
  const auto comma = text.find(',');
  if (comma != std::string::npos) {
    const std::string_view after = std::string_view(text).substr(comma + 1),
                           before = std::string_view(text).substr(0, comma);
    const bool thousands = after.size() == 3 && digits(after) && digits(before) && before != "0";
    if (text.find(',', comma + 1) != std::string::npos || text.find('.') != std::string::npos || thousands)
      return {
          {}, "could be read in two ways", "write it with a decimal point, or without any point or comma"};
    text[comma] = '.';
  }
  double scale = 1;
  if (text.ends_with('%')) {
    text.pop_back();
    while (text.ends_with(' ')) text.pop_back();
    if (!(spec.high <= 1)) return {{}, "is no share that could be given in percent", "write a plain number"};
    scale = 0.01;
  }
  const bool days = std::string_view(spec.unit) == "days";
  const auto value = days ? parse_days(text) : parse_double(text);
  if (!value) return {{}, "is no number", days ? "for example 10, 48 h or 2 weeks" : "for example 0.3"};
  return {*value * scale, "", ""};
}

class Sheet {
 public:
  Sheet(const SheetFile& file, const Scenario& scenario, const std::vector<std::string>& known,
        std::map<std::string, std::string>& names, std::set<std::pair<std::string, std::string>>& seen,
        Diagnostics& out)
      : file_(file), scenario_(scenario), known_(known), names_(names), seen_(seen), out_(out) {}

  void read(std::vector<ExpertAnswer>& answers) {
    PlacedCsv csv = cells_of(file_.text);
    if (csv.open_quote.line > 0) return error(csv.open_quote, "", "this quotation mark is never closed", "");
    if (csv.rows.empty())
      return error({}, "", "the sheet is empty", "fill in what 'parley elicit -o' writes");
    const std::size_t before = answers.size(), problems = out_.size();
    for (auto& cells : csv.rows)
      for (auto& c : cells) tidy(c);
    if (!headings(csv.rows[0])) return;
    only_name_ = the_only_name(csv);
    for (std::size_t r = 1; r < csv.rows.size(); ++r) row(csv.rows[r], answers);
    if (answers.size() == before && out_.size() == problems)
      error({}, "", "no question on this sheet has an answer", "write into the columns lowest and highest");
  }

 private:
  void error(Place place, const std::string& where, std::string message, std::string hint) {
    out_.push_back({file_.name, place, where, std::move(message), std::move(hint)});
  }
  void tidy(PlacedCell& cell) {
    cell.text = tidied(cell.text);
    if (const std::size_t bad = first_control(cell.text); bad < cell.text.size())
      error(cell.place, "", fmt::format("'{}' holds a character that no text has", printable(cell.text)),
            "delete it");
  }
  // Whether the columns that an answer needs are there, each once.
  bool headings(const std::vector<PlacedCell>& heads) {
    columns_ = columns_of(heads);
    width_ = heads.size();
    const std::size_t problems = out_.size();
    std::vector<std::string> others;
    for (std::size_t k = 0; k < heads.size(); ++k)
      for (std::size_t w = 0; w < wanted.size(); ++w)
        if (columns_[w] && *columns_[w] < k && lowered(heads[k].text) == wanted[w])
          error(heads[k].place, "", fmt::format("a second column '{}'", wanted[w]), "keep one of them");
    for (std::size_t w = 0; w < wanted.size(); ++w) {
      if (columns_[w]) continue;
      const auto near = std::find_if(heads.begin(), heads.end(), [&](const PlacedCell& head) {
        return nearest_name(lowered(head.text), {std::string(wanted[w])}) == wanted[w];
      });
      if (near != heads.end())
        error(near->place, "", fmt::format("there is no column '{}'", printable(near->text)),
              fmt::format("did you mean '{}'?", wanted[w]));
      else if (w == path || w == lowest || w == highest)
        error({1, 1}, "", fmt::format("there is no column '{}'", wanted[w]),
              "keep the headings that 'parley elicit -o' writes");
    }
    return out_.size() == problems;
  }
  // The name under which this person was first read.
  std::string known_as(const std::string& name) { return names_.emplace(person(name), name).first->second; }
  static const PlacedCell& at(const std::vector<PlacedCell>& row, const std::optional<std::size_t>& column) {
    static const PlacedCell none;
    return column && *column < row.size() ? row[*column] : none;
  }
  const PlacedCell& cell(const std::vector<PlacedCell>& row, Column c) const { return at(row, columns_[c]); }

  // An expert alone on a sheet may have written the name anywhere.
  std::string the_only_name(const PlacedCsv& csv) {
    std::set<std::string> names;
    for (std::size_t r = 1; r < csv.rows.size(); ++r)
      if (const std::string& name = cell(csv.rows[r], expert).text; !name.empty())
        names.insert(known_as(name));
    return names.size() == 1 ? *names.begin() : "";
  }

  void row(const std::vector<PlacedCell>& cells, std::vector<ExpertAnswer>& answers) {
    for (std::size_t k = width_; k < cells.size(); ++k)
      if (!cells[k].text.empty())
        return error(cells[k].place, "", fmt::format("{} cells under {} headings", cells.size(), width_),
                     "put a text with commas between quotation marks");
    if (const std::string& name = cell(cells, expert).text; !name.empty()) name_ = known_as(name);
    const PlacedCell &low = cell(cells, lowest), &high = cell(cells, highest),
                     &likely = cell(cells, likeliest);
    if (low.text.empty() && high.text.empty() && likely.text.empty()) return;
    const PlacedCell& where = cell(cells, path);
    if (where.text.empty())
      return error(low.text.empty() ? high.place : low.place, "", "an answer without a path",
                   "the column 'path' says which number is meant");
    if (std::find(known_.begin(), known_.end(), where.text) == known_.end()) return unknown(where);
    ExpertAnswer answer;
    answer.path = where.text;
    answer.expert = only_name_.empty() ? name_ : only_name_;
    answer.reason = cell(cells, reason).text;
    if (answer.expert.empty())
      return error(where.place, answer.path, "nobody's name stands beside this answer",
                   "write the expert's name into the column 'expert', once or in every row");
    if (!seen_.insert({answer.expert, answer.path}).second)
      return error(where.place, answer.path,
                   fmt::format("{} answers this question twice", printable(answer.expert)),
                   "keep the last answer");
    const Spec spec = words_of(scenario_, answer.path).spec;
    const auto lowest_value = number(low, answer.path, "lowest", spec, true),
               highest_value = number(high, answer.path, "highest", spec, true),
               likeliest_value = number(likely, answer.path, "likeliest", spec, false);
    if (!lowest_value || !highest_value || (!likeliest_value && !likely.text.empty())) return;
    if (*lowest_value > *highest_value)
      return error(low.place, answer.path, fmt::format("lowest {} is above highest {}", low.text, high.text),
                   "exchange them");
    if (likeliest_value && (*likeliest_value < *lowest_value || *likeliest_value > *highest_value))
      return error(likely.place, answer.path,
                   fmt::format("likeliest {} does not lie between lowest {} and highest {}", likely.text,
                               low.text, high.text),
                   "lowest <= likeliest <= highest");
    answer.judgement = {*lowest_value, *highest_value, likeliest_value};
    answers.push_back(std::move(answer));
  }

  void unknown(const PlacedCell& where) {
    // A key that the format knows, and this scenario leaves out.
    if (const ParameterWords key = words_of(scenario_, where.text); std::string_view(key.spec.what) != "")
      return error(where.place, printable(where.text),
                   fmt::format("the scenario leaves this number out: {}", key.words),
                   "write it into the scenario first");
    error(where.place, printable(where.text), "the scenario has no such number", suggest(where.text, known_));
  }

  std::optional<double> number(const PlacedCell& cell, const std::string& where, const char* column,
                               const Spec& spec, bool needed) {
    if (cell.text.empty()) {
      if (needed)
        error(cell.place, where, fmt::format("there is no {} value", column),
              "give both lowest and highest, or leave the question without an answer");
      return std::nullopt;
    }
    const Written written = number_of(cell.text, spec);
    const auto refuse = [&](const std::string& problem, const std::string& hint) {
      error(cell.place, where, fmt::format("{} '{}' {}", column, printable(cell.text), problem), hint);
      return std::nullopt;
    };
    if (!written.value) return refuse(written.problem, written.hint);
    const double x = *written.value;
    if (x < spec.low || x > spec.high)
      return refuse("is out of range", std::isinf(spec.high) ? fmt::format("must be at least {}", spec.low)
                                       : std::isinf(spec.low)
                                           ? fmt::format("must be at most {}", spec.high)
                                           : fmt::format("must be between {} and {}", spec.low, spec.high));
    if (spec.whole && x != std::floor(x)) return refuse("is not a whole number", "");
    return x;
  }

  const SheetFile& file_;
  const Scenario& scenario_;
  const std::vector<std::string>& known_;
  std::map<std::string, std::string>& names_;
  std::set<std::pair<std::string, std::string>>& seen_;
  Diagnostics& out_;
  Columns columns_;
  std::size_t width_ = 0;
  std::string only_name_, name_;
};

}  // namespace

bool holds_answers(const std::string& text) {
  const PlacedCsv csv = cells_of(text);
  if (csv.rows.empty()) return false;
  const Columns columns = columns_of(csv.rows[0]);
  return std::any_of(csv.rows.begin() + 1, csv.rows.end(), [&](const auto& row) {
    return std::any_of(columns.begin() + lowest, columns.end(), [&](const auto& column) {
      return column && *column < row.size() && !tidied(row[*column].text).empty();
    });
  });
}

std::vector<ExpertAnswer> read_answers(std::span<const SheetFile> sheets, const Scenario& scenario,
                                       Diagnostics& diagnostics) {
  Scenario copy = scenario;
  std::vector<std::string> known;
  for (const auto& n : all_numbers(copy))
    if (!n.option) known.push_back(n.path);
  std::map<std::string, std::string> names;
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<ExpertAnswer> answers;
  for (const auto& sheet : sheets) Sheet(sheet, scenario, known, names, seen, diagnostics).read(answers);
  return answers;
}

}  // namespace parley
