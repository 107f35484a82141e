// How is a document read by the description of its format?  (internal to the scenario library)
#pragma once

#include <cmath>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "parley/document/old_keys.hpp"
#include "parley/document/quantity.hpp"
#include "parley/document/reserved.hpp"
#include "parley/scenario/assumption.hpp"
#include "parley/scenario/format.hpp"
#include "parley/scenario/format_study.hpp"
#include "parley/scenario/loader.hpp"
#include "parley/support/text_file.hpp"

namespace parley {

template <class E>
std::vector<std::string> names_list() {
  std::vector<std::string> list;
  for (const auto name : Names<E>::list) list.emplace_back(name);
  return list;
}

// Reads one map of the document into one struct: the visitor of describe().
class Reader {
 public:
  Reader(const std::string& file, Diagnostics& out, std::string path)
      : file_(file), out_(out), path_(std::move(path)) {}

  template <class T>
  void read(const YamlNode& node, T& value) {
    if (node.kind != YamlNode::Kind::map) {
      about_section<T>();
      wrong(node, path_, fmt::format("expected the keys of '{}'", section_));
      return;
    }
    node_ = &node;
    std::set<std::string> seen;
    for (const auto& entry : node.entries)
      if (!seen.insert(entry.key).second)
        error(entry.place, join(entry.key), "duplicate key", "write it once");
    describe(*this, value);
    for (const auto& entry : node.entries) {
      bool known = false;
      for (const auto& key : known_) known = known || key == entry.key;
      if (!known) unknown_key(entry, path_, {known_.begin(), known_.end()});
    }
  }

  void about(const char* name, const char*) { section_ = name; }

  template <class T>
  void field(const char* key, T& member, const Spec& spec) {
    known_.emplace_back(key);
    const YamlNode* child = node_ ? node_->find(key) : nullptr;
    if (child == nullptr) {
      if (spec.required && node_)
        error(node_->place, path_, fmt::format("missing key '{}'", key), meaning<T>(spec));
      return;
    }
    value(*child, join(key), member, spec);
  }

 private:
  // What takes its place, if an earlier version knew it; else what it may be misspelt for.
  static std::string hint_for(const std::string& word, const std::string& path,
                              const std::vector<std::string>& known) {
    const std::string advice = advice_about(path);
    return advice.empty() ? suggest(word, known) : advice;
  }
  template <class T>
  static std::string meaning(const Spec& spec) {
    if constexpr (std::is_enum_v<T>) return suggest("", names_list<T>());
    return spec.what;
  }
  template <class T>
  void about_section() {
    T scratch{};
    describe(*this, scratch);
  }

  std::string join(std::string_view key) const {
    return path_.empty() ? printable(key) : path_ + "." + printable(key);
  }
  void error(Place place, std::string path, std::string message, std::string hint = {}) {
    out_.push_back({file_, place, std::move(path), std::move(message), std::move(hint)});
    if (out_.size() >= most_problems) throw TooManyProblems{};
  }
  void wrong(const YamlNode& node, const std::string& path, const std::string& expected,
             std::string hint = {}) {
    const std::string found =
        node.kind == YamlNode::Kind::scalar ? fmt::format("'{}'", printable(node.scalar)) : kind_name(node);
    error(node.place, path, fmt::format("{}, found {}", expected, found), std::move(hint));
  }

  // A key of several words without a value is mostly what follows a comma in a text.
  void unknown_key(const YamlEntry& entry, const std::string& path, const std::vector<std::string>& known) {
    const bool rest = entry.value.kind == YamlNode::Kind::null && entry.key.find(' ') != std::string::npos;
    error(entry.place, path, fmt::format("unknown key '{}'", printable(entry.key)),
          rest ? "if this belongs to a text with a comma, put the whole text in quotation marks"
               : hint_for(entry.key, path.empty() ? entry.key : path + "." + entry.key, known));
  }

