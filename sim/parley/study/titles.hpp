// What does a study's report say first of each finding?
//
// One sentence a finding, the same in text, JSON, on the page, in the exported table of indices and so in the
// figures of Python, R and gnuplot. What it may claim is decided by statistics/claims.hpp.
#pragma once

#include <string>

#include "parley/study/findings.hpp"

namespace parley {

// Which parameter moves the output most, or that chance explains all differences, and how many points (runs a
// point, where the design has no room for more points) would tell.
std::string effects_title(const Sweep& sweep, const OutputFindings& findings);
// Which value of a parameter makes the output highest, or which of them chance cannot tell apart.
std::string ranking_title(const Sweep& sweep, const OptionRanking& ranking);
// Which parameter accounts for most of the output's variance. Expects Sobol indices.
std::string sobol_title(const Sweep& sweep, const OutputFindings& findings);
// Which parameter has the largest effect over its range. Expects Morris effects.
std::string morris_title(const Sweep& sweep, const OutputFindings& findings);
// Where the output is above a threshold, or that no box tells; why there is no scenario discovery.
std::string discovery_title(const Sweep& sweep, const OutputFindings& findings);
// Where first truces last longer, if anywhere.
std::string survival_title(const Sweep& sweep, const SurvivalFinding& finding);

}  // namespace parley
