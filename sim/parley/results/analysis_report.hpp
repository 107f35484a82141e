// How is the space of deals reported?
#pragma once

#include <filesystem>
#include <string>

#include "parley/study/analysis.hpp"

namespace parley {

// A page for a mediator: is there room for a deal, who must move, on what, by how much.
std::string analysis_text(const Model& model, const Analysis& analysis, bool colour, std::size_t width = 100);

std::string analysis_json(const Model& model, const Analysis& analysis);

// Writes zones.csv, points.csv, weights.csv and, where there is one, frontier.csv. Throws WriteError.
void write_analysis(const std::filesystem::path& directory, const Model& model, const Analysis& analysis);

}  // namespace parley