  // --- numbers
  std::optional<double> number_in(const YamlNode& node, const std::string& path, const Spec& spec) {
    const bool days = std::string_view(spec.unit) == "days";
    const auto value = node.kind != YamlNode::Kind::scalar ? std::nullopt
                       : days                              ? parse_days(node.scalar)
                                                           : parse_double(node.scalar);
    if (!value) {
      wrong(node, path, days ? "expected a time" : "expected a number",
            days ? "for example 60 days, 48 h or 2 weeks" : "");
      return std::nullopt;
    }
    if (*value < spec.low || *value > spec.high) {
      const std::string range = std::isinf(spec.high) ? fmt::format("at least {}", spec.low)
                                : std::isinf(spec.low)
                                    ? fmt::format("at most {}", spec.high)
                                    : fmt::format("between {} and {}", spec.low, spec.high);
      error(node.place, path, fmt::format("{} is out of range", printable(node.scalar)), "must be " + range);
      return std::nullopt;
    }
    if (spec.whole && days) return std::round(*value);
    if (spec.whole && *value != std::floor(*value)) {
      error(node.place, path, fmt::format("{} is not a whole number", printable(node.scalar)));
      return std::nullopt;
    }
    return value;
  }

  void value(const YamlNode& node, const std::string& path, Number& number, const Spec& spec) {
    number.place = node.place;
    number.given = true;
    if (node.kind != YamlNode::Kind::map) {
      if (const auto v = number_in(node, path, spec)) number.value = *v;
      return;
    }
    std::optional<double> v;
    read_assumption(node, path, number, spec, [&](const YamlNode& child, const std::string& child_path) {
      v = number_in(child, child_path, spec);
      if (v) number.value = *v;
    });
    check_range(node, path, number, v.has_value());
  }

  // {value, low, high, shape, likeliest, mark, why, group, experts}; `take` reads the value.
  template <class Take>
  void read_assumption(const YamlNode& node, const std::string& path, Number& number, const Spec& spec,
                       Take take) {
    static const std::vector<std::string> keys{"value", "low", "high",  "shape",  "likeliest",
                                               "mark",  "why", "group", "experts"};
    const auto has = [&](const char* key) { return node.find(key) != nullptr; };
    for (const auto& entry : node.entries) {
      const std::string here = path + "." + printable(entry.key);
      const std::string_view key = entry.key;
      if (node.find(key) != &entry.value) {
        error(entry.place, here, "duplicate key", "write it once");
      } else if (key == "value") {
        take(entry.value, here);
      } else if (key == "low") {
        number.low = number_in(entry.value, here, spec);
      } else if (key == "high") {
        number.high = number_in(entry.value, here, spec);
      } else if (key == "mark") {
        const auto mark = mark_of(entry.value);
        if (!mark)
          wrong(entry.value, here, "expected S, E or F",
                "S sourced, E expert judgement, F free: must be swept");
        number.mark = mark.value_or(Mark::plain);
      } else if (key == "shape") {
        value(entry.value, here, number.shape, Spec{});
      } else if (key == "likeliest") {
        number.likeliest = number_in(entry.value, here, spec);
      } else if (key == "why" || key == "group") {
        value(entry.value, here, key == "why" ? number.why : number.group, Spec{});
      } else if (key == "experts") {
        value(entry.value, here, number.experts, Spec{});
      } else {
        unknown_key(entry, path, keys);
      }
    }
    if (!has("value")) error(node.place, path, "missing key 'value'", "the number itself");
    for (const auto& [given, other] : {std::pair{"low", "high"}, std::pair{"high", "low"}})
      if (has(given) && !has(other))
        error(node.place, path, fmt::format("a range needs a {} beside its {}", other, given),
              "give both, or leave both out");
    if (has("group") && !has("low") && !has("high"))
      error(node.place, path, "a group joins ranges, and this number has none", "give low and high");
  }

  void check_range(const YamlNode& node, const std::string& path, const Number& number, bool has_value) {
    if (auto problem = range_problem(number, has_value); !problem.empty()) error(node.place, path, problem);
  }

