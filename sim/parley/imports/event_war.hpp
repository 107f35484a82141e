// What war do the events of a table make, once its actors are camps and its places fronts?
//
// A front is a place where two camps fight. Events whose day is known are counted by the day (those of two
// days on the first). Deaths of all others are spread evenly over their days. Killings of civilians by one
// side count on the front of their place on which it fights.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/imports/event_map.hpp"

namespace parley {

enum class DeathCount { best, low, high };

struct WarOptions {
  std::optional<Date> from, to;  // days that are looked at; those of the table, if left out
  std::size_t least_events = 3;  // of known day with deaths, of a front
  DeathCount count = DeathCount::best;
};

// Sums of rows; deaths as the table has them.
struct EventSums {
  std::size_t events = 0;
  double best = 0, low = 0, high = 0, deaths_a = 0, deaths_b = 0, civilians = 0, unknown = 0;
  // `share` of the row's deaths.
  void add(const ViolentEvent& row, double share = 1);
};

enum class LeftOut {
  outside,  // its days are not looked at
  no_deaths,
  no_violence,  // protests, riots, arrests
  actor,        // one is no camp
  same_camp,
  place,   // is no front
  author,  // civilians killed by who fights nobody there
  small_front,
  used  // not left out
};
std::string_view left_out_words(LeftOut why);

struct WarFront {
  std::string id, name;
  std::string place;  // the word of the map
  std::array<std::string, 2> camps;
  std::vector<int> counts;      // events of known day, by day looked at
  std::vector<int> sizes;       // their deaths
  EventSums known, spread_out;  // in these days: of known day; of others
  double placed_by_share = 0;   // deaths of places that are spread
};

struct EventWar {
  Date from, to;                   // looked at; both count
  std::vector<std::string> camps;  // with a front, in the order of the map
  std::vector<WarFront> fronts;
  std::vector<LeftOut> why;                           // by row of the table
  std::vector<std::size_t> front;                     // by row; fronts.size(): none, or spread
  std::vector<std::string> lost_actors, lost_places;  // names in the table that the map does not have
  DeathCount count = DeathCount::best;
  std::size_t days() const { return static_cast<std::size_t>(to.days - from.days) + 1; }
};

// Nothing where a diagnostic was added.
std::optional<EventWar> war_of_events(const EventTable& table, const EventMap& map, const WarOptions& options,
                                      Diagnostics& diagnostics);

// Deaths of a row as they are counted.
int counted(const ViolentEvent& row, DeathCount count);
double counted_of(const EventSums& sums, DeathCount count);
// The share of a row's days within two days.
double share_within(const ViolentEvent& row, Date from, Date to);

// Deaths by week (from Monday) and front, over the whole table: a first look.
struct FrontWeek {
  Date monday;
  std::size_t front =
      0;           // fronts.size(): at places that are spread, or where no front is in the days looked at
  EventSums sums;  // events: of known day
  double spread_out = 0;  // deaths among `best` whose day is not known
};
std::vector<FrontWeek> weeks_of(const EventTable& table, const EventWar& war);

// Sums by place of rows that begin on the days looked at, before the map: to be held against the source.
struct PlaceSums {
  std::string place;
  EventSums sums;
};
std::vector<PlaceSums> sums_by_place(const EventTable& table, Date from, Date to);

}  // namespace parley
