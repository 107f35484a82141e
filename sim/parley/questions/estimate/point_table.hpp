// What do the estimators of studies say of a table of points and outputs that was made elsewhere?
//
// The table is a CSV file with a header: a column for each parameter and one for the output, in the row order
// of the design that made it (that of SALib is the same). An empty output (or NA, NaN) is a
// run that failed. Cells may be parted by semicolons or tabs, with decimal commas.
//
// Where there is a column `replicate`, or a `point` that stands in several rows, a row is a run: a point is
// the mean of its runs, and how they differ tells how much luck is in it. Of other tables nothing tells that.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/statistics/prim.hpp"
#include "parley/statistics/sensitivity.hpp"
#include "parley/support/diagnostic.hpp"

namespace parley {

struct PointTable {
  std::vector<std::string> names;  // of the parameters
  // Their values: a real where one is written with a point or an exponent, whole numbers, or categories;
  // those are the positions in `levels`, which are in alphabetical order.
  std::vector<PrimColumn> columns;
  std::vector<std::vector<std::string>> levels;
  std::vector<double> y;          // by point; not finite where it is empty
  std::vector<std::size_t> line;  // of the file, by point: where it stands first
  std::size_t runs = 1;           // at a point, at most
  std::vector<std::vector<double>>
      luck;  // of points that have several runs: RowLuck (statistics/sensitivity.hpp)
};

// Reads the columns `x`; where none is named, all but `y` and a `row`, `point`, `run`, `replicate`, `runs` or
// `failures`. Nothing when a diagnostic was added.
std::optional<PointTable> read_point_table(const std::string& file, const std::vector<std::string>& x,
                                           const std::string& y, Diagnostics& diagnostics);

// Why the rows are not those of a Saltelli design (blocks A, AB_1 .. AB_D, (BA_1 .. BA_D,) B), or of a Morris
// design (trajectories that change each parameter once, one at a time); empty where they are. Names the first
// line of the file that breaks it, or repeats what stands above. The number of rows is that of whole blocks
// or trajectories.
std::string saltelli_problem(const PointTable& table, bool second_order);
std::string morris_problem(const PointTable& table);

// Reports of PRIM's boxes, found with this threshold: whether chance explains a box, its trajectory and the
// limits at its last step, or in JSON at each step.
std::string prim_text(const PointTable& table, const std::vector<PrimBox>& boxes, double threshold);
std::string prim_json(const PointTable& table, const std::vector<PrimBox>& boxes, double threshold);

}  // namespace parley
