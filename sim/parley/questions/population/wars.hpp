// Which random wars stand for those in which the recorded ceasefires were signed?
//
// Small civil wars, each drawn anew: two armed camps, with or without patrons, with or without an excluded
// group among the rebels, on three to five fronts. They differ in what they fight over, how much they mind,
// how strong and how optimistic they are, what they have in reserve, how old the war is, how much is fought
// and how deadly events are. A war may have a text of one kind; whether it is signed, when, and what becomes
// of it is the parties' own doing. The kinds are those of Clayton & Sticher (2021) and differ in what the
// text may hold and in nothing else: the same number draws the same war in each.
//   local         calm on one front
//   unilateral    calm on all fronts, declared by one side (either, by chance) on a date drawn at random; the
//                 other has signed nothing and fights on
//   bare          calm on all fronts, and nothing else is said
//   compliance    monitors, findings, pull-backs and a joint commission may be had as well
//   definitive    weapons laid down, and what the war is about, too
// What a text turns out to hold counts, not what was on the table (kind_of): calm signed where all could have
// been had is a bare cessation.
//
// Nothing puts the kinds in an order but these clauses. A local calm is worth to each party the share of the
// front in what a calm everywhere is worth above fighting on, on the day that the file describes; laying
// down weapons removes as much contact as pulling back does, by a range that both share.
//
// Ranges: parties, texts and rules as the shipped scenarios declare them; lethal events a day and their sizes
// as recorded before dates with and without ceasefires and by pair of sides (10th to 90th percentile of UCDP
// GED, calibration half; scenarios/record/population). Sizes differ by war between what sizes by pair of
// sides ask for (wider) and what the variance of daily deaths asks for (narrower): validate --population
// tells both under "Texture of war".
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "parley/engine/model.hpp"

namespace parley {

enum class TextKind : std::uint8_t { local, unilateral, bare, compliance, definitive };
inline constexpr std::array<std::string_view, 5> text_kind_names{"local", "unilateral", "bare cessation",
                                                                 "compliance mechanism", "definitive"};
inline constexpr std::array all_text_kinds{TextKind::local, TextKind::unilateral, TextKind::bare,
                                           TextKind::compliance, TextKind::definitive};

// What texts do to the war: as written, or nothing at all. A text that does nothing is signed and in force
// and worth the same, but every commander fights on under it as before, and none of its terms works. Others
// see that, so that it does not last; the deaths are those of the war without it.
enum class TextsDo : std::uint8_t { as_written, nothing };

inline constexpr int war_years = 7;
inline constexpr int texts_from = 365;  // first day on which talks may open, or a side may declare a truce

// War `place` of the population drawn from `seed`, as text in the scenario format.
std::string random_war(TextKind kind, std::uint64_t seed, std::uint32_t place,
                       TextsDo texts = TextsDo::as_written);
// The same, compiled, with whoever the text does not bind. `change`: what is different in all of these wars,
// such as a mechanism switched off; nothing where it is empty.
using WarChange = std::function<void(Scenario&)>;
Model random_war_model(TextKind kind, std::uint64_t seed, std::uint32_t place,
                       TextsDo texts = TextsDo::as_written, const WarChange& change = {});

// What a text signed in a war of this kind turned out to hold.
TextKind kind_of(const Model& model, TextKind war, const Package& text);

}  // namespace parley
