// What changes during a run?
//
// Flat and reusable: after the first run a State allocates nothing more.
#pragma once

#include <vector>

#include "parley/conflict/strength.hpp"
#include "parley/engine/trace.hpp"
#include "parley/truce/compliance.hpp"

namespace parley {

struct FrontState {
  double control = 0.5, log_intensity = 0;
  double factor = 1;  // of an offensive
  int factor_until = -1;
  bool besieged = false, surrendered = false;
  double hardship = 0;  // days without relief
  std::vector<double> intermingled;
  std::array<double, 2>
      quiet{};          // by side: share of war that the other side leaves undone, as it has come to expect
  double expected = 0;  // deaths a day at full war now
  FrontDay today;
  std::array<int, 2> other_deaths{};  // today, by side: of events, spoilers and stray strikes
  int other_civilians = 0;
};

// The one event that cost a party most trust since the truce was signed, in all whom it blames together.
struct Grievance {
  double loss = 0;         // log-odds, weighted by heed
  double total = 0;        // of all events together
  int happening = nobody;  // index into the trace, where one is kept
  std::string_view name;
  int author = nobody;
};

// An event that everybody notices, and what it does to trust.
struct SalientEvent {
  int author = nobody;
  BlocId victims = 0;  // the camp that was hit
  int front = nobody;
  double deaths = 0;
  bool known = false;  // the author is beyond doubt
  bool owned = false;  // its author says that it did it, and calls it lawful
  bool seen = false;   // nobody can overlook it; else it is seen by the chance of detection
  double blame = 1;    // 1: meant, 0: a mistake
  std::string_view name;
  int happening = nobody;
  std::uint32_t salt = 0;  // tells apart events of one day
  double mixed = 0;  // of the second side of the front, when it happened: share mixed with excluded groups
};

// An impartial finding of who did it, on its way.
struct Finding {
  SalientEvent event;
  int happened = 0, due = 0;  // days
};

struct State {
  explicit State(const Model& model);

  int day = 0;
  Table table;

  // war
  std::vector<double> log_strength;    // by contest bloc
  std::vector<StrengthBelief> belief;  // party x contest bloc
  // by party; fear: what rearming in a truce would cost it in war, part of its reservation value
  std::vector<double> first_war_value, hurt, reservation, fear;
  std::vector<double> withheld;  // by contest bloc: log strength lost to patrons' withheld support
  std::vector<FrontState> fronts;
  std::vector<double> trust;               // party x party, log-odds
  std::vector<std::uint8_t> blamed_today;  // party x party
  std::vector<Finding> findings;           // not yet due
  std::vector<double> influence_factor;    // by party
  std::vector<double> leverage;            // patron x client, effective
  std::vector<Act> act;                    // party x front
  std::vector<int> attacking;              // party x front: days of truce in a row on which it attacks

  // talks
  bool talking = false, extra_meeting = false;
  int opened = 0, next_meeting = 0, reopen = 0;
  bool walked_out = false;  // the last talks ended in a walk-out or a breakdown

  // truce
  bool truce = false, unlocked = false;
  Package deal;
  TermsInForce terms;
  bool track_open = false;
  std::vector<OptionIndex> track;  // political track: option by issue; the status quo until one is agreed
  std::vector<double> track_gain;  // by party: what it has brought
  int signed_day = 0, quiet_run = 0, next_renewal = 0, aid_paused_until = -1;
  bool salient_today = false;
  std::vector<TruceValue> signed_value, value;  // by party
  std::vector<double> unbidden;                 // by party: share of its slips that patrons do not hold back
  std::vector<Grievance> grievance;             // by party
  std::vector<double> recent;                   // share of war on covered fronts, ring of the last days
  double covered_deaths = 0, covered_expected = 0;
  double covered_effort = 0;  // of covered_expected, the part that today's efforts would bring

  // deaths by front and day, ring of the last Response::days_before; the fronts of the first text; a week of
  // calm
  std::vector<double> front_days;
  FrontSet first_covers;
  std::array<double, 7> calm_week{};

  Outcome outcome;
};

}  // namespace parley
