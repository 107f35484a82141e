// Which rules span several keys of a scenario?

#include <algorithm>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "parley/scenario/format.hpp"
#include "parley/scenario/loader.hpp"

namespace parley {

namespace {

constexpr std::size_t most_parties = 60;
constexpr std::size_t most_fronts = 100;
constexpr std::size_t most_issues = 400;
constexpr std::size_t most_options = 1000;
constexpr int most_days = 36500;

class Checker {
 public:
  Checker(Scenario& s, const std::string& file, const YamlDocument& document, Diagnostics& out)
      : s_(s), file_(file), document_(document), out_(out) {
    for (const auto& [key, issue] : s_.issues) issue_names_.push_back(key.id);
    for (const auto& [key, front] : s_.fronts) front_names_.push_back(key.id);
    for (auto& [key, party] : s_.parties) {
      party_names_.push_back(key.id);
      if (party.bloc.empty()) party.bloc = key.id;
      if (party.name.empty()) party.name = key.id;
      blocs_.insert(party.bloc);
    }
  }

  void run() {
    sizes();
    issues();
    for (auto& [key, party] : s_.parties) check_party("parties." + key.id, key, party);
    influence_cycles();
    for (const auto& ref : s_.agenda.off_table) issue_index("agenda.off_table", ref.id, ref.place);
    talks();
    calendar();
    fronts();
    events();
  }

 private:
  // --- reporting
  void error(Place place, const std::string& path, std::string message, std::string hint = {}) {
    out_.push_back({file_, place, path, std::move(message), std::move(hint)});
  }
  Place place_at(const std::string& path) const {
    const YamlNode* node = &document_.root;
    std::stringstream keys(path);
    Place place = node->place;
    for (std::string key; std::getline(keys, key, '.');) {
      const YamlNode* next = node->find(key);
      if (next == nullptr) break;
      for (const auto& entry : node->entries)
        if (entry.key == key) place = entry.place;
      node = next;
    }
    return place;
  }

  // --- references
  template <class T>
  std::optional<std::size_t> index_in(const char* kind, const Keyed<NewId, T>& table,
                                      const std::vector<std::string>& names, const std::string& path,
                                      const std::string& id, Place place) {
    if (id.empty()) return std::nullopt;  // reported where it was read
    const std::size_t i = table.position(id);
    if (i < table.size()) return i;
    error(place, path, fmt::format("unknown {} '{}'", kind, printable(id)), suggest(id, names));
    return std::nullopt;
  }
  std::optional<std::size_t> issue_index(const std::string& path, const std::string& id, Place place) {
    return index_in("issue", s_.issues, issue_names_, path, id, place);
  }
  std::optional<std::size_t> party_index(const std::string& path, const PartyRef& ref) {
    return index_in("party", s_.parties, party_names_, path, ref.id, ref.place);
  }
  std::optional<std::size_t> front_index(const std::string& path, const FrontRef& ref) {
    return index_in("front", s_.fronts, front_names_, path, ref.id, ref.place);
  }
  void bloc(const std::string& path, const BlocRef& ref) {
    if (ref.id.empty() || blocs_.contains(ref.id)) return;
    const std::vector<std::string> names(blocs_.begin(), blocs_.end());
    error(ref.place, path, fmt::format("no party belongs to the bloc '{}'", printable(ref.id)),
          suggest(ref.id, names));
  }
  // Turns an option's name into its position.
  void resolve(const std::string& path, OptionRef& option, const Issue& issue) {
    if (!option.name.empty()) {
      const auto at = std::find(issue.options.begin(), issue.options.end(), option.name);
      if (at == issue.options.end()) {
        error(option.index.place, path, fmt::format("unknown option '{}'", printable(option.name)),
              suggest(option.name, issue.options));
        return;
      }
      option.index.value = static_cast<double>(at - issue.options.begin());
    }
    const double last = static_cast<double>(issue.options.size()) - 1;
    const double top = std::max(option.index.value, option.index.high.value_or(0));
    if (!issue.options.empty() && top > last)
      error(option.index.place, path, fmt::format("there is no option {}", top),
            fmt::format("the issue has options 0 to {}", last));
  }

