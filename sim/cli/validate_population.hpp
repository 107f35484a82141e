// How does the program hold a population of random wars to recorded ceasefires?
#pragma once

#include "command.hpp"
#include "common.hpp"

namespace parley::cli {

// `wars`: of each kind, as the user wrote it; `without`: a mechanism that is switched off in all of them, or
// empty. The exit code.
int validate_population(const std::string& folder, const Playing& playing, const std::string& wars,
                        const std::string& without, const TableFolder& tables);

}  // namespace parley::cli
