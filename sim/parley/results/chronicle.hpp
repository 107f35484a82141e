// How is one run told?
//
// Turns a Trace into dated sentences with the numbers that decided, in plain English.
#pragma once

#include <string>
#include <vector>

#include "parley/engine/trace.hpp"

namespace parley {

struct ChronicleEntry {
  int day = 0;
  int until = 0;  // same as day, or the last day of a summed-up stretch
  std::string text;
};

std::vector<ChronicleEntry> chronicle(const Model& model, const Trace& trace, const Outcome& outcome);

// "TRUCE: 48 h renewable; AIR: none; ..." with the options' own words; issues at their status quo left out if
// asked.
std::vector<std::string> terms_in_words(const Model& model, PackageView package, bool changes_only);

// "denounced by Syrian government: mass event".
std::string end_in_words(const Model& model, int who, Manner manner, Cause cause);

}  // namespace parley
