#include "parley/scenario/whole_steps.hpp"

#include <algorithm>
#include <cmath>

namespace parley {

namespace {

// The line of a front stands at one of its steps, and never where the front is won.
double steps_of_line(const Front& front) { return std::max(2.0, std::round(front.steps.value)); }
double line_as_played(const Front& front) {
  const double steps = steps_of_line(front);
  return std::clamp(std::round(front.control.value * steps), 1.0, steps - 1) / steps;
}

}  // namespace

double as_played(const AssumedNumber& number, double value) {
  if (number.whole) return std::round(value);
  switch (number.spec.played) {
    case Whole::nearest:
      return std::round(value);
    case Whole::next:
      return std::ceil(value);
    case Whole::last:
      return std::floor(value);
    case Whole::as_written:
      break;
  }
  return value;
}

void put_as_played(Scenario& scenario) {
  for (const AssumedNumber& n : all_numbers(scenario)) n.number->value = as_played(n, n.number->value);
  for (auto& [key, front] : scenario.fronts) front.control.value = line_as_played(front);
}

double as_played(Scenario scenario, const std::string& path, double value) {
  for (const AssumedNumber& n : all_numbers(scenario)) {
    if (n.path != path) continue;
    n.number->value = value;
    put_as_played(scenario);
    return n.number->value;
  }
  return value;
}

std::optional<WholeSteps> steps_of(const Scenario& scenario, const AssumedNumber& number) {
  if (number.spec.played != Whole::as_written) return WholeSteps{};
  for (const auto& [key, front] : scenario.fronts) {
    if (number.path != "fronts." + key.id + ".control") continue;
    const double steps = steps_of_line(front);
    return WholeSteps{1 / steps, 1 / steps, 1 - 1 / steps};
  }
  return std::nullopt;
}

void narrow_to(const WholeSteps& steps, double& low, double& high) {
  constexpr double slack = 1e-9;
  const double in_one = std::round(1 / steps.step);
  low = std::ceil(std::max(low, steps.first.value_or(low)) * in_one - slack) / in_one + 0.0;  // no -0
  high = std::floor(std::min(high, steps.last.value_or(high)) * in_one + slack) / in_one;
}

}  // namespace parley
