#include "parley/scenario/parameter_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "parley/document/quantity.hpp"
#include "parley/document/yaml_document.hpp"
#include "parley/scenario/format.hpp"

namespace parley {

namespace {

std::vector<std::string> words_in(const std::string& text) {
  std::vector<std::string> words{""};
  for (const char c : text) {
    if (c == ' ')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}
bool ends_in(const std::string& word, std::initializer_list<const char*> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](const char* e) { return word.ends_with(e); });
}

// "forces", not "Hamas", "Cyprus" or "Laos".
bool many(const std::string& word) {
  return word.size() > 3 && word.ends_with('s') && !ends_in(word, {"ss", "us", "as", "os"});
}

bool lower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }

// The names of a scenario; where two of a kind share one, their identifiers tell them apart.
class Called {
 public:
  explicit Called(const Scenario& s) : s_(s) {}

  std::string party(const std::string& id) const {
    const Party* p = s_.parties.find(id);
    if (p == nullptr || p->name.empty()) return id;
    return with_article(p->name) + unless_single(s_.parties, id, &Party::name);
  }
  bool several(const std::string& id) const {
    const Party* p = s_.parties.find(id);
    return p != nullptr && is_several(p->name);
  }
  std::string issue(const std::string& id) const {
    const Issue* i = s_.issues.find(id);
    if (i == nullptr || i->title.empty()) return quoted(id);
    return quoted(i->title) + unless_single(s_.issues, id, &Issue::title);
  }
  std::string front(const std::string& id) const {
    const Front* f = s_.fronts.find(id);
    if (f == nullptr || f->name.empty()) return quoted(id);
    return quoted(f->name) + unless_single(s_.fronts, id, &Front::name);
  }
  // A bloc of one party bears its name.
  std::string bloc(const std::string& id) const {
    return s_.parties.find(id) != nullptr ? party(id) : "side " + quoted(id);
  }
  std::string option(const Issue* issue, const std::string& key) const {
    const auto position = parse_double(key);
    const bool known = issue != nullptr && position && *position >= 0 &&
                       *position < static_cast<double>(issue->options.size());
    return quoted(known ? issue->options[static_cast<std::size_t>(*position)] : key);
  }
  const Issue* find_issue(const std::string& id) const { return s_.issues.find(id); }

 private:
  static std::string quoted(const std::string& name) { return "'" + name + "'"; }
  template <class Table, class Row>
  static std::string unless_single(const Table& table, const std::string& id, std::string Row::*name) {
    const std::string& own = table.find(id)->*name;
    const auto n =
        std::count_if(table.begin(), table.end(), [&](const auto& row) { return row.value.*name == own; });
    return n > 1 ? fmt::format(" ({})", id) : "";
  }
  const Scenario& s_;
};

// What a template is completed by.
struct Setting {
  std::string self, key, item, first, second;
  bool several = false;          // self is many: "the Bosnian Serbs expect"
  const Issue* issue = nullptr;  // whose answers a table or a list speaks of

  std::string fill(std::string text) const {
    const auto put = [&](std::string_view token, const std::string& word) {
      for (auto at = text.find(token); at != std::string::npos; at = text.find(token, at + word.size()))
        text.replace(at, token.size(), word);
    };
    put("{self}", self);
    put("{key}", key.empty() ? "each" : key);
    put("{item}", item.empty() ? "each" : item);
    put("{first}", first);
    put("{second}", second);
    // What is left is a verb for one and for many: "{expects/expect}".
    for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at)) {
      const auto cut = text.find('/', at), end = text.find('}', at);
      if (cut > end || end == std::string::npos) break;
      text.replace(at, end + 1 - at,
                   several ? text.substr(cut + 1, end - cut - 1) : text.substr(at + 1, cut - at - 1));
    }
    return text;
  }
};

// Follows a path through the description of the format: the visitor of describe().
class WordsWalk {
 public:
  WordsWalk(const Called& names, const std::vector<std::string>& keys, std::size_t at, Setting setting,
            std::optional<ParameterWords>& out)
      : names_(names), keys_(keys), at_(at), setting_(std::move(setting)), out_(out) {}
  void about(const char*, const char*) {}
  template <class T>
  void field(const char* key, T& member, const Spec& spec) {
    if (out_ || at_ >= keys_.size() || keys_[at_] != key) return;
    spec_ = &spec;
    step(at_ + 1, member, setting_);
    spec_ = nullptr;
  }

