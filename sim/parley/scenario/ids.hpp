// How is one of the things that a scenario names told apart from the others of its kind?
//
// By its position in the order of the scenario.
#pragma once

#include <cstddef>

namespace parley {

using PartyId = std::size_t;
using FrontId = std::size_t;
using BlocId = std::size_t;     // a camp: the parties with one value of `bloc`
using ContestId = std::size_t;  // a bloc among those that fight for the outcome
inline constexpr int nobody = -1;

}  // namespace parley
