#include "parley/document/old_keys.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace parley {

namespace {

using Segments = std::vector<std::string>;

Segments split(std::string_view path) {
  Segments names{""};
  for (const char c : path) {
    if (c == '.')
      names.emplace_back();
    else
      names.back() += c;
  }
  return names;
}

// The names that the stars of a pattern stand for in the beginning of a path; nothing where it differs.
std::optional<Segments> stars(const Segments& pattern, const Segments& path) {
  if (path.size() < pattern.size()) return std::nullopt;
  Segments found;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == "*")
      found.push_back(path[i]);
    else if (pattern[i] != path[i])
      return std::nullopt;
  }
  return found;
}

Segments filled(const Segments& pattern, const Segments& found) {
  Segments path = pattern;
  std::size_t k = 0;
  for (auto& name : path)
    if (name == "*" && k < found.size()) name = found[k++];
  return path;
}

// The paths of a document that a pattern matches, from `at` on.
void matches(const YamlNode& node, const Segments& pattern, Segments& at, std::vector<Segments>& out) {
  if (at.size() == pattern.size()) {
    out.push_back(at);
    return;
  }
  const std::string& wanted = pattern[at.size()];
  const auto enter = [&](const std::string& name, const YamlNode& child) {
    if (wanted != "*" && wanted != name) return;
    at.push_back(name);
    matches(child, pattern, at, out);
    at.pop_back();
  };
  for (const auto& entry : node.entries) enter(entry.key, entry.value);
  for (std::size_t i = 0; i < node.items.size(); ++i) enter(std::to_string(i), node.items[i]);
  // A choice written as its name alone.
  if (node.kind == YamlNode::Kind::scalar && node.scalar == wanted && at.size() + 1 == pattern.size())
    enter(wanted, YamlNode{});
}

YamlNode* child_of(YamlNode& node, const std::string& name) {
  if (node.kind != YamlNode::Kind::list) return node.find(name);
  for (std::size_t i = 0; i < node.items.size(); ++i)
    if (std::to_string(i) == name) return &node.items[i];
  return nullptr;
}

void remove(YamlNode& root, const Segments& path) {
  YamlNode* section = &root;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) section = child_of(*section, path[i]);
  std::erase_if(section->entries, [&](const auto& entry) { return entry.key == path.back(); });
}

// Moves what stands at one path to another; false where that is taken or leads through something else.
bool move(YamlNode& root, const Segments& from, const Segments& to) {
  YamlNode* source = &root;
  for (std::size_t i = 0; i + 1 < from.size(); ++i) source = child_of(*source, from[i]);
  if (source->kind == YamlNode::Kind::scalar) {
    source->scalar = to.back();
    return true;
  }
  YamlNode* target = &root;
  for (std::size_t i = 0; i + 1 < to.size(); ++i) {
    YamlNode* next = child_of(*target, to[i]);
    if (next == nullptr && target->kind == YamlNode::Kind::map) {
      YamlNode section;
      section.kind = YamlNode::Kind::map;
      section.place = source->place;
      target->entries.push_back({to[i], source->place, std::move(section)});
      // The entries may have moved.
      return move(root, from, to);
    }
    if (next == nullptr || next->kind == YamlNode::Kind::scalar) return false;
    target = next;
  }
  if (target->kind != YamlNode::Kind::map || target->find(to.back()) != nullptr) return false;
  const auto entry = std::find_if(source->entries.begin(), source->entries.end(),
                                  [&](const YamlEntry& e) { return e.key == from.back(); });
  if (source == target) {
    entry->key = to.back();
    return true;
  }
  YamlEntry moved = std::move(*entry);
  moved.key = to.back();
  target->entries.push_back(std::move(moved));
  source->entries.erase(entry);  // last: the target may stand among these entries
  return true;
}

}  // namespace

std::optional<YamlNode> with_keys_of_today(const YamlNode& root, std::span<const OldKey> table) {
  std::optional<YamlNode> changed;
  for (const OldKey& key : table) {
    if (key.now.empty() && !key.passed_over) continue;
    const Segments old = split(key.old), now = split(key.now);
    std::vector<Segments> found;
    Segments at;
    matches(changed ? *changed : root, old, at, found);
    for (const Segments& path : found) {
      if (!changed) changed = root;
      if (key.passed_over) {
        remove(*changed, path);
        continue;
      }
      move(*changed, path, filled(now, *stars(old, path)));
    }
  }
  return changed;
}

std::string path_of_today(const std::string& path, std::span<const OldKey> table) {
  Segments names = split(path);
  for (const OldKey& key : table) {
    const Segments old = split(key.old);
    const auto found = key.now.empty() ? std::nullopt : stars(old, names);
    if (!found) continue;
    Segments today = filled(split(key.now), *found);
    today.insert(today.end(), names.begin() + static_cast<std::ptrdiff_t>(old.size()), names.end());
    names = std::move(today);
  }
  return fmt::format("{}", fmt::join(names, "."));
}

std::string advice_about(const std::string& path, std::span<const OldKey> table) {
  const Segments names = split(path);
  for (const OldKey& key : table) {
    const Segments old = split(key.old);
    const auto found = names.size() == old.size() ? stars(old, names) : std::nullopt;
    if (!found) continue;
    if (!key.now.empty())
      return fmt::format("today it stands at '{}', which is given too",
                         fmt::join(filled(split(key.now), *found), "."));
    return std::string(key.advice);
  }
  return {};
}

}  // namespace parley