 private:
  void found(const Setting& here) { out_ = ParameterWords{here.fill(spec_->words), *spec_}; }
  // A part of the scenario that is set as a whole.
  void whole(std::size_t at, const Setting& here) {
    const std::string& key = keys_[at - 1];
    out_ = ParameterWords{
        here.self.empty() ? "the section '" + key + "'" : fmt::format("the '{}' of {}", key, here.self),
        *spec_};
  }

  template <class T>
  void step(std::size_t at, std::optional<T>& member, const Setting& here) {
    T inner = member ? *member : T{};
    step(at, inner, here);
  }
  template <class T>
  void step(std::size_t at, std::vector<T>& list, const Setting& here) {
    if (at >= keys_.size()) return found(here);
    const auto index = parse_double(keys_[at]);
    const std::size_t i = index && *index >= 0 && *index < 1e6 ? static_cast<std::size_t>(*index) : 0;
    T inner = i < list.size() ? list[i] : T{};
    Setting row = here;
    row.item = item_name(inner, i, list, here);
    if (at + 1 >= keys_.size()) return found(row);
    step(at + 1, inner, row);
  }
  template <class T>
  std::string item_name(const T&, std::size_t i, const std::vector<T>&, const Setting& here) const {
    if constexpr (std::is_same_v<T, Number>) {
      if (here.issue != nullptr) return names_.option(here.issue, fmt::format("{}", i));
    }
    return fmt::format("{}", i + 1);
  }
  // An event by its name and date; a third of the same name and day by its place in the list as well.
  std::string item_name(const Event& e, std::size_t i, const std::vector<Event>& list, const Setting&) const {
    const auto alike = [&](const Event& other) {
      return other.name == e.name && other.date.has_value() == e.date.has_value() &&
             (!e.date || to_string(*e.date) == to_string(*other.date));
    };
    std::string name = "'" + e.name + "'";
    if (e.date) name += " of " + to_string(*e.date);
    if (std::count_if(list.begin(), list.end(), alike) > 1) name += fmt::format(" ({})", i + 1);
    return name;
  }

  template <class Key, class T, class Position>
  void step(std::size_t at, Keyed<Key, T, Position>& table, const Setting& here) {
    if (at >= keys_.size()) return found(here);
    const std::string& id = keys_[at];
    Setting row = here;
    if constexpr (std::is_same_v<T, Party> || std::is_same_v<Key, PartyRef>) row.key = names_.party(id);
    if constexpr (std::is_same_v<T, Party>) row.several = names_.several(id);
    if constexpr (std::is_same_v<T, Issue> || std::is_same_v<Key, IssueRef>) {
      row.key = names_.issue(id);
      row.issue = names_.find_issue(id);
    }
    if constexpr (std::is_same_v<T, Faction>) row.item = id;
    if constexpr (std::is_same_v<T, Front> || std::is_same_v<Key, FrontRef>) row.key = names_.front(id);
    if constexpr (std::is_same_v<T, Party> || std::is_same_v<T, Issue> || std::is_same_v<T, Front>)
      if (at + 1 >= keys_.size()) {  // the whole of it goes by its name
        out_ = ParameterWords{row.key, *spec_};
        return;
      }
    const T* there = table.find(id);
    T inner = there != nullptr ? *there : T{};
    if constexpr (std::is_same_v<T, Front>) {
      const auto side = [&](std::size_t k) {
        return k < inner.sides.size() ? names_.bloc(inner.sides[k].id)
               : k == 0               ? "one side"
                                      : "the other side";
      };
      row.first = side(0);
      row.second = side(1);
    }
    step(at + 1, inner, row);
  }
  template <class T>
  void step(std::size_t at, KeyedByOption<T>& table, const Setting& here) {
    if (at >= keys_.size()) return found(here);
    Setting row = here;
    row.key = names_.option(here.issue, keys_[at]);
    T inner{};
    for (const auto& [key, value] : table.rows)
      if (key.name == keys_[at] || fmt::format("{}", key.index.value) == keys_[at]) inner = value;
    step(at + 1, inner, row);
  }
  template <class... Ts>
  void step(std::size_t at, std::variant<Ts...>& family, const Setting& here) {
    if (at >= keys_.size()) return found(here);
    (try_alternative<Ts>(at, family, here), ...);
  }
  template <class T, class Family>
  void try_alternative(std::size_t at, Family& family, const Setting& here) {
    if (AlternativeName<T>::value != keys_[at]) return;
    T inner = std::holds_alternative<T>(family) ? std::get<T>(family) : T{};
    if (at + 1 < keys_.size()) return step(at + 1, inner, here);
    found(here);
  }
  template <class T>
  void step(std::size_t at, T& value, const Setting& here) {
    static_assert(
        !requires { value.rows; }, "a table has a step of its own above");
    if constexpr (requires(WordsWalk & w) { describe(w, value); }) {
      if (at >= keys_.size()) return whole(at, here);
      Setting below = here;
      below.self = here.fill(spec_->words);
      const std::string_view words = spec_->words;
      below.several = here.several && (words == "{self}" || words == "{key}");
      WordsWalk inner(names_, keys_, at, std::move(below), out_);
      describe(inner, value);
    } else if (at >= keys_.size() || (at + 1 == keys_.size() && keys_[at] == "value")) {
      found(here);
    }
  }

