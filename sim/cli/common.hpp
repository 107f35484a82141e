// What do several subcommands share?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/scenario/loader.hpp"

namespace parley::cli {

// The scenario with its overrides; nothing after every problem was printed to standard error.
std::optional<LoadedScenario> load_or_complain(const std::string& file,
                                               const std::vector<std::string>& overrides);

// Nothing, or why tables cannot go to this folder ("" is no folder: nothing to refuse).
std::string output_refusal(const std::string& folder, bool force);

// Standard output is a terminal that shows colour, and the user has nothing against it (NO_COLOR).
bool colour_wanted();

}  // namespace parley::cli
