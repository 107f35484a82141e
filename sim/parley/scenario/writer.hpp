// How is what was read written again by the description of its format?  (internal to the scenario library)
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "parley/scenario/format.hpp"
#include "parley/scenario/format_study.hpp"
#include "parley/writing/quoted.hpp"

namespace parley {

// Writes a section on one line of YAML, in the form of its file: the visitor of describe(). What was left out
// and has no default is left out again. With a path, only what stands on the way to its end and below that is
// written, and a list on the way whole: a look_up of the path finds the same as in all of it.
class Writer {
 public:
  using Path = std::span<const std::string>;
  explicit Writer(Path path = {}) : path_(path) {}
  void about(const char*, const char*) {}
  template <class T>
  void field(const char* key, T& member, const Spec&) {
    if (leads_elsewhere(path_, key)) return;
    const std::string text = of(member, below(path_));
    if (!text.empty()) out_ += fmt::format("{}{}: {}", out_.empty() ? "" : ", ", key, text);
  }
  std::string text() const { return "{" + out_ + "}"; }

 private:
  static bool leads_elsewhere(Path path, std::string_view key) { return !path.empty() && path[0] != key; }
  static Path below(Path path) { return path.empty() ? path : path.subspan(1); }

  // A number, or what is known of it besides.
  static std::string with_assumption(Number& n, std::string value) {
    const bool plain = !n.low && !n.high && n.shape == Shape::uniform && n.mark == Mark::plain &&
                       n.why.empty() && n.group.empty() && n.experts.empty();
    if (plain) return value;
    std::string out = "{value: " + value;
    if (n.low) out += fmt::format(", low: {}", *n.low);
    if (n.high) out += fmt::format(", high: {}", *n.high);
    if (n.shape != Shape::uniform) out += fmt::format(", shape: {}", name_of(n.shape));
    if (n.likeliest) out += fmt::format(", likeliest: {}", *n.likeliest);
    if (n.mark != Mark::plain) out += fmt::format(", mark: {}", name_of(n.mark));
    if (!n.why.empty()) out += ", why: " + quoted_text(n.why);
    if (!n.group.empty()) out += ", group: " + quoted_text(n.group);
    if (!n.experts.empty()) out += ", experts: " + of(n.experts, {});
    return out + "}";
  }
  static std::string of(Number& n, Path) { return with_assumption(n, fmt::format("{}", n.value)); }
  static std::string key_of(const OptionRef& o) {
    return o.name.empty() ? fmt::format("{}", o.index.value) : quoted_text(o.name);
  }
  static std::string of(OptionRef& o, Path) { return with_assumption(o.index, key_of(o)); }
  static std::string of(bool& flag, Path) { return flag ? "true" : "false"; }
  static std::string of(std::string& text, Path) { return quoted_text(text); }
  static std::string of(Date& date, Path) { return to_string(date); }
  static std::string of(YamlValue& any, Path) { return any.text; }
  static std::string of(Variation& v, Path) { return v.range ? of(*v.range, {}) : of(v.values, {}); }
  template <Kind K>
  static std::string of(Ref<K>& ref, Path) {
    return quoted_text(ref.id);
  }
  template <class E>
  requires std::is_enum_v<E>
  static std::string of(E& value, Path) { return std::string(name_of(value)); }
  template <class T>
  static std::string of(std::optional<T>& member, Path path) {
    return member ? of(*member, path) : "";
  }
  template <class T>
  static std::string of(std::vector<T>& list, Path) {
    std::string out;
    for (auto& item : list) out += (out.empty() ? "" : ", ") + of(item, {});
    return "[" + out + "]";
  }
  template <class Key, class T, class Position>
  static std::string of(Keyed<Key, T, Position>& table, Path path) {
    std::string out;
    for (auto& [key, value] : table.rows)
      if (!leads_elsewhere(path, key.id))
        out += (out.empty() ? "" : ", ") + quoted_text(key.id) + ": " + of(value, below(path));
    return "{" + out + "}";
  }
  template <class T>
  static std::string of(KeyedByOption<T>& table, Path path) {
    std::string out;
    for (auto& [key, value] : table.rows)
      if (!leads_elsewhere(path, key.name.empty() ? fmt::format("{}", key.index.value) : key.name))
        out += (out.empty() ? "" : ", ") + key_of(key) + ": " + of(value, below(path));
    return "{" + out + "}";
  }
  template <class... Ts>
  static std::string of(std::variant<Ts...>& family, Path path) {
    return std::visit(
        [&](auto& alternative) {
          const auto name = alternative_name(alternative);
          if (leads_elsewhere(path, name)) return std::string("{}");
          return fmt::format("{{{}: {}}}", name, of(alternative, below(path)));
        },
        family);
  }
  template <class T>
  requires requires(Writer& w, T& t) { describe(w, t); }
  static std::string of(T& section, Path path) {
    Writer inner(path);
    describe(inner, section);
    return inner.text();
  }

  Path path_;
  std::string out_;
};

}  // namespace parley
