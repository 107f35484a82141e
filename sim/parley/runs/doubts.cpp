#include "parley/runs/doubts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <set>

#include "parley/scenario/parameter_words.hpp"
#include "parley/statistics/bounded_means.hpp"
#include "parley/statistics/decisive.hpp"
#include "parley/statistics/distributions.hpp"
#include "parley/statistics/isotonic.hpp"

namespace parley {

namespace {

constexpr int lasting_horizon = 30;

Estimate of_shares(const PointSum& s) {
  const Interval i = wilson(static_cast<std::size_t>(std::lround(s.sum)), s.n);
  return {i.share, i.low, i.high};
}

// The most that a measure can be in a run.
double most_of(const Measure& m, const Scenario& s) {
  if (m.share) return 1;
  return m.of_calendar && s.calendar ? s.calendar->end.days - s.calendar->start.days + 1.0
                                     : std::numeric_limits<double>::infinity();
}

Estimate central_of(const Measure& m, const PointSum& sum, const Summary& summary, const Scenario& s) {
  if (m.days && !summary.truces.empty()) {  // all truces, also those that the calendar cuts off before
    const Interval i = survival(summary.truces, *m.days);
    return {i.share, i.low, i.high};
  }
  return m.share ? of_shares(sum) : bounded_mean(sum, most_of(m, s));
}

void tell_central(Answer& a, Estimate central, std::size_t runs, bool chance) {
  if (!chance) {
    central.low = central.high = unknown;
    a.luck = Luck::none;
  } else if (std::isnan(central.low)) {
    a.luck = runs < least_runs ? Luck::few_runs : Luck::equal_runs;
  }
  a.central = central;
}

// Whoever lasts beyond 30 days lasts beyond 7: the distributions that are fitted to each horizon by itself,
// the later ones to fewer runs, may cross; what is told of them does not. One weight for all percentiles of a
// horizon, its runs, keeps these in order.
void let_fall(std::vector<Answer>& measures, std::span<const double> runs) {
  std::vector<std::size_t> nested;
  std::vector<double> weights;
  for (std::size_t k = 0; k < measures.size(); ++k)
    if (measures[k].measure->days && measures[k].spread.known()) {
      nested.push_back(k);
      weights.push_back(runs[k]);
    }
  for (double Spread::*const told : {&Spread::p10, &Spread::p50, &Spread::p90, &Spread::mean}) {
    std::vector<double> values;
    for (const std::size_t k : nested) values.push_back(measures[k].spread.*told);
    const auto fallen = pooled_to_fall(values, weights);
    for (std::size_t i = 0; i < nested.size(); ++i) measures[nested[i]].spread.*told = fallen[i];
  }
  // What is left open of one is no more than of those before it, nor less than of those after it.
  for (std::size_t i = 1; i < nested.size(); ++i) {
    Spread& s = measures[nested[i]].spread;
    s.widest90 = std::max(s.mean, std::min(s.widest90, measures[nested[i - 1]].spread.highest()));
  }
  for (std::size_t i = nested.size(); i-- > 1;) {
    Spread& s = measures[nested[i - 1]].spread;
    s.widest10 = std::min(s.mean, std::max(s.widest10, measures[nested[i]].spread.lowest()));
  }
}

// Means that few runs draw up, of few runs a point, leave open nearly everything: "0% to 2034%" tells
// nothing, and is read as if it did.
void keep_if_bounded(Spread& s) {
  constexpr double most = 5;  // times the mean
  if (s.known() && !s.told && !(s.widest90 <= most * s.mean)) s.widest10 = s.widest90 = unknown;
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

// The names of the options that the range of a choice spans; none of a number.
std::vector<std::string> options_of(const Scenario& scenario, const Decider& d) {
  Scenario copy = scenario;
  const auto numbers = all_numbers(copy);
  const bool choice = std::any_of(numbers.begin(), numbers.end(),
                                  [&](const auto& n) { return n.option && n.path == d.paths.front(); });
  std::vector<std::string> names;
  for (const auto& [key, issue] : scenario.issues) {
    const bool about =
        d.paths.front().ends_with("." + key.id) || d.paths.front() == "issues." + key.id + ".status_quo";
    for (std::size_t k = 0; choice && about && k < issue.options.size(); ++k)
      if (const double at = static_cast<double>(k); at >= d.low && at <= d.high)
        names.push_back(issue.options[k]);
  }
  return names;
}

}  // namespace

void HeadlineSums::add(const Outcome& outcome) {
  const auto list = headlines(*scenario_);
  for (std::size_t k = 0; k < list.size(); ++k)
    if (const double x = list[k].of(*scenario_, outcome, list[k].days.value_or(0)); x == x) {
      sums_[k].add(x);
      if (list[k].ratio) violence_.push_back(x);
    }
}

const Answer* Answers::find(std::string_view name) const {
  for (const Answer& a : measures)
    if (a.measure->name == name) return &a;
  return nullptr;
}

bool left_to_chance(const Model& m) { return m.war || m.talks.chance(); }

std::size_t points_for(std::uint32_t central_runs) {
  constexpr std::size_t most = 2000;  // more tell little, and each holds its draws
  const std::size_t points = std::min<std::size_t>(central_runs / 5, most);
  return points < least_points ? 0 : points;
}

double lasting_of(const Scenario& s, const Outcome& o) {
  return models_truces(s) ? days_kept(s, o, lasting_horizon) : o.deals > 0 ? 1.0 : 0.0;
}

void add_points(Answers& answers, const Scenario& scenario, const PlayedPoints& played) {
  answers.points = played.sums.size();
  answers.runs = played.runs;
  answers.drawn = 0;
  for (const Decider& d : played.factors) answers.drawn += d.paths.size();
  const auto list = headlines(scenario);
  std::vector<PointSum> sums(answers.points), replicates(played.replicates.size());
  std::vector<double> runs(list.size(), 0.0);
  for (std::size_t k = 0; k < list.size(); ++k) {
    for (std::size_t p = 0; p < sums.size(); ++p) {
      sums[p] = played.sums[p][k];
      runs[k] += static_cast<double>(sums[p].n);
    }
    for (std::size_t r = 0; r < replicates.size(); ++r) replicates[r] = played.replicates[r][k];
    answers.measures[k].spread =
        list[k].share ? spread_of_shares(sums, replicates) : spread_of_means(sums, replicates);
    answers.measures[k].parts = parts_of_variance(sums, replicates);
    if (!list[k].share) keep_if_bounded(answers.measures[k].spread);
    // Where no first truce at the central values can be followed for so long, those at the points that can
    // are the few that were signed early: they do not stand for the others.
    if (const Answer& at = answers.measures[k];
        list[k].days && answers.central_runs > 0 && at.central && std::isnan(at.central->value)) {
      answers.measures[k].spread = {};
      answers.measures[k].parts = {};
    }
  }
  let_fall(answers.measures, runs);
  std::vector<double> violence;
  for (const HeadlineSums& p : played.sums)
    violence.insert(violence.end(), p.violence().begin(), p.violence().end());
  answers.median_violence_over = median(std::move(violence));
  answers.shared_luck = replicates.size();
  std::vector<double> lasting;
  for (const PointSum& p : played.lasting) lasting.push_back(p.n > 0 ? p.mean() : unknown);
  const std::size_t factors = played.factors.size();
  for (const Decisive& d : decisive(played.draws, factors, lasting)) {
    answers.lasting.push_back(played.factors[d.factor]);
    answers.lasting.back().correlation = d.correlation;
    for (const auto& path : answers.lasting.back().paths)
      answers.lasting.back().words.push_back(in_words(scenario, path));
    if (answers.lasting.back().paths.size() == 1)
      answers.lasting.back().options = options_of(scenario, answers.lasting.back());
  }
  std::erase_if(lasting, [](double x) { return x != x; });
  answers.least_told = least_told(lasting.size(), factors);
  const auto [least, most] = std::minmax_element(lasting.begin(), lasting.end());
  answers.same_everywhere = lasting.size() >= least_points && all_alike(*least, *most);
}

namespace {

// Who ends first truces, point by point.
class Ends {
 public:
  explicit Ends(const Scenario& scenario) : by_(scenario.parties.size() + 1) {}
  void next_point() {
    for (auto& points : by_) points.emplace_back();
  }
  void add(const Outcome& o) {
    if (!o.first_truce_ended) return;
    const std::size_t who = o.ended_by == nobody ? by_.size() - 1 : o.ended_by->position();
    for (std::size_t k = 0; k < by_.size(); ++k) by_[k].back().add(k == who ? 1 : 0);
  }
  std::vector<Ender> told() const {
    std::vector<Ender> list;
    const auto& any = by_.back();
    if (static_cast<std::size_t>(
            std::count_if(any.begin(), any.end(), [](const PointSum& p) { return p.n > 0; })) < least_points)
      return list;
    for (std::size_t k = 0; k < by_.size(); ++k)
      if (const Estimate share = mean_over_points(by_[k], {0, 1}); share.value > 0)
        list.push_back({k + 1 == by_.size() ? nobody : std::optional(PartyId(k)), share});
    std::stable_sort(list.begin(), list.end(),
                     [](const Ender& a, const Ender& b) { return a.share.value > b.share.value; });
    return list;
  }