  void value(const YamlNode& node, const std::string& path, OptionRef& option, const Spec& spec) {
    option.index.place = node.place;
    option.index.given = true;
    const auto take = [&](const YamlNode& child, const std::string& here) {
      if (child.kind != YamlNode::Kind::scalar)
        return wrong(child, here, "expected an option, by position or name");
      const auto v = child.quoted ? std::nullopt : parse_double(child.scalar);
      if (v && *v >= 0 && *v == std::floor(*v) && *v < 1e6) {
        option.index.value = *v;
      } else {
        option.name = child.scalar;
      }
    };
    if (node.kind != YamlNode::Kind::map) return take(node, path);
    Spec position = spec;
    position.low = 0;
    position.high = 1e6;
    read_assumption(node, path, option.index, position, take);
    check_range(node, path, option.index, option.name.empty());
  }

  // --- words
  void value(const YamlNode& node, const std::string& path, std::string& text, const Spec&) {
    if (node.kind != YamlNode::Kind::scalar) return wrong(node, path, "expected text");
    if (first_control(node.scalar) != std::string::npos)
      return error(node.place, path, "control characters are no text");
    text = node.scalar;
  }
  void value(const YamlNode& node, const std::string& path, bool& flag, const Spec&) {
    if (node.kind == YamlNode::Kind::scalar && (node.scalar == "true" || node.scalar == "yes")) {
      flag = true;
    } else if (node.kind == YamlNode::Kind::scalar && (node.scalar == "false" || node.scalar == "no")) {
      flag = false;
    } else {
      wrong(node, path, "expected true or false");
    }
  }
  void value(const YamlNode& node, const std::string& path, Date& date, const Spec&) {
    if (node.kind != YamlNode::Kind::scalar)
      return wrong(node, path, "expected a date", "for example 2016-08-26");
    if (const auto d = parse_date(node.scalar)) {
      date = *d;
    } else {
      wrong(node, path, "no such date", "dates are written year-month-day: 2016-08-26");
    }
  }
  template <class T>
  void value(const YamlNode& node, const std::string& path, std::optional<T>& member, const Spec& spec) {
    member.emplace();
    value(node, path, *member, spec);
  }
  template <Kind K>
  void value(const YamlNode& node, const std::string& path, Ref<K>& ref, const Spec&) {
    ref.place = node.place;
    if (node.kind != YamlNode::Kind::scalar || node.scalar.empty())
      return wrong(node, path, "expected a name");
    ref.id = node.scalar;
  }
  template <class E>
  requires std::is_enum_v<E>
  void value(const YamlNode& node, const std::string& path, E& member, const Spec&) {
    const auto& list = Names<E>::list;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (node.kind == YamlNode::Kind::scalar && node.scalar == list[i]) {
        member = static_cast<E>(i);
        return;
      }
    }
    wrong(node, path, "unknown choice", suggest(node.scalar, names_list<E>()));
  }

  // --- what a study holds
  void value(const YamlNode& node, const std::string& path, YamlValue& any, const Spec&) {
    any.place = node.place;
    if (node.kind == YamlNode::Kind::null) return wrong(node, path, "expected a value");
    any.text = flow_text(node);
  }
  void value(const YamlNode& node, const std::string& path, Variation& variation, const Spec& spec) {
    variation.place = node.place;
    if (node.kind == YamlNode::Kind::map) return value(node, path, variation.range, spec);
    if (node.kind == YamlNode::Kind::list) {
      value(node, path, variation.values, spec);
      if (variation.values.empty()) error(node.place, path, "the list is empty");
      return;
    }
    const auto parsed = node.kind == YamlNode::Kind::scalar ? parse_variation(node.scalar) : std::nullopt;
    if (!parsed)
      return wrong(node, path, "expected a range or a list",
                   "for example {low: 0, high: 1}, 0:1:11 or [30, 60, 90]");
    variation = *parsed;
    variation.place = node.place;
  }

