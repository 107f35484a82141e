// What is the model's record: what do its forecasts of known cases score, beside simple ones?
//
// For each case the whole distribution of what the model says, at the central values of its scenario and over
// its declared ranges, is held against what was observed, by proper scores (statistics/proper_scores.hpp).
// Figures of a case are no independent ones: a case's scores are averaged first, and standard errors are over
// cases.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/engine/simulate.hpp"
#include "parley/questions/record/measures.hpp"
#include "parley/questions/record/simple_forecasts.hpp"
#include "parley/statistics/paired.hpp"

namespace parley {

// One figure of a case with what was forecast of it. Scores are not known where nothing was observed yet, or
// no run tells it.
struct RecordRow {
  std::string id;         // case.observation
  std::size_t place = 0;  // of the case
  Observation observation;
  Unit unit = Unit::yes_no;
  std::size_t runs = 0;  // at the centre, that tell it
  Scored centre, ranges;
  // Of the runs at the centre, with its 95% interval (chance only): the mean share, of days and deaths the
  // median.
  Interval figure;
  std::array<std::optional<Scored>, simple_names.size()> simple;
  std::optional<bool> hit() const;  // the central figure lies in the band, where there is one
};

struct RecordCase {
  std::string id, name, why, reconsidered;
  CaseStatus status = CaseStatus::seen;
  std::size_t open_numbers = 0;  // ranges of its scenario
};

// What the figures of cases of one status in one unit come to.
struct Tally {
  std::string forecast;
  std::size_t cases = 0, figures = 0;    // that it says something of
  MeanScore penalty, log_penalty;        // of it; log only over figures that have one for all
  MeanScore model;                       // of the model over ranges, for the same figures
  MeanScore skill_ranges, skill_centre;  // of the model against it
  MeanScore worse;  // the model over ranges less it, in pairs: above 0 where the model is worse
};
struct RecordGroup {
  CaseStatus status = CaseStatus::seen;
  Unit unit = Unit::yes_no;
  std::vector<std::size_t> rows;
  std::size_t cases = 0;
  Tally centre, ranges;
  std::vector<Tally> simple;
  std::optional<std::size_t> best;  // of `simple`: the least penalty among those that cover most figures
  Tally untouched;                  // over ranges: of cases of which nothing was reconsidered after a look
  // Of quantities: the share of a case's figures within the central 50% and 90% of what was forecast over
  // ranges.
  MeanScore within_50, within_90;
  std::size_t quantities = 0;
  // Of yes-no, over ranges: what the score would be on average if the probabilities were right, by cases;
  // figures in five bins.
  MeanScore if_right;
  BrierParts parts;
};

// A mechanism switched off by parameters: what the central scores become (switches.cpp). Runs of both have
// the same luck, and there are as many as tell what is asked of a group: whether its score changes, or surely
// by less than is worth acting on. Intervals are of luck alone, 95%, and allow for having looked on the way.
struct Ablation {
  std::string name, parameters;
  struct Figure {
    std::size_t runs = 0;  // first ones of its case; 0: nothing differs in the file
    Scored without, with;  // of these
    Difference worse;      // fair scores (Ferro 2014): without it less with it
  };
  std::vector<Figure> figures;  // by row
  struct Change {
    std::size_t runs = 0;  // of each of its cases in which something differs
    MeanScore worse;       // over cases: the mean of what their figures are worse by
    Difference luck;       // the same, with the interval of luck
    bool decided = false;
  };
  std::vector<Change> groups;  // by group
};

struct Record {
  std::vector<RecordCase> cases;
  std::vector<RecordRow> rows;
  std::vector<RecordGroup> groups;
  std::vector<Ablation> without;
  std::size_t runs_without = 0;  // that were played with mechanisms switched off
};

struct RecordOptions {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 400;  // runs of each case at the centre
  std::uint32_t points = 100;      // over the ranges of each case
  std::uint32_t runs = 4;          // at each point
  int jobs = 0;
  bool without = true;     // also with mechanisms switched off
  bool every_run = false;  // ... and as many runs of each as with all switched on
  std::function<void(const std::string&)> progress;
};

Record play_record(const std::vector<LoadedCase>& cases, const CeasefireFigures& figures,
                   const RecordOptions& options);

// Pieces.
// When a run of a case has been played far enough: what it compares is known, and later days change none of
// it. The case must outlive it.
Enough enough_for(const LoadedCase& c);
// What runs say of each observation of a case, unknown ones left out: at the central values, or over ranges.
using Values = std::vector<std::vector<double>>;
Values central_values(const LoadedCase& c, const RecordOptions& options);
Values range_values(const LoadedCase& c, const RecordOptions& options);
// Of some runs at the central values, by run, unknown ones among them.
Values central_runs(const LoadedCase& c, const RecordOptions& options, std::uint32_t first,
                    std::uint32_t runs);
// What some runs say, unknown values left out, held against what was observed.
Scored scored(const std::vector<double>& by_run, const LoadedCase& c, const Observation& o);
std::optional<Forecast> forecast_of(const std::vector<double>& values, Unit unit);
std::vector<RecordGroup> groups_of(const std::vector<RecordCase>& cases, const std::vector<RecordRow>& rows);
// The mean over cases of the means of their scores; a score that is not known is left out.
MeanScore over_cases(const std::vector<RecordRow>& rows, std::span<const std::size_t> which,
                     const std::function<double(const RecordRow&)>& score);

// The mechanisms that can be switched off (mechanisms.cpp).
struct Mechanism {
  const char* name;
  const char* parameters;
  void (*off)(Scenario&);
};
std::span<const Mechanism> mechanisms();

// A change of a group's score that is worth acting on: .02 of Brier's and of one in shares of deaths, one of
// days and deaths; where that is more, a tenth of the score with everything switched on.
double worth_of(const RecordGroup& group);
// After how many runs of each case it is looked whether they tell.
std::vector<std::size_t> looks_of(const RecordOptions& options);
// The cases without a mechanism. `centre`: by case, what its runs with everything switched on say, by run.
Ablation without(const Mechanism& mechanism, std::span<const LoadedCase> cases,
                 std::span<const Values> centre, Record& record, const RecordOptions& options);

}  // namespace parley
