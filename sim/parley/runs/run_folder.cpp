#include "parley/runs/run_folder.hpp"

#include <charconv>
#include <concepts>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parley/document/quantity.hpp"
#include "parley/preference/space.hpp"
#include "parley/runs/representative.hpp"
#include "parley/runs/run_rows.hpp"
#include "parley/scenario/loader.hpp"
#include "parley/scenario/override.hpp"
#include "parley/scenario/study_description.hpp"
#include "parley/support/read_file.hpp"
#include "parley/support/version.hpp"
#include "parley/writing/digest.hpp"
#include "parley/writing/output_file.hpp"

namespace parley {

namespace fs = std::filesystem;

namespace {

std::string whole_file(const fs::path& path, FileText read) {
  if (read.good()) return std::move(read.text);
  std::error_code ignored;
  if (fs::exists(part_of(path), ignored))
    throw FolderError(
        fmt::format("{}: {}: the run was ended before its tables were whole, or still goes on; what it made "
                    "stands in {}.part",
                    path.string(), read.problem, path.string()));
  throw FolderError(fmt::format("cannot read {}: {}; name a folder that 'parley run ... -o DIR' wrote",
                                path.string(), read.problem));
}

std::optional<std::int64_t> whole_number(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// A whole number of a manifest, looked at before it is taken for one; nothing where there is none of its
// name.
template <std::unsigned_integral T>
std::optional<T> whole_at(const nlohmann::json& json, const std::string& path, const char* name, T most) {
  const auto at = json.find(name);
  if (at == json.end()) return std::nullopt;
  if (at->is_number_unsigned() && at->get<std::uint64_t>() <= most) return at->get<T>();
  throw FolderError(fmt::format("{}: {}: expected a whole number from 0 to {}", path, name, most));
}

}  // namespace

RunRequest read_manifest(const fs::path& folder) {
  const std::string path = (folder / "manifest.json").string();
  const std::string text =
      whole_file(path, read_file(path, std::size_t{64} << 20U, "a manifest holds one scenario"));
  const auto json = nlohmann::json::parse(text, nullptr, false);
  try {
    const std::string made_by = json.at("version");
    if (made_by != version())
      throw FolderError(
          fmt::format("{}: the runs were made by parley {}, this is parley {}; runs are the same within a "
                      "version only. Use that version, or make the runs again",
                      path, made_by, version()));
    if (json.at("manifest_sha256") != seal_of(text))
      throw FolderError(fmt::format(
          "{}: it was changed after it was written (its SHA-256 differs): what it says of the runs "
          "may not be how they were made; make the runs again",
          path));
    RunRequest request;
    request.scenario_file = json.at("scenario_file");
    request.scenario_text = json.at("scenario_text");
    request.scenario_sha256 = json.at("scenario_sha256");
    request.overrides = json.at("parameters_set").get<std::vector<std::string>>();
    const auto seed = whole_at<std::uint64_t>(json, path, "seed", UINT64_MAX);
    if (!seed) throw FolderError(fmt::format("{}: it does not say the seed; make the runs again", path));
    request.seed = *seed;
    request.replicates = whole_at(json, path, "replicates", most_replicates).value_or(0);
    request.points = whole_at(json, path, "points", most_points).value_or(0);
    request.per_point = whole_at(json, path, "runs_per_point", most_per_point).value_or(0);
    if (request.points > 0 && request.per_point < 2)
      throw FolderError(fmt::format("{}: runs_per_point: expected 2 or more at each point", path));
    request.every_number = json.value("every_number", false);
    request.point = whole_at<std::uint32_t>(json, path, "point", UINT32_MAX).value_or(0);
    request.study = json.value("study_run", std::string());
    request.tables = json.at("tables_sha256").get<std::map<std::string, std::string>>();
    for (const auto& [name, sum] : request.tables)
      if (fs::path(name).filename() != name)
        throw FolderError(fmt::format("{}: '{}' is no name of a table", path, printable(name)));
    if (sha256(request.scenario_text) != request.scenario_sha256)
      throw FolderError(
          fmt::format("{}: the scenario in it is not the one that was run (its SHA-256 differs)", path));
    return request;
  } catch (const nlohmann::json::exception&) {
    throw FolderError(
        fmt::format("{}: not a manifest with all that is needed to play a run again; make the runs again "
                    "with this version",
                    path));
  }
}

std::unique_ptr<Model> model_of(const RunRequest& request) {
  Diagnostics diagnostics;
  auto document = parse_yaml(request.scenario_file, request.scenario_text, diagnostics);
  if (document) override_values(*document, request.overrides, diagnostics);
  std::optional<Scenario> scenario;
  if (document && diagnostics.empty()) scenario = load_scenario(*document, diagnostics);
  if (scenario && Space::refusal(*scenario).empty()) return std::make_unique<Model>(std::move(*scenario));
  throw FolderError("the scenario in the manifest does not load: " + to_string(diagnostics));
}

namespace {

// Where the table stands that the manifest tells of, and whether it has its name.
struct TableRead {
  fs::path path;
  bool named;
};
TableRead told_table(const fs::path& folder, const std::string& name, const RunRequest& request) {
  const fs::path path = folder / name, part = part_of(followed(path));
  const auto told = request.tables.find(name);
  if (told != request.tables.end()) {
    if (sha256_of_file(path) == told->second) return {path, true};
    if (sha256_of_file(part) == told->second) return {part, false};
  }
  static_cast<void>(whole_file(path, read_table(path)));
  throw FolderError(
      fmt::format("{}: this is not the table that was written with manifest.json (its SHA-256 differs): it "
                  "was damaged or changed; make the runs again",
                  path.string()));
}

}  // namespace

std::vector<std::string> check_tables(const fs::path& folder, const RunRequest& request) {
  std::vector<std::string> unnamed;
  for (const auto& [name, sum] : request.tables)
    if (!told_table(folder, name, request).named) unnamed.push_back(name);
  return unnamed;
}

void name_tables(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder / "manifest.json", error)) return;
  try {
    const RunRequest request = read_manifest(folder);
    for (const auto& [name, sum] : request.tables) {
      const fs::path path = followed(folder / name);
      if (fs::exists(part_of(path), error) && !told_table(folder, name, request).named)
        fs::rename(part_of(path), path);
    }
  } catch (const std::runtime_error&) {  // not a folder that a writer of this version has left so
  }
}

