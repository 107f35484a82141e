// How is the space of deals reported?
#pragma once

#include <string>

#include "parley/questions/analysis/analysis.hpp"
#include "parley/questions/analysis/over_ranges.hpp"
#include "parley/writing/output_file.hpp"

namespace parley {

// A page for a mediator: is there room for a deal, who must move, on what, by how much.
std::string analysis_text(const Model& model, const Analysis& analysis, const RoomOverRanges& room,
                          bool colour, std::size_t width = 100);

std::string analysis_json(const Model& model, const Analysis& analysis, const RoomOverRanges& room);

// Writes zones.csv, packages.csv and weights.csv. Throws WriteError.
void write_analysis(OutputFolder& folder, const Model& model, const Analysis& analysis);

// The points of theory that exist or not, under the names that all reports use.
struct NamedPoint {
  const char* key;   // in tables and JSON
  const char* name;  // on the page
  const Point* point;
};
std::vector<NamedPoint> named_points(const Analysis& analysis);

}  // namespace parley
