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
  double expected = 0;  // deaths a day at full war now
  FrontDay today;
  std::array<int, 2> other_deaths{};  // today, by side: of events, spoilers and stray strikes
  int other_civilians = 0;
};

// The event that cost a party most trust since the truce was signed.
struct Grievance {
  double loss = 0;         // log-odds, weighted by heed
  double total = 0;        // of all events together
  int happening = nobody;  // index into the trace, where one is kept
  std::string_view name;
  int author = nobody;
};

struct State {
  explicit State(const Model& model);

  int day = 0;
  Table table;

  // war
  std::vector<double> log_strength;                        // by contest bloc
  std::vector<StrengthBelief> belief;                      // party x contest bloc
  std::vector<double> first_war_value, hurt, reservation;  // by party
  std::vector<FrontState> fronts;
  std::vector<double> trust;               // party x party, log-odds
  std::vector<std::uint8_t> blamed_today;  // party x party
  std::vector<double> influence_factor;    // by party
  std::vector<double> leverage;            // patron x client, effective
  std::vector<Act> act;                    // party x front

  // talks
  bool talking = false, extra_meeting = false;
  int opened = 0, next_meeting = 0, reopen = 0;
  bool walked_out = false;  // the last talks ended in a walk-out or a breakdown

  // truce
  bool truce = false, unlocked = false;
  Package deal;
  TermsInForce terms;
  int signed_day = 0, quiet_run = 0, next_renewal = 0, aid_paused_until = -1;
  bool salient_today = false;
  std::vector<TruceValue> signed_value, value;  // by party
  std::vector<Grievance> grievance;             // by party
  std::vector<double> recent;                   // covered deaths, ring of the last days
  double covered_deaths = 0, covered_expected = 0;

  Outcome outcome;
};

}  // namespace parley
