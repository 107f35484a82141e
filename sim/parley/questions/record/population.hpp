// Which random conflicts stand for the ceasefires of the world?
//
// A population of small civil wars, each drawn anew: two armed camps, with or without patrons, with or
// without an excluded group among the rebels, on three to five fronts. They differ in what they fight over,
// how much they mind, how strong and how optimistic they are. What is on the table decides the class of the
// ceasefire, by the terms of Clayton & Sticher (2021): what the parties could sign, not how long it lasts.
// The text and its fate are the agents' own.
//   local        a cessation of hostilities on one front, between commanders who answer to nobody abroad
//   cessation    hostilities end everywhere, and nothing else is said
//   compliance   preliminary: monitors, findings, pull-backs and a centre of the sponsors may be had as well
//   definitive   a settlement: also disarmament, and an end to what the war is about
// Whatever is not on the table stays as it is, and is worth to each what it is worth. All numbers are uniform
// over the ranges that the shipped scenarios declare for them (rules of truces: the ranges of `truce` in the
// scenario of February 2016, about the values given).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "parley/scenario/scenario.hpp"

namespace parley {

enum class TruceClass { local, cessation, compliance, definitive };
inline constexpr std::array<std::string_view, 4> truce_class_names{"local", "cessation", "compliance",
                                                                   "definitive"};

// Scenario `place` of the population drawn from `seed`, as text in the scenario format. The same number
// draws the same war in every class.
std::string random_conflict(TruceClass kind, std::uint64_t seed, std::uint32_t place);

// The same, read. `rules` replaces the defaults of the format.
Scenario random_scenario(TruceClass kind, std::uint64_t seed, std::uint32_t place);

}  // namespace parley
