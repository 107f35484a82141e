// What should the author of a scenario know before believing its results?
//
// What does nothing here, by reasoning over the file (scenario/idle.hpp) and, where that cannot tell, by
// playing with and without it under the same luck; what an intensity means in deaths; defaults and plain
// numbers that decide, and where a default was measured; signatories without forces who can end a truce;
// thresholds out of proportion to the war. All trials have the same seed, so the same advice comes again.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/questions/advice/trial.hpp"
#include "parley/scenario/idle.hpp"
#include "parley/scenario/loader.hpp"
#include "parley/scenario/numbers.hpp"

namespace parley {

struct AdviceOptions {
  TrialOptions trial;
  double decides = 0.2;  // a change of a share by this much decides
  std::function<void(const std::string&)> progress;
};

// Something that was written and does nothing.
struct Nothing {
  std::string path, written, why;
  bool by_trial = false;  // found by playing, not by reasoning: it may do something in other runs
};

// What the war is, front by front, at full intensity.
struct FrontLevel {
  std::string id, name;
  double events = 0, deaths = 0;  // a day
  bool coverable = false;         // some option covers it
};

// A number without a range of its own that decides.
struct Decides {
  KnownNumber number;
  double low = 0, high = 0;      // what was tried: the range by rule
  LargestMove move;              // at whichever end moves most
  double at = 0;                 // that end
  double before = 0, after = 0;  // what is moved, as it is and there
  std::string origin;            // of a default: where it was measured
};

// Who signs without forces: it can end the truce as any signatory can.
struct Facilitator {
  PartyId party;
  bool patron = false;    // with leverage over somebody
  std::size_t ended = 0;  // first truces that it ended in the trial
};

// How often something "noticed by all" would happen on the fronts that texts can cover.
struct Threshold {
  double deaths = 0;         // from which an event is noticed
  double kept = 0, war = 0;  // a day, by one side: while all comply; at full war
  double committed = 0,
         uncommitted = 0;         // what the file expects of a side that keeps its word, and that does not
  std::optional<double> fitting;  // the deaths at which a side that complies is as committed as the file says
  bool too_low() const { return kept > uncommitted; }
  bool too_high() const { return war < committed; }
};

struct Advice {
  TrialOptions trial;
  NumberCounts counts;
  double signs = 0, lasting = 0;  // shares of the trial
  std::size_t truces_ended = 0;   // first truces
  std::vector<FrontLevel> fronts;
  std::vector<Nothing> nothing;
  std::vector<Idle> waiting;               // does nothing now, but would with another choice (events.mode)
  std::vector<std::string> hardly_signed;  // "MON: nobody"
  std::vector<Facilitator> facilitators;
  std::optional<Threshold> threshold;
  std::vector<Decides> plain, defaults;  // largest first
  double deaths() const;                 // a day of full war
  std::size_t complaints() const;
};

Advice advise(const LoadedScenario& loaded, const AdviceOptions& options);

// Where a default was measured, or how it came about; a sentence without a full stop.
std::string origin_of(const std::string& path);

}  // namespace parley
