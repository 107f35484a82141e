#include "common.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "parley/preference/space.hpp"

namespace parley::cli {

namespace fs = std::filesystem;

std::optional<LoadedScenario> load_or_complain(const std::string& file,
                                               const std::vector<std::string>& overrides) {
  Diagnostics diagnostics;
  auto loaded = load_scenario_file(file, overrides, diagnostics);
  if (loaded)
    if (const std::string refusal = Space::refusal(loaded->scenario); !refusal.empty())
      diagnostics.push_back({file, {}, "parties", refusal, "leave some interactions out"});
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
