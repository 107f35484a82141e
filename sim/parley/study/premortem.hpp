// A text is in force: what would kill it, who could break it alone, and what would make it last?
//
// The talks are skipped; the deal of the scenario comes into force on its date. Every variant (a clause
// moved, a party bound to attack, another leverage) is played with the same random numbers as the text as it
// stands, so that small differences are real. How long a truce lasts is an output of the parties' decisions
// in every case.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/study/batch.hpp"
#include "parley/study/paired.hpp"
#include "parley/study/summary.hpp"

namespace parley {

struct PremortemOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 1000;
  int jobs = 0;
  int days = 30;       // the horizon: survival beyond so many days
  double share = 0.5;  // survival asked for
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
  std::vector<SurvivalAt> at;     // 7, 30, 90 days and the horizon, as far as the calendar goes
  std::vector<SurvivalAt> curve;  // every day
};

// A party, and what becomes of the truce when that party alone is bound (engine/model.hpp: Bound).
struct Breaker {
  PartyId party = 0;
  bool signs = false;
  Interval ended;                           // runs in which it ended the first truce within the calendar
  std::optional<Interval> attacks, leaves;  // survival at the horizon
  Interval keeps;
  Difference attacks_change, leaves_change, keeps_change;
};

// A clause at another option.
struct ClauseChange {
  std::size_t issue = 0;
  OptionIndex from = 0, to = 0;
  bool dropped = false;  // `to` is the status quo
  Interval survival;     // at the horizon
  Difference change;
  Difference deaths;                   // change of all deaths up to the horizon, a run
  std::size_t fronts = 0;              // covered, with all staged clauses in force
  std::vector<double> utility_change;  // by party
  std::vector<Interval> signs;         // by party: runs in which it would sign the changed text on its date
};

// Survival at the horizon as one strength, from 0 to 1, is varied.
struct Lever {
  struct At {
    double strength = 0;
    Interval survival;
  };
  std::vector<At> curve;        // 0, 0.1, ... 1
  std::optional<double> least;  // at which survival reaches the share asked for, to 0.01; nothing: at none
};
struct LeverageCase {
  PartyId patron = 0, client = 0;
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

struct Premortem {
  int deal_day = 0;
  int last_day = 0;  // age of the truce on the last day of the calendar
  int days = 0;      // the horizon, not beyond last_day
  double share = 0.5;
  Summary base;       // the text as it stands, over the whole calendar, events as given
  Interval survival;  // at the horizon
  std::size_t fronts = 0;
  std::vector<EventsCase> events;
  std::vector<Breaker> breakers;      // those who end most first
  std::vector<Interval> signs;        // by party: runs in which it would sign the text on its date
  std::vector<ClauseChange> clauses;  // those that lose most first
  std::vector<LeverageCase> leverage;
  std::vector<GuaranteeCase> guarantees;
};

// Why no premortem can be made of a scenario; empty where it can.
std::string premortem_refusal(const Scenario& scenario);

// Expects a scenario with a deal, without a refusal.
Premortem premortem(const Scenario& scenario, const PremortemOptions& options);

// The first truce of a scenario's deal, by run.
struct Lasted {
  std::vector<std::uint8_t> beyond;  // it lasts beyond the horizon (or to the end of a shorter calendar)
  std::vector<double> deaths;        // up to the horizon
  Interval share() const;
};
// `party` and `bound`: a party that is bound, if any.
Lasted lasting(const Scenario& scenario, const PremortemOptions& options, int party = nobody,
               Bound bound = Bound::free);

// The same survival over the whole range of a strength. `with` gives the scenario at a strength.
Lever pull(const PremortemOptions& options, const std::function<Scenario(double)>& with);

// The scenario in which a patron's leverage over a client is `strength`.
Scenario with_leverage(Scenario scenario, PartyId patron, PartyId client, double strength);

// Clauses that stand for guarantors, each as a function of its strength: an issue that nobody weighs is
// added, and its terms come into force with the deal.
struct Guarantee {
  const char* name;
  const char* terms;  // which terms have the strength
  void (*set)(Terms&, double);
};
std::span<const Guarantee> guarantees();
Scenario with_guarantee(Scenario scenario, const Guarantee& guarantee, double strength);

}  // namespace parley
