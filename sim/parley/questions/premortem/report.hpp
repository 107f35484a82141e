// How is a premortem reported: as text for people, as JSON for programs, as tables for plotting?
#pragma once

#include <string>

#include "parley/questions/premortem/premortem.hpp"
#include "parley/questions/premortem/words.hpp"
#include "parley/runs/briefing.hpp"
#include "parley/writing/output_file.hpp"

namespace parley {

// `model`: of the scenario with its deal.
std::string premortem_text(const Model& model, const RunRequest& request, const Premortem& result,
                           bool colour, std::size_t width = 100);

std::string premortem_json(const Model& model, const RunRequest& request, const Premortem& result);

// Writes survival.csv, causes.csv, enders.csv, clauses.csv, leverage.csv and guarantees.csv. Throws
// WriteError.
void write_premortem(OutputFolder& folder, const Model& model, const Premortem& result);

}  // namespace parley
