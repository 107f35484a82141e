// A text is in force: what would kill it, who could break it alone, and what would make it last?
//
// The talks are skipped; the deal of the scenario comes into force on its date. Every variant (a clause
// moved, a party bound to attack, another leverage) is played with the same random numbers as the text as it
// stands, so that small differences are real. How long a truce lasts is an output of the parties' decisions
// in every case.
//
// The text as it stands has all runs. A variant has as many as its answer needs: they are added until its
// change is clear of 0 or surely smaller than is worth acting on, and until it is clear which change of a
// clause is the best and which the worst; these two have all. All intervals allow for having looked on the
// way (statistics/looks.hpp).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/runs/lasting.hpp"
#include "parley/runs/summary.hpp"
#include "parley/statistics/paired.hpp"
#include "parley/statistics/two_doubts.hpp"

namespace parley {

// How much is looked at: the text as it stands; who can break it and its clauses too; leverage and guarantees
// too. What is looked at is the same at every depth, so that a person can be told the first while the rest is
// being played.
enum class PremortemDepth { text, changes, all };

struct PremortemOptions : LastingOptions {
  PremortemDepth depth = PremortemDepth::all;
  std::size_t points = 0;              // over the declared ranges; 0: the central values alone
  std::uint32_t per_point = 4;         // runs at each
  std::vector<std::string> held = {};  // paths that keep their values
  // Called before each part of the work with what it is about.
  std::function<void(const std::string&)> progress;
};

struct SurvivalAt {
  int day = 0;
  Interval share;
};

// Survival of the first truce under one treatment of outside events.
struct EventsCase {
  EventMode mode = EventMode::history;
  bool as_given = false;
  std::uint32_t runs = 0;
  std::vector<SurvivalAt> at;     // 7, 30, 90 days and the horizon, as far as the calendar goes
  std::vector<SurvivalAt> curve;  // every day
};

// A party, and what becomes of the truce when that party alone is bound (engine/model.hpp: Bound).
struct IfBound {
  Interval survival;  // at the horizon
  Difference change;
  std::uint32_t runs = 0;
};
struct Breaker {
  PartyId party;
  bool signs = false;
  Interval ended;                          // runs in which it ended the first truce within the calendar
  std::optional<IfBound> attacks, leaves;  // nothing where it cannot
  IfBound keeps;
};

// A clause at another option.
struct ClauseChange {
  IssueId issue;
  OptionIndex from = 0, to = 0;
  bool dropped = false;  // `to` is the status quo
  Interval survival;     // at the horizon; not known of a text that covers no front
  Difference change;
  Difference deaths;  // change of all deaths up to the horizon, a run
  std::uint32_t runs = 0;
  std::size_t fronts = 0;  // covered, with all staged clauses in force
  ListBy<PartyId, double> utility_change;
  ListBy<PartyId, Interval> signs;  // runs in which it would sign the changed text on its date
  // Lasting longer is no help where less is covered that could break, or more people die.
  bool at_a_price(std::size_t fronts_before) const { return fronts < fronts_before || deaths.low > 0; }
};

struct LeverageCase {
  PartyId patron, client;
  double written = 0;
  Lever lever;
  std::optional<Lever> without_events;  // the same with nothing happening from outside
};
// A clause beside the text that stands for a guarantor.
struct GuaranteeCase {
  std::string name, terms;
  Lever lever;
  std::optional<Lever> without_events;
};

// How a change of lasting beyond the horizon holds over points of the declared ranges.
struct Held {
  Spread change;    // over as many points as tell the mean, freed of the luck of their few runs
  Difference mean;  // over points
  std::size_t points = 0;
};
struct PremortemRanges {
  std::size_t points = 0, refused = 0, drawn = 0;
  std::uint32_t runs = 0;  // at each
  Spread survival;         // at the horizon
  Parts parts;
  struct Ended {
    Spread share;   // of runs in which it ended the first truce within the calendar
    Estimate mean;  // of that, over points
  };
  std::vector<Ended> ended;  // by Premortem::breakers
  struct Bounds {
    std::optional<Held> attacks, leaves;
    Held keeps;
  };
  std::vector<Bounds> breakers;              // by Premortem::breakers
  std::vector<std::optional<Held>> clauses;  // by Premortem::clauses
  std::vector<Held> leverage;                // by Premortem::leverage: from none to all
};

struct Premortem {
  int deal_day = 0;
  int last_day = 0;  // age of the truce on the last day of the calendar
  int days = 0;      // the horizon, not beyond last_day
  double share = 0.5, worth = 0.1;
  Summary base;       // the text as it stands, as far as its first truce lasts, events as given
  Interval survival;  // at the horizon
  std::size_t fronts = 0;
  std::vector<EventsCase> events;
  std::vector<Breaker> breakers;      // those who end most first
  ListBy<PartyId, Interval> signs;    // runs in which it would sign the text on its date
  std::vector<ClauseChange> clauses;  // those that lose most first
  std::vector<LeverageCase> leverage;
  std::vector<GuaranteeCase> guarantees;
  PremortemRanges ranges;  // without points where none were asked for
};

// Whether a clause's change is clear of chance where so many were tried (statistics/claims.hpp).
bool clear_of_chance(const Premortem& result, const ClauseChange& change);

// Why no premortem can be made of a scenario; empty where it can.
std::string premortem_refusal(const Scenario& scenario);

// Expects a scenario with a deal, without a refusal.
Premortem premortem(const Scenario& scenario, const PremortemOptions& options);

}  // namespace parley
