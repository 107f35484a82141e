// How is advice told?
#pragma once

#include <string>

#include "parley/questions/advice/advice.hpp"

namespace parley {

// Plain text, `width` characters wide.
std::string advice_text(const LoadedScenario& loaded, const Advice& advice, bool colour,
                        std::size_t width = 110);
// One JSON object; `numbers` is every number that runs look at, with how well it is founded.
std::string advice_json(const LoadedScenario& loaded, const Advice& advice);

}  // namespace parley
