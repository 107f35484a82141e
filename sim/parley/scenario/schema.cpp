#include "parley/scenario/schema.hpp"

#include <array>
#include <cmath>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parley/document/old_keys.hpp"
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

// What a value looks like, built from what its parts look like. Of no type of the format: each type asks
// here, so that the code is there once.
Json described(Json property, const Spec& spec) {
  if (property.contains("$ref")) property = {{"allOf", Json::array({std::move(property)})}};
  property["description"] = spec.what;
  return property;
}
Json bounded(const Spec& spec) {
  Json number = {{"type", spec.whole ? "integer" : "number"}};
  if (!std::isinf(spec.low)) number["minimum"] = spec.low;
  if (!std::isinf(spec.high)) number["maximum"] = spec.high;
  return number;
}
Json with_assumption(const Json& plain) {
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
Json number(const Spec& spec) {
  if (std::string_view(spec.unit) != "days") return with_assumption(bounded(spec));
  return with_assumption(
      {{"anyOf",
        {bounded(spec), {{"type", "string"}, {"pattern", "^[0-9.]+ ?(d|days?|h|hours?|w|weeks?)$"}}}}});
}
Json option() {
  return with_assumption({{"anyOf", {{{"type", "integer"}, {"minimum", 0}}, {{"type", "string"}}}}});
}
Json text() { return {{"type", {"string", "number", "boolean"}}}; }
Json of_type(const char* type) { return {{"type", type}}; }
Json date() { return {{"type", "string"}, {"format", "date"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}; }
Json variation(const Json& range) {
  return {{"anyOf",
           {range,
            {{"type", "array"}, {"minItems", 1}, {"items", Json::object()}},
            {{"type", {"string", "number"}}}}}};
}
Json one_of(std::span<const std::string_view> list) {
  Json names = Json::array();
  for (const auto name : list) names.push_back(std::string(name));
  return {{"enum", names}};
}
Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Json table_of(Json values) { return {{"type", "object"}, {"additionalProperties", std::move(values)}}; }
Json reference_to(const std::string& definition) { return {{"$ref", "#/definitions/" + definition}}; }
// One alternative with its keys.
Json alternative_of(const std::string& name, Json keys) {
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", {name}},
          {"properties", {{name, std::move(keys)}}}};
}

class SchemaVisitor {
 public:
  explicit SchemaVisitor(Json& definitions)
      : definitions_(definitions),
        schema_({{"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}}) {}
  void about(const char* name, const char* what) {
    name_ = name;
    schema_["description"] = what;
  }
  template <class T>
  void field(const char* key, T& member, const Spec& spec) {
    add(key, of(member, spec), spec);
  }
  const std::string& name() const { return name_; }
  Json take() { return std::move(schema_); }

 private:
  void add(const char* key, Json property, const Spec& spec);
  void define(SchemaVisitor& inner) { definitions_[inner.name_] = inner.take(); }

  template <class T>
  requires Section<SchemaVisitor, T> Json of(T& section, const Spec&) {
    SchemaVisitor inner(definitions_);
    describe(inner, section);
    define(inner);
    return reference_to(inner.name_);
  }
  Json of(Number&, const Spec& spec) { return number(spec); }
  Json of(OptionRef&, const Spec&) { return option(); }
  Json of(std::string&, const Spec&) { return text(); }
  Json of(bool&, const Spec&) { return of_type("boolean"); }
  Json of(Date&, const Spec&) { return date(); }
  template <Kind K>
  Json of(Ref<K>&, const Spec&) {
    return of_type("string");
  }
  Json of(YamlValue&, const Spec&) { return Json::object(); }
  Json of(Variation&, const Spec& spec) {
    Range range;
    return variation(of(range, spec));
  }
  template <class E>
  requires std::is_enum_v<E> Json of(E&, const Spec&) { return one_of(Names<E>::list); }
  template <class T>
  Json of(std::optional<T>&, const Spec& spec) {
    T inner{};
    return of(inner, spec);
  }
  template <class T>
  Json of(std::vector<T>&, const Spec& spec) {
    T inner{};
    return list_of(of(inner, spec));
  }
  template <class Key, class T, class Position>
  Json of(Keyed<Key, T, Position>&, const Spec& spec) {
    T inner{};
    return table_of(of(inner, spec));
  }
  template <class T>
  Json of(KeyedByOption<T>&, const Spec& spec) {
    T inner{};
    return table_of(of(inner, spec));
  }
  template <class... Ts>
  Json of(std::variant<Ts...>&, const Spec& spec) {
    static constexpr std::array<std::string_view, sizeof...(Ts)> names{AlternativeName<Ts>::value...};
    Json choices = Json::array({one_of(names)});
    const auto add_choice = [&](auto alternative) {
      choices.push_back(alternative_of(std::string(alternative_name(alternative)), of(alternative, spec)));
    };
    (add_choice(Ts{}), ...);
    return {{"anyOf", choices}};
  }

  Json& definitions_;
  Json schema_;
  std::string name_;
};

void SchemaVisitor::add(const char* key, Json property, const Spec& spec) {
  schema_["properties"][key] = described(std::move(property), spec);
  if (spec.required) schema_["required"].push_back(key);
}

// What describes the values at a dotted path; null where nothing does. A star stands for any name or item.
Json* described_at(Json& schema, Json* node, std::string_view path) {
  for (; node->contains("$ref") || node->contains("allOf");) {
    if (node->contains("allOf"))
      node = &(*node)["allOf"][0];
    else
      node = &schema.at(Json::json_pointer((*node)["$ref"].get<std::string>().substr(1)));
  }
  if (path.empty()) return node;
  const std::string name(path.substr(0, path.find('.')));
  const std::string_view below = path.substr(std::min(path.size(), name.size() + 1));
  for (const char* table : {"additionalProperties", "items"})
    if (name == "*" && node->contains(table)) return described_at(schema, &(*node)[table], below);
  if (!node->contains("properties") || !(*node)["properties"].contains(name)) return nullptr;
  return described_at(schema, &(*node)["properties"][name], below);
}

// Editors take a key of an earlier version where that stood.
void add_old_keys(Json& schema, std::span<const OldKey> table) {
  for (const OldKey& key : table) {
    const auto dot = key.old.rfind('.');
    const std::string name(key.old.substr(dot + 1));
    Json* const section = described_at(schema, &schema, key.old.substr(0, dot));
    Json* const today = key.now.empty() ? nullptr : described_at(schema, &schema, key.now);
    if (section == nullptr || today == nullptr || !section->contains("properties")) continue;
    Json property = *today;
    // A key that has moved is named with its way, one that was renamed without.
    const bool renamed = key.now.substr(0, key.now.rfind('.')) == key.old.substr(0, dot);
    property["description"] = fmt::format("of earlier versions: today it stands at `{}`",
                                          renamed ? key.now.substr(dot + 1) : key.now);
    (*section)["properties"][name] = std::move(property);
  }
}

template <class Root>
std::string json_schema(const char* title, std::span<const OldKey> old) {
  Json definitions = Json::object();
  SchemaVisitor visitor(definitions);
  Root root;
  describe(visitor, root);
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}};
  const Json body = visitor.take();
  for (const auto& [key, value] : body.items()) schema[key] = value;
  schema["definitions"] = definitions;
  add_old_keys(schema, old);
  return schema.dump(2) + "\n";
}

}  // namespace

std::string scenario_json_schema() { return json_schema<Scenario>("Parley scenario", old_keys); }
std::string study_json_schema() { return json_schema<StudyDescription>("Parley study", {}); }
std::string case_json_schema() { return json_schema<CaseDescription>("Parley case of the record", {}); }

}  // namespace parley
