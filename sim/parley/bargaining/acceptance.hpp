// When does a party say yes?  (Baarslag, Hindriks & Jonker 2013, "Acceptance conditions in automated
// negotiation")
//
//   next        U(offer) >= U(the offer it would make now)
//   constant    U(offer) >= utility
//   time        relative time >= after
//   combi       next, or relative time >= after and U(offer) >= the best it was ever offered
// In every case the offer must also be worth the party's reservation value.
#pragma once

#include "parley/scenario/scenario.hpp"

namespace parley {

struct AcceptanceView {
  double offer = 0;     // own utility of the offer on the table
  double own_next = 0;  // own utility of the offer it would make now
  double reservation = 0;
  double best_heard = 0;  // own utility of the best offer that others ever made, this one included
  double time = 0;        // relative, 1 at the deadline
};

// What a rule remembers. Each rule tells all of it.
struct AcceptanceHabits {
  bool best_heard;  // the best that it was ever offered
  bool listens() const { return best_heard; }
};

// Each rule: what it remembers, and the least own utility that it takes now. Adding one = its type in
// scenario/bargaining.hpp, two lines here, its rule in acceptance.cpp.
AcceptanceHabits habits(const AcceptNext& rule);
AcceptanceHabits habits(const AcceptConstant& rule);
AcceptanceHabits habits(const AcceptTime& rule);
AcceptanceHabits habits(const AcceptCombi& rule);
double least(const AcceptNext& rule, const AcceptanceView& view);
double least(const AcceptConstant& rule, const AcceptanceView& view);
double least(const AcceptTime& rule, const AcceptanceView& view);
double least(const AcceptCombi& rule, const AcceptanceView& view);

AcceptanceHabits habits_of(const Acceptance& acceptance);
double least_accepted(const Acceptance& acceptance, const AcceptanceView& view);
bool accepts(const Acceptance& acceptance, const AcceptanceView& view);

}  // namespace parley
