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

bool accepts(const Acceptance& acceptance, const AcceptanceView& view);

}  // namespace parley
