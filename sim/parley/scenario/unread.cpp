#include "parley/scenario/unread.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "parley/scenario/idle.hpp"
#include "parley/scenario/override.hpp"
#include "parley/scenario/parameter_words.hpp"

namespace parley {

namespace {
// What a number's range is drawn by, where ranges are.
bool is_range(std::string_view path) {
  static constexpr std::array<std::string_view, 5> parts{"low", "high", "shape", "likeliest", "group"};
  return std::find(parts.begin(), parts.end(), path.substr(path.rfind('.') + 1)) != parts.end();
}
}  // namespace

std::vector<Unread> unread_of(const YamlNode& root, const Scenario& scenario,
                              std::span<const std::string> paths) {
  std::vector<Unread> list;
  const auto idle = idle_parts(scenario);
  for (const auto& path : paths) {
    const PathMeaning meaning = meaning_of(root, path);
    const std::string& canonical = meaning.canonical;
    if (meaning.aside && !is_range(canonical)) {
      list.push_back({canonical, in_words(scenario, canonical), "it is said to readers only"});
      continue;
    }
    const Idle* part = idle_at(idle, canonical);
    if (part != nullptr) list.push_back({canonical, in_words(scenario, canonical), part->why});
  }
  return list;
}

std::string in_words(const Unread& u) {
  return fmt::format("No run looks at {}: whatever stands there decides nothing ({})",
                     with_path(u.words, u.path), u.why);
}

}  // namespace parley
