// What did the analyst's file say, and where?
//
// Reads YAML text into a plain tree with the place of every node. Time and memory are bounded whatever the
// text is: files of at most 4 MiB, 64 levels, 200,000 nodes with aliases expanded, 4 MiB of text repeated by
// them; no NUL bytes; UTF-8 only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/support/diagnostic.hpp"

namespace parley {

struct YamlEntry;

struct YamlNode {
  // Copied, moved and destroyed in yaml_document.cpp alone: elsewhere it would be compiled in every file that has one.
  YamlNode();
  YamlNode(const YamlNode&);
  YamlNode(YamlNode&&) noexcept;
  YamlNode& operator=(const YamlNode&);
  YamlNode& operator=(YamlNode&&) noexcept;
  ~YamlNode();

  enum class Kind { null, scalar, list, map };
  static constexpr std::size_t max_depth = 64;
  Kind kind = Kind::null;
  Place place;
  std::string scalar;  // for Kind::scalar
  bool quoted = false;
  std::vector<YamlNode> items;     // for Kind::list
  std::vector<YamlEntry> entries;  // for Kind::map, in the order written, duplicates kept

  // The entry of a map with this key; null where there is none.
  YamlNode* find(std::string_view key);
  const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
  std::string key;
  Place place;
  YamlNode value;
};

struct YamlDocument {
  std::string file;  // as named by the user
  std::string text;  // as read
  YamlNode root;
  std::vector<std::string> overrides;  // "path=value", as set from outside, in order
};

// Reads and parses a file. On failure returns nothing and adds at least one diagnostic.
std::optional<YamlDocument> read_yaml_file(const std::string& file, Diagnostics& diagnostics);
std::optional<YamlDocument> parse_yaml(std::string file, std::string text, Diagnostics& diagnostics);

// Replaces (or adds) the node at a dotted path by a value written in YAML: "parties.GOV.war.cost=0.1".
// Whether the path means anything is found out when the document is loaded. Adds a diagnostic where the text
// has no such form. Parameters of a scenario are set by scenario/override.hpp.
void put_value(YamlDocument& document, const std::string& assignment, Diagnostics& diagnostics);

// The keys of a dotted path.
std::vector<std::string> keys_of(std::string_view path);

// The node at a dotted path, or null where there is none, and the place of its key as far down as the path
// exists.
struct Found {
  Place place;
  const YamlNode* node = nullptr;
};
Found look_up(const YamlNode& root, std::string_view path);

const char* kind_name(const YamlNode& node);

// The node on one line of YAML that reads back as the same node.
std::string flow_text(const YamlNode& node);
// What a line of flow_text says to a reader: a text without its quotation marks, all else as it stands.
std::string told_text(const std::string& flow);

}  // namespace parley
