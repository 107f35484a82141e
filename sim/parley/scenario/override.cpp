#include "parley/scenario/override.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/scenario/format.hpp"
#include "parley/scenario/format_study.hpp"
#include "parley/scenario/whole_steps.hpp"
#include "parley/scenario/writer.hpp"

namespace parley {

namespace {

std::string joined(std::span<const std::string> keys) {
  return fmt::format("{}", fmt::join(keys.begin(), keys.end(), "."));
}

// Follows a path through the description of the format: the visitor of describe().
class PathWalk {
 public:
  PathWalk(std::span<const std::string> all, std::size_t at, const YamlNode* node, PathMeaning& out)
      : all_(all), at_(at), node_(node), out_(out) {}
  void about(const char*, const char*) {}
  template <class T>
  void field(const char* key, T& member, const Spec&) {
    if (found_ || at_ >= all_.size() || all_[at_] != key) return;
    found_ = true;
    take(all_[at_]);
    step(at_ + 1, below(node_, all_[at_]), member, true);
  }
  // The rest of a path that the format knows nothing of is told when the document is loaded.
  void finish() {
    if (!found_)
      for (std::size_t i = at_; i < all_.size(); ++i) take(all_[i]);
  }

 private:
  static const YamlNode* below(const YamlNode* node, const std::string& key) {
    return node != nullptr && node->kind == YamlNode::Kind::map ? node->find(key) : nullptr;
  }
  void take(const std::string& key) { out_.canonical += (out_.canonical.empty() ? "" : ".") + key; }
  void rest(std::size_t at) {
    for (; at < all_.size(); ++at) take(all_[at]);
  }

  // `given`: an alternative that the document does not name is the member's own.
  void step(std::size_t at, const YamlNode*, Number&, bool) {
    if (at + 1 == all_.size() && all_[at] == "value") return;  // the number itself
    out_.aside = at < all_.size();
    rest(at);
  }
  void step(std::size_t at, const YamlNode*, std::string&, bool) {
    static constexpr std::array<std::string_view, 4> for_readers{"title", "name", "description", "source"};
    out_.aside = std::find(for_readers.begin(), for_readers.end(), all_[at - 1]) != for_readers.end();
    rest(at);
  }
  void step(std::size_t at, const YamlNode* node, OptionRef& option, bool given) {
    step(at, node, option.index, given);
  }
  template <class T>
  void step(std::size_t at, const YamlNode* node, std::optional<T>& member, bool) {
    const bool there = member.has_value();
    T inner = there ? *member : T{};
    step(at, node, inner, there);
  }
  template <class T>
  void step(std::size_t at, const YamlNode* node, std::vector<T>&, bool) {
    if (at >= all_.size()) return;
    const std::string& key = all_[at];
    const bool number =
        !key.empty() && key.size() < 7 && key.find_first_not_of("0123456789") == std::string::npos;
    const YamlNode* item = nullptr;
    if (number) {
      const std::size_t i = std::stoul(key);
      if (node != nullptr && i < node->items.size()) item = &node->items[i];
      take(fmt::format("{}", i));
    } else {
      take(key);
    }
    T inner{};
    step(at + 1, item, inner, true);
  }
  template <class Key, class T, class Position>
  void step(std::size_t at, const YamlNode* node, Keyed<Key, T, Position>&, bool) {
    row<T>(at, node);
  }
  template <class T>
  void step(std::size_t at, const YamlNode* node, KeyedByOption<T>&, bool) {
    row<T>(at, node);
  }
  template <class T>
  void row(std::size_t at, const YamlNode* node) {
    if (at >= all_.size()) return;
    take(all_[at]);
    T inner{};
    step(at + 1, below(node, all_[at]), inner, true);
  }
  template <class... Ts>
  void step(std::size_t at, const YamlNode* node, std::variant<Ts...>& family, bool given) {
    if (at >= all_.size()) return;
    const std::string& wanted = all_[at];
    const bool alternative = ((AlternativeName<Ts>::value == wanted) || ...);
    std::string chosen;
    if (given) chosen = name_of(family);
    if (node != nullptr && node->kind == YamlNode::Kind::scalar) chosen = node->scalar;
    if (node != nullptr && node->kind == YamlNode::Kind::map && node->entries.size() == 1)
      chosen = node->entries[0].key;
    if (alternative && !chosen.empty() && chosen != wanted && out_.refusal.empty()) {
      const std::string choice = joined(all_.subspan(0, at));
      out_.refusal = fmt::format("{} is {}: nothing of {} is played", choice, printable(chosen), wanted);
      out_.hint = fmt::format("choose it as well: {}={}", choice, wanted);
    }
    take(wanted);
    if (!(try_alternative<Ts>(at, node) || ...)) rest(at + 1);
  }
  template <class T>
  bool try_alternative(std::size_t at, const YamlNode* node) {
    if (AlternativeName<T>::value != all_[at]) return false;
    T inner{};
    step(at + 1, below(node, all_[at]), inner, true);
    return true;
  }
  template <class T>
  void step(std::size_t at, const YamlNode* node, T& value, bool) {
    if constexpr (requires(PathWalk & w) { describe(w, value); }) {
      PathWalk inner(all_, at, node, out_);
      describe(inner, value);
      inner.finish();
    } else {
      rest(at);
    }
  }

