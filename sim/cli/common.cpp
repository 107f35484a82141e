#include "common.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "parley/bargaining/equilibrium.hpp"
#include "parley/preference/space.hpp"

namespace parley::cli {

namespace fs = std::filesystem;
namespace po = boost::program_options;

bool parse_arguments(const std::string& command, const Arguments& arguments,
                     const po::options_description& options, po::variables_map& given) {
  po::options_description all;
  all.add(options).add_options()("scenario", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("scenario", -1);
  try {
    using namespace po::command_line_style;
    const int style = unix_style & ~allow_guessing;
    po::store(po::command_line_parser(arguments).options(all).positional(positional).style(style).run(),
              given);
    po::notify(given);
    return true;
  } catch (const po::unknown_option& e) {
    std::vector<std::string> names;
    for (const auto& option : options.options()) names.push_back("--" + option->long_name());
    const std::string near = nearest_name(e.get_option_name(), names);
    usage_error(command, e.what() + (near.empty() ? "" : "; did you mean " + near + "?"));
  } catch (const po::error& e) {
    usage_error(command, e.what());
  }
  return false;
}

std::optional<std::string> one_scenario(const std::string& command, const po::variables_map& given) {
  const auto named = given.count("scenario") != 0U ? given["scenario"].as<std::vector<std::string>>()
                                                   : std::vector<std::string>{};
  if (named.size() == 1) return named[0];
  usage_error(command, named.empty() ? "no scenario is named" : "name one scenario");
  return std::nullopt;
}

std::string refusal_of(const Scenario& scenario) {
  std::string refusal = Space::refusal(scenario);
  if (!refusal.empty()) return refusal + "; leave some interactions out";
  return equilibrium_refusal(scenario);
}

std::optional<LoadedScenario> load_or_complain(const std::string& file,
                                               const std::vector<std::string>& overrides) {
  Diagnostics diagnostics;
  auto loaded = load_scenario_file(file, overrides, diagnostics);
  if (loaded)
    if (const std::string refusal = refusal_of(loaded->scenario); !refusal.empty())
      diagnostics.push_back({file, {}, "parties", refusal, {}});
  if (diagnostics.empty()) return loaded;
  std::fputs(to_string(diagnostics).c_str(), stderr);
  return std::nullopt;
}

std::string output_refusal(const std::string& folder, bool force) {
  if (folder.empty()) return {};
  std::error_code error;
  if (!fs::exists(folder, error)) return {};
  if (!fs::is_directory(folder, error)) return fmt::format("{} is not a folder", folder);
  if (!force && !fs::is_empty(folder, error))
    return fmt::format("{} is not empty; name another folder, or use --force", folder);
  return {};
}

bool colour_wanted() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

}  // namespace parley::cli
