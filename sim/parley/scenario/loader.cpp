#include "parley/scenario/loader.hpp"

#include "parley/document/old_keys.hpp"
#include "parley/scenario/override.hpp"
#include "parley/scenario/reader.hpp"

namespace parley {

namespace {

bool only_comments(const std::string& text) {
  bool comment = false;
  for (const char c : text) {
    comment = c != '\n' && (comment || c == '#');
    if (!comment && c != ' ' && c != '\t' && c != '\r' && c != '\n') return false;
  }
  return true;
}

std::optional<Scenario> load_today(const YamlDocument& document, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.size();
  Scenario scenario;
  if (document.root.kind == YamlNode::Kind::null && only_comments(document.text)) {
    diagnostics.push_back(
        {document.file, {}, "", "the file is empty", "'parley new FILE' writes a scenario to start from"});
    return std::nullopt;
  }
  if (document.root.kind != YamlNode::Kind::map) {
    diagnostics.push_back({document.file, document.root.place, "",
                           fmt::format("expected the keys of a scenario, found {}", kind_name(document.root)),
                           "a scenario starts with 'name:', 'issues:', 'parties:' and 'talks:'"});
    return std::nullopt;
  }
  try {
    Reader(document.file, diagnostics, "").read(document.root, scenario);
    check_scenario(scenario, document.file, document, diagnostics);
  } catch (const TooManyProblems&) {
    diagnostics.push_back({document.file,
                           {},
                           "",
                           fmt::format("{} problems or more", most_problems),
                           "the rest of the file was not looked at"});
  }
  if (diagnostics.size() > before) return std::nullopt;
  for (const auto& label : untrue_labels(scenario, document.overrides))
    diagnostics.push_back({document.file, look_up(document.root, label.path).place, printable(label.path),
                           fmt::format("it is said to be {}, but would be played as {}",
                                       printable(label.said, 120), printable(label.played, 120)),
                           label.rounded ? "only whole days, steps or people are played: say one of these"
                                         : "something else sets it too"});
  if (diagnostics.size() > before) return std::nullopt;
  return scenario;
}

}  // namespace

std::optional<Scenario> load_scenario(const YamlDocument& written, Diagnostics& diagnostics) {
  if (auto root = with_keys_of_today(written.root)) {
    YamlDocument today = written;
    today.root = std::move(*root);
    return load_today(today, diagnostics);
  }
  return load_today(written, diagnostics);
}

bool load_deal(const YamlDocument& document, Scenario& scenario, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.size();
  Deal deal;
  try {
    Reader(document.file, diagnostics, "").read(document.root, deal);
    check_deal(scenario, deal, document.file, document, diagnostics);
  } catch (const TooManyProblems&) {
  }
  if (diagnostics.size() > before) return false;
  scenario.deal = std::move(deal);
  return true;
}

bool load_deal_file(const std::string& file, Scenario& scenario, Diagnostics& diagnostics) {
  const auto document = read_yaml_file(file, diagnostics);
  return document && load_deal(*document, scenario, diagnostics);
}

std::optional<LoadedScenario> load_scenario_file(const std::string& file,
                                                 const std::vector<std::string>& overrides,
                                                 Diagnostics& diagnostics) {
  auto document = read_yaml_file(file, diagnostics);
  if (!document) return std::nullopt;
  const std::size_t before = diagnostics.size();
  override_values(*document, overrides, diagnostics);
  if (diagnostics.size() > before) return std::nullopt;
  auto scenario = load_scenario(*document, diagnostics);
  // The file itself is right where the command line has changed it.
  for (std::size_t k = before; k < diagnostics.size(); ++k)
    for (const auto& o : overrides)
      if (Diagnostic& d = diagnostics[k]; d.path == o.substr(0, o.find('=')))
        d.hint += d.hint.empty() ? "set on the command line" : "; set on the command line";
  if (!scenario) return std::nullopt;
  return LoadedScenario{std::move(*scenario), std::move(*document)};
}

}  // namespace parley
