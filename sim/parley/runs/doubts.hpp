// What is the answer, with both doubts: the luck of runs, and the assumptions?
//
// The luck: runs at the central values. The assumptions: points over the declared ranges, a few runs at each
// (over_ranges.hpp), told as percentiles freed of the luck within points (statistics/two_doubts.hpp).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/runs/measures.hpp"
#include "parley/runs/over_ranges.hpp"
#include "parley/runs/summary.hpp"
#include "parley/statistics/two_doubts.hpp"

namespace parley {

// The headline measures of runs, in order of headlines().
class HeadlineSums {
 public:
  explicit HeadlineSums(const Scenario& scenario) : scenario_(&scenario), sums_(headlines(scenario).size()) {}
  void add(const Outcome& outcome);
  const PointSum& operator[](std::size_t measure) const { return sums_[measure]; }
  std::size_t size() const { return sums_.size(); }
  // Deaths in weeks 1 to 4 as a share of before, of each run that tells it.
  const std::vector<double>& violence() const { return violence_; }

 private:
  const Scenario* scenario_;
  std::vector<PointSum> sums_;
  std::vector<double> violence_;
};

// An assumption, or a group of them, that goes with what happens.
struct Decider {
  std::vector<std::string> paths;       // one, or those of a group
  std::vector<std::string> words = {};  // the same in plain words
  std::string group;
  double low = 0, high = 0;               // the range of the first
  double correlation = 0;                 // of ranks: above 0, more of it goes with more of what is told
  std::vector<std::string> options = {};  // of a choice: the names of those that the range spans
};

// Whether central runs tell how much luck there is in a figure, and why they do not.
enum class Luck { told, none, few_runs, equal_runs };

struct Answer {
  const Measure* measure = nullptr;
  std::optional<Estimate> central;  // with the 95% interval of luck; nothing without central runs
  Spread spread;                    // over points
  Parts parts;
  Luck luck = Luck::told;  // told: the interval is known wherever the figure is
};

// Who ends first truces, over the points at which some end: the mean of its share of these, with its 95%
// interval.
struct Ender {
  std::optional<PartyId> who;  // nobody: they end without a decision
  Estimate share;
};

struct Answers {
  std::vector<Answer> measures;  // by headlines()
  NumberCounts numbers;          // that runs look at
  std::size_t groups = 0;        // of ranges that move together
  std::size_t central_runs = 0;
  // Of runs, whose mean few runs that flare up draw up: at the central values, and of all at the points.
  double median_violence = unknown, median_violence_over = unknown;
  std::size_t points = 0, runs = 0;  // points that were played, and runs at each
  std::size_t shared_luck = 0;       // draws of luck that the points share; 0: each has luck of its own
  std::size_t drawn = 0;             // ranges that varied
  std::size_t by_rule = 0;           // of them, those that the file does not declare
  std::size_t refused = 0;           // points whose numbers break a rule between them ...
  std::string refusal;               // ... the first of them
  // What goes with how long the first truce lasts (without a war: with agreement), strongest first; and the
  // least rank correlation that these points tell from chance.
  std::vector<Decider> lasting;
  double least_told = unknown;
  std::vector<Ender> enders;     // most first, none that never does; none of a study
  bool same_everywhere = false;  // that is the same at every point: nothing can go with it
  std::string record;     // cases of the record that are about this scenario, in words; empty: none is known
  bool of_study = false;  // the points are a study's, not drawn over the declared ranges
  bool spread() const {
    return points >= least_points && (shared_luck == 0 || shared_luck >= least_shared_luck);
  }
  const Answer* find(std::string_view name) const;
};

struct DoubtOptions {
  std::uint64_t seed = 1;
  std::size_t points = 200;  // 0: none
  std::uint32_t runs = 4;    // at each
  int jobs = 0;
  std::vector<std::string> held = {};  // paths that keep their values
  bool every_number = false;           // numbers without a range have one by rule (scenario/numbers.hpp)
  const std::atomic<bool>* stop = nullptr;
  std::function<void(std::size_t done)> progress = {};
};

// Whether anything is left to chance: by talks alone, not always.
bool left_to_chance(const Model& model);

// Points for so many central runs: a fifth of them, so that the spread costs about as much as the centre.
// 0 where these are too few to tell a spread.
std::size_t points_for(std::uint32_t central_runs);

// `central`: of runs at the central values; and these runs' summary.
Answers answers_of(const Scenario& scenario, const HeadlineSums& central, const Summary& summary,
                   const DoubtOptions& options);

// From points that somebody else has played: sums and draws (points x factors) by point, and the mean by
// point of what `lasting` is about.
struct PlayedPoints {
  std::vector<HeadlineSums> sums;
  std::vector<HeadlineSums> replicates = {};  // the same runs by replicate, where points share their luck
  std::vector<PointSum> lasting;
  std::vector<double> draws;
  std::vector<Decider> factors;  // what was drawn, correlations left out
  std::uint32_t runs = 0;
};
void add_points(Answers& answers, const Scenario& scenario, const PlayedPoints& played);
// What `lasting` is about, of one run: days of the first truce, of its first 30; agreement without a war.
double lasting_of(const Scenario& scenario, const Outcome& outcome);

}  // namespace parley
