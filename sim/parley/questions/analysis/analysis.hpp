// What deals are possible, before anybody speaks?
//
// Looks at all packages of a scenario at the parties' initial reservation values: is there a zone of possible
// agreement for each set of parties that must sign, and how large; what each party could get; who stands in
// the way, and what is the least change that would open it; where bargaining theory would settle, and what
// each would have to give for that. Spaces of up to `enumerable` packages are counted exactly. Of larger ones
// `samples` packages drawn at random estimate how many are acceptable, searches by ascent find acceptable
// ones, and linear programmes over lotteries of packages bound from the other side what can be had.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "parley/engine/model.hpp"
#include "parley/preference/forecasts.hpp"
#include "parley/runs/references.hpp"
#include "parley/statistics/statistics.hpp"

namespace parley {

inline constexpr double enumerable = 3e7;
inline constexpr std::size_t samples = 1'000'000;
// Up to so many signatories every set of them is looked at; beyond, growing sets only.
inline constexpr std::size_t most_in_sets = 10;

// The packages acceptable to a set of parties. A client accepts under its patrons' leverage, as in the talks.
struct Zone {
  std::vector<PartyId> parties;
  double packages = 0;  // acceptable ones (an estimate where not exact)
  Interval share;       // of all packages; its interval is a point where exact
};

// What one party could get in the zone of all who must sign.
struct Stakes {
  PartyId party;
  double best = 0, worst = 0;  // own utility of its best and worst acceptable deal (of those found)
  double bound = 0;            // no acceptable deal is worth more to it; `best` where exact
  Package best_deal, worst_deal;
};

// The package nearest to acceptable to all, and what each party lacks there (utility, 0 where it accepts).
struct Opening {
  Package package;
  double total = std::numeric_limits<double>::infinity();
  ListBy<PartyId, double> lacking;
};

// More leverage of a patron over a client, as written in `influenced_by`.
struct PatronLever {
  PartyId patron, client;
  double extra = 0;
};
// The package that all accept with the least leverage added; total infinity: no leverage would do.
struct LeverageOpening {
  Package package;
  double total = std::numeric_limits<double>::infinity();
  std::vector<PatronLever> levers;
};

// What a party gives up in a package against the one it likes best, unit by unit, the dearest first.
struct Concession {
  std::size_t unit = 0;
  double cost = 0;  // of its additive value
};
struct Move {
  PartyId party;
  double wants = 0, gets = 0;  // utility of its best package, and of the package in question
  std::vector<Concession> gives;
};

// How many packages a frontier has, and how many outcomes: packages worth the same to all are one.
struct FrontierSize {
  std::size_t packages = 0, outcomes = 0;
};

struct Analysis {
  bool exact = true;
  double size = 0;
  bool found = false;   // a package that all accept is known
  bool proven = false;  // it is certain whether there is one
  std::vector<PartyId> signers;
  std::vector<Zone> zones;     // growing sets of those who must sign, principals first; the last is all
  std::vector<Zone> sets;      // every set of them, by size
  std::vector<Stakes> stakes;  // empty where no zone is known
  // Smallest sets of parties that suffice: a package is acceptable to all the others.
  std::vector<std::vector<PartyId>> blocking_parties;
  // Smallest sets of issues (up to two) that open a zone when nobody reckons with them.
  std::vector<std::vector<IssueId>> blocking_issues;
  Opening opening;  // total 0 where there is a zone
  LeverageOpening by_leverage;
  SolutionPoints points;
  std::vector<double> weights;  // of the weighted points, by signer; empty: none were asked for
  std::vector<Point> frontier;  // of the signers, on their own account
  bool whole_frontier = false;  // false: what weightings of the parties favour
  FrontierSize efficient;       // of all packages, acceptable or not; zeros where the frontier is not whole
  FrontierSize accepted;        // of those that give every signatory its reservation value
  Forecasts forecasts;
  std::vector<Move> moves;  // to the Nash point; where there is none, to the opening
  bool moves_to_nash = false;
};

// weights: by party, above 0; empty: the parties' `power` where some party has one, else no weighted points.
Analysis analyze(const Model& model, SpanBy<PartyId, const double> weights = {});

// Value to a party of moving an issue from its worst to its best option: what it has to give or to gain
// there.
double issue_weight(const Model& model, PartyId party, IssueId issue);

}  // namespace parley
