// Which rows of a table made elsewhere are runs of one point, and how much luck do they tell?
#pragma once

#include <string>
#include <vector>

#include "parley/questions/estimate/point_table.hpp"
#include "parley/writing/csv.hpp"

namespace parley {

// By row: the point and the replicate that it belongs to.
struct RunOf {
  std::size_t point = 0, replicate = 0;
};

// Nothing where a row is a point: there is no column `replicate`, nor a `point` that stands in several rows,
// or they are among the `parameters`.
std::vector<RunOf> runs_of(const std::vector<CsvRow>& rows, const std::vector<std::size_t>& parameters);

// Puts the runs of each point together. A diagnostic where the rows of a point have other parameters, or a
// replicate stands twice.
void gather(const std::string& file, const std::vector<RunOf>& runs, PointTable& table,
            Diagnostics& diagnostics);

// What luck is in the outputs, for a report: taken out by what their runs tell, or not known.
std::string luck_in_words(const PointTable& table);

}  // namespace parley
