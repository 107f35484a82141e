// What deals are possible, before anybody speaks?
//
// Looks at all packages of a scenario at the parties' initial reservation values: is there a zone of possible
// agreement, how large, who stands in its way, and what is the least change that would open it. Spaces of up
// to `enumerable` packages are counted exactly; of larger ones `samples` packages drawn at random are looked
// at, and the best found in them bounds the truth from one side.
#pragma once

#include <string>
#include <vector>

#include "parley/engine/model.hpp"
#include "parley/study/references.hpp"
#include "parley/study/statistics.hpp"

namespace parley {

inline constexpr double enumerable = 3e7;
inline constexpr std::size_t samples = 1'000'000;

// The packages acceptable to a set of parties. A client accepts under its patrons' leverage, as in the talks.
struct Zone {
  std::vector<PartyId> parties;
  double packages = 0;  // acceptable ones (an estimate where not exact)
  Interval share;       // of all packages; its interval is a point where exact
};

// What one party could get in the zone of all who must sign.
struct Stakes {
  PartyId party = 0;
  double best = 0, worst = 0;  // own utility of its best and worst acceptable deal
  Package best_deal, worst_deal;
};

// The package nearest to acceptable to all, and what each party lacks there (utility, 0 where it accepts).
struct Opening {
  Package package;
  double total = 0;
  std::vector<double> lacking;         // by party
  std::vector<double> extra_leverage;  // by party: sum of its patrons' leverage that would make up for it;
                                       // infinity: none would
};

struct Analysis {
  bool exact = true;
  double size = 0;
  std::vector<PartyId> signers;
  std::vector<Zone> zones;     // growing sets of those who must sign, principals first; the last is all
  std::vector<Stakes> stakes;  // empty where there is no zone
  std::vector<std::vector<PartyId>>
      blocking_parties;                      // smallest sets whose removal opens a zone, at most two parties
  std::vector<std::size_t> blocking_issues;  // issues that open a zone when left at their status quo
  Opening opening;                           // total 0 where there is a zone
  Point nash, kalai_smorodinsky, kalai_proportional, utilitarian;
  std::vector<Point> frontier;  // of the signers; empty where the space is too large for it
};

Analysis analyze(const Model& model);

// Value to a party of moving an issue from its worst to its best option: what it has to give or to gain
// there.
double issue_weight(const Model& model, PartyId party, std::size_t issue);

}  // namespace parley
