// How long first truces last and who ends them, in words: the same in text and on a page.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/engine/model.hpp"
#include "parley/runs/doubts.hpp"
#include "parley/runs/summary.hpp"
#include "parley/statistics/blocked.hpp"

namespace parley {

struct RunsTold {
  const Model& model;
  const Summary& summary;
  std::string scope;  // what the intervals tell, and over what the runs go
  // How the runs end, where runs are not independent; else as many of all (Wilson).
  std::optional<std::array<Interval, ending_names.size()>> endings = {};
  // First truces with the replicate of each, of so many, and how they end, where replicates and not runs are
  // independent.
  std::vector<BlockedSpell> truces = {};
  std::vector<EndOfTruce> ends = {};
  std::size_t blocks = 0;
};

// "13.6% (11.6 to 15.8)".
std::string share_words(const Interval& share);

std::vector<SurvivalStep> curve_of(const RunsTold& told);
// The share of first truces that last beyond a day.
Interval beyond_days(const RunsTold& told, int day);
// How many first truces end, and the share of these whose end `is` so.
std::size_t truces_ended(const Summary& summary);
Interval share_of_ends(const RunsTold& told, const std::function<bool(const EndOfTruce&)>& is);

// Of fewer ends than these no share is told.
inline constexpr std::size_t few_ends = 5;
// "Half of the first truces end within 14 days; 43.1% (39.5 to 46.7) last beyond 30 days". Asks for some.
std::string truces_sentence(const RunsTold& told);
// "Armed opposition ends 57.1% (52.7 to 61.5) of the first truces that end". Asks for some that end.
std::string breaks_sentence(const RunsTold& told);
// The same over the assumptions: who ends how many of them on average; empty where it is not known.
std::string breaks_over_ranges(const Model& model, const Answers& answers);
// Who ends first truces, how, and the events behind it, in sentences; empty where none ends.
std::vector<std::string> kills_of(const RunsTold& told);

}  // namespace parley