RunsTable::RunsTable(const fs::path& folder, const RunRequest& request)
    : path_((folder / "runs.csv").string()) {
  const std::string text = whole_file(path_, read_table(told_table(folder, "runs.csv", request).path));
  rows_ = parse_csv(text);
  if (rows_.empty()) throw FolderError(fmt::format("{}: empty", path_));
  for (std::size_t i = 0; i < rows_[0].size(); ++i) column_[rows_[0][i]] = i;
  for (const auto& row : rows_)
    if (row.size() != rows_[0].size()) throw FolderError(path_ + ": not a table of runs");
}

std::string RunsTable::cell(std::size_t row, const std::string& name) const {
  const auto at = column_.find(name);
  return at == column_.end() || at->second >= rows_[row].size() ? std::string() : rows_[row][at->second];
}

std::uint32_t RunsTable::run(std::size_t row) const {
  const auto number = whole_number(cell(row, "run"));
  if (!number || *number < 0 || *number > UINT32_MAX) throw FolderError(path_ + ": not a table of runs");
  return static_cast<std::uint32_t>(*number);
}

std::size_t RunsTable::find(std::uint32_t run) const {
  for (std::size_t row = 1; row < rows_.size(); ++row)
    if (cell(row, "run") == fmt::format("{}", run)) return row;
  throw FolderError(fmt::format("{}: there is no run {}; it holds {} runs", path_, run, rows()));
}

std::uint32_t RunsTable::typical(const Model& model) const {
  if (rows() == 0) throw FolderError(fmt::format("{}: it holds no runs", path_));
  const Columns columns = outcome_columns(model);
  OutcomeReader reader(model);
  RepresentativeRun kinds;
  try {
    for (std::size_t row = 1; row <= rows(); ++row) kinds.add(run(row), reader.read(typed(row, columns)));
  } catch (const FolderError&) {
    throw;
  } catch (const std::runtime_error& e) {
    throw FolderError(fmt::format("{}: {}", path_, e.what()));
  }
  return static_cast<std::uint32_t>(kinds.choose().run);
}

Row RunsTable::typed(std::size_t row, const Columns& columns) const {
  Row cells;
  for (const auto& column : columns) {
    std::string text = cell(row, column.name);
    if (text.empty()) {
      cells.emplace_back();
    } else if (column.kind == Column::Kind::text) {
      cells.emplace_back(std::move(text));
    } else if (column.kind == Column::Kind::whole) {
      const auto number = whole_number(text);
      if (!number)
        throw FolderError(fmt::format("{}: row {}: {}: expected a whole number", path_, row, column.name));
      cells.emplace_back(*number);
    } else {
      const auto number = parse_double(text);
      if (!number)
        throw FolderError(fmt::format("{}: row {}: {}: expected a number", path_, row, column.name));
      cells.emplace_back(*number);
    }
  }
  return cells;
}

void RunsTable::check_same(std::size_t row, const Model& m, const Outcome& o) const {
  const Columns columns = outcome_columns(m);
  const Row then = typed(row, columns);
  RowCells now;
  write_outcome(now, m, nullptr, o);
  const auto told = [](const Cell& cell) {
    return std::visit(
        [](const auto& x) -> std::string {
          if constexpr (std::same_as<std::decay_t<decltype(x)>, std::monostate>)
            return "";
          else
            return fmt::format("{}", x);
        },
        cell);
  };
  for (std::size_t k = 0; k < columns.size(); ++k)
    if (const std::string is = told(now.rows.front()[k]), was = told(then[k]);
        is != was && !is_distance(columns[k].name))  // of the deal, from points that take long to find
      throw FolderError(
          fmt::format("{}: played again, the run differs from its row ({} is {}, was {}): this program is "
                      "not the one that made it, or the table was changed",
                      path_, columns[k].name, is.empty() ? "empty" : is, was.empty() ? "empty" : was));
}

}  // namespace parley
