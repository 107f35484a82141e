// parley explain DIR

#include "parley/results/explain.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>

#include <boost/program_options.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "common.hpp"
#include "parley/preference/space.hpp"
#include "parley/results/report.hpp"
#include "parley/support/csv.hpp"
#include "parley/support/version.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

struct Options {
  std::string run;
  bool json = false, help = false;
};

po::options_description described(Options& o) {
  po::options_description d("Options");
  d.add_options()("run", po::value(&o.run)->value_name("N"),
                  "which run, counted from 0 (default: the first that ends as most of them end)");
  d.add_options()("json", po::bool_switch(&o.json), "print one JSON object instead of text");
  d.add_options()("help,h", po::bool_switch(&o.help), "this help");
  return d;
}

// Why a folder cannot be explained.
struct Refusal {
  std::string text;
};

std::string whole_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw Refusal{
        fmt::format("cannot read {}; name a folder that 'parley run ... -o DIR' wrote", path.string())};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

struct Manifest {
  std::string file, text;
  std::vector<std::string> overrides;
  std::uint64_t seed = 1;
  std::uint32_t point = 0;
};

Manifest read_manifest(const fs::path& dir) {
  const std::string path = (dir / "manifest.json").string();
  const auto json = nlohmann::json::parse(whole_file(dir / "manifest.json"), nullptr, false);
  try {
    const std::string made_by = json.at("version");
    if (made_by != version())
      throw Refusal{
          fmt::format("{}: the runs were made by parley {}, this is parley {}; runs are the same within a "
                      "version only. Use that version, or make the runs again",
                      path, made_by, version())};
    Manifest m{json.at("scenario_file"), json.at("scenario_text"), json.at("parameters_set"), json.at("seed"),
               json.value("point", std::uint32_t{0})};
    if (sha256(m.text) != json.at("scenario_sha256").get<std::string>())
      throw Refusal{
          fmt::format("{}: the scenario in it is not the one that was run (its SHA-256 differs)", path)};
    return m;
  } catch (const nlohmann::json::exception&) {
    throw Refusal{
        fmt::format("{}: not a manifest with all that is needed to play a run again; make the runs again "
                    "with this version",
                    path)};
  }
}

