// Which rules span several keys of the talks?

#include "parley/document/reserved.hpp"
#include "parley/scenario/checker.hpp"
#include "parley/scenario/limits.hpp"

namespace parley {

bool Checker::sizes() {
  const std::size_t before = out_.size();
  const auto most = [&](const char* what, std::size_t n, std::size_t limit, const char* path) {
    if (n > limit)
      error(place_at(path), path, fmt::format("{} {}, more than Parley takes", n, what),
            fmt::format("at most {}", limit));
  };
  most("issues", s_.issues.size(), most_issues, "issues");
  if (s_.calendar && s_.parties.size() > most_parties)
    error(place_at("parties"), "parties",
          fmt::format("{} parties, more than Parley takes where a war is simulated", s_.parties.size()),
          fmt::format("at most {}; without a calendar {}", most_parties, most_without_war));
  else
    most("parties", s_.parties.size(), most_without_war, "parties");
  most("fronts", s_.fronts.size(), most_fronts, "fronts");
  most("dated events", s_.events.list.size(), most_events, "events.list");
  most("random events", s_.events.random.size(), most_events, "events.random");
  if (out_.size() > before) return false;
  if (s_.issues.empty() && is(YamlNode::Kind::map, "issues"))
    error(place_at("issues"), "issues", "there is no issue to negotiate");
  if (s_.parties.size() < 2 && is(YamlNode::Kind::map, "parties"))
    error(place_at("parties"), "parties", "a negotiation needs at least two parties");
  return true;
}

void Checker::text(const std::string& path, const std::string& text) {
  if (const auto why = why_no_text(text); !why.empty())
    error(place_at(path), path, fmt::format("'{}' cannot stand in a table", printable(text)),
          std::string(why) + "; put it in other words");
}

void Checker::issues() {
  for (auto& [key, issue] : s_.issues) {
    const std::string path = "issues." + key.id;
    if (issue.options.size() < 2 && is(YamlNode::Kind::list, path + ".options"))
      error(place_at(path + ".options"), path + ".options", "an issue needs at least two options");
    if (issue.options.size() > most_options)
      error(place_at(path + ".options"), path + ".options", "too many options",
            fmt::format("at most {}", most_options));
    std::set<std::string> names;
    for (const auto& option : issue.options) text(path + ".options", option);
    for (const auto& option : issue.options)
      if (!names.insert(option).second)
        error(place_at(path + ".options"), path + ".options",
              fmt::format("two options are called '{}'", printable(option)), "names must differ");
    if (!issue.places.empty() && issue.places.size() != issue.options.size() && !issue.options.empty())
      error(place_at(path + ".places"), path + ".places",
            fmt::format("{} places for {} options", issue.places.size(), issue.options.size()),
            "one place an option, in order");
    resolve(path + ".status_quo", issue.status_quo, issue);
    std::set<double> seen;
    for (auto& [option, terms] : issue.terms.rows) {
      const std::string here = path + ".terms";
      if (resolve(here, option, issue) && !seen.insert(option.index.value).second)
        error(option.index.place, here, fmt::format("terms of option {} are given twice", option.index.value),
              "by name and by position?");
      if (terms.restrains) bloc(here + ".restrains", *terms.restrains);
      if (terms.obliges)
        obligation(fmt::format("{}.{}.obliges", here, option.index.value), key, *terms.obliges,
                   terms.separation);
      for (const auto& front : terms.covers)
        if (front != "all" && readable("fronts") && !s_.fronts.find(front))
          error(option.index.place, here + ".covers", fmt::format("unknown front '{}'", printable(front)),
                suggest(front, front_names_));
    }
  }
}

void Checker::obligation(const std::string& path, const NewId& issue, const Obligation& o,
                         double separation) {
  if (const auto p = party_index(path + ".party", o.party)) {
    const Seat seat = s_.parties[*p].value.seat;
    if (seat != Seat::principal && seat != Seat::client)
      error(o.party.place, path + ".party", fmt::format("'{}' signs nothing", o.party.id),
            "only who signs a text can be obliged by it");
  }
  if (o.remain && separation <= 0)
    error(o.remain->place, path + ".remain", "nobody would leave: the option has no separation",
          "write how many leave in a week");
  const auto obliged =
      s_.parties.find(o.party.id) ? std::optional(s_.parties.position(o.party.id)) : std::nullopt;
  for (const auto& [ref, share] : o.leaves)
    if (const auto f = front_index(path + ".leaves", ref); f && obliged) {
      const auto& sides = s_.fronts[*f].value.sides;
      const std::string& camp = s_.parties[*obliged].value.bloc;
      if (std::none_of(sides.begin(), sides.end(), [&](const BlocRef& side) { return side.id == camp; }))
        error(ref.place, path + ".leaves",
              fmt::format("'{}' is no front of the camp of '{}'", ref.id, o.party.id),
              "only who holds a side of a front can leave it");
    }
  for (const auto& held : o.before) {
    issue_index(path + ".before", held.id, held.place);
    if (held.id == issue.id)
      error(held.place, path + ".before", fmt::format("'{}' would wait for itself", held.id), "leave it out");
    if (std::count_if(o.before.data(), &held, [&](const IssueRef& other) { return other.id == held.id; }) > 0)
      error(held.place, path + ".before", fmt::format("'{}' stands there twice", held.id), "leave one out");
  }
}

void Checker::parties() {
  for (auto& [key, party] : s_.parties)
    if (is(YamlNode::Kind::map, "parties." + key.id)) check_party("parties." + key.id, key, party);
}

void Checker::check_party(const std::string& path, const NewId& key, Party& party) {
  if (is_reserved(party.bloc) && party.bloc != key.id)
    error(place_at(path + ".bloc"), path + ".bloc", fmt::format("'{}' cannot name a bloc", party.bloc),
          "Python, R, spreadsheets or YAML read it as a missing value, a number, a date or true or false");
  text(path + ".name", party.name);
  const bool signs = party.seat == Seat::principal || party.seat == Seat::client;
  double total = 0;
  for (const auto& [issue, weight] : party.weights) {
    issue_index(path + ".weights", issue.id, issue.place);
    total += weight.value;
  }
  if (party.weights.empty() && signs && !misread(path + ".weights") && !misread(path + ".seat"))
    error(key.place, path, "missing key 'weights'", "how much each issue matters to this party");
  else if (!party.weights.empty() && total <= 0 && !misread(path + ".weights"))
    error(place_at(path + ".weights"), path + ".weights", "all weights are zero",
          "at least one issue must matter");
  for (auto& [issue, ideal] : party.ideal)
    if (const auto i = issue_index(path + ".ideal", issue.id, issue.place))
      resolve(path + ".ideal." + issue.id, ideal, s_.issues[*i].value);
  for (const auto& [issue, values] : party.values) {
    const std::string here = path + ".values." + issue.id;
    const auto i = issue_index(path + ".values", issue.id, issue.place);
    if (!i) continue;
    const auto& options = s_.issues[*i].value.options;
    if (values.size() != options.size() && !options.empty() && is(YamlNode::Kind::list, here))
      error(issue.place, here, fmt::format("{} values for {} options", values.size(), options.size()),
            "one value an option, in order");
    if (party.ideal.find(issue.id))
      error(issue.place, here, "both ideal and values are given for this issue", "keep one of them");
  }
  for (std::size_t n = 0; n < party.interactions.size(); ++n) {
    const std::string here = fmt::format("{}.interactions.{}", path, n);
    auto& when = party.interactions[n].when;
    if (when.size() != 2 && is(YamlNode::Kind::map, here + ".when"))
      error(place_at(here + ".when"), here + ".when", "an interaction joins exactly two issues");
    for (auto& [issue, options] : when) {
      const auto i = issue_index(here + ".when", issue.id, issue.place);
      if (!i) continue;
      for (auto& option : options) resolve(here + ".when." + issue.id, option, s_.issues[*i].value);
      if (options.empty() && is(YamlNode::Kind::list, here + ".when." + issue.id))
        error(issue.place, here + ".when." + issue.id, "no option is named");
    }
  }
  if (party.facilitates) check_facilitator(path, party);
  if (!party.factions.empty()) check_factions(path, key, party);
  double drawn = 0;
  for (const auto& [other, share] : party.accommodates) {
    party_index(path + ".accommodates", other);
    drawn += share.value;
  }
  if (drawn > 1 + 1e-9)
    error(place_at(path + ".accommodates"), path + ".accommodates",
          fmt::format("the shares sum to {}, more than the whole way", drawn), "at most 1 in all");
  for (const auto& [patron, leverage] : party.influenced_by) {
    party_index(path + ".influenced_by", patron);
    if (patron.id == key.id) error(patron.place, path + ".influenced_by", "a party cannot be its own patron");
  }
}

void Checker::influence_cycles() {
  // Depth-first: a chain of patrons that comes back to where it began is reported once, at its first party.
  // Patrons already followed from the same start are passed over.
  std::set<std::string> done;
  for (const auto& [key, party] : s_.parties) {
    std::vector<std::string> chain{key.id};
    std::set<std::string> passed = done;
    follow(key, party, chain, passed);
    done.insert(key.id);
  }
}

void Checker::follow(const NewId& start, const Party& party, std::vector<std::string>& chain,
                     std::set<std::string>& passed) {
  for (const auto& [patron, leverage] : party.influenced_by) {
    const Party* next = s_.parties.find(patron.id);
    if (next == nullptr) continue;
    if (patron.id == start.id && chain.size() > 1) {
      const std::string path = "parties." + start.id + ".influenced_by";
      error(place_at(path), path,
            fmt::format("influence runs in a circle: {} <- {}", fmt::join(chain, " <- "), start.id),
            "a patron cannot be its own client's client");
    } else if (patron.id != start.id && passed.insert(patron.id).second) {
      chain.push_back(patron.id);
      follow(start, *next, chain, passed);
      chain.pop_back();
    }
  }
}

void Checker::talks() {
  std::size_t signers = 0;
  for (const auto& [key, party] : s_.parties)
    signers += party.seat == Seat::principal || party.seat == Seat::client;
  if (signers < 2 && s_.parties.size() >= 2)
    error(place_at("parties"), "parties", "fewer than two parties can sign",
          "give at least two the seat principal or client");
  for (const auto& ref : s_.agenda.off_table) issue_index("agenda.off_table", ref.id, ref.place);
  std::set<std::string> ordered;
  for (const auto& ref : s_.agenda.order) {
    if (!issue_index("agenda.order", ref.id, ref.place)) continue;
    if (!ordered.insert(ref.id).second)
      error(ref.place, "agenda.order", fmt::format("'{}' is named twice", ref.id));
    for (const auto& off : s_.agenda.off_table)
      if (off.id == ref.id)
        error(ref.place, "agenda.order", fmt::format("'{}' is off the table", ref.id), "leave it out");
  }
  if (s_.agenda.mode == AgendaMode::issue_by_issue &&
      !std::visit([](const auto& p) { return p.issue_by_issue; }, s_.talks.protocol) &&
      !misread("talks.protocol"))
    error(place_at("agenda.mode"), "agenda.mode", "issue_by_issue works with alternating_offers only",
          "change talks.protocol or leave the mode out");
  std::set<std::string> left;
  for (const auto& [key, issue] : s_.issues) left.insert(key.id);
  for (const auto& ref : s_.agenda.off_table) left.erase(ref.id);
  if (!s_.issues.empty() && left.empty())
    error(place_at("agenda.off_table"), "agenda.off_table", "every issue is off the table");
}

void Checker::deal(const std::string& path, Deal& deal) {
  const std::string below = path.empty() ? "" : path + ".";
  for (auto& row : deal.options) {
    const auto& issue = row.key;
    OptionRef& option = row.value;
    const std::string here = below + "options." + issue.id;
    const auto i = issue_index(below + "options", issue.id, issue.place);
    if (!i || !resolve(here, option, s_.issues[*i].value)) continue;
    const auto& off = s_.agenda.off_table;
    if (std::any_of(off.begin(), off.end(), [&](const IssueRef& r) { return r.id == issue.id; }) &&
        option.index.value != s_.issues[*i].value.status_quo.index.value)
      error(issue.place, here, "this issue is off the table: it stays at its status quo",
            "leave it out, or take it off agenda.off_table");
  }
  if (!s_.calendar) {
    // A file's text may be there to be compared with only.
    if (!declared_elsewhere_)
      error(place_at(path), path, "there is no calendar: a deal in force needs days",
            "add 'calendar: {start: ..., end: ...}' to the scenario");
  } else if (deal.date && !misread("calendar") && !misread(below + "date") &&
             (*deal.date < s_.calendar->start || *deal.date >= s_.calendar->end)) {
    error(place_at(below + "date"), below + "date",
          *deal.date == s_.calendar->end
              ? fmt::format("{} is the last day of the calendar: no day is left for the truce",
                            to_string(*deal.date))
              : fmt::format("{} lies outside the calendar", to_string(*deal.date)),
          fmt::format("{} to {}", to_string(s_.calendar->start), to_string(s_.calendar->end)));
  }
}

void check_deal(Scenario& scenario, Deal& deal, const std::string& file, const YamlDocument& document,
                Diagnostics& diagnostics) {
  Checker(scenario, file, document, diagnostics).beside_scenario().deal("", deal);
}

void Checker::all() {
  if (!sizes()) return;
  issues();
  parties();
  influence_cycles();
  talks();
  protocol();
  length_of_talks();
  bidding();
  equilibrium();
  if (s_.deal) deal("deal", *s_.deal);
  calendar();
  war();
  fronts();
  own_fronts();
  events();
  violations();
}

void check_scenario(Scenario& scenario, const std::string& file, const YamlDocument& document,
                    Diagnostics& diagnostics) {
  Checker(scenario, file, document, diagnostics).all();
}

Diagnostics broken_rules(Scenario& scenario) {
  Diagnostics broken;
  static const std::string no_file;
  static const YamlDocument no_document;
  try {
    Checker(scenario, no_file, no_document, broken).numbers_changed().all();
  } catch (const TooManyProblems&) {
  }
  return broken;
}

}  // namespace parley
