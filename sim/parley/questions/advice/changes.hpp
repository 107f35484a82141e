// What in a scenario can be taken away, or be another number?
#pragma once

#include <string>
#include <vector>

#include "parley/preference/space.hpp"
#include "parley/questions/advice/trial.hpp"
#include "parley/scenario/numbers.hpp"

namespace parley {

// A scenario without one thing that its author wrote: a leverage, a term of an option, an event, the
// forces of a group that no text binds, where it is mixed with others.
struct Change {
  std::string path;
  Scenario made;
};
// `trial`: terms of options that next to none of its runs signs are left out.
std::vector<Change> removals(const Scenario& scenario, const Trial& trial);

// Whether at least a twentieth of the runs signed an option of an issue, as far as first and last texts tell.
bool is_signed(const Space& space, const Trial& trial, IssueId issue, std::size_t option);

// A number without a range of its own, over the range by rule.
struct OtherValue {
  KnownNumber number;
  double low = 0, high = 0;
  const Scenario* scenario = nullptr;
  Scenario at(double value) const;
};
// They refer to the scenario and must not outlive it.
std::vector<OtherValue> other_values(const Scenario& scenario);

}  // namespace parley
