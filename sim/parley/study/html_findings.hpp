// What does a study say about its assumptions, on a page?
#pragma once

#include <string>
#include <vector>

#include "parley/study/findings.hpp"
#include "parley/writing/html_page.hpp"

namespace parley {

// One sentence an output, the same as in every report: what moves it most.
std::vector<std::string> decisive_sentences(const Sweep& sweep, const Findings& findings);

std::string sensitivity_part(const Sweep& sweep, const Findings& findings);
// First truces by the parameters that matter; empty where there are none.
std::string survival_by_parameter(const Sweep& sweep, const Findings& findings);
std::string rankings_part(const Sweep& sweep, const Findings& findings);
// The parameters that a table has room for: all where they are few, else those that move the first output
// most.
std::vector<std::size_t> telling_factors(const Sweep& sweep, const Findings& findings);
// The points of the design with what came of each.
std::string points_part(Store& store, const Sweep& sweep, const Findings& findings);

}  // namespace parley
