#include "page_source.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "command.hpp"
#include "common.hpp"
#include "parley/page/assumptions.hpp"
#include "parley/runs/record_words.hpp"
#include "parley/runs/run_folder.hpp"
#include "parley/study/completeness.hpp"
#include "parley/study/store.hpp"
#include "parley/support/read_file.hpp"

namespace parley::cli {

namespace {

namespace fs = std::filesystem;

bool is_database(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string head(15, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  return in && head == "SQLite format 3";
}

std::string name_of(const std::string& file) { return fs::path(file).filename().string(); }

// With what is stored; what is wrong is told as of `from`.
std::optional<PageSource> of_stored(const std::string& from, const std::string& file, std::string text,
                                    std::vector<std::string> stored, const std::vector<std::string>& set) {
  stored.insert(stored.end(), set.begin(), set.end());
  const std::string plain = fs::path(file).lexically_normal().string();
  Given given{name_of(file), std::move(text), std::move(stored), record_in_words(plain)};
  Diagnostics problems;
  auto scenario = scenario_of(given, problems);
  if (!scenario) {
    for (auto& d : problems) d.message += ", in the scenario that " + from + " holds";
    say(to_string(problems));
    return std::nullopt;
  }
  return PageSource{std::move(*scenario), std::move(given), file, {}, {}, {}, {}, {}, Json::array()};
}

std::optional<PageSource> of_folder(const std::string& folder, const std::vector<std::string>& set) {
  const RunRequest request = read_manifest(folder);
  const RunsTable table(folder, request);
  if (table.rows() == 0) throw FolderError(fmt::format("{}: it holds no runs", folder));
  if (request.point != 0)
    throw FolderError(
        fmt::format("{}: {} has the luck of its point of the study; make the page of the study itself",
                    folder, request.study));
  auto source = of_stored(folder, request.scenario_file, request.scenario_text, request.overrides, set);
  if (!source) return std::nullopt;
  source->reading = {(fs::path(folder) / "manifest.json").string(), (fs::path(folder) / "runs.csv").string()};
  source->seed = request.seed;
  source->runs = request.replicates;
  source->points = request.points;
  if (request.per_point > 0) source->per_point = request.per_point;
  return source;
}

std::optional<PageSource> of_study(const std::string& file, const std::vector<std::string>& set) {
  Store store(file, Database::Mode::read);
  const Sweep sweep = store.sweep();
  if (store.runs() == store.failures())
    throw StoreError(fmt::format("{}: the study holds no runs to tell of; 'parley sweep' makes them", file));
  std::vector<std::string> stored;
  for (const auto& [key, value] : sweep.study.set) stored.push_back(key.id + "=" + value.text);
  auto source = of_stored(file, sweep.scenario.file, sweep.scenario.text, std::move(stored), set);
  if (!source) return std::nullopt;
  source->reading = {file};
  source->seed = static_cast<std::uint64_t>(sweep.study.seed.value);
  source->deciding = deciding_of_study(store, sweep);
  if (const std::string words = incomplete_words(completeness(sweep, store.runs()), file); !words.empty())
    say(fmt::format("parley page: {}\n", words));
  return source;
}

}  // namespace

std::optional<PageSource> page_source(const std::string& named, const std::vector<std::string>& set) {
  std::error_code error;
  try {
    if (fs::is_directory(named, error)) return of_folder(named, set);
    if (is_database(named)) return of_study(named, set);
  } catch (const FolderError& e) {
    say(fmt::format("parley page: {}\n", e.what()));
    return std::nullopt;
  } catch (const StoreError& e) {
    say(fmt::format("parley page: {}\n", e.what()));
    return std::nullopt;
  }
  const std::string file = meant(named);
  auto loaded = load_or_complain(file, set);
  if (!loaded) return std::nullopt;
  return PageSource{std::move(loaded->scenario),
                    {name_of(file), loaded->document.text, set, record_in_words(file)},
                    file,
                    {file},
                    {},
                    {},
                    {},
                    {},
                    Json::array()};
}

std::optional<Json> page_texts(const PageSource& source, const std::vector<std::string>& deals) {
  Json texts = Json::array();
  const auto add = [&](const std::string& file, Diagnostics& problems) {
    Scenario copy = source.scenario;
    if (!load_deal_file(file, copy, problems)) return;
    const std::string name = copy.deal->name.empty() ? name_of(file) : copy.deal->name;
    FileText read = read_file(file, std::size_t{1} << 20U, "a text is smaller");
    if (read.good())
      texts.push_back({{"file", name_of(file)}, {"name", name}, {"text", std::move(read.text)}});
  };
  if (!deals.empty()) {
    Diagnostics problems;
    for (const std::string& deal : deals) add(meant(deal), problems);
    if (problems.empty()) return texts;
    say(to_string(problems));
    return std::nullopt;
  }
  if (!source.scenario.calendar) return texts;
  std::set<std::string> seen;
  for (const fs::path& folder :
       {fs::path(source.file).parent_path() / "deals", fs::path(data_folder()) / "scenarios" / "deals"}) {
    std::error_code error;
    std::vector<std::string> files;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
      if (at->path().extension() == ".yaml" && seen.insert(name_of(at->path().string())).second)
        files.push_back(at->path().string());
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      Diagnostics of_another_scenario;
      add(file, of_another_scenario);
    }
  }
  return texts;
}

}  // namespace parley::cli
