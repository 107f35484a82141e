// What was read in a scenario? One line for each value that its file gives: "parties.GOV.war.cost = 0.06".
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/scenario/format.hpp"
#include "parley/support/date.hpp"

namespace parley::test {

class MeaningVisitor {
 public:
  MeaningVisitor(std::string path, std::vector<std::string>& out) : path_(std::move(path)), out_(out) {}
  void about(const char*, const char*) {}
  template <class T>
  void field(const char* key, T& member, const Spec&) {
    visit(path_.empty() ? key : path_ + "." + key, member);
  }

 private:
  void say(const std::string& path, const std::string& text) { out_.push_back(path + " = " + text); }
  void visit(const std::string& path, Number& n) {
    if (!n.given) return;
    std::string text = fmt::format("{}", n.value);
    if (n.low) text += fmt::format(" low {}", *n.low);
    if (n.high) text += fmt::format(" high {}", *n.high);
    if (n.mark != Mark::plain) text += fmt::format(" mark {}", name_of(n.mark));
    if (!n.why.empty()) text += " why " + one_line(n.why);
    say(path, text);
  }
  void visit(const std::string& path, OptionRef& option) { visit(path, option.index); }
  void visit(const std::string& path, std::string& text) {
    if (!text.empty()) say(path, one_line(text));
  }
  void visit(const std::string& path, bool& flag) {
    if (flag) say(path, "true");
  }
  void visit(const std::string& path, Date& date) { say(path, fmt::format("day {}", date.days)); }
  template <Kind K>
  void visit(const std::string& path, Ref<K>& ref) {
    if (!ref.id.empty()) say(path, ref.id);
  }
  template <class E>
  requires std::is_enum_v<E>
  void visit(const std::string& path, E& choice) {
    if (choice != E{}) say(path, std::string(name_of(choice)));
  }
  template <class T>
  void visit(const std::string& path, std::optional<T>& member) {
    if (member) visit(path, *member);
  }
  template <class T>
  void visit(const std::string& path, std::vector<T>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) visit(fmt::format("{}.{}", path, i), list[i]);
  }
  template <class Key, class T, class Position>
  void visit(const std::string& path, Keyed<Key, T, Position>& table) {
    for (auto& row : table.rows) visit(path + "." + row.key.id, row.value);
  }
  template <class T>
  void visit(const std::string& path, KeyedByOption<T>& table) {
    for (auto& row : table.rows) visit(fmt::format("{}.{}", path, row.key.index.value), row.value);
  }
  template <class... Ts>
  void visit(const std::string& path, std::variant<Ts...>& family) {
    std::visit(
        [&]<class T>(T& alternative) {
          say(path, std::string(AlternativeName<T>::value));
          visit(fmt::format("{}.{}", path, AlternativeName<T>::value), alternative);
        },
        family);
  }
  template <class T>
  requires requires(MeaningVisitor& v, T& section) { describe(v, section); }
  void visit(const std::string& path, T& section) {
    MeaningVisitor inner(path, out_);
    describe(inner, section);
  }
  template <class T>
  void visit(const std::string&, T&) {}  // an alternative without parameters

  static std::string one_line(std::string text) {
    for (char& c : text)
      if (c == '\n') c = ' ';
    return text;
  }

  std::string path_;
  std::vector<std::string>& out_;
};

inline std::vector<std::string> meaning(Scenario scenario) {
  std::vector<std::string> lines;
  MeaningVisitor visitor("", lines);
  describe(visitor, scenario);
  return lines;
}

}  // namespace parley::test
