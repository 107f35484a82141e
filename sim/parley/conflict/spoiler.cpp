#include "parley/conflict/spoiler.hpp"

#include "parley/support/numerics.hpp"

namespace parley {

SpoilerChoice spoiler_choice(double stake, double fragility, double cost, double precision, double pace) {
  SpoilerChoice choice{stake, fragility, 0};
  if (stake > 0) choice.probability = pace * logistic(precision * (fragility * stake - cost));
  return choice;
}

double fragility_of(double weakest_value, double precision) {
  return logistic(-0.5 * precision * weakest_value);
}

double surrender_probability(double hardship, double resolve) {
  // Even odds within a month once hardship reaches resolve; a tenth of resolve earlier it is near nothing.
  constexpr double a_day = 1.0 / 30.0;
  return a_day * logistic(40.0 * (hardship / resolve - 1.0));
}

}  // namespace parley
