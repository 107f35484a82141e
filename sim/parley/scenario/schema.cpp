#include "parley/scenario/schema.hpp"

#include <cmath>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parley/scenario/format.hpp"
#include "parley/scenario/format_case.hpp"
#include "parley/scenario/format_study.hpp"

namespace parley {

namespace {

using Json = nlohmann::ordered_json;

template <class V, class T>
concept Section = requires(V& v, T& t) {
  describe(v, t);
};

std::string shown(double x) { return fmt::format("{}", x); }

// --- JSON Schema
class SchemaVisitor {
 public:
  explicit SchemaVisitor(Json& definitions) : definitions_(definitions) {
    schema_ = {{"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}};
  }
  void about(const char* name, const char* what) {
    name_ = name;
    schema_["description"] = what;
  }
  template <class T>
  void field(const char* key, T& member, const Spec& spec) {
    Json property = of(member, spec);
    if (property.contains("$ref")) property = {{"allOf", Json::array({property})}};
    property["description"] = spec.what;
    if (*spec.earlier != '\0') {
      schema_["properties"][spec.earlier] = property;
      schema_["properties"][spec.earlier]["description"] = fmt::format("earlier name of `{}`", key);
    }
    schema_["properties"][key] = std::move(property);
    if (spec.required) schema_["required"].push_back(key);
  }
  const std::string& name() const { return name_; }
  Json take() { return std::move(schema_); }

  template <class T>
  requires Section<SchemaVisitor, T> Json of(T& section, const Spec&) {
    SchemaVisitor inner(definitions_);
    describe(inner, section);
    const std::string name = inner.name();
    definitions_[name] = inner.take();
    return {{"$ref", "#/definitions/" + name}};
  }

 private:
  static Json bounded(const Spec& spec) {
    Json number = {{"type", spec.whole ? "integer" : "number"}};
    if (!std::isinf(spec.low)) number["minimum"] = spec.low;
    if (!std::isinf(spec.high)) number["maximum"] = spec.high;
    return number;
  }
  static Json with_assumption(const Json& plain) {
    Json object = {
        {"type", "object"},
        {"additionalProperties", false},
        {"required", {"value"}},
        {"properties",
         {{"value", plain},
          {"low", plain},
          {"high", plain},
          {"shape",
           {{"enum", {"uniform", "triangular"}},
            {"description",
             "where between low and high: anywhere alike, or likeliest at one value and less and "
             "less so towards the ends"}}},
          {"likeliest", plain},
          {"mark",
           {{"enum", {"S", "E", "F"}},
            {"description", "S sourced, E expert judgement, F free: must be swept"}}},
          {"why", {{"type", "string"}}},
          {"group",
           {{"type", "string"}, {"description", "numbers of one group move from low to high together"}}},
          {"experts",
           {{"type", "array"}, {"items", {{"type", "string"}}}, {"description", "whose judgement it is"}}}}}};
    return {{"anyOf", {plain, object}}};
  }
  Json of(Number&, const Spec& spec) {
    if (std::string_view(spec.unit) != "days") return with_assumption(bounded(spec));
    return with_assumption(
        {{"anyOf",
          {bounded(spec), {{"type", "string"}, {"pattern", "^[0-9.]+ ?(d|days?|h|hours?|w|weeks?)$"}}}}});
  }
  Json of(OptionRef&, const Spec&) {
    return with_assumption({{"anyOf", {{{"type", "integer"}, {"minimum", 0}}, {{"type", "string"}}}}});
  }
  Json of(std::string&, const Spec&) { return {{"type", {"string", "number", "boolean"}}}; }
  Json of(bool&, const Spec&) { return {{"type", "boolean"}}; }
  Json of(Date&, const Spec&) {
    return {{"type", "string"}, {"format", "date"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
  }
  template <Kind K>
  Json of(Ref<K>&, const Spec&) {
    return {{"type", "string"}};
  }
  Json of(YamlValue&, const Spec&) { return Json::object(); }
  Json of(Variation&, const Spec& spec) {
    Range range;
    return {{"anyOf",
             {of(range, spec),
              {{"type", "array"}, {"minItems", 1}, {"items", Json::object()}},
              {{"type", {"string", "number"}}}}}};
  }
  template <class E>
  requires std::is_enum_v<E> Json of(E&, const Spec&) {
    Json names = Json::array();
    for (const auto name : Names<E>::list) names.push_back(std::string(name));
    return {{"enum", names}};
  }
  template <class T>
  Json of(std::optional<T>&, const Spec& spec) {
    T inner{};
    return of(inner, spec);
  }
  template <class T>
  Json of(std::vector<T>&, const Spec& spec) {
    T inner{};
    return {{"type", "array"}, {"items", of(inner, spec)}};
  }
  template <class Key, class T, class Position>
  Json of(Keyed<Key, T, Position>&, const Spec& spec) {
    T inner{};
    return {{"type", "object"}, {"additionalProperties", of(inner, spec)}};
  }
  template <class T>
  Json of(KeyedByOption<T>&, const Spec& spec) {
    T inner{};
    return {{"type", "object"}, {"additionalProperties", of(inner, spec)}};
  }
  template <class... Ts>
  Json of(std::variant<Ts...>&, const Spec& spec) {
    Json choices = Json::array();
    Json names = Json::array();
    (names.push_back(std::string(AlternativeName<Ts>::value)), ...);
    choices.push_back({{"enum", names}});
    const auto add = [&]<class T>(T alternative) {
      const std::string name(AlternativeName<T>::value);
      choices.push_back({{"type", "object"},
                         {"additionalProperties", false},
                         {"required", {name}},
                         {"properties", {{name, of(alternative, spec)}}}});
    };
    (add(Ts{}), ...);
    return {{"anyOf", choices}};
  }

  Json& definitions_;
  Json schema_;
  std::string name_;
};

// --- Markdown
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
    rows_ += fmt::format(
        "| `{}` | {} | {} | {} |\n", key, spec.what,
        kind(member, spec, below) +
            (*spec.earlier != '\0' ? fmt::format(", or `{}` as in earlier versions", spec.earlier) : ""),
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
  requires Section<MarkdownVisitor, T> std::string kind(T& section, const Spec&, const std::string& path) {
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
    const auto add = [&]<class T>(T alternative) {
      const std::string name(AlternativeName<T>::value);
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
std::string json_schema(const char* title) {
  Json definitions = Json::object();
  SchemaVisitor visitor(definitions);
  Root root;
  describe(visitor, root);
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}};
  const Json body = visitor.take();
  for (const auto& [key, value] : body.items()) schema[key] = value;
  schema["definitions"] = definitions;
  return schema.dump(2) + "\n";
}

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

}  // namespace

std::string scenario_json_schema() { return json_schema<Scenario>("Parley scenario"); }
std::string scenario_markdown() { return markdown<Scenario>(); }
std::string study_json_schema() { return json_schema<StudyDescription>("Parley study"); }
std::string study_markdown() { return markdown<StudyDescription>(); }
std::string case_json_schema() { return json_schema<CaseDescription>("Parley case of the record"); }
std::string case_markdown() { return markdown<CaseDescription>(); }

}  // namespace parley
