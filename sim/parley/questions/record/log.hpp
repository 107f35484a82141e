// Was this case frozen before it was first run, and what has it scored since?
//
// A case is what decides its forecasts, not the name of its file: the log keeps a hash of the parsed values
// of scenario, text and what is compared (not names, comments, layout, or what was observed), one of the
// scenario with its text alone, one of that without its numbers, what its names are, and the commit of the
// model. A held-out case is frozen before its first run;
// from then on every run leaves its scores there. Of other cases the first run of each version is kept.
// Whatever was played before it was frozen, by name, as a copy, as a scenario with which other figures are
// compared, or with other numbers, is seen, whatever its file says. A case that shares most names with one
// that was played, such as another episode of the same war, can be frozen by who says so in its file
// (`built_on`), and is told with it. A log knows only of runs by 'parley validate'.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/questions/record/record.hpp"

namespace parley {

struct LogRow {
  std::string date, what, id, hash, scenario;  // what: frozen, run, seen
  std::string structure, names;                // four characters of a hash for each name
  std::string model, status;
  std::string seed, replicates, points, runs;  // of a run
  std::string figure, observed, score_centre, log_score_centre, score_ranges, log_score_ranges, pit;
};

// The rows of a log; none where there is no file.
std::vector<LogRow> load_log(const std::string& file, Diagnostics& diagnostics);
// Writes all rows. Throws WriteError.
void write_log(const std::string& file, const std::vector<LogRow>& rows);

// What tells cases apart.
struct CaseKey {
  std::string id, hash, scenario, structure, names;
};
CaseKey key_of(const LoadedCase& c);

// unfrozen: it may still be frozen, and may not be run as held out. frozen: not run yet. held_out: frozen,
// and run since. known: it, its scenario or another version of it was run before it was frozen, or it was
// rewritten after it was frozen.
enum class Standing { unfrozen, frozen, held_out, known };
Standing standing_of(const std::vector<LogRow>& log, const CaseKey& key);
// The first run of this case, of its scenario, of the same with other numbers or of another version of it;
// nothing where there was none.
const LogRow* first_run(const std::vector<LogRow>& log, const CaseKey& key);
// Whether two cases share two thirds of the names of the one that has fewer.
bool alike(const std::string& names, const std::string& others);
// The first run of each other case that is alike, without those that are `first_run`'s kind.
std::vector<const LogRow*> runs_alike(const std::vector<LogRow>& log, const CaseKey& key);
// When this very case was frozen; empty where it was not.
std::string frozen_on(const std::vector<LogRow>& log, const CaseKey& key);

// What was observed otherwise when this very case was last scored, a sentence each.
std::vector<std::string> observed_anew(const std::vector<LogRow>& log, const LoadedCase& c);

LogRow frozen_row(const LoadedCase& c, const std::string& date, const std::string& model);
// Of a case that is not held out, if the log does not have this version of it yet.
std::optional<LogRow> seen_row(const std::vector<LogRow>& log, const LoadedCase& c, const std::string& date,
                               const std::string& model);
// Of the case at a place of the record: a row for each figure.
std::vector<LogRow> run_rows(const Record& record, std::size_t place, const LoadedCase& c,
                             const RecordOptions& options, const std::string& date, const std::string& model);

}  // namespace parley
