// How is one of the things that a scenario names told apart from the others of its kind?
//
// By its position in the order of the scenario.
#pragma once

#include <optional>

#include "parley/support/id.hpp"

namespace parley {

using PartyId = Id<struct PartyKind>;
using IssueId = Id<struct IssueKind>;
using FrontId = Id<struct FrontKind>;
using BlocId = Id<struct BlocKind>;                     // a camp: the parties with one value of `bloc`
using ContestId = Id<struct ContestKind>;               // a bloc among those that fight for the outcome
using FactionId = Id<struct FactionKind>;               // a part of a party
inline constexpr std::nullopt_t nobody = std::nullopt;  // no party: if (end.who == nobody) ...

}  // namespace parley
