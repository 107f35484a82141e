// How often does a premortem's conclusion hold over the declared ranges?
//
// Every variant (a party bound, a clause moved, a patron's leverage at nothing and at its most) is played at
// the same points as the text as it stands, with the same luck, a few runs at each (runs/over_ranges.hpp).
#pragma once

#include <optional>
#include <vector>

#include "parley/questions/premortem/premortem.hpp"

namespace parley {

// Fills result.ranges; result has its breakers, clauses and leverage.
PremortemRanges premortem_ranges(const Scenario& scenario, const PremortemOptions& options,
                                 const Premortem& result);

// The scenario with one clause of its deal at another option.
Scenario with_option(Scenario scenario, IssueId issue, OptionIndex option);

}  // namespace parley
