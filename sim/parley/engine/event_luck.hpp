// Where among the random streams of a day is the luck of an event that everybody notices?
//
// Whether it is seen and found out is drawn from a place of its own, whatever else happens on that day, up to
// the largest scenario. The first of each kind stand below 1024, the others above.
#pragma once

#include <array>
#include <cstdint>

#include "parley/conflict/fighting.hpp"
#include "parley/scenario/limits.hpp"

namespace parley {

enum class Noticed : std::size_t { mass_event, spoiler_attack, stray_strike, dated, random };

// The k-th mass event of a front today.
constexpr std::size_t mass_event_number(std::size_t front, std::size_t k) { return front * 8 + k; }

// How many events of a kind there can be in the largest scenario.
constexpr std::size_t most_noticed(Noticed kind) {
  constexpr std::array<std::size_t, 5> most{mass_event_number(most_fronts, 0), most_parties, most_fronts,
                                            most_events, most_events};
  static_assert(FrontDay::most_mass_events <= 8);
  return most[static_cast<std::size_t>(kind)];
}

// number: mass events as above, an attack's party, a stray strike's front, an event's position in its list.
constexpr std::uint32_t place_of_luck(Noticed kind, std::size_t number) {
  struct Places {
    std::size_t first, low, above;  // so many from `first`, the others from `above`
  };
  constexpr std::array<Places, 5> places{
      {{0, 800, 0}, {900, 60, 0}, {960, 40, 1024}, {1000, 12, 2000}, {1012, 12, 2000 + most_events}}};
  const Places& p = places[static_cast<std::size_t>(kind)];
  return static_cast<std::uint32_t>(number < p.low ? p.first + number : p.above + number);
}

}  // namespace parley
