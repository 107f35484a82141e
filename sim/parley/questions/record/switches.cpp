// What does the score at the centre become without a mechanism, by as many runs as tell?

#include <algorithm>

#include "parley/questions/record/log.hpp"
#include "parley/questions/record/record.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/statistics/looks.hpp"
#include "parley/statistics/score_change.hpp"

namespace parley {

namespace {

// Of fewer runs, of which none differs, a change of .02 of one figure is not ruled out.
constexpr std::size_t fewest_of_a_switch = 200;

std::vector<double> first_of(const std::vector<double>& by_run, std::size_t n) {
  return {by_run.begin(), by_run.begin() + static_cast<std::ptrdiff_t>(std::min(n, by_run.size()))};
}

class WithoutIt {
 public:
  WithoutIt(const Mechanism& mechanism, std::span<const LoadedCase> cases, std::span<const Values> centre,
            const Record& record, const RecordOptions& options)
      : centre_(centre), record_(record), options_(options), off_(cases.begin(), cases.end()) {
    for (LoadedCase& c : off_) mechanism.off(c.scenario);
    for (std::size_t k = 0; k < cases.size(); ++k) {
      differs_.push_back(key_of(off_[k]).scenario != key_of(cases[k]).scenario);
      played_.emplace_back(cases[k].about.observed.size());
    }
    std::size_t in_case = 0;
    for (std::size_t r = 0; r < record.rows.size(); ++r) {
      in_case = r > 0 && record.rows[r].place == record.rows[r - 1].place ? in_case + 1 : 0;
      in_case_.push_back(in_case);
    }
    told_.figures.resize(record.rows.size());
    told_.groups.resize(record.groups.size());
    told_.name = mechanism.name;
    told_.parameters = mechanism.parameters;
  }

  Ablation play() {
    const std::size_t all = options_.replicates;
    const std::vector<std::size_t> looks = looks_of(options_);
    std::vector<std::size_t> open(record_.groups.size());
    for (std::size_t g = 0; g < open.size(); ++g) open[g] = g;
    for (const std::size_t look : looks) {
      // The first look is at all cases, also at those of which no end is known.
      for (std::size_t place = 0; place < off_.size(); ++place)
        if (differs_[place] && (look == looks.front() || is_asked(place, open))) add_runs(place, look);
      const double error = error_at(looks, look);
      std::erase_if(open, [&](std::size_t g) { return tell(g, look, error) || look == all; });
    }
    for (std::size_t r = 0; r < record_.rows.size(); ++r) tell_ungrouped(r);
    return std::move(told_);
  }
  std::size_t runs() const {
    std::size_t sum = 0;
    for (const Values& values : played_) sum += values.empty() ? 0 : values[0].size();
    return sum;
  }

 private:
  const Values& played(std::size_t place) const { return differs_[place] ? played_[place] : centre_[place]; }

  bool is_asked(std::size_t place, std::span<const std::size_t> groups) const {
    return std::any_of(groups.begin(), groups.end(), [&](std::size_t g) {
      const auto& rows = record_.groups[g].rows;
      return std::any_of(rows.begin(), rows.end(),
                         [&](std::size_t r) { return record_.rows[r].place == place; });
    });
  }

  void add_runs(std::size_t place, std::size_t until) {
    Values& values = played_[place];
    const auto there = static_cast<std::uint32_t>(values.empty() ? until : values[0].size());
    if (there >= until) return;
    const Values more = central_runs(off_[place], options_, there, static_cast<std::uint32_t>(until) - there);
    for (std::size_t k = 0; k < values.size(); ++k)
      values[k].insert(values[k].end(), more[k].begin(), more[k].end());
  }

  // What a row's first runs say.
  ScoreChange tell_figure(std::size_t r, std::size_t runs, double error) {
    const RecordRow& row = record_.rows[r];
    const std::size_t place = row.place, k = in_case_[r];
    Ablation::Figure& figure = told_.figures[r];
    figure.runs = differs_[place] ? runs : 0;
    const std::vector<double> with = first_of(centre_[place][k], runs),
                              without = first_of(played(place)[k], runs);
    figure.with = scored(with, off_[place], row.observation);
    figure.without = scored(without, off_[place], row.observation);
    figure.worse = {unknown, unknown, unknown};
    if (!row.observation.known()) return {};
    ScoreChange change = nothing_differs(runs);
    if (differs_[place]) {
      const auto most = most_days(row.observation.measure, off_[place].scenario);
      const double seen = row.observation.seen();
      change =
          score_change({with, without, most ? std::min(seen, *most) : seen, row.unit == Unit::yes_no}, error);
    }
    figure.worse = mean_change({&change, 1}, error);
    return change;
  }

  // Of a group, by the first runs of its cases; whether they decide it.
  bool tell(std::size_t g, std::size_t runs, double error) {
    const RecordGroup& group = record_.groups[g];
    Ablation::Change& told = told_.groups[g];
    told.runs = 0;
    std::vector<ScoreChange> cases, figures;
    bool all_known = true;  // that the runs with everything switched on tell
    for (std::size_t i = 0; i < group.rows.size(); ++i) {
      const std::size_t r = group.rows[i], place = record_.rows[r].place;
      figures.push_back(tell_figure(r, runs, error));
      if (differs_[place]) told.runs = runs;
      all_known = all_known && (figures.back().known() || record_.rows[r].runs < 2);
      if (i + 1 < group.rows.size() && record_.rows[group.rows[i + 1]].place == place) continue;
      cases.push_back(mean_of(figures));
      figures.clear();
    }
    told.worse = over_cases(record_.rows, group.rows, [&](const RecordRow& row) {
      return told_.figures[static_cast<std::size_t>(&row - record_.rows.data())].worse.value;
    });
    told.luck = mean_change(cases, error);
    told.decided = all_known && decided(told.luck, worth_of(group));
    return told.decided;
  }

  // Of a row that is in no group all there is.
  void tell_ungrouped(std::size_t r) {
    for (const RecordGroup& group : record_.groups)
      if (std::find(group.rows.begin(), group.rows.end(), r) != group.rows.end()) return;
    const std::size_t place = record_.rows[r].place, k = in_case_[r];
    tell_figure(r, played(place)[k].size(), claim_level);
  }

  std::span<const Values> centre_;
  const Record& record_;
  const RecordOptions& options_;
  std::vector<LoadedCase> off_;
  std::vector<bool> differs_;         // by case: something does, in the file
  std::vector<Values> played_;        // by case, observation and run
  std::vector<std::size_t> in_case_;  // by row: which observation of its case
  Ablation told_;
};

}  // namespace

double worth_of(const RecordGroup& group) {
  const bool counted = group.unit == Unit::days || group.unit == Unit::deaths;
  const double score = group.centre.penalty.mean, least = counted ? 1.0 : 0.02;
  return score == score ? std::max(least, 0.1 * score) : least;
}

std::vector<std::size_t> looks_of(const RecordOptions& o) {
  return o.every_run ? std::vector<std::size_t>{o.replicates} : looks_at(o.replicates, fewest_of_a_switch);
}

Ablation without(const Mechanism& mechanism, std::span<const LoadedCase> cases,
                 std::span<const Values> centre, Record& record, const RecordOptions& options) {
  WithoutIt off(mechanism, cases, centre, record, options);
  Ablation told = off.play();
  record.runs_without += off.runs();
  return told;
}

}  // namespace parley
