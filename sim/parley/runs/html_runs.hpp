// What do many runs say together, on a page?
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "parley/engine/model.hpp"
#include "parley/runs/references.hpp"
#include "parley/runs/summary.hpp"
#include "parley/statistics/blocked.hpp"
#include "parley/writing/html_page.hpp"

namespace parley {

struct RunsTold {
  const Model& model;
  const Summary& summary;
  std::string scope;  // what the intervals tell, and over what the runs go
  // How the runs end, where runs are not independent; else as many of all (Wilson).
  std::optional<std::array<Interval, ending_names.size()>> endings = {};
  // First truces with the replicate of each, of so many, and how they end, where replicates and not runs are
  // independent.
  std::vector<BlockedSpell> truces = {};
  std::vector<EndOfTruce> ends = {};
  std::size_t blocks = 0;
};

// Who ends first truces, how, and the events behind it, in sentences; empty where none ends.
std::vector<std::string> kills_of(const RunsTold& told);
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
// "13.6% (11.6 to 15.8)".
std::string share_words(const Interval& share);
std::string list_of(const std::vector<std::string>& sentences);

}  // namespace parley
