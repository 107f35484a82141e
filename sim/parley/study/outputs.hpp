// Which outputs of a run can a study be asked about?
//
// Every number of a run's row, and shares of runs:
//   breakdown, deadlock, holding, collapsed, defeat   runs that ended so
//   agreement                                 runs in which a deal was signed
//   first_truce_beyond_N                      runs that sign, and whose first truce lasts more than N days
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/scenario/scenario.hpp"
#include "parley/scenario/study_description.hpp"
#include "parley/support/diagnostic.hpp"
#include "parley/writing/cells.hpp"

namespace parley {

struct Output {
  std::string name;
  std::string sql;     // of one run, over the table `outcomes`; null where the run has none
  bool share = false;  // of runs: between 0 and 1
  std::optional<int>
      beyond;  // days of first_truce_beyond_N: no output of one run (statistics/pseudo_values.hpp)
};

// The columns of a run's row in a study.
struct Sweep;
Columns outcome_columns_of(const Sweep& sweep);

// Whether a study's outputs name a distance from the solution concepts: else no run has any (empty cells),
// since to find these takes longer than many runs.
bool asks_for_distances(const StudyDescription& study);
// Nothing where there is no such output.
std::optional<Output> output_of(const std::string& name, const Columns& outcomes);
// Why a scenario cannot say anything of an output; empty where it can.
std::string output_refusal(const Output& output, const Scenario& scenario);
// The same of one run's row, for those who keep no store. The output exists, and is one of one run.
using OutputReader = std::function<std::optional<double>(const Row&)>;
OutputReader output_reader(const std::string& name, const Columns& outcomes);
std::vector<std::string> output_names(const Columns& outcomes);
// Those a report looks at where the analyst named none.
std::vector<std::string> usual_outputs(const Scenario& scenario);
// Adds a diagnostic for each output a study names and runs do not have.
void check_outputs(const Sweep& sweep, const std::string& file, Diagnostics& diagnostics);

}  // namespace parley
