// Which rules span several keys of the war?

#include "parley/scenario/checker.hpp"
#include "parley/scenario/who_fights_where.hpp"

namespace parley {

namespace {

constexpr int most_days = 36500;

}  // namespace

void Checker::calendar() {
  if (!s_.calendar) {
    for (const char* section : {"fronts", "events", "war", "truce"})
      if (document_.root.find(section))
        error(place_at(section), section, "there is no calendar",
              "add 'calendar: {start: ..., end: ...}', or leave this section out");
    if (s_.talks.start)
      error(place_at("talks.start"), "talks.start", "there is no calendar",
            "add 'calendar: {start: ..., end: ...}', or leave this key out");
    return;
  }
  const auto& c = *s_.calendar;
  if (misread("calendar")) return;
  if (c.end <= c.start)
    error(place_at("calendar.end"), "calendar.end",
          fmt::format("{} is not after the start, {}", to_string(c.end), to_string(c.start)));
  else if (c.end.days - c.start.days > most_days)
    error(place_at("calendar.end"), "calendar.end", "the calendar is longer than a hundred years");
  if (s_.talks.start && !misread("talks.start") && (*s_.talks.start < c.start || *s_.talks.start > c.end))
    error(place_at("talks.start"), "talks.start",
          fmt::format("{} lies outside the calendar", to_string(*s_.talks.start)));
}

void Checker::war() {
  if (!s_.calendar || !s_.war.since || misread("calendar") || misread("war.since")) return;
  if (*s_.war.since > s_.calendar->start)
    error(place_at("war.since"), "war.since",
          fmt::format("{} is after the first day, {}", to_string(*s_.war.since),
                      to_string(s_.calendar->start)));
}

// Fronts of a party's own are its bloc's, and on none of them may its bloc lack forces that it has.
void Checker::own_fronts() {
  bool all_known = true;
  for (const auto& [key, party] : s_.parties) {
    const std::string path = "parties." + key.id + ".war.fronts";
    std::set<std::string> named;
    for (const FrontRef& ref : party.war.fronts) {
      const auto f = front_index(path, ref);
      all_known = all_known && f.has_value();
      if (!f) continue;
      if (!named.insert(ref.id).second)
        error(ref.place, path, fmt::format("the front '{}' is named twice", printable(ref.id)));
      const auto& sides = s_.fronts[*f].value.sides;
      if (sides.size() == 2 && std::none_of(sides.begin(), sides.end(),
                                            [&own = party.bloc](const BlocRef& b) { return b.id == own; }))
        error(ref.place, path,
              fmt::format("'{}' is a front between {} and {}: its bloc '{}' does not fight there",
                          printable(ref.id), printable(sides[0].id), printable(sides[1].id),
                          printable(party.bloc)),
              "name fronts of its own bloc");
    }
  }
  if (!all_known) return;
  for (const auto& [key, front] : s_.fronts)
    for (const auto& side : front.sides) {
      bool armed = false, here = false;
      for (const auto& [id, party] : s_.parties) {
        if (party.bloc != side.id || party.war.strength <= 0) continue;
        armed = true;
        here = here || is_at(party, key.id);
      }
      if (armed && !here)
        error(key.place, "fronts." + key.id,
              fmt::format(
                  "nobody of the bloc '{}' fights here: all its forces have fronts of their own elsewhere",
                  printable(side.id)),
              "name this front under war.fronts of one of them, or leave the front out");
    }
}

void Checker::fronts() {
  for (const auto& [key, front] : s_.fronts) {
    const std::string path = "fronts." + key.id;
    text(path + ".name", front.name);
    if (front.sides.size() != 2 && is(YamlNode::Kind::list, path + ".sides"))
      error(place_at(path + ".sides"), path + ".sides", "a front has exactly two sides");
    for (const auto& side : front.sides) bloc(path + ".sides", side);
    if (front.sides.size() == 2 && front.sides[0].id == front.sides[1].id)
      error(place_at(path + ".sides"), path + ".sides", "a bloc cannot face itself");
    for (const auto& [party, share] : front.intermingled) {
      const auto i = party_index(path + ".intermingled", party);
      if (i && s_.parties[*i].value.seat != Seat::excluded)
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

// A violation must speak against an opponent: who keeps a truce causes no more of them than who does not.
void Checker::violations() {
  const Number &committed = s_.truce.committed_rate, &uncommitted = s_.truce.uncommitted_rate;
  if (committed.value <= uncommitted.value || misread("truce")) return;
  const std::string path = committed.given ? "truce.committed_rate" : "truce.uncommitted_rate";
  error(place_at(path), path,
        fmt::format("committed_rate {} is above uncommitted_rate {}: a violation would speak for an opponent",
                    committed.value, uncommitted.value),
        "who means to keep a truce causes fewer violations: exchange them?");
}

void Checker::events() {
  for (std::size_t i = 0; i < s_.events.list.size(); ++i) {
    const auto& e = s_.events.list[i];
    const std::string path = fmt::format("events.list.{}", i);
    text(path + ".name", e.name);
    if (!is(YamlNode::Kind::map, path)) continue;
    const Place place = place_at(path);
    check_event(path, place, e);
    if (!e.date) {
      error(place, path, "missing key 'date'", "or put the event under 'random' with a rate");
    } else if (s_.calendar && !misread("calendar") && s_.calendar->start <= s_.calendar->end &&
               !misread(path + ".date") && (*e.date < s_.calendar->start || *e.date > s_.calendar->end)) {
      error(place_at(path + ".date"), path + ".date",
            fmt::format("{} lies outside the calendar", to_string(*e.date)),
            fmt::format("{} to {}", to_string(s_.calendar->start), to_string(s_.calendar->end)));
    }
  }
  for (std::size_t i = 0; i < s_.events.random.size(); ++i) {
    const auto& e = s_.events.random[i];
    const std::string path = fmt::format("events.random.{}", i);
    text(path + ".name", e.name);
    if (!is(YamlNode::Kind::map, path)) continue;
    check_event(path, place_at(path), e);
    if (!e.rate.given)
      error(place_at(path), path, "missing key 'rate'", "or put the event under 'list' with a date");
  }
}

void Checker::check_event(const std::string& path, Place place, const Event& e) {
  if (e.by) party_index(path + ".by", *e.by);
  if (e.on) party_index(path + ".target", *e.on);
  if (e.front) front_index(path + ".front", *e.front);
  const Party* author = e.by ? s_.parties.find(e.by->id) : nullptr;
  if (author != nullptr && e.front && s_.fronts.find(e.front->id) != nullptr && !is_at(*author, e.front->id))
    error(e.by->place, path + ".by",
          fmt::format("'{}' does not fight on the front '{}'", printable(e.by->id), printable(e.front->id)),
          fmt::format("name the front under parties.{}.war.fronts, or leave 'front' out", e.by->id));
  if (misread(path + ".kind") || look_up(document_.root, path + ".kind").node == nullptr) return;
  const auto need = [&](bool given, const char* key) {
    if (!given) error(place, path, fmt::format("an event of kind {} needs '{}'", name_of(e.kind), key));
  };
  const bool at_a_siege = e.kind == EventKind::siege || e.kind == EventKind::evacuation;
  if (e.kind != EventKind::offensive && e.kind != EventKind::evacuation && e.kind != EventKind::meeting)
    need(e.by.has_value(), "by");
  if (e.kind == EventKind::strike) need(e.on.has_value(), "target");
  if (e.kind == EventKind::offensive || at_a_siege) need(e.front.has_value(), "front");
  const Front* front = e.front ? s_.fronts.find(e.front->id) : nullptr;
  if (at_a_siege && front != nullptr && !front->siege)
    error(place_at(path + ".front"), path + ".front",
          fmt::format("the front '{}' describes no siege", e.front->id),
          "add 'siege: {by: ..., population: ...}' to the front");
}

}  // namespace parley