// runs.csv: cells by name of column.
class RunsTable {
 public:
  explicit RunsTable(const fs::path& path) : path_(path.string()), rows_(parse_csv(whole_file(path))) {
    if (rows_.empty()) throw Refusal{fmt::format("{}: empty", path_)};
    for (std::size_t i = 0; i < rows_[0].size(); ++i) column_[rows_[0][i]] = i;
  }
  // Empty where there is no such column.
  std::string cell(std::size_t row, const std::string& name) const {
    const auto at = column_.find(name);
    return at == column_.end() || at->second >= rows_[row].size() ? std::string() : rows_[row][at->second];
  }
  // The row of a run; of the first run of the most frequent kind where none is named.
  std::size_t find(const std::optional<std::uint32_t>& run) const {
    std::map<std::string, std::pair<std::size_t, std::size_t>> kinds;  // count and first row
    for (std::size_t row = 1; row < rows_.size(); ++row) {
      if (run && cell(row, "run") == fmt::format("{}", *run)) return row;
      std::string kind;
      for (const char* name : {"outcome", "ended_by", "manner", "cause"}) kind += cell(row, name) + "|";
      auto& [count, first] = kinds[kind];
      if (count++ == 0) first = row;
    }
    if (run)
      throw Refusal{fmt::format("{}: there is no run {}; it holds {} runs", path_, *run, rows_.size() - 1)};
    std::size_t most = 0, row = 0;
    for (const auto& [kind, entry] : kinds) {
      if (entry.first < most || (entry.first == most && entry.second > row)) continue;
      most = entry.first;
      row = entry.second;
    }
    if (row == 0) throw Refusal{fmt::format("{}: it holds no runs", path_)};
    return row;
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::vector<CsvRow> rows_;
  std::map<std::string, std::size_t> column_;
};

// Throws where the run that was played again is not the run of the table.
void check_same(const Model& m, const Outcome& o, const RunsTable& table, std::size_t row) {
  std::map<std::string, std::string> now{
      {"outcome", std::string(ending_names[static_cast<std::size_t>(o.ending)])},
      {"deals", fmt::format("{}", o.deals)},
      {"truce_days", fmt::format("{}", o.truce_days)},
      {"agreement_day", o.agreement_day < 0 ? "" : fmt::format("{}", o.agreement_day)},
      {"first_truce_days", o.deals > 0 ? fmt::format("{}", o.first_truce_days) : ""},
      {"ended_by", o.ended_by == nobody ? "" : m.party_id(static_cast<PartyId>(o.ended_by))},
      {"cause", std::string(cause_names[static_cast<std::size_t>(o.cause)])},
      {"deaths", fmt::format("{}", o.deaths)}};
  for (PartyId p = 0; p < m.parties(); ++p)
    now["utility_" + m.party_id(p)] = fmt::format("{}", o.utilities[p]);
  for (const auto& [name, value] : now)
    if (const std::string then = table.cell(row, name); then != value)
      throw Refusal{
          fmt::format("{}: played again, the run differs from its row ({} is {}, was {}): this program is "
                      "not the one that made it, or the table was changed",
                      table.path(), name, value.empty() ? "empty" : value, then.empty() ? "empty" : then)};
}

std::unique_ptr<Model> model_of(const Manifest& manifest) {
  Diagnostics diagnostics;
  auto document = parse_yaml(manifest.file, manifest.text, diagnostics);
  if (document)
    for (const auto& o : manifest.overrides) override_value(*document, o, diagnostics);
  std::optional<Scenario> scenario;
  if (document && diagnostics.empty()) scenario = load_scenario(*document, diagnostics);
  if (scenario && Space::refusal(*scenario).empty()) return std::make_unique<Model>(std::move(*scenario));
  throw Refusal{"the scenario in the manifest does not load: " + to_string(diagnostics)};
}

}  // namespace

int explain(const Arguments& arguments) {
  Options o;
  const po::options_description visible = described(o);
  po::variables_map given;
  if (!parse_arguments("explain", arguments, visible, given)) return bad_input;
  if (o.help) {
    std::ostringstream text;
    text << "usage: parley explain DIR [options]\n\nTells one run of a folder that 'parley run ... -o DIR' "
            "wrote, with "
            "the numbers behind each decision. The run is\nplayed again from the manifest and checked "
            "against its row "
            "in runs.csv.\n\n"
         << visible;
    return print(text.str());
  }
  const auto named = given.count("scenario") != 0U ? given["scenario"].as<std::vector<std::string>>()
                                                   : std::vector<std::string>{};
  if (named.size() != 1) return usage_error("explain", "name one folder that 'parley run ... -o DIR' wrote");
  std::optional<std::uint32_t> run;
  if (given.count("run") != 0U) {
    run.emplace();
    if (!whole_option("explain", "run", o.run, std::uint32_t{0}, UINT32_MAX, *run)) return bad_input;
  }
  try {
    const fs::path dir = named[0];
    const Manifest manifest = read_manifest(dir);
    const RunsTable table(dir / "runs.csv");
    const std::size_t row = table.find(run);
    const auto replicate = whole<std::uint32_t>(table.cell(row, "run"), 0, UINT32_MAX);
    if (!replicate) throw Refusal{table.path() + ": not a table of runs"};
    const auto model = model_of(manifest);
    const RunSource source{manifest.file, manifest.overrides, {manifest.seed, manifest.point, *replicate}};
    const Explained explained = replay(*model, source.key);
    check_same(*model, explained.outcome, table, row);
    return print(o.json ? explained_json(*model, source, explained)
                        : explained_text(*model, source, explained, colour_wanted()));
  } catch (const Refusal& refusal) {
    std::fputs(fmt::format("parley explain: {}\n", refusal.text).c_str(), stderr);
    return bad_input;
  }
}

}  // namespace parley::cli
