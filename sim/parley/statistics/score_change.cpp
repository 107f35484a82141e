#include "parley/statistics/score_change.hpp"

#include <algorithm>
#include <cmath>

#include "parley/statistics/distributions.hpp"
#include "parley/statistics/proper_scores.hpp"

namespace parley {

namespace {

std::vector<double> known_of(std::span<const double> values) {
  std::vector<double> known;
  for (const double v : values)
    if (v == v) known.push_back(v);
  return known;
}

// The forecast that runs make, as a score sees it.
class Told {
 public:
  Told(std::span<const double> values, double seen, bool yes_no)
      : seen_(seen), yes_no_(yes_no), sample_(known_of(values)) {
    const auto sorted = sample_.values();
    sums_.assign(1, 0.0);
    for (const double x : sorted) sums_.push_back(sums_.back() + x);
  }
  double score() const {
    if (!yes_no_) return sample_.fair_crps(seen_);
    const auto happened =
        static_cast<std::size_t>(std::count(sample_.values().begin(), sample_.values().end(), 1.0));
    return fair_brier(happened, sample_.size(), seen_ > 0.5);
  }
  // How far a run that says x moves the score, up to what is the same of all x.
  double influence(double x) const {
    if (yes_no_) return 2 * (mean() - seen_) * x;
    const auto sorted = sample_.values();
    const auto below = std::lower_bound(sorted.begin(), sorted.end(), x) - sorted.begin();
    const double n = count(), k = static_cast<double>(below), sum = sums_[static_cast<std::size_t>(below)];
    return std::abs(x - seen_) - (x * k - sum + (sums_.back() - sum) - x * (n - k)) / n;
  }
  // How much its influence can differ between runs: between one that says what was seen and one that is as
  // far from it as can be.
  double reach() const {
    if (yes_no_) return 2 * std::abs(mean() - seen_);
    double above = 0, below = 0;
    for (const double x : sample_.values()) {
      above += std::max(0.0, x - seen_);
      below += std::max(0.0, seen_ - x);
    }
    return 2 * std::max(above, below) / count();
  }
  double count() const { return static_cast<double>(sample_.size()); }
  double lowest() const { return std::min(seen_, sample_.values().front()); }
  double highest() const { return std::max(seen_, sample_.values().back()); }

 private:
  double mean() const { return sums_.back() / count(); }

  double seen_;
  bool yes_no_;
  ForecastSample sample_;
  std::vector<double> sums_;  // of the lowest values
};

bool tell(std::span<const double> values) {
  return std::count_if(values.begin(), values.end(), [](double v) { return v == v; }) >= 2;
}

// Adds what each run moves the score by, about 0; runs that do not tell it do not.
void add_influence(const Told& told, std::span<const double> values, double sign,
                   std::vector<double>& by_run) {
  const double n = static_cast<double>(values.size()), weight = sign * n / told.count();
  std::vector<double> moved(values.size(), 0.0);
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] == values[i]) sum += moved[i] = told.influence(values[i]);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] == values[i]) by_run[i] += weight * (moved[i] - sum / told.count());
}

double bound_of(double error) { return normal_bound(1 - error); }

}  // namespace

ScoreChange score_change(const ScoredRuns& runs, double error) {
  ScoreChange change;
  change.by_run.assign(runs.with.size(), 0.0);
  if (!tell(runs.with) || !tell(runs.without)) return change;
  const Told with(runs.with, runs.seen, runs.yes_no), without(runs.without, runs.seen, runs.yes_no);
  change.value = without.score() - with.score();
  add_influence(without, runs.without, 1, change.by_run);
  add_influence(with, runs.with, -1, change.by_run);
  // A run counts for more where few tell it. A score is no straight line: where a share s of pairs differ it
  // moves by up to s^2 of all there is more than influence says.
  const double n = static_cast<double>(runs.with.size()), z = bound_of(error),
               weight = n / std::min(with.count(), without.count());
  const double all =
      runs.yes_no ? 1.0
                  : std::max(with.highest(), without.highest()) - std::min(with.lowest(), without.lowest());
  change.reach = weight * (std::max(with.reach(), without.reach()) + weight * z * z / n * all);
  return change;
}

ScoreChange mean_of(std::span<const ScoreChange> figures) {
  ScoreChange mean;
  double sum = 0, count = 0;
  for (const ScoreChange& figure : figures) {
    mean.by_run.resize(figure.by_run.size(), 0.0);
    if (!figure.known()) continue;
    ++count;
    sum += figure.value;
    mean.reach += figure.reach;
    for (std::size_t i = 0; i < figure.by_run.size(); ++i) mean.by_run[i] += figure.by_run[i];
  }
  if (count == 0) return mean;
  mean.value = sum / count;
  mean.reach /= count;
  for (double& moved : mean.by_run) moved /= count;
  return mean;
}

ScoreChange nothing_differs(std::size_t runs) { return {0.0, std::vector<double>(runs, 0.0), 0.0}; }

Difference mean_change(std::span<const ScoreChange> cases, double error) {
  const ScoreChange mean = mean_of(cases);
  if (!mean.known() || mean.by_run.size() < 2) return {unknown, unknown, unknown};
  double squares = 0, reach = 0, count = 0;
  for (const double moved : mean.by_run) squares += moved * moved;
  for (const ScoreChange& c : cases) count += c.known() ? 1 : 0;
  for (const ScoreChange& c : cases)
    if (c.known()) reach += c.reach / count * c.reach / count;
  const double n = static_cast<double>(mean.by_run.size()), z = bound_of(error);
  const double half = z / n * std::sqrt(squares * n / (n - 1) + z * z * reach);
  return {mean.value, mean.value - half, mean.value + half};
}

}  // namespace parley
