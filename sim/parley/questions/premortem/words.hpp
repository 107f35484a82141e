// How is what a premortem found worded, in every report?
#pragma once

#include <string>
#include <vector>

#include "parley/questions/premortem/premortem.hpp"

namespace parley {

// The answer in a few sentences: at the central values, and how often it holds over the assumptions.
std::string premortem_lead(const Model& model, const Premortem& result);
// Which change of a clause makes the truce last longer, or that none is clear of chance: one sentence, the
// same in text, JSON, clauses.csv, the figures and the page.
std::string clauses_title(const Model& model, const Premortem& result);

// What the sections are called, and what must be said before and beneath their figures.
struct PremortemWords {
  std::string in_force;                           // from when, and what is asked
  std::string by_need;                            // how many runs variants have
  std::string no_rate;                            // why shares are not rates that somebody put in
  std::string causes, breakers, clauses, levers;  // titles
  std::string bound;                              // what it means that a party attacks, leaves, keeps to it
  std::string signing;                            // who would sign the text as it stands
  std::string changes;                            // how changes of clauses are told
  std::string strengths;                          // beneath levers
  // Over the assumptions: of which points, how many of them were left out, and beneath the changes.
  std::string points, refused, held;
};
PremortemWords premortem_words(const Model& model, const Premortem& result);

// "16.5% (12 to 22)".
std::string short_percent(const Interval& share);
// "Castello Road (CASTELLO) down to: aid corridor. Not clear of chance. Deaths: +118 (+57 to +179). ... 200
// runs."
std::string clause_in_words(const Model& model, const Premortem& result, const ClauseChange& change);
std::string change_of_lasting(const Difference& change);  // "-7.5 points (-12.5 to -2.4)"
// What a breaker's truce comes to where that party is bound, in percent, or why there is no such case.
std::string lasting_if(const IfBound& bound);  // "2.2% of 100"
std::string if_it_attacks(const Breaker& breaker);
std::string if_it_leaves(const Breaker& breaker);
// "0.57 (16.5% of 100 at 0, 75.5% of 50 at 1); with no events from outside: reached without any (...)".
std::string strength_needed(const Lever& lever, const std::optional<Lever>& without_events);
std::string leverage_in_words(const Model& model, const LeverageCase& leverage);

// The rows that are told over the assumptions: who ends it, and what each change does to lasting.
struct EndedRow {
  std::string who, mean;
  const Spread* share;
};
std::vector<EndedRow> ended_rows(const Model& model, const Premortem& result);
struct HeldRow {
  std::string what, mean;  // "+21 (+14 to +28)", in percentage points
  const Spread* change;
};
std::vector<HeldRow> held_rows(const Model& model, const Premortem& result);
// Signed, in whole percentage points.
std::string whole_points(double share);
std::vector<const Spread*> spreads_of(const PremortemRanges& ranges);

}  // namespace parley