  // --- lists and tables
  template <class T>
  void value(const YamlNode& node, const std::string& path, std::vector<T>& list, const Spec& spec) {
    if (node.kind != YamlNode::Kind::list) return wrong(node, path, "expected a list");
    list.clear();
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      list.emplace_back();
      value(node.items[i], fmt::format("{}.{}", path, i), list.back(), spec);
    }
  }
  // Calls `take(entry, its path)` for each key of a map, the first time it stands there.
  template <class Take>
  void each_entry(const YamlNode& node, const std::string& path, Take take) {
    std::set<std::string> seen;
    for (const auto& entry : node.entries) {
      const std::string here = path + "." + printable(entry.key);
      if (seen.insert(entry.key).second)
        take(entry, here);
      else
        error(entry.place, here, "duplicate key", "write it once");
    }
  }
  template <class Key, class T, class Position>
  void value(const YamlNode& node, const std::string& path, Keyed<Key, T, Position>& table,
             const Spec& spec) {
    if (node.kind != YamlNode::Kind::map) return wrong(node, path, "expected names, each with its value");
    table.rows.clear();
    each_entry(node, path, [&](const YamlEntry& entry, const std::string& here) {
      if constexpr (std::is_same_v<Key, NewId>)
        check_identifier(entry, here);
      else if (entry.key.empty())
        error(entry.place, path, "expected a name, found ''");
      table.rows.push_back({Key{entry.key, entry.place}, T{}});
      value(entry.value, here, table.rows.back().value, spec);
    });
  }
  template <class T>
  void value(const YamlNode& node, const std::string& path, KeyedByOption<T>& table, const Spec& spec) {
    if (node.kind != YamlNode::Kind::map) return wrong(node, path, "expected options, each with its terms");
    table.rows.clear();
    each_entry(node, path, [&](const YamlEntry& entry, const std::string& here) {
      YamlNode key;
      key.kind = YamlNode::Kind::scalar;
      key.scalar = entry.key;
      key.place = entry.place;
      table.rows.push_back({});
      value(key, here, table.rows.back().key, spec);
      value(entry.value, here, table.rows.back().value, spec);
    });
  }
  void check_identifier(const YamlEntry& entry, const std::string& path) {
    bool good = !entry.key.empty() && entry.key.size() <= 40 &&
                std::isalpha(static_cast<unsigned char>(entry.key[0]));
    for (const char c : entry.key)
      good = good && (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-');
    if (is_reserved(entry.key))
      error(entry.place, path, fmt::format("'{}' cannot be an identifier", printable(entry.key)),
            "Python, R, spreadsheets or YAML read it as a missing value, a number, a date or true or false; "
            "choose another" +
                (good ? ", for example " + entry.key + "_1" : std::string()));
    else if (!good)
      error(entry.place, path, "not a usable identifier",
            "a letter, then letters, digits, - or _; at most 40; put the full text under 'name' or 'title'");
  }

  // --- families: a name alone, or a name with its parameters
  template <class... Ts>
  void value(const YamlNode& node, const std::string& path, std::variant<Ts...>& family, const Spec&) {
    static const std::vector<std::string> names{std::string(AlternativeName<Ts>::value)...};
    const bool single = node.kind == YamlNode::Kind::map && node.entries.size() == 1;
    if (node.kind != YamlNode::Kind::scalar && !single)
      return wrong(node, path, "expected one name, alone or with its parameters", suggest("", names));
    const std::string& name = single ? node.entries[0].key : node.scalar;
    const bool known = (try_alternative<Ts>(node, single, path, name, family) || ...);
    if (!known)
      error(single ? node.entries[0].place : node.place, path,
            fmt::format("unknown choice '{}'", printable(name)), hint_for(name, path + "." + name, names));
  }
  template <class T, class Variant>
  bool try_alternative(const YamlNode& node, bool single, const std::string& path, const std::string& name,
                       Variant& family) {
    if (name != AlternativeName<T>::value) return false;
    T alternative{};
    if (single && node.entries[0].value.kind != YamlNode::Kind::null)
      Reader(file_, out_, path + "." + name).read(node.entries[0].value, alternative);
    family = std::move(alternative);
    return true;
  }

  // --- sections
  template <class T>
  requires requires(Reader& r, T& t) { describe(r, t); }
  void value(const YamlNode& node, const std::string& path, T& section, const Spec&) {
    Reader(file_, out_, path).read(node, section);
  }

  const std::string& file_;
  Diagnostics& out_;
  std::string path_;
  std::string section_;
  const YamlNode* node_ = nullptr;
  std::vector<std::string_view> known_;
};

}  // namespace parley
