// Which truces and which dates without one are drawn from a random war?
//
// Truces are drawn as the recorded ones were: at least 20 deaths in at least 5 events in the 28 days before,
// no other text of the same sides that took effect in those days, counted over all fronts of the signatories
// (also where the text covers one only: the records carry no place), from the day of effect on, whatever
// becomes of the text. Attacks of excluded groups belong to another pair of sides and are left out. The day
// of effect, day 1, is the day after signature, when commanders are first bound.
//
// Each is played a second time, from a copy of the morning on which it is signed and with the same luck, but
// with no text for 180 days: its twin. What truce and twin differ by is what the text did.
#pragma once

#include <vector>

#include "parley/questions/population/series.hpp"
#include "parley/questions/population/wars.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

// Any text signed in a war, drawn or not.
struct SignedText {
  std::uint32_t place = 0;  // of the war
  TextKind kind = TextKind::bare;
  int day = 0;   // of signature
  Spell life{};  // formal: in force for so many days; ended or cut off by the end of the calendar
  Manner manner = Manner::none;
  Spell to_next{};  // from signature to the next text of these sides; likewise
  bool collapsed() const { return manner == Manner::denounced || manner == Manner::unravelled; }
};

struct DrawnText {
  SignedText text;
  DeathsBefore before;
  DailyTexture texture;  // of the 28 days before
  Afterwards with, without;
  // Of a text that collapsed: days from then on until the mean of a week is at the level before the truce.
  Spell back_after_collapse{};
};

// Every 28th day with the same conditions, and no text signed nor in force within 60 days. (Recorded: every
// seventh.)
struct DrawnDate {
  std::uint32_t place = 0;
  DeathsBefore before;
  DailyTexture texture;
  Afterwards after;
};

struct WarDrawn {
  std::vector<SignedText> texts;
  std::vector<DrawnText> drawn;
  std::vector<DrawnDate> dates;
  // Deaths of events, of days outside truces on which a front had one: what others add up to is not kept.
  std::vector<int> event_sizes;
};

// Expects the model of a random war of this kind. Without twins, what would have been stands as what was: so
// it is where texts do nothing.
WarDrawn draw_from(const Model& war, TextKind kind, const RunKey& key, bool twins);

}  // namespace parley
