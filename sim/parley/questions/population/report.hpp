// How is a population of wars told, beside the record, as text, as JSON and as tables?
#pragma once

#include <string>

#include "parley/questions/population/population.hpp"
#include "parley/writing/output_file.hpp"

namespace parley {

std::string population_text(const PopulationRecord& record, const PopulationOptions& options, bool colour);
std::string population_json(const PopulationRecord& record, const PopulationOptions& options);
// Writes scores.csv, figures.csv and texts.csv into a folder. Throws WriteError.
void write_population(OutputFolder& folder, const PopulationRecord& record);

}  // namespace parley
