// Which camp does each actor of an event table belong to, and which front is each place?
//
// A small YAML file says so, which is drafted from the names that stand in the table most often and then
// edited by somebody who knows the war:
//
//     actors: {Government of Syria: government, Syrian insurgents: opposition, Civilians: civilians}
//     places: {Aleppo Governorate: aleppo, (no place): spread}
//
// An actor is a camp, `civilians`, or `none` (its events are left out). A place is a front, `none`, or
// `spread`: its deaths are shared out over the fronts of the same two camps. Several names may be one camp or
// one front.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "parley/document/yaml_document.hpp"
#include "parley/imports/event_table.hpp"

namespace parley {

inline constexpr const char* no_camp = "none";
inline constexpr const char* civilian_camp = "civilians";
inline constexpr const char* spread_place = "spread";
inline constexpr const char* no_place = "(no place)";  // rows that are placed no better than to the country

struct EventMap {
  std::map<std::string, std::string> actors, places;
  std::vector<std::string> camps;  // in the order in which they are named first
};

std::optional<EventMap> read_event_map(const YamlDocument& document, Diagnostics& diagnostics);
std::string draft_event_map(const EventTable& table);

// The name of a row's place: `no_place` where it is not known.
const std::string& place_of(const ViolentEvent& row);

}  // namespace parley
