// How is what was read written again by the description of its format?  (internal to the scenario library)
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "parley/scenario/format.hpp"
#include "parley/scenario/format_study.hpp"
#include "parley/writing/quoted.hpp"

namespace parley {

// Writes a section on one line of YAML, in the form of its file: the visitor of describe(). What was left out
// and has no default is left out again.
class Writer {
 public:
  void about(const char*, const char*) {}
  template <class T>
  void field(const char* key, T& member, const Spec&) {
    const std::string text = of(member);
    if (!text.empty()) out_ += fmt::format("{}{}: {}", out_.empty() ? "" : ", ", key, text);
  }
  std::string text() const { return "{" + out_ + "}"; }

 private:
  // A number, or what is known of it besides.
  static std::string of(Number& n, std::string value) {
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
    if (!n.experts.empty()) out += ", experts: " + of(n.experts);
    return out + "}";
  }
  static std::string of(Number& n) { return of(n, fmt::format("{}", n.value)); }
  static std::string key_of(const OptionRef& o) {
    return o.name.empty() ? fmt::format("{}", o.index.value) : quoted_text(o.name);
  }
  static std::string of(OptionRef& o) { return of(o.index, key_of(o)); }
  static std::string of(bool& flag) { return flag ? "true" : "false"; }
  static std::string of(std::string& text) { return quoted_text(text); }
  static std::string of(Date& date) { return to_string(date); }
  static std::string of(YamlValue& any) { return any.text; }
  static std::string of(Variation& v) { return v.range ? of(*v.range) : of(v.values); }
  template <Kind K>
  static std::string of(Ref<K>& ref) {
    return quoted_text(ref.id);
  }
  template <class E>
  requires std::is_enum_v<E>
  static std::string of(E& value) { return std::string(name_of(value)); }
  template <class T>
  static std::string of(std::optional<T>& member) {
    return member ? of(*member) : "";
  }
  template <class T>
  static std::string of(std::vector<T>& list) {
    std::string out;
    for (auto& item : list) out += (out.empty() ? "" : ", ") + of(item);
    return "[" + out + "]";
  }
  template <class Key, class T, class Position>
  static std::string of(Keyed<Key, T, Position>& table) {
    std::string out;
    for (auto& [key, value] : table.rows)
      out += (out.empty() ? "" : ", ") + quoted_text(key.id) + ": " + of(value);
    return "{" + out + "}";
  }
  template <class T>
  static std::string of(KeyedByOption<T>& table) {
    std::string out;
    for (auto& [key, value] : table.rows) out += (out.empty() ? "" : ", ") + key_of(key) + ": " + of(value);
    return "{" + out + "}";
  }
  template <class... Ts>
  static std::string of(std::variant<Ts...>& family) {
    return std::visit(
        [](auto& alternative) {
          return fmt::format("{{{}: {}}}", alternative_name(alternative), of(alternative));
        },
        family);
  }
  template <class T>
  requires requires(Writer& w, T& t) { describe(w, t); }
  static std::string of(T& section) {
    Writer inner;
    describe(inner, section);
    return inner.text();
  }

  std::string out_;
};

}  // namespace parley