  std::span<const std::string> all_;
  std::size_t at_;
  const YamlNode* node_;
  PathMeaning& out_;
  bool found_ = false;
};

std::string path_of(const std::string& assignment) { return assignment.substr(0, assignment.find('=')); }

bool within(const std::string& inner, const std::string& outer) {
  return inner.size() > outer.size() && inner.starts_with(outer) && inner[outer.size()] == '.';
}

// A choice that was made by its name alone leaves the parameters of what is chosen free.
bool chooses(const YamlNode& root, const std::string& choice, const std::string& path) {
  const YamlNode* node = look_up(root, choice).node;
  const std::string next =
      path.substr(choice.size() + 1, path.find('.', choice.size() + 1) - choice.size() - 1);
  if (node == nullptr) return false;
  if (node->kind == YamlNode::Kind::scalar) return node->scalar == next;
  return node->kind == YamlNode::Kind::map && node->entries.size() == 1 && node->entries[0].key == next;
}

// Whether what is written bears out what is said: the same number in whatever unit, the same word, the same
// choice, and of a table at least what is said of it.
bool bears_out(const YamlNode& said, const YamlNode& played) {
  using Kind = YamlNode::Kind;
  if (said.kind == Kind::null) return true;
  if (said.kind == Kind::scalar) {
    if (played.kind == Kind::scalar) {
      const auto days = [](const std::string& text) { return parse_days(text); };
      const std::string word = said.scalar == "yes" ? "true" : said.scalar == "no" ? "false" : said.scalar;
      return said.scalar == played.scalar || word == played.scalar ||
             (days(said.scalar) && days(said.scalar) == days(played.scalar));
    }
    if (played.kind != Kind::map) return false;
    if (const YamlNode* value = played.find("value")) return bears_out(said, *value);
    return played.entries.size() == 1 && played.entries[0].key == said.scalar;
  }
  if (said.kind == Kind::list) {
    if (played.kind != Kind::list || played.items.size() != said.items.size()) return false;
    for (std::size_t i = 0; i < said.items.size(); ++i)
      if (!bears_out(said.items[i], played.items[i])) return false;
    return true;
  }
  return std::all_of(said.entries.begin(), said.entries.end(), [&](const YamlEntry& entry) {
    if (played.kind == Kind::scalar) return entry.key == "value" && bears_out(entry.value, played);
    const YamlNode* there = played.find(entry.key);
    return there != nullptr && bears_out(entry.value, *there);
  });
}

}  // namespace

PathMeaning meaning_of(const YamlNode& root, std::string_view path) {
  PathMeaning meaning;
  const auto keys = keys_of(path);
  Scenario scenario;
  PathWalk walk(keys, 0, &root, meaning);
  describe(walk, scenario);
  walk.finish();
  return meaning;
}

std::string overlap(const std::string& a, const std::string& b) {
  if (a == b) return fmt::format("{} would have two values", printable(a));
  if (within(a, b) || within(b, a))
    return fmt::format("{} is a part of {}", printable(within(a, b) ? a : b),
                       printable(within(a, b) ? b : a));
  return {};
}

void override_values(YamlDocument& document, std::span<const std::string> assignments,
                     Diagnostics& diagnostics) {
  std::vector<std::string> ordered(assignments.begin(), assignments.end());
  const auto depth = [](const std::string& assignment) {
    const std::string path = path_of(assignment);
    return std::count(path.begin(), path.end(), '.');
  };
  std::stable_sort(ordered.begin(), ordered.end(),
                   [&](const auto& a, const auto& b) { return depth(a) < depth(b); });
  std::vector<std::string> before;  // canonical
  for (const auto& o : document.overrides) before.push_back(meaning_of(document.root, path_of(o)).canonical);
  for (const auto& assignment : ordered) {
    const std::string path = path_of(assignment);
    const PathMeaning meaning = meaning_of(document.root, path);
    const auto refuse = [&](std::string message, std::string hint) {
      diagnostics.push_back(
          {"--set " + printable(assignment, 120), {}, printable(path), std::move(message), std::move(hint)});
    };
    bool good = true;
    for (const auto& other : before) {
      const std::string problem = overlap(meaning.canonical, other);
      if (problem.empty() ||
          (within(meaning.canonical, other) && chooses(document.root, other, meaning.canonical)))
        continue;
      if (within(meaning.canonical, other) && !meaning.refusal.empty()) continue;  // told below
      refuse(problem, "set each once, and nothing together with a part of it");
      good = false;
    }
    if (!meaning.refusal.empty()) refuse(meaning.refusal, meaning.hint);
    if (!good || !meaning.refusal.empty()) continue;
    put_value(document, assignment, diagnostics);
    before.push_back(meaning.canonical);
  }
}

std::string scenario_text(const Scenario& scenario) {
  Scenario copy = scenario;
  Writer writer;
  describe(writer, copy);
  return writer.text();
}

std::optional<YamlNode> written_at(Scenario& scenario, const std::string& path) {
  const std::string number = path.ends_with(".value") ? path.substr(0, path.size() - 6) : path;
  const auto way = keys_of(number);
  Writer writer(way);
  describe(writer, scenario);
  Diagnostics none;
  const auto written = parse_yaml("scenario", writer.text(), none);
  if (!written) return std::nullopt;
  const YamlNode* node = look_up(written->root, path).node;
  if (node == nullptr) node = look_up(written->root, number).node;
  return node == nullptr ? std::nullopt : std::optional(*node);
}

std::vector<UntrueLabel> untrue_labels(const Scenario& scenario, std::span<const std::string> assignments) {
  std::vector<UntrueLabel> untrue;
  if (assignments.empty()) return untrue;
  Diagnostics none;
  Scenario as_it_is = scenario;
  put_as_played(as_it_is);
  for (const auto& assignment : assignments) {
    const std::string path = path_of(assignment);
    const std::string value = assignment.substr(std::min(path.size() + 1, assignment.size()));
    const auto said = parse_yaml("value", value, none);
    const auto played = written_at(as_it_is, path);
    const bool empty = said && said->root.kind == YamlNode::Kind::null;
    if (said && (empty || (played && bears_out(said->root, *played)))) continue;
    const std::string as = played ? flow_text(*played) : "nothing";
    const bool rounded = said && parse_days(said->root.scalar) && parse_days(as);
    untrue.push_back({path, value, as, rounded});
  }
  return untrue;
}

}  // namespace parley
