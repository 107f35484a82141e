// What do the rules that span several keys of a scenario share?  (internal to the scenario library)
#pragma once

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "parley/scenario/format.hpp"
#include "parley/scenario/loader.hpp"

namespace parley {

// What a protocol's equilibrium asks of the parties that play it.
struct EquilibriumTerms {
  bool solved = false;         // whether it is known
  bool certain = false;        // whether it is one only if at most one party loses nothing by delay ...
  const char* otherwise = "";  // ... and what to change then
};
EquilibriumTerms equilibrium_terms(const Protocol& protocol);

class Checker {
 public:
  Checker(Scenario& s, const std::string& file, const YamlDocument& document, Diagnostics& out)
      : s_(s), file_(file), document_(document), out_(out) {
    for (const auto& d : out_) misread_.insert(d.path);
    for (const auto& [key, issue] : s_.issues) issue_names_.push_back(key.id);
    for (const auto& [key, front] : s_.fronts) front_names_.push_back(key.id);
    for (auto& [key, party] : s_.parties) {
      party_names_.push_back(key.id);
      if (party.bloc.empty()) party.bloc = key.id;
      if (party.name.empty()) party.name = key.id;
      blocs_.insert(party.bloc);
    }
  }

  // The document is not the scenario's own, which was read and checked before.
  Checker& beside_scenario() {
    declared_elsewhere_ = true;
    return *this;
  }

  // There is no document: the scenario passed before some of its numbers were changed.
  Checker& numbers_changed() {
    declared_elsewhere_ = checked_before_ = true;
    return *this;
  }

  // Every rule of a scenario, in order.
  void all();

  // False where there is too much to go on.
  bool sizes();
  void issues();
  void obligation(const std::string& path, const NewId& issue, const Obligation& o, double separation);
  void parties();
  void influence_cycles();
  void talks();
  // The rules of the protocol: check_protocols.cpp
  void protocol();
  // The rules of strategies and of equilibrium play: check_bargaining.cpp
  void length_of_talks();
  void bidding();
  void equilibrium();
  // The text of a deal; places are those of `document_` below `path`.
  void deal(const std::string& path, Deal& deal);
  // The rules of the war: check_conflict.cpp
  void calendar();
  void war();
  void fronts();
  void own_fronts();
  void events();
  void violations();

 private:
  // --- reporting
  void error(Place place, const std::string& path, std::string message, std::string hint = {}) {
    out_.push_back({file_, place, printable(path, 200), std::move(message), std::move(hint)});
    if (out_.size() >= most_problems) throw TooManyProblems{};
  }
  Place place_at(const std::string& path) const { return look_up(document_.root, path).place; }
  bool is(YamlNode::Kind kind, const std::string& path) const {
    if (checked_before_) return true;
    const YamlNode* node = look_up(document_.root, path).node;
    return node != nullptr && node->kind == kind;
  }
  // Whether something at or below a path could not be read: rules about it would only repeat that.
  bool misread(const std::string& path) const {
    const auto below = misread_.lower_bound(path + ".");
    return misread_.contains(path) || (below != misread_.end() && below->starts_with(path + "."));
  }

  // Whether a section that declares names could be read; an optional one may also be left out.
  bool readable(const char* section) const {
    if (declared_elsewhere_) return true;
    const YamlNode* node = look_up(document_.root, section).node;
    const bool optional = std::string_view(section) == "fronts";
    if (node == nullptr) return optional;
    return node->kind == YamlNode::Kind::map && (optional || !node->entries.empty());
  }

