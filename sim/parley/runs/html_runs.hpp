// What do many runs say together, on a page?
#pragma once

#include <string>
#include <vector>

#include "parley/runs/references.hpp"
#include "parley/runs/truce_words.hpp"
#include "parley/writing/html_page.hpp"

namespace parley {

std::string rests_on_words(const Scenario& scenario);

std::string endings_part(const RunsTold& told);
std::string survival_part(const RunsTold& told);
// Who ended the first truces, and why; empty where none ended.
std::string ends_part(const RunsTold& told);
std::string deals_part(const RunsTold& told, References& references);
// `varied`: the paths that a study varies.
std::string assumptions_part(const Scenario& scenario, const std::vector<std::string>& varied);

// The steps of a survival curve in percent, from 100 on day 0.
std::vector<CurveChart::Point> survival_points(const std::vector<SurvivalStep>& steps);
std::string list_of(const std::vector<std::string>& sentences);

}  // namespace parley
