// What of a text counts less at the table because it comes into force later?
//
// A day that is war.horizon away counts half of today (Rubinstein 1982: who waits loses). What an option
// gives above the status quo of its issue is lost for the days after which it comes into force, and those in
// which it has to be carried out. An option on whose being carried out other issues wait bears what they lose
// by it, at the mean of their options: which of them a text has is weighed by who has to sign it
// (truce/terms.hpp).
#pragma once

#include "parley/preference/utility.hpp"

namespace parley {

Utility utility_at_table(const Space& space, const Scenario& scenario, const Party& party);

}  // namespace parley