  const Called& names_;
  const std::vector<std::string>& keys_;
  std::size_t at_;
  Setting setting_;
  std::optional<ParameterWords>& out_;
  const Spec* spec_ = nullptr;  // of the field that is walked through, while it is
};

}  // namespace

bool is_several(const std::string& name) {
  static constexpr std::array joins{"of", "in", "from", "for", "on"};
  static constexpr std::array states{"Netherlands", "Philippines", "Maldives", "Seychelles"};
  const auto words = words_in(name.substr(0, name.find(" (")));
  const auto join = std::find_if(words.begin(), words.end(), [](const std::string& w) {
    return std::any_of(joins.begin(), joins.end(), [&](const char* j) { return w == j; });
  });
  if (std::find(words.begin(), join, "and") != join) return true;
  if (join == words.begin() || words.front() == "United") return false;
  const std::string& last = *(join - 1);
  return many(last) && std::find(states.begin(), states.end(), last) == states.end();
}

std::string with_article(const std::string& name) {
  static constexpr std::array bodies{"Federation", "State",      "Kingdom",   "Union",     "Front",
                                     "Army",       "Republic",   "Council",   "Authority", "Party",
                                     "Group",      "Government", "Movement",  "Alliance",  "Coalition",
                                     "Command",    "Emirate",    "Opposition"};
  if (name.starts_with("The ")) return "the " + name.substr(4);
  const auto words = words_in(name.substr(0, name.find(" (")));
  if (words.size() < 2 || words.front() == "the") return name;
  const std::string& last = words.back();
  // A common noun among the words, or what joins one to a place; names such as al-Nusra are none.
  const bool common = std::any_of(words.begin(), words.end(), [](const std::string& w) {
    return !w.empty() && w != "and" &&
           std::all_of(w.begin(), w.end(), [](char c) { return lower(c) || c == '-'; });
  });
  const bool body = std::any_of(bodies.begin(), bodies.end(), [&](const char* b) { return last == b; });
  return common || many(last) || body ? "the " + name : name;
}

ParameterWords words_of(const Scenario& scenario, std::string_view path) {
  const auto keys = keys_of(path);
  const Called names(scenario);
  std::optional<ParameterWords> out;
  Scenario copy = scenario;
  WordsWalk walk(names, keys, 0, {}, out);
  describe(walk, copy);
  return out ? std::move(*out) : ParameterWords{std::string(path), {}};
}

std::string in_words(const Scenario& scenario, std::string_view path) {
  return words_of(scenario, path).words;
}

std::string with_path(const std::string& words, const std::string& path) {
  return words == path ? path : fmt::format("{} ({})", words, path);
}

std::string change_in_words(const Scenario& scenario, const std::string& assignment) {
  const std::string path = assignment.substr(0, assignment.find('='));
  const std::string words = in_words(scenario, path);
  return words == path ? assignment : fmt::format("{} ({})", assignment, words);
}

}  // namespace parley
