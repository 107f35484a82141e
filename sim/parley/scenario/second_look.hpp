// What in a file that is good should its author look at twice?
//
// No errors: the file plays, but it says something that its author hardly means, such as a patron that is an
// enemy of its own client (its bloc and its client's both sign, or fight each other).
#pragma once

#include "parley/scenario/scenario.hpp"

namespace parley {

// `file` as it is to be named.
Diagnostics second_look(const Scenario& scenario, const std::string& file);

}  // namespace parley
