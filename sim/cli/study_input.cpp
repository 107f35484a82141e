#include "study_input.hpp"

#include <cstdio>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "parley/document/yaml_document.hpp"
#include "parley/study/outputs.hpp"
#include "parley/writing/quoted.hpp"

namespace parley::cli {

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

YamlNode scalar(const std::string& text) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.scalar = text;
  return node;
}

YamlNode& child(YamlNode& map, const std::string& key) {
  map.kind = YamlNode::Kind::map;
  if (YamlNode* there = map.find(key)) return *there;
  map.entries.push_back({key, map.place, {}});
  map.entries.back().value.place = map.place;
  return map.entries.back().value;
}

// "PATH=VALUE" as an entry of the section `key`.
void add_entry(YamlNode& root, const char* key, const char* option, const std::string& word, bool yaml,
               Diagnostics& out) {
  const std::string origin = fmt::format("{} {}", option, printable(word, 120));
  const auto equals = word.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == word.size())
    return out.push_back({origin,
                          {},
                          "",
                          "expected PATH=VALUE",
                          yaml ? "for example talks.deadline=60" : "for example talks.deadline=30,60,90"});
  YamlNode value = scalar(word.substr(equals + 1));
  if (yaml || value.scalar.starts_with('[') || value.scalar.starts_with('{')) {
    const auto parsed = parse_yaml(origin, value.scalar, out);
    if (!parsed) return;
    value = parsed->root;
  }
  YamlNode& entry = child(child(root, key), word.substr(0, equals));
  const Place place = entry.place;
  entry = std::move(value);
  entry.place = place;
}

// The same path twice on one command line; that of a study file may be replaced.
void check_once(const char* option, const std::vector<std::string>& words, Diagnostics& out) {
  std::set<std::string> seen;
  for (const auto& w : words) {
    const std::string path = w.substr(0, w.find('='));
    if (!seen.insert(path).second)
      out.push_back({fmt::format("{} {}", option, printable(w, 120)),
                     {},
                     printable(path),
                     "it has values already",
                     "give each parameter once, with all its values"});
  }
}

void apply(YamlDocument& document, const StudyWords& words, Diagnostics& out) {
  YamlNode& root = document.root;
  check_once("--vary", words.vary, out);
  check_once("--set", words.set, out);
  for (const auto& w : words.vary) add_entry(root, "vary", "--vary", w, false, out);
  for (const auto& w : words.set) add_entry(root, "set", "--set", w, true, out);
  const auto put = [&](const char* key, const std::string& text) {
    if (!text.empty()) put_value(document, std::string(key) + "=" + text, out);
  };
  if (words.design.ends_with(".csv"))
    put("design", "{csv: {file: " + quoted_text(words.design) + "}}");
  else
    put("design", words.design);
  put("replicates", words.replicates);
  put("seed", words.seed);
  put("precision", words.precision);
  if (!words.uncertain.empty()) put("uncertain", "true");
  if (words.uncertain == "all") put("every_number", "true");
  if (words.independent) put("independent", "true");
  if (words.rounds) put("rounds", "true");
  if (words.points.empty()) return;
  YamlNode* design = root.find("design");
  std::string name = "lhs";
  if (design != nullptr && design->kind == YamlNode::Kind::scalar) name = design->scalar;
  if (design != nullptr && design->kind == YamlNode::Kind::map && !design->entries.empty())
    name = design->entries[0].key;
  put(fmt::format("design.{}.{}", name, name == "morris" ? "trajectories" : "points").c_str(), words.points);
}

}  // namespace

void add_study_options(po::options_description& d, StudyWords& w) {
  d.add_options()("vary", po::value(&w.vary)->value_name("PATH=VALUES")->composing(),
                  "vary a parameter: 0:1, 0:1:11 or 30,60,90; repeatable");
  d.add_options()("set", po::value(&w.set)->value_name("PATH=VALUE")->composing(),
                  "change a parameter at all points; repeatable");
  add_uncertain(
      d, w.uncertain,
      "vary every number of the scenario that carries a low and a high; --uncertain all: also every "
      "other number that runs look at, plain or default, over a range by rule");
  d.add_options()(
      "design", po::value(&w.design)->value_name("NAME"),
      "grid, list, random, lhs, sobol, morris, saltelli, or with its settings as in a study file: "
      "'{lhs: {points: 50, maximin: true}}'; or a table of points: points.csv");
  d.add_options()("points", po::value(&w.points)->value_name("N"),
                  "points of the design (trajectories of morris, base points of saltelli)");
  d.add_options()("replicates,n", po::value(&w.replicates)->value_name("N"),
                  "runs of each point (default 100)");
  d.add_options()("seed", po::value(&w.seed)->value_name("N"), "seed of all chance in the runs (default 1)");
  d.add_options()(
      "precision", po::value(&w.precision)->value_name("SHARE"),
      "add replicates to a point until the share of each outcome is known this well, for example 0.02");
  d.add_options()("independent", po::bool_switch(&w.independent),
                  "luck of its own for each point (default: common random numbers)");
  d.add_options()("rounds", po::bool_switch(&w.rounds), "keep a row for each round of offers");
}

std::optional<Sweep> sweep_or_complain(const std::string& command, const po::variables_map& given,
                                       const StudyWords& words, StudyOrigin& origin) {
  const auto named = one_scenario(command, given, "study or scenario");
  if (!named) return std::nullopt;
  if (!uncertain_is_good(command, words.uncertain)) return std::nullopt;
  Diagnostics problems;
  const auto complain = [&] {
    say(to_string(problems));
    return std::nullopt;
  };
  auto document = is_missing(*named, problems) ? std::nullopt : read_yaml_file(*named, problems);
  if (!document) return complain();
  std::optional<YamlDocument> scenario;
  origin.files.push_back(*named);
  if (is_study(*document)) {
    origin.file = *named;
    origin.folder = fs::path(*named).parent_path().string();
  } else {
    scenario = std::move(document);
    document = YamlDocument{};
    document->file = "parley " + command;
    child(document->root, "scenario") = scalar(*named);
  }
  apply(*document, words, problems);
  if (!problems.empty()) return complain();
  auto loaded = load_study(std::move(*document), problems);
  if (loaded && !scenario) {
    origin.files.push_back((fs::path(origin.folder) / loaded->study.scenario).string());
    scenario = read_yaml_file(origin.files.back(), problems);
  }
  if (loaded && loaded->study.design)
    if (const auto* csv = std::get_if<CsvDesign>(&*loaded->study.design))
      origin.files.push_back((fs::path(origin.folder) / csv->file).string());
  if (!loaded || !scenario) return complain();
  auto sweep = make_sweep(std::move(loaded->study), std::move(*scenario), origin, problems);
  if (sweep) check_outputs(*sweep, *named, problems);
  if (!problems.empty()) return complain();
  return sweep;
}

}  // namespace parley::cli