  // --- sections
  void sizes() {
    const auto most = [&](const char* what, std::size_t n, std::size_t limit, const char* path) {
      if (n > limit)
        error(place_at(path), path, fmt::format("{} {}, more than Parley takes", n, what),
              fmt::format("at most {}", limit));
    };
    most("issues", s_.issues.size(), most_issues, "issues");
    most("parties", s_.parties.size(), most_parties, "parties");
    most("fronts", s_.fronts.size(), most_fronts, "fronts");
    if (s_.issues.empty() && document_.root.find("issues"))
      error(place_at("issues"), "issues", "there is no issue to negotiate", "");
    if (document_.root.find("parties") && s_.parties.size() < 2)
      error(place_at("parties"), "parties", "a negotiation needs at least two parties");
  }

  void issues() {
    for (auto& [key, issue] : s_.issues) {
      const std::string path = "issues." + key.id;
      if (issue.options.size() < 2 && document_.root.find("issues") && !issue.options.empty())
        error(key.place, path + ".options", "an issue needs at least two options");
      if (issue.options.size() > most_options)
        error(key.place, path + ".options", "too many options", fmt::format("at most {}", most_options));
      std::set<std::string> names;
      for (const auto& option : issue.options)
        if (!names.insert(option).second)
          error(place_at(path + ".options"), path + ".options",
                fmt::format("two options are called '{}'", printable(option)), "names must differ");
      resolve(path + ".status_quo", issue.status_quo, issue);
      std::set<double> seen;
      for (auto& [option, terms] : issue.terms.rows) {
        const std::string here = path + ".terms";
        resolve(here, option, issue);
        if (!seen.insert(option.index.value).second)
          error(option.index.place, here,
                fmt::format("terms of option {} are given twice", option.index.value),
                "by name and by position?");
        if (terms.restrains) bloc(here + ".restrains", *terms.restrains);
        for (const auto& front : terms.covers)
          if (front != "all" && s_.fronts.position(front) == s_.fronts.size())
            error(option.index.place, here + ".covers", fmt::format("unknown front '{}'", printable(front)),
                  suggest(front, front_names_));
      }
    }
  }

  void check_party(const std::string& path, const NewId& key, Party& party) {
    const bool signs = party.seat == Seat::principal || party.seat == Seat::client;
    double total = 0;
    for (const auto& [issue, weight] : party.weights) {
      issue_index(path + ".weights", issue.id, issue.place);
      total += weight.value;
    }
    if (party.weights.empty() && signs)
      error(key.place, path, "missing key 'weights'", "how much each issue matters to this party");
    else if (!party.weights.empty() && total <= 0)
      error(place_at(path + ".weights"), path + ".weights", "all weights are zero",
            "at least one issue must matter");
    for (auto& [issue, ideal] : party.ideal)
      if (const auto i = issue_index(path + ".ideal", issue.id, issue.place))
        resolve(path + ".ideal." + issue.id, ideal, s_.issues.rows[*i].value);
    for (const auto& [issue, values] : party.values) {
      const std::string here = path + ".values." + issue.id;
      const auto i = issue_index(path + ".values", issue.id, issue.place);
      if (!i) continue;
      const auto& options = s_.issues.rows[*i].value.options;
      if (values.size() != options.size())
        error(issue.place, here, fmt::format("{} values for {} options", values.size(), options.size()),
              "one value an option, in order");
      if (party.ideal.find(issue.id))
        error(issue.place, here, "both ideal and values are given for this issue", "keep one of them");
    }
    for (std::size_t n = 0; n < party.interactions.size(); ++n) {
      const std::string here = fmt::format("{}.interactions.{}", path, n);
      auto& when = party.interactions[n].when;
      if (when.size() != 2)
        error(party.interactions[n].weight.place, here + ".when", "an interaction joins exactly two issues");
      for (auto& [issue, options] : when) {
        const auto i = issue_index(here + ".when", issue.id, issue.place);
        if (!i) continue;
        for (auto& option : options) resolve(here + ".when." + issue.id, option, s_.issues.rows[*i].value);
        if (options.empty()) error(issue.place, here + ".when." + issue.id, "no option is named");
      }
    }
    for (const auto& [patron, leverage] : party.influenced_by) {
      party_index(path + ".influenced_by", patron);
      if (patron.id == key.id)
        error(patron.place, path + ".influenced_by", "a party cannot be its own patron");
    }
  }

