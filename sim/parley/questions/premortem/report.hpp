// How is a premortem reported: as text for people, as JSON for programs, as tables for plotting?
#pragma once

#include <string>

#include "parley/questions/premortem/premortem.hpp"
#include "parley/runs/briefing.hpp"
#include "parley/writing/output_file.hpp"

namespace parley {

// `model`: of the scenario with its deal.
// Which change of a clause makes the truce last longer, or that none is clear of chance: one sentence, the
// same in text, JSON, clauses.csv and the figures.
std::string clauses_title(const Model& model, const Premortem& result);

// The answer in a few sentences: at the central values, and how often it holds over the assumptions.
std::string premortem_lead(const Model& model, const Premortem& result);

std::string premortem_text(const Model& model, const RunRequest& request, const Premortem& result,
                           bool colour, std::size_t width = 100);

std::string premortem_json(const Model& model, const RunRequest& request, const Premortem& result);

// Writes survival.csv, causes.csv, enders.csv, clauses.csv, leverage.csv and guarantees.csv. Throws
// WriteError.
void write_premortem(OutputFolder& folder, const Model& model, const Premortem& result);

}  // namespace parley
