// Is anything known of how well the model's forecasts of this scenario did?
//
// The record is a folder `record` beside the scenario, as `parley validate` takes it; its cases name their
// scenarios. Only what cases say of themselves is read: no case is played.
#pragma once

#include <string>

namespace parley {

// Which cases are about the scenario in this file, what those who wrote it knew, and the command that scores
// its forecasts of them; or that there is none.
std::string record_in_words(const std::string& scenario_file);

}  // namespace parley
