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

Columns columns_of(const std::vector<PlacedCell>& heads) {
  Columns columns;
  for (std::size_t k = 0; k < heads.size(); ++k)
    for (std::size_t w = 0; w < wanted.size(); ++w)
      if (!columns[w] && lowered(heads[k].text) == wanted[w]) columns[w] = k;
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
        std::set<std::pair<std::string, std::string>>& seen, Diagnostics& out)
      : file_(file), scenario_(scenario), known_(known), seen_(seen), out_(out) {}

  void read(std::vector<ExpertAnswer>& answers) {
    const PlacedCsv csv = cells_of(file_.text);
    if (csv.open_quote.line > 0) return error(csv.open_quote, "", "this quotation mark is never closed", "");
    if (csv.rows.empty())
      return error({}, "", "the sheet is empty", "fill in what 'parley elicit -o' writes");
    columns_ = columns_of(csv.rows[0]);
    for (const Column c : {path, lowest, highest})
      if (!columns_[c])
        error({1, 1}, "", fmt::format("there is no column '{}'", wanted[c]),
              "keep the headings that 'parley elicit -o' writes");
    if (!columns_[path] || !columns_[lowest] || !columns_[highest]) return;
    only_name_ = the_only_name(csv);
    const std::size_t before = answers.size(), problems = out_.size();
    for (std::size_t r = 1; r < csv.rows.size(); ++r) row(csv.rows[r], answers);
    if (answers.size() == before && out_.size() == problems)
      error({}, "", "no question on this sheet has an answer", "write into the columns lowest and highest");
  }

 private:
  void error(Place place, const std::string& where, std::string message, std::string hint) {
    out_.push_back({file_.name, place, where, std::move(message), std::move(hint)});
  }
  static const PlacedCell& at(const std::vector<PlacedCell>& row, const std::optional<std::size_t>& column) {
    static const PlacedCell none;
    return column && *column < row.size() ? row[*column] : none;
  }
  const PlacedCell& cell(const std::vector<PlacedCell>& row, Column c) const { return at(row, columns_[c]); }

  // An expert alone on a sheet may have written the name anywhere.
  std::string the_only_name(const PlacedCsv& csv) const {
    std::set<std::string> names;
    for (std::size_t r = 1; r < csv.rows.size(); ++r)
      if (const std::string& name = cell(csv.rows[r], expert).text; !name.empty()) names.insert(name);
    return names.size() == 1 ? *names.begin() : "";
  }

  void row(const std::vector<PlacedCell>& cells, std::vector<ExpertAnswer>& answers) {
    if (const std::string& name = cell(cells, expert).text; !name.empty()) name_ = name;
    const PlacedCell &low = cell(cells, lowest), &high = cell(cells, highest),
                     &likely = cell(cells, likeliest);
    if (low.text.empty() && high.text.empty() && likely.text.empty()) return;
    const PlacedCell& where = cell(cells, path);
    if (where.text.empty())
      return error(low.text.empty() ? high.place : low.place, "", "an answer without a path",
                   "the column 'path' says which number is meant");
    if (std::find(known_.begin(), known_.end(), where.text) == known_.end())
      return error(where.place, printable(where.text), "the scenario has no such number",
                   suggest(where.text, known_));
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
  std::set<std::pair<std::string, std::string>>& seen_;
  Diagnostics& out_;
  Columns columns_;
  std::string only_name_, name_;
};

}  // namespace

std::vector<ExpertAnswer> read_answers(std::span<const SheetFile> sheets, const Scenario& scenario,
                                       Diagnostics& diagnostics) {
  Scenario copy = scenario;
  std::vector<std::string> known;
  for (const auto& n : all_numbers(copy))
    if (!n.option) known.push_back(n.path);
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<ExpertAnswer> answers;
  for (const auto& sheet : sheets) Sheet(sheet, scenario, known, seen, diagnostics).read(answers);
  return answers;
}

}  // namespace parley
