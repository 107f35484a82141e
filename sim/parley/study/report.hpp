// How are the findings of a study told: as text for people, as JSON for programs?
#pragma once

#include "parley/runs/doubts.hpp"
#include "parley/study/findings.hpp"

namespace parley {

std::string study_report_text(const Sweep& sweep, const Findings& findings, const Answers& answers,
                              const std::string& file);
std::string study_report_json(const Sweep& sweep, const Findings& findings, const Answers& answers,
                              const std::string& file);

}  // namespace parley
