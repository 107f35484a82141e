// Where does a dotted path lead in a document?

#include <algorithm>

#include <fmt/format.h>

#include "parley/document/old_keys.hpp"
#include "parley/document/yaml_document.hpp"
#include "parley/writing/quoted.hpp"

namespace parley {

namespace {

// The item of a list that a key names, or past its end.
std::size_t index_of(const std::string& key, const YamlNode& list) {
  const bool number =
      !key.empty() && key.size() < 7 && key.find_first_not_of("0123456789") == std::string::npos;
  return number ? static_cast<std::size_t>(std::stoul(key)) : list.items.size();
}

void move_to(Place place, YamlNode& node) {
  node.place = place;
  for (auto& item : node.items) move_to(place, item);
  for (auto& entry : node.entries) {
    entry.place = place;
    move_to(place, entry.value);
  }
}

}  // namespace

std::vector<std::string> keys_of(std::string_view path) {
  std::vector<std::string> keys{""};
  for (const char c : path) {
    if (c == '.')
      keys.emplace_back();
    else
      keys.back() += c;
  }
  return keys;
}

Found look_up(const YamlNode& root, std::string_view path) {
  const YamlNode* node = &root;
  Place place = root.place;
  for (const auto& key : keys_of(path)) {
    if (node->kind == YamlNode::Kind::list) {
      const std::size_t i = index_of(key, *node);
      if (i >= node->items.size()) return {place, nullptr};
      node = &node->items[i];
      place = node->place;
      continue;
    }
    const auto at = std::find_if(node->entries.begin(), node->entries.end(),
                                 [&](const YamlEntry& e) { return e.key == key; });
    if (at == node->entries.end()) return {place, nullptr};
    place = at->place;
    node = &at->value;
  }
  return {place, node};
}

std::string told_text(const std::string& flow) {
  if (!flow.starts_with('"')) return flow;
  Diagnostics none;
  const auto read = parse_yaml("", flow, none);
  return read && read->root.kind == YamlNode::Kind::scalar ? read->root.scalar : flow;
}

std::string flow_text(const YamlNode& node) {
  // What YAML could take for something else stands between quotation marks.
  const auto word = [](const std::string& text) {
    const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '_' || c == '.' || c == '-' || c == '+';
    });
    const bool dash = text == "-" || text.starts_with("---") || text.starts_with("...");
    return plain && !dash && text != "null" ? text : quoted_text(text);
  };
  std::string out;
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "null";
    case YamlNode::Kind::scalar:
      return node.quoted ? quoted_text(node.scalar) : word(node.scalar);
    case YamlNode::Kind::list:
      for (const auto& item : node.items) out += (out.empty() ? "" : ", ") + flow_text(item);
      return "[" + out + "]";
    case YamlNode::Kind::map:
      for (const auto& entry : node.entries)
        out += (out.empty() ? "" : ", ") + word(entry.key) + ": " + flow_text(entry.value);
      return "{" + out + "}";
  }
  return out;
}

void put_value(YamlDocument& document, const std::string& assignment, Diagnostics& diagnostics) {
  const std::string origin = "--set " + printable(assignment, 120);
  const auto equals = assignment.find('=');
  const auto keys = keys_of(path_of_today(assignment.substr(0, equals)));
  if (auto root = with_keys_of_today(document.root)) document.root = std::move(*root);
  if (keys.size() > YamlNode::max_depth) {
    diagnostics.push_back(
        {origin, {}, "", fmt::format("nested deeper than {} levels", YamlNode::max_depth), ""});
    return;
  }
  if (equals == std::string::npos || std::find(keys.begin(), keys.end(), "") != keys.end()) {
    diagnostics.push_back({origin, {}, "", "expected PATH=VALUE", "for example parties.GOV.reservation=0.6"});
    return;
  }
  YamlNode value;
  if (equals + 1 < assignment.size()) {
    const std::string text = assignment.substr(equals + 1);
    const auto parsed = parse_yaml(origin, text, diagnostics);
    if (!parsed) return;
    value = parsed->root;
  }
  YamlNode* node = &document.root;
  for (const auto& key : keys) {
    const Place place = node->place;
    if (node->kind == YamlNode::Kind::list) {
      const std::size_t index = index_of(key, *node);
      if (index >= node->items.size()) {
        diagnostics.push_back(
            {origin,
             {},
             assignment.substr(0, equals),
             fmt::format("there is no item '{}' in this list of {}", printable(key), node->items.size()),
             "items count from 0"});
        return;
      }
      node = &node->items[index];
      continue;
    }
    if (node->kind == YamlNode::Kind::scalar && node->scalar == key) {
      // A name standing for "this one, with its defaults" (protocol: alternating_offers) gains a table of its
      // own.
      node->kind = YamlNode::Kind::map;
    } else if (node->kind != YamlNode::Kind::map) {
      *node = YamlNode{};
      node->kind = YamlNode::Kind::map;
      node->place = place;
    }
    YamlNode* child = node->find(key);
    if (child == nullptr) {
      YamlEntry entry;
      entry.key = key;
      entry.place = node->place;
      entry.value.place = node->place;
      node->entries.push_back(std::move(entry));
      child = &node->entries.back().value;
    }
    node = child;
  }
  // The new value replaces the number together with its assumption: a range given for one value is not that
  // of another.
  move_to(node->place, value);
  *node = std::move(value);
  document.overrides.push_back(assignment);
}

}  // namespace parley