  void influence_cycles() {
    // Depth-first: a chain of patrons that comes back to where it began is reported once, at its first party.
    std::set<std::string> done;
    for (const auto& [key, party] : s_.parties) {
      std::vector<std::string> chain{key.id};
      follow(key, party, chain, done);
      done.insert(key.id);
    }
  }
  void follow(const NewId& start, const Party& party, std::vector<std::string>& chain,
              const std::set<std::string>& done) {
    for (const auto& [patron, leverage] : party.influenced_by) {
      const Party* next = s_.parties.find(patron.id);
      if (next == nullptr || done.contains(patron.id) || chain.size() > most_parties) continue;
      if (patron.id == start.id && chain.size() > 1) {
        error(start.place, "parties." + start.id + ".influenced_by",
              fmt::format("influence runs in a circle: {} <- {}", fmt::join(chain, " <- "), start.id),
              "a patron cannot be its own client's client");
      } else if (std::find(chain.begin(), chain.end(), patron.id) == chain.end()) {
        chain.push_back(patron.id);
        follow(start, *next, chain, done);
        chain.pop_back();
      }
    }
  }

  void talks() {
    std::size_t principals = 0, signers = 0;
    for (const auto& [key, party] : s_.parties) {
      principals += party.seat == Seat::principal;
      signers += party.seat == Seat::principal || party.seat == Seat::client;
    }
    if (signers < 2 && s_.parties.size() >= 2)
      error(place_at("parties"), "parties", "fewer than two parties can sign",
            "give at least two the seat principal or client");
    if (auto* two_level = std::get_if<PatronsThenClients>(&s_.talks.protocol)) {
      const std::string path = "talks.protocol.patrons_then_clients.principals";
      std::set<std::string> seen;
      for (const auto& ref : two_level->principals) {
        const auto i = party_index(path, ref);
        if (!seen.insert(ref.id).second) error(ref.place, path, fmt::format("'{}' is named twice", ref.id));
        if (i && s_.parties.rows[*i].value.seat != Seat::principal)
          error(ref.place, path,
                fmt::format("'{}' has the seat {}", ref.id, name_of(s_.parties.rows[*i].value.seat)),
                "give it seat: principal");
      }
      if (two_level->principals.empty())
        for (const auto& [key, party] : s_.parties)
          if (party.seat == Seat::principal) two_level->principals.push_back({key.id, key.place});
      if (two_level->principals.size() < 2)
        error(place_at("talks.protocol"), "talks.protocol",
              "patrons_then_clients needs at least two principals", "give two parties seat: principal");
    }
    const std::size_t total_issues = s_.issues.size();
    if (total_issues > 0 && s_.agenda.off_table.size() >= total_issues)
      error(place_at("agenda"), "agenda.off_table", "every issue is off the table");
  }

  void calendar() {
    if (!s_.calendar) {
      for (const char* section : {"fronts", "events", "war", "truce"})
        if (document_.root.find(section))
          error(place_at(section), section, "there is no calendar",
                "add 'calendar: {start: ..., end: ...}', or leave this section out");
      return;
    }
    const auto& c = *s_.calendar;
    if (c.end <= c.start)
      error(place_at("calendar.end"), "calendar.end",
            fmt::format("{} is not after the start, {}", to_string(c.end), to_string(c.start)));
    else if (c.end.days - c.start.days > most_days)
      error(place_at("calendar.end"), "calendar.end", "the calendar is longer than a hundred years");
    if (s_.talks.start && (*s_.talks.start < c.start || *s_.talks.start > c.end))
      error(place_at("talks.start"), "talks.start",
            fmt::format("{} lies outside the calendar", to_string(*s_.talks.start)));
  }

