// How does the program hold a population of random wars to recorded ceasefires?
#pragma once

#include "command.hpp"
#include "common.hpp"

namespace parley::cli {

// `wars`: of each kind, as the user wrote it. The exit code.
int validate_population(const std::string& folder, const Playing& playing, const std::string& wars,
                        const TableFolder& tables);

}  // namespace parley::cli