 private:
  std::vector<std::vector<PointSum>> by_;  // by party, nobody last, and point
};

}  // namespace

Answers answers_of(const Scenario& scenario, const HeadlineSums& central, const Summary& summary,
                   const DoubtOptions& o) {
  Answers answers;
  const std::vector<KnownNumber> numbers = numbers_of(scenario);
  answers.numbers = count(numbers);
  answers.central_runs = summary.runs;
  answers.median_violence = median(central.violence());
  const auto list = headlines(scenario);
  const bool chance = left_to_chance(*std::make_unique<Model>(scenario));
  for (std::size_t k = 0; k < list.size(); ++k) {
    answers.measures.push_back({&list[k], {}, {}, {}});
    if (summary.runs > 0)
      tell_central(answers.measures.back(), central_of(list[k], central[k], summary, scenario), central[k].n,
                   chance);
  }
  const Scenario drawn = o.every_number ? with_every_range(scenario) : scenario;
  const std::array<Variant, 1> one{Variant{drawn}};
  const RangePoints points(one, o.points, o.seed, o.held);
  if (o.points == 0 || points.factors().empty()) return answers;
  PlayedPoints played;
  std::vector<std::size_t> factor_of;
  played.factors = deciders(points, factor_of);
  answers.groups = points.groups();
  std::set<std::string> declared;
  for (const KnownNumber& n : numbers)
    if (n.founded == Founded::ranged) declared.insert(n.path);
  for (const Assumption& a : points.factors()) answers.by_rule += declared.contains(a.path) ? 0 : 1;
  played.runs = o.runs;
  Ends ends(scenario);
  std::size_t last = points.size();  // the point that is being added
  PointsHooks hooks;
  hooks.run = [&](const PointRun& r) {
    if (r.point != last) {
      last = r.point;
      played.sums.emplace_back(scenario);
      played.lasting.emplace_back();
      ends.next_point();
      for (const std::size_t f : factor_of) played.draws.push_back(points.unit(r.point, f));
    }
    played.sums.back().add(r.outcome);
    ends.add(r.outcome);
    if (const double x = lasting_of(scenario, r.outcome); x == x) played.lasting.back().add(x);
  };
  hooks.refused = [&](std::size_t, std::size_t, const std::string& why) {
    if (answers.refused++ == 0) answers.refusal = why;
  };
  hooks.points = o.progress;
  const PointsOptions play{.seed = o.seed, .runs = o.runs, .jobs = o.jobs, .stop = o.stop};
  play_points(points, one, play, hooks);
  add_points(answers, scenario, played);
  answers.enders = ends.told();
  return answers;
}

}  // namespace parley
