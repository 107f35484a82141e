// When does a party say yes?  (Baarslag, Hindriks & Jonker 2013, "Acceptance conditions in automated
// negotiation")
//
// In every case the offer must be worth the party's reservation value. With f for factor and g for gap it
// accepts under
//   next         f U(offer) + g >= U(the offer it would make now)                                  AC_next
//   aspiration   U(offer) >= its demand, or one that falls along a curve of its own (concession.hpp)  AC_asp
//   previous     f U(offer) + g >= U(its own last offer), and never before it has made one         AC_prev
//   constant     U(offer) >= utility                                                              AC_const
//   time         relative time >= after                                                            AC_time
//   combi        next, or relative time >= after and U(offer) >= what it hopes for:               AC_combi
//                the best it was ever offered (MAX); nothing; the best or the mean of what it was offered in
//                the window from 2t - 1 to t, as long as the time that is left (MAX and AVG in the window)
// The offer on the table counts among those that it was offered. Left out: the conditions of GENIUS's kit
// that no published comparison uses (best AVG, probability, V2 to V4, discounted forms, AC_uncertain).
#pragma once

#include <span>

#include "parley/bargaining/concession.hpp"

namespace parley {

// One offer that a party was made.
struct Received {
  double time = 0;   // relative
  double worth = 0;  // own utility
};

struct AcceptanceView {
  double offer = 0;     // own utility of the offer on the table
  double own_next = 0;  // own utility of the offer it would make now
  double demand = 0;    // what it asks for now
  Scope scope;
  double time = 0;                          // relative, 1 at the deadline
  double best_heard = 0;                    // own utility of the best offer that others ever made
  double own_last = -1;                     // own utility of its last offer; -1: none
  std::span<const Received> received = {};  // since talks opened, in order of time
};

// What a rule remembers. Each rule tells all of it.
struct AcceptanceHabits {
  bool best_heard;         // the best that it was ever offered
  bool received;           // all that it was offered
  std::size_t looks_back;  // how many of its own last offers
  bool listens() const { return best_heard || received || looks_back > 0; }
};

// Each rule: what it remembers, and the least own utility that it takes now. Adding one = its type in
// scenario/bargaining.hpp, its keys in scenario/format_strategies.hpp, two lines here, its rule in
// acceptance.cpp.
AcceptanceHabits habits(const AcceptNext& rule);
AcceptanceHabits habits(const AcceptAspiration& rule);
AcceptanceHabits habits(const AcceptPrevious& rule);
AcceptanceHabits habits(const AcceptConstant& rule);
AcceptanceHabits habits(const AcceptTime& rule);
AcceptanceHabits habits(const AcceptCombi& rule);
double least(const AcceptNext& rule, const AcceptanceView& view);
double least(const AcceptAspiration& rule, const AcceptanceView& view);
double least(const AcceptPrevious& rule, const AcceptanceView& view);
double least(const AcceptConstant& rule, const AcceptanceView& view);
double least(const AcceptTime& rule, const AcceptanceView& view);
double least(const AcceptCombi& rule, const AcceptanceView& view);

AcceptanceHabits habits_of(const Acceptance& acceptance);
double least_accepted(const Acceptance& acceptance, const AcceptanceView& view);
bool accepts(const Acceptance& acceptance, const AcceptanceView& view);

}  // namespace parley
