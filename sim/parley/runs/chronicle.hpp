// How is one run told?
//
// Turns a Trace into dated sentences with the numbers that decided, in plain English.
#pragma once

#include <string>
#include <vector>

#include "parley/engine/trace.hpp"

namespace parley {

// A number that decided, or that a party decided by.
struct Fact {
  std::optional<PartyId> party = nobody;
  std::string name;
  double value = 0;
};

struct ChronicleEntry {
  int day = 0;
  int until = 0;  // same as day, or the last day of a summed-up stretch
  std::string text;
  std::string_view kind;  // of engine/trace.hpp: happened_names, or "last_day", "talks", "week", "month"
  std::vector<Fact> facts;
};

// "2016-09-14 to 09-20", "round 3".
std::string dates_of(const Model& model, const ChronicleEntry& entry);

std::vector<ChronicleEntry> chronicle(const Model& model, const Trace& trace, const Outcome& outcome);

// "TRUCE: 48 h renewable; AIR: none; ..." with the options' own words; issues at their status quo left out if
// asked.
std::vector<std::string> terms_in_words(const Model& model, PackageView package, bool changes_only);

// "Combat aircraft (AIR)"; the key alone where there is no title.
std::string title_with_key(const Model& model, IssueId issue);

// "denounced by Syrian government: mass event".
std::string end_in_words(const Model& model, std::optional<PartyId> who, Manner manner, Cause cause);

}  // namespace parley
