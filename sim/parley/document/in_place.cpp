#include "parley/document/in_place.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "parley/document/old_keys.hpp"

namespace parley {

namespace {

constexpr std::size_t nowhere = std::string::npos;

// The character of a place.
std::size_t offset_of(const std::string& text, Place place) {
  std::size_t at = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
  for (int line = 1; line < place.line; ++line) {
    at = text.find('\n', at);
    if (at == nowhere) return nowhere;
    ++at;
  }
  return at + static_cast<std::size_t>(place.column - 1);
}

// The end of what begins with a quotation mark or a bracket, or of a plain word.
std::size_t end_of_quoted(const std::string& text, std::size_t at) {
  const char mark = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (mark == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == mark) {
      if (mark == '\'' && i + 1 < text.size() && text[i + 1] == '\'')
        ++i;
      else
        return i + 1;
    }
  }
  return nowhere;
}
bool comment_at(const std::string& text, std::size_t i) {
  return text[i] == '#' && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\t' || text[i - 1] == '\n');
}
// A quotation mark opens a quoted word only where a word may begin.
bool quote_at(const std::string& text, std::size_t i) {
  return (text[i] == '"' || text[i] == '\'') &&
         (i == 0 || std::string_view(" \t\n,[{:").find(text[i - 1]) != std::string_view::npos);
}
std::size_t end_of_brackets(const std::string& text, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    if (quote_at(text, i)) {
      const std::size_t end = end_of_quoted(text, i);
      if (end == nowhere) return nowhere;
      i = end - 1;
    } else if (comment_at(text, i)) {
      i = std::min(text.find('\n', i), text.size() - 1);
    } else if (text[i] == '{' || text[i] == '[') {
      ++depth;
    } else if ((text[i] == '}' || text[i] == ']') && --depth == 0) {
      return i + 1;
    }
  }
  return nowhere;
}
std::size_t end_of_word(const std::string& text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && std::string_view("\n,]}").find(text[end]) == std::string_view::npos &&
         !comment_at(text, end))
    ++end;
  while (end > at && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r')) --end;
  return end;
}

bool in_brackets(const std::string& text, const YamlNode& node) {
  const std::size_t at = offset_of(text, node.place);
  return at < text.size() && (text[at] == '{' || text[at] == '[');
}

std::size_t end_of(const std::string& text, const YamlNode& node) {
  const std::size_t at = offset_of(text, node.place);
  if (at == nowhere || at >= text.size()) return nowhere;
  if (node.kind == YamlNode::Kind::scalar)
    return node.quoted && quote_at(text, at) ? end_of_quoted(text, at) : end_of_word(text, at);
  if (in_brackets(text, node)) return end_of_brackets(text, at);
  if (node.kind == YamlNode::Kind::map && !node.entries.empty())
    return end_of(text, node.entries.back().value);
  if (node.kind == YamlNode::Kind::list && !node.items.empty()) return end_of(text, node.items.back());
  return nowhere;
}

// "a: {b: value}" for the keys a, b.
std::string nested(std::span<const std::string> keys, const std::string& value) {
  YamlNode key;
  key.kind = YamlNode::Kind::scalar;
  key.scalar = keys[0];
  const std::string head = flow_text(key) + ": ";
  return head + (keys.size() == 1 ? value : "{" + nested(keys.subspan(1), value) + "}");
}

// The text with the value in it; empty where there is no place for it.
std::string changed(const YamlDocument& document, const std::vector<std::string>& keys,
                    const std::string& value) {
  std::string text = document.text;
  const YamlNode* node = &document.root;
  std::size_t down = 0;
  for (; down < keys.size(); ++down) {
    const YamlNode* next = node->kind == YamlNode::Kind::map    ? node->find(keys[down])
                           : node->kind == YamlNode::Kind::list ? look_up(*node, keys[down]).node
                                                                : nullptr;
    if (next == nullptr) break;
    node = next;
  }
  const std::size_t at = offset_of(text, node->place);
  if (at == nowhere || at > text.size()) return {};
  const std::span rest = std::span(keys).subspan(down);
  const auto replace = [&](const std::string& by) {
    const std::size_t end = end_of(text, *node);
    if (end == nowhere) return std::string();
    return text.substr(0, at) + by + text.substr(end);
  };
  if (rest.empty()) return replace(value);
  if (node->kind == YamlNode::Kind::scalar && node->scalar == rest[0])  // a choice by its name alone
    return replace("{" + nested(rest, value) + "}");
  if (node->kind != YamlNode::Kind::map) return {};
  if (in_brackets(text, *node)) {
    const std::size_t end = end_of_brackets(text, at);
    if (end == nowhere) return {};
    return text.substr(0, end - 1) + (node->entries.empty() ? "" : ", ") + nested(rest, value) +
           text.substr(end - 1);
  }
  if (node->entries.empty()) return {};
  if (node == &document.root)  // a section of its own goes to the end of the file
    return text + (text.ends_with('\n') ? "" : "\n") + nested(rest, value) + "\n";
  const auto column = static_cast<std::size_t>(std::max(1, node->entries.front().place.column));
  return text.substr(0, at) + nested(rest, value) + "\n" + std::string(column - 1, ' ') + text.substr(at);
}

// Whether two documents say the same, whatever the order of their keys.
bool alike(const YamlNode& a, const YamlNode& b) {
  if (a.kind != b.kind || (a.kind == YamlNode::Kind::scalar && a.scalar != b.scalar) ||
      a.items.size() != b.items.size() || a.entries.size() != b.entries.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!alike(a.items[i], b.items[i])) return false;
  return std::all_of(a.entries.begin(), a.entries.end(), [&](const YamlEntry& entry) {
    const YamlNode* other = b.find(entry.key);
    return other != nullptr && alike(entry.value, *other);
  });
}

}  // namespace

std::optional<YamlDocument> with_value_in_place(const YamlDocument& document, const std::string& path,
                                                const std::string& value, Diagnostics& diagnostics) {
  YamlDocument wanted = document;
  Diagnostics unseen;
  put_value(wanted, path + "=" + value, unseen);
  const std::string text = unseen.empty() ? changed(document, keys_of(path), value) : "";
  auto out = text.empty() ? std::nullopt : parse_yaml(document.file, text, unseen);
  if (out) {
    const auto today = with_keys_of_today(out->root);
    if (alike(today ? *today : out->root, wanted.root)) return out;
  }
  diagnostics.push_back({document.file, look_up(document.root, path).place, path,
                         "this number cannot be changed where it stands without changing something else",
                         fmt::format("write it by hand: {}", value)});
  return std::nullopt;
}

}  // namespace parley
