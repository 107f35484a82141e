// How does a fitted war become a scenario file?
//
// Its war part (fronts, sizes and rhythm of events, share of civilians, dated mass events) with value, range,
// mark and reason: the table's name and hash. What no event table tells (who wants what, who is stronger, who
// holds which ground) stands there as a placeholder, marked F, with the reason that nobody has said it yet.
#pragma once

#include <optional>
#include <string>

#include "parley/imports/event_fit.hpp"

namespace parley {

struct EventScenarioOptions {
  std::optional<Date> start;  // of the calendar; the day after those looked at, if left out
  int length = 180;           // days of the calendar
  int mass = 25;              // deaths from which an event after the start is a dated mass event
};

std::string event_scenario(const EventTable& table, const EventMap& map, const EventWar& war,
                           const WarFit& fit, const EventScenarioOptions& options);

// "GED, sample.csv (SHA-256 2a1f...)": the reason beneath every number.
std::string source_words(const EventTable& table);

}  // namespace parley
