// Which numbers does the engine play in whole steps only, and as what one that lies between them?
//
// What is said of such a number (--set, a study's points) must be a whole step: a value between two would be
// told, and another played.
#pragma once

#include <optional>
#include <string>

#include "parley/scenario/numbers.hpp"

namespace parley {

// A value of this number as it is played.
double as_played(const AssumedNumber& number, double value);

// All numbers of a scenario as they are played. No run changes by it.
void put_as_played(Scenario& scenario);

// What a value of the number at this path comes to when it is played. Any value, if there is no such number.
double as_played(Scenario scenario, const std::string& path, double value);

// What a number can be played as, from the first value to the last one, in steps of one size.
struct WholeSteps {
  double step = 1;
  std::optional<double> first = {}, last = {};  // no bound of its own, if left out
};
// Of the number at a canonical path; nothing where every value is played as it is.
std::optional<WholeSteps> steps_of(const Scenario& scenario, const AssumedNumber& number);

// Moves the ends of a range to the first and the last step in it; low is above high where there is none.
void narrow_to(const WholeSteps& steps, double& low, double& high);

}  // namespace parley
