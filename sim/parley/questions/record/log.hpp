// Was this case frozen before it was first run, and what has it scored since?
//
// A held-out case is frozen before its first run: the log keeps a hash of all that decides its forecasts (the
// parsed values of scenario, text and what is compared; not comments, layout, or what was observed) and the
// commit of the model. From then on every run leaves its scores there. Who changes a value afterwards has
// another case: once the old one was run it is no longer held out, whatever its file says. The log knows only
// of runs by 'parley validate'.
#pragma once

#include <string>
#include <vector>

#include "parley/questions/record/record.hpp"

namespace parley {

struct LogRow {
  std::string date, what, id, hash, model, status;  // what: frozen, run
  std::string seed, replicates, points, runs;       // of a run
  std::string figure, observed, score_centre, log_score_centre, score_ranges, log_score_ranges, pit;
};

// The rows of a log; none where there is no file.
std::vector<LogRow> load_log(const std::string& file, Diagnostics& diagnostics);
// Writes all rows. Throws WriteError.
void write_log(const std::string& file, const std::vector<LogRow>& rows);

// unfrozen: it may still be frozen, and may not be run as held out. frozen: not run yet. held_out: frozen,
// and run since. rewritten: values were changed after a run.
enum class Standing { unfrozen, frozen, held_out, rewritten };
Standing standing_of(const std::vector<LogRow>& log, const std::string& id, const std::string& hash);
// The date of the first row of a case that says so; empty for none.
std::string date_of(const std::vector<LogRow>& log, const std::string& id, const std::string& what);

std::string case_hash(const LoadedCase& c);
LogRow frozen_row(const LoadedCase& c, const std::string& date, const std::string& model);
// Of the case at a place of the record: a row for each figure.
std::vector<LogRow> run_rows(const Record& record, std::size_t place, const LoadedCase& c,
                             const RecordOptions& options, const std::string& date, const std::string& model);

}  // namespace parley