  // --- references
  template <class T, class Position>
  std::optional<Position> index_in(const char* kind, const char* section,
                                   const Keyed<NewId, T, Position>& table,
                                   const std::vector<std::string>& names, const std::string& path,
                                   const std::string& id, Place place) {
    if (id.empty() || !readable(section)) return std::nullopt;  // reported where it was read
    const Position i = table.position(id);
    if (position_of(i) < table.size()) return i;
    error(place, path, fmt::format("unknown {} '{}'", kind, printable(id)), suggest(id, names));
    return std::nullopt;
  }
  std::optional<IssueId> issue_index(const std::string& path, const std::string& id, Place place) {
    return index_in("issue", "issues", s_.issues, issue_names_, path, id, place);
  }
  std::optional<PartyId> party_index(const std::string& path, const PartyRef& ref) {
    return index_in("party", "parties", s_.parties, party_names_, path, ref.id, ref.place);
  }
  std::optional<FrontId> front_index(const std::string& path, const FrontRef& ref) {
    return index_in("front", "fronts", s_.fronts, front_names_, path, ref.id, ref.place);
  }
  void bloc(const std::string& path, const BlocRef& ref) {
    if (ref.id.empty() || !readable("parties") || blocs_.contains(ref.id)) return;
    const std::vector<std::string> names(blocs_.begin(), blocs_.end());
    error(ref.place, path, fmt::format("no party belongs to the bloc '{}'", printable(ref.id)),
          suggest(ref.id, names));
  }
  // Turns an option's name into its position; false where there is no such option.
  bool resolve(const std::string& path, OptionRef& option, const Issue& issue) {
    if (issue.options.empty()) return false;
    if (!option.name.empty() && !checked_before_) {
      const auto at = std::find(issue.options.begin(), issue.options.end(), option.name);
      if (at == issue.options.end()) {
        error(option.index.place, path, fmt::format("unknown option '{}'", printable(option.name)),
              suggest(option.name, issue.options));
        return false;
      }
      option.index.value = static_cast<double>(at - issue.options.begin());
    }
    if (option.name.empty() && option.index.given && !checked_before_) {
      const std::string written = fmt::format("{}", option.index.value);
      const auto called = std::find(issue.options.begin(), issue.options.end(), written);
      const auto at = static_cast<double>(called - issue.options.begin());
      if (called != issue.options.end() && at != option.index.value) {
        error(option.index.place, path,
              fmt::format("{} is the name of option {}, but a number is read as a position, counted from 0",
                          written, at),
              "write the name in quotation marks, or give the options names that are no numbers");
        return false;
      }
    }
    const double last = static_cast<double>(issue.options.size()) - 1;
    const double top = std::max(option.index.value, option.index.high.value_or(0));
    if (top > last)
      error(option.index.place, path, fmt::format("there is no option {}", top),
            fmt::format("the issue has options 0 to {}", last));
    return top <= last;
  }

  bool at_table(const Party& party) const {
    return party.seat == Seat::principal || party.seat == Seat::client;
  }
  // Under exponential_1998 the opening demand tells how steep the curve is: it cannot be everything.
  template <class T>
  void check_curve(const std::string& path, const T& rule) {
    if constexpr (requires { rule.curve; }) {
      const std::string here = path + "." + T::name;
      if (std::optional<Curve>(rule.curve) != Curve::exponential_1998 || misread(here)) return;
      const std::optional<Number> start = rule.start;
      if (!start || std::max(start->value, start->high.value_or(0)) >= 1)
        error(place_at(here), here, "exponential_1998 must start below 1", "for example start: 0.95");
    }
  }
  void check(AlternatingOffers& protocol);
  void check(PatronsThenClients& protocol);
  void check(RandomProposer& protocol);
  void check(SingleText& protocol);
  void check(MonotonicConcession& protocol);
  void check_voter(const std::string& path, const PartyRef& ref);
  // Of names that stand in tables as they are.
  void text(const std::string& path, const std::string& text);
  void check_party(const std::string& path, const NewId& key, Party& party);
  void check_facilitator(const std::string& path, const Party& party);
  bool is_besieged(FrontId front, const std::string& bloc) const;
  void check_factions(const std::string& path, const NewId& key, const Party& party);
  void follow(const NewId& start, const Party& party, std::vector<std::string>& chain,
              std::set<std::string>& passed);
  void check_event(const std::string& path, Place place, const Event& event);

  Scenario& s_;
  const std::string& file_;
  const YamlDocument& document_;
  Diagnostics& out_;
  bool declared_elsewhere_ = false, checked_before_ = false;
  std::vector<std::string> issue_names_, front_names_, party_names_;
  std::set<std::string> blocs_, misread_;
};

}  // namespace parley
