#include "parley/runs/doubts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "parley/scenario/parameter_words.hpp"
#include "parley/statistics/decisive.hpp"
#include "parley/statistics/distributions.hpp"

namespace parley {

namespace {

constexpr int lasting_horizon = 30;

Estimate of_shares(const PointSum& s) {
  const Interval i = wilson(static_cast<std::size_t>(std::lround(s.sum)), s.n);
  return {i.share, i.low, i.high};
}

Estimate of_means(const PointSum& s) {
  if (s.n == 0) return {unknown, unknown, unknown};
  const double n = static_cast<double>(s.n), mean = s.mean();
  if (s.n < 2) return {mean, unknown, unknown};
  const double error = std::sqrt(std::max(0.0, s.squares / n - mean * mean) / (n - 1));
  const double reach = student_t_bound(0.95, n - 1) * error;
  return {mean, mean - reach, mean + reach};
}

Estimate central_of(const Measure& m, const PointSum& sum, const Summary& summary) {
  if (m.days && !summary.truces.empty()) {  // all truces, also those that the calendar cuts off before
    const Interval i = survival(summary.truces, *m.days);
    return {i.share, i.low, i.high};
  }
  return m.share ? of_shares(sum) : of_means(sum);
}

// A range by itself, or all of a group, as they were drawn.
std::vector<Decider> deciders(const RangePoints& points, std::vector<std::size_t>& factor_of) {
  std::vector<Decider> list;
  std::map<std::string, std::size_t> groups;
  for (std::size_t f = 0; f < points.factors().size(); ++f) {
    const Assumption& a = points.factors()[f];
    const std::string& group = a.number.group;
    if (!group.empty()) {
      const auto [at, fresh] = groups.try_emplace(group, list.size());
      if (!fresh) {
        list[at->second].paths.push_back(a.path);
        continue;
      }
    }
    list.push_back({{a.path}, {}, group, *a.number.low, *a.number.high, 0});
    factor_of.push_back(f);
  }
  return list;
}

}  // namespace

void HeadlineSums::add(const Outcome& outcome) {
  const auto list = headlines(scenario_->calendar.has_value());
  for (std::size_t k = 0; k < list.size(); ++k)
    if (const double x = list[k].of(*scenario_, outcome, list[k].days.value_or(0)); x == x) sums_[k].add(x);
}

const Answer* Answers::find(std::string_view name) const {
  for (const Answer& a : measures)
    if (a.measure->name == name) return &a;
  return nullptr;
}

std::size_t points_for(std::uint32_t central_runs) {
  constexpr std::size_t most = 2000;  // more tell little, and each holds its draws
  const std::size_t points = std::min<std::size_t>(central_runs / 5, most);
  return points < least_points ? 0 : points;
}

double lasting_of(const Scenario& s, const Outcome& o) {
  return s.calendar ? days_kept(s, o, lasting_horizon) : o.deals > 0 ? 1.0 : 0.0;
}

void add_points(Answers& answers, const Scenario& scenario, const PlayedPoints& played) {
  answers.points = played.sums.size();
  answers.runs = played.runs;
  answers.drawn = 0;
  for (const Decider& d : played.factors) answers.drawn += d.paths.size();
  const auto list = headlines(scenario.calendar.has_value());
  std::vector<PointSum> sums(answers.points), replicates(played.replicates.size());
  for (std::size_t k = 0; k < list.size(); ++k) {
    for (std::size_t p = 0; p < sums.size(); ++p) sums[p] = played.sums[p][k];
    for (std::size_t r = 0; r < replicates.size(); ++r) replicates[r] = played.replicates[r][k];
    answers.measures[k].spread =
        list[k].share ? spread_of_shares(sums, replicates) : spread_of_means(sums, replicates);
    answers.measures[k].parts = parts_of_variance(sums, replicates);
  }
  answers.shared_luck = replicates.size();
  std::vector<double> lasting;
  for (const PointSum& p : played.lasting) lasting.push_back(p.n > 0 ? p.mean() : unknown);
  const std::size_t factors = played.factors.size();
  for (const Decisive& d : decisive(played.draws, factors, lasting)) {
    answers.lasting.push_back(played.factors[d.factor]);
    answers.lasting.back().correlation = d.correlation;
    for (const auto& path : answers.lasting.back().paths)
      answers.lasting.back().words.push_back(in_words(scenario, path));
  }
  const auto known = std::count_if(lasting.begin(), lasting.end(), [](double x) { return x == x; });
  answers.least_told = least_told(static_cast<std::size_t>(known), factors);
}

Answers answers_of(const Scenario& scenario, const HeadlineSums& central, const Summary& summary,
                   const DoubtOptions& o) {
  Answers answers;
  answers.numbers = count(numbers_of(scenario));
  answers.central_runs = summary.runs;
  const auto list = headlines(scenario.calendar.has_value());
  for (std::size_t k = 0; k < list.size(); ++k) {
    answers.measures.push_back({&list[k], {}, {}, {}});
    if (summary.runs > 0) answers.measures.back().central = central_of(list[k], central[k], summary);
  }
  const Scenario drawn = o.every_number ? with_every_range(scenario) : scenario;
  const std::array<Variant, 1> one{Variant{drawn}};
  const RangePoints points(one, o.points, o.seed, o.held);
  if (o.points == 0 || points.factors().empty()) return answers;
  PlayedPoints played;
  std::vector<std::size_t> factor_of;
  played.factors = deciders(points, factor_of);
  answers.groups = points.groups();
  played.runs = o.runs;
  std::size_t last = points.size();  // the point that is being added
  PointsHooks hooks;
  hooks.run = [&](const PointRun& r) {
    if (r.point != last) {
      last = r.point;
      played.sums.emplace_back(scenario);
      played.lasting.emplace_back();
      for (const std::size_t f : factor_of) played.draws.push_back(points.unit(r.point, f));
    }
    played.sums.back().add(r.outcome);
    if (const double x = lasting_of(scenario, r.outcome); x == x) played.lasting.back().add(x);
  };
  hooks.refused = [&](std::size_t, std::size_t, const std::string& why) {
    if (answers.refused++ == 0) answers.refusal = why;
  };
  hooks.points = o.progress;
  const PointsOptions play{.seed = o.seed, .runs = o.runs, .jobs = o.jobs, .stop = o.stop};
  play_points(points, one, play, hooks);
  add_points(answers, scenario, played);
  return answers;
}

}  // namespace parley
