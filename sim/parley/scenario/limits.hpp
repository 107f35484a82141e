// How large may a scenario be?
#pragma once

#include <cstddef>

namespace parley {

inline constexpr std::size_t most_parties = 60, most_without_war = 250;
inline constexpr std::size_t most_factions = 6;  // of a party
inline constexpr std::size_t most_fronts = 100;
inline constexpr std::size_t most_issues = 400;
inline constexpr std::size_t most_options = 1000;
inline constexpr std::size_t most_events = 4000;  // dated ones, and as many random ones

}  // namespace parley
