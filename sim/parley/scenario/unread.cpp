#include "parley/scenario/unread.hpp"

#include <fmt/format.h>

#include "parley/scenario/idle.hpp"
#include "parley/scenario/override.hpp"
#include "parley/scenario/parameter_words.hpp"

namespace parley {

std::vector<Unread> unread_of(const YamlNode& root, const Scenario& scenario,
                              std::span<const std::string> paths) {
  std::vector<Unread> list;
  const auto idle = idle_parts(scenario);
  for (const auto& path : paths) {
    const std::string canonical = meaning_of(root, path).canonical;
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
