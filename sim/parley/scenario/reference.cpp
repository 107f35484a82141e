// The reference tables of scenarios/README.md, from the format itself.

#include <cmath>
#include <set>

#include <fmt/format.h>

#include "parley/document/old_keys.hpp"
#include "parley/scenario/format.hpp"
#include "parley/scenario/format_case.hpp"
#include "parley/scenario/format_study.hpp"
#include "parley/scenario/schema.hpp"

namespace parley {

namespace {

std::string shown(double x) { return fmt::format("{}", x); }

template <class V, class T>
concept Told = requires(V& v, T& t) {
  describe(v, t);
};

class MarkdownVisitor {
 public:
  MarkdownVisitor(std::string path, std::string& out, std::set<std::string>& done)
      : path_(std::move(path)), out_(out), done_(done) {}

  void about(const char* name, const char* what) {
    name_ = name;
    head_ = fmt::format("### `{}`\n\n{}\n\n", path_.empty() ? "(the file)" : path_, what);
  }
  template <class T>
  void field(const char* key, T& member, const Spec& spec) {
    const std::string below = path_.empty() ? key : path_ + "." + key;
    rows_ += fmt::format("| `{}` | {} | {} | {} |\n", key, spec.what, kind(member, spec, below),
                         spec.required ? "required" : initial(member));
  }
  void finish() {
    if (!done_.insert(name_).second) return;
    out_ += head_;
    if (!rows_.empty()) out_ += "| key | meaning | kind | if left out |\n|---|---|---|---|\n" + rows_ + "\n";
    out_ += below_;
  }

 private:
  template <class T>
  requires Told<MarkdownVisitor, T> std::string kind(T& section, const Spec&, const std::string& path) {
    MarkdownVisitor inner(path, below_, done_);
    describe(inner, section);
    inner.finish();
    return fmt::format("section `{}`", inner.name_);
  }
  std::string kind(Number&, const Spec& spec, const std::string&) {
    std::string text = spec.whole                              ? "whole number"
                       : std::string_view(spec.unit) == "days" ? "time"
                                                               : "number";
    if (!std::isinf(spec.low) && !std::isinf(spec.high))
      text += fmt::format(", {} to {}", shown(spec.low), shown(spec.high));
    if (*spec.unit != '\0') text += fmt::format(", {}", spec.unit);
    return text;
  }
  std::string kind(OptionRef&, const Spec&, const std::string&) { return "option: position or name"; }
  std::string kind(std::string&, const Spec&, const std::string&) { return "text"; }
  std::string kind(bool&, const Spec&, const std::string&) { return "true or false"; }
  std::string kind(Date&, const Spec&, const std::string&) { return "date"; }
  std::string kind(IssueRef&, const Spec&, const std::string&) { return "issue"; }
  std::string kind(PartyRef&, const Spec&, const std::string&) { return "party"; }
  std::string kind(FrontRef&, const Spec&, const std::string&) { return "front"; }
  std::string kind(BlocRef&, const Spec&, const std::string&) { return "bloc"; }
  std::string kind(YamlValue&, const Spec&, const std::string&) { return "any value"; }
  std::string kind(Variation&, const Spec& spec, const std::string& path) {
    Range range;
    return kind(range, spec, path) + ", or in short `0:1`, `0:1:11`; or a list of values";
  }
  template <class E>
  requires std::is_enum_v<E> std::string kind(E&, const Spec&, const std::string&) {
    return fmt::format("`{}`", fmt::join(Names<E>::list, "`, `"));
  }
  template <class T>
  std::string kind(std::optional<T>&, const Spec& spec, const std::string& path) {
    T inner{};
    return kind(inner, spec, path);
  }
  template <class T>
  std::string kind(std::vector<T>&, const Spec& spec, const std::string& path) {
    T inner{};
    return "list of " + kind(inner, spec, path + ".N");
  }
  template <class Key, class T, class Position>
  std::string kind(Keyed<Key, T, Position>&, const Spec& spec, const std::string& path) {
    T inner{};
    if constexpr (std::is_same_v<Key, IssueRef>) return "by issue: " + kind(inner, spec, path + ".ISSUE");
    if constexpr (std::is_same_v<Key, PartyRef>) return "by party: " + kind(inner, spec, path + ".PARTY");
    if constexpr (std::is_same_v<Key, FrontRef>) return "by front: " + kind(inner, spec, path + ".FRONT");
    if constexpr (std::is_same_v<Key, ParameterPath>)
      return "by parameter path: " + kind(inner, spec, path + ".PATH");
    if constexpr (std::is_same_v<Key, OutputName>) return "by output: " + kind(inner, spec, path + ".OUTPUT");
    return "by identifier: " + kind(inner, spec, path + ".ID");
  }
  template <class T>
  std::string kind(KeyedByOption<T>&, const Spec& spec, const std::string& path) {
    T inner{};
    return "by option: " + kind(inner, spec, path + ".OPTION");
  }
  template <class... Ts>
  std::string kind(std::variant<Ts...>&, const Spec& spec, const std::string& path) {
    std::string text;
    const auto add = [&](auto alternative) {
      const std::string name(alternative_name(alternative));
      kind(alternative, spec, path + "." + name);
      text += (text.empty() ? "`" : ", `") + name + "`";
    };
    (add(Ts{}), ...);
    return text;
  }

  template <class T>
  static std::string initial(const T& member) {
    if constexpr (std::is_same_v<T, Number>) {
      return shown(member.value);
    } else if constexpr (std::is_same_v<T, bool>) {
      return member ? "true" : "false";
    } else if constexpr (std::is_enum_v<T>) {
      return std::string(name_of(member));
    } else if constexpr (requires {
                           member.index();
                           std::variant_size<T>::value;
                         }) {
      return std::visit(
          [](const auto& a) { return std::string(AlternativeName<std::decay_t<decltype(a)>>::value); },
          member);
    } else {
      return "";
    }
  }

  std::string path_, name_, head_, rows_, below_;
  std::string& out_;
  std::set<std::string>& done_;
};

template <class Root>
std::string markdown() {
  std::string out;
  std::set<std::string> done;
  Root root;
  MarkdownVisitor visitor("", out, done);
  describe(visitor, root);
  visitor.finish();
  return out;
}

// Keys that files of earlier versions have, and where they are read today.
std::string old_keys_table() {
  std::string rows;
  for (const OldKey& key : old_keys)
    rows +=
        fmt::format("| `{}` | {} |\n", key.old, key.now.empty() ? key.advice : fmt::format("`{}`", key.now));
  return rows.empty() ? "" : "### Keys of earlier versions\n\n| key | today |\n|---|---|\n" + rows + "\n";
}

}  // namespace

std::string scenario_markdown() { return markdown<Scenario>() + old_keys_table(); }
std::string study_markdown() { return markdown<StudyDescription>(); }
std::string case_markdown() { return markdown<CaseDescription>(); }

}  // namespace parley
