#include "parley/study/outputs.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "parley/engine/outcome.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/study/store.hpp"
#include "parley/writing/sqlite.hpp"

namespace parley {

namespace {
constexpr std::string_view beyond = "first_truce_beyond_";

// Of what an output tells; null where every scenario can.
const Subject* subject_of(const Output& output) {
  if (output.beyond) return &subject::truces;
  const auto lines = outcome_lines();
  const auto stem = [](std::string_view name, Each each) {
    return each == Each::week ? name.substr(0, name.size() - 1) : name;
  };
  for (const auto& line : lines)
    if (stem(output.name, line.each) == stem(line.name, line.each)) return line.subject;
  return nullptr;
}
}  // namespace

Columns outcome_columns_of(const Sweep& sweep) { return outcome_columns(Model(sweep.central)); }

bool asks_for_distances(const StudyDescription& study) {
  return std::any_of(study.outputs.begin(), study.outputs.end(), is_distance);
}

std::optional<Output> output_of(const std::string& name, const Columns& outcomes) {
  if (std::find(ending_names.begin(), ending_names.end(), name) != ending_names.end())
    return Output{name, fmt::format("(outcome = '{}')", name), true, {}};
  if (name == "agreement") return Output{name, "(deals > 0)", true, {}};
  if (name.starts_with(beyond)) {
    const std::string days = name.substr(beyond.size());
    const bool number =
        !days.empty() && days.size() < 6 && days.find_first_not_of("0123456789") == std::string::npos;
    if (!number) return std::nullopt;
    return Output{name, "", true, std::stoi(days)};
  }
  const auto names = sql_names(outcomes);
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (outcomes[i].name == name && outcomes[i].kind != Column::Kind::text)
      return Output{name, sql_name(names[i]), false, {}};
  return std::nullopt;
}

OutputReader output_reader(const std::string& name, const Columns& outcomes) {
  const auto column = [&](std::string_view wanted) {
    std::size_t i = 0;
    while (outcomes[i].name != wanted) ++i;
    return i;
  };
  const auto number = [](const Cell& cell) -> std::optional<double> {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&cell)) return *real;
    return std::nullopt;
  };
  if (std::find(ending_names.begin(), ending_names.end(), name) != ending_names.end())
    return [name, at = column("outcome")](const Row& row) -> std::optional<double> {
      return std::get<std::string>(row[at]) == name ? 1.0 : 0.0;
    };
  if (name == "agreement")
    return [at = column("deals"), number](const Row& row) -> std::optional<double> {
      return number(row[at]).value_or(0) > 0 ? 1.0 : 0.0;
    };
  return [at = column(name), number](const Row& row) { return number(row[at]); };
}

std::vector<std::string> output_names(const Columns& outcomes) {
  std::vector<std::string> names(ending_names.begin(), ending_names.end());
  names.emplace_back("agreement");
  names.push_back(std::string(beyond) + "30");
  for (const auto& column : outcomes)
    if (column.kind != Column::Kind::text) names.push_back(column.name);
  return names;
}

std::vector<std::string> usual_outputs(const Scenario& s) {
  if (models_truces(s)) return {"holding", "first_truce_beyond_30", "deaths"};
  return {"holding", "agreement_day"};
}

std::string output_refusal(const Output& output, const Scenario& s) {
  if (const Subject* what = subject_of(output); what != nullptr && !what->modelled(s))
    return std::string(what->otherwise);
  if (!output.beyond) return {};
  const int days = s.calendar->end.days - s.calendar->start.days;
  if (*output.beyond <= days) return {};
  return fmt::format("no truce can be followed for so long: the calendar has {} days", days + 1);
}

void check_outputs(const Sweep& sweep, const std::string& file, Diagnostics& diagnostics) {
  const StudyDescription& study = sweep.study;
  const Columns outcomes = outcome_columns_of(sweep);
  const auto check = [&](const std::string& path, const std::string& name, Place place) {
    if (const auto output = output_of(name, outcomes)) {
      if (const std::string why = output_refusal(*output, sweep.central); !why.empty())
        diagnostics.push_back({file, place, path, fmt::format("'{}' cannot be known", name), why});
      return;
    }
    diagnostics.push_back({file, place, path, fmt::format("unknown output '{}'", printable(name)),
                           suggest(name, output_names(outcomes))});
  };
  for (std::size_t i = 0; i < study.outputs.size(); ++i)
    check(fmt::format("outputs.{}", i), study.outputs[i], {});
  for (const auto& [key, target] : study.targets) check("targets." + key.id, key.id, key.place);
}

}  // namespace parley