  void fronts() {
    for (const auto& [key, front] : s_.fronts) {
      const std::string path = "fronts." + key.id;
      if (front.sides.size() != 2 && place_at(path + ".sides").line != 0 && !front.sides.empty())
        error(place_at(path + ".sides"), path + ".sides", "a front has exactly two sides");
      for (const auto& side : front.sides) bloc(path + ".sides", side);
      if (front.sides.size() == 2 && front.sides[0].id == front.sides[1].id)
        error(place_at(path + ".sides"), path + ".sides", "a bloc cannot face itself");
      for (const auto& [party, share] : front.intermingled) {
        const auto i = party_index(path + ".intermingled", party);
        if (i && s_.parties.rows[*i].value.seat != Seat::excluded)
          error(party.place, path + ".intermingled", fmt::format("'{}' is not an excluded party", party.id),
                "give it seat: excluded");
      }
      if (front.siege && front.sides.size() == 2 && !front.siege->by.id.empty() &&
          front.siege->by.id != front.sides[0].id && front.siege->by.id != front.sides[1].id)
        error(front.siege->by.place, path + ".siege.by",
              fmt::format("'{}' is not a side of this front", printable(front.siege->by.id)),
              fmt::format("expected {} or {}", front.sides[0].id, front.sides[1].id));
    }
  }

  void events() {
    for (std::size_t i = 0; i < s_.events.list.size(); ++i) {
      const auto& e = s_.events.list[i];
      const std::string path = fmt::format("events.list.{}", i);
      const Place place = item_place("list", i);
      event(path, place, e);
      if (!e.date) {
        error(place, path, "missing key 'date'", "or put the event under 'random' with a rate");
      } else if (s_.calendar && (*e.date < s_.calendar->start || *e.date > s_.calendar->end)) {
        error(place, path + ".date", fmt::format("{} lies outside the calendar", to_string(*e.date)),
              fmt::format("{} to {}", to_string(s_.calendar->start), to_string(s_.calendar->end)));
      }
    }
    for (std::size_t i = 0; i < s_.events.random.size(); ++i) {
      const auto& e = s_.events.random[i];
      const std::string path = fmt::format("events.random.{}", i);
      event(path, item_place("random", i), e);
      if (!e.rate.given)
        error(item_place("random", i), path, "missing key 'rate'",
              "or put the event under 'list' with a date");
    }
  }
  Place item_place(const char* list, std::size_t i) const {
    const YamlNode* events = document_.root.find("events");
    const YamlNode* items = events ? events->find(list) : nullptr;
    return items && i < items->items.size() ? items->items[i].place : Place{};
  }
  void event(const std::string& path, Place place, const Event& e) {
    const auto need = [&](bool given, const char* key) {
      if (!given) error(place, path, fmt::format("an event of kind {} needs '{}'", name_of(e.kind), key));
    };
    if (e.by) party_index(path + ".by", *e.by);
    if (e.on) party_index(path + ".on", *e.on);
    if (e.front) front_index(path + ".front", *e.front);
    switch (e.kind) {
      case EventKind::strike:
        need(e.by.has_value(), "by");
        need(e.on.has_value(), "on");
        break;
      case EventKind::attack:
        need(e.by.has_value(), "by");
        break;
      case EventKind::convoy:
        need(e.by.has_value(), "by");
        break;
      case EventKind::offensive:
        need(e.front.has_value(), "front");
        break;
      case EventKind::siege:
        need(e.by.has_value(), "by");
        need(e.front.has_value(), "front");
        besieged(path, place, e);
        break;
      case EventKind::evacuation:
        need(e.front.has_value(), "front");
        besieged(path, place, e);
        break;
      case EventKind::strength:
        need(e.by.has_value(), "by");
        break;
      case EventKind::influence:
        need(e.by.has_value(), "by");
        break;
      case EventKind::meeting:
        break;
    }
  }
  void besieged(const std::string& path, Place place, const Event& e) {
    const Front* front = e.front ? s_.fronts.find(e.front->id) : nullptr;
    if (front != nullptr && !front->siege)
      error(place, path + ".front", fmt::format("the front '{}' describes no siege", e.front->id),
            "add 'siege: {by: ..., population: ...}' to the front");
  }

  Scenario& s_;
  const std::string& file_;
  const YamlDocument& document_;
  Diagnostics& out_;
  std::vector<std::string> issue_names_, front_names_, party_names_;
  std::set<std::string> blocs_;
};

}  // namespace

void check_scenario(Scenario& scenario, const std::string& file, const YamlDocument& document,
                    Diagnostics& diagnostics) {
  Checker(scenario, file, document, diagnostics).run();
}

}  // namespace parley
