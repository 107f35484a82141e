#include "parley/questions/compare/compare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "parley/runs/over_ranges.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/statistics/claims.hpp"
#include "parley/statistics/pseudo_values.hpp"

namespace parley {

namespace {

// How long first truces last is told by pseudo-values over all runs of a side, so that what the calendar cuts
// off counts for as long as it was seen.
bool of_truces(const Measure& m) { return m.name == "lasting" || m.name == "kept_days"; }

// What neither models, and what needs a calendar where one has none, is no row of a comparison.
bool can_be_compared(const Measure& m, const Scenario& a, const Scenario& b) {
  const bool days = a.calendar.has_value() && b.calendar.has_value();
  return m.subject == nullptr || (days && (m.told(a) || m.told(b)));
}

int days_of(const Scenario& s) { return s.calendar ? s.calendar->end.days - s.calendar->start.days + 1 : 0; }

// Days, deaths and texts add up over the calendar; only of calendars of one length can they be compared.
bool adds_up(const Measure& m) { return !m.in_percent() && m.name != "kept_days"; }

// Why A's figure and B's are not of the same kind; empty where they are.
std::string unlike(const Measure& m, const Scenario& a, const Scenario& b) {
  if (a.calendar && b.calendar && days_of(a) != days_of(b) && adds_up(m))
    return fmt::format("it adds up over the calendar, which has {} days in A and {} in B", days_of(a),
                       days_of(b));
  if (m.name == "holding" && a.calendar.has_value() != b.calendar.has_value())
    return "only one of the two has a calendar, on whose last day a text could be in force";
  return {};
}

// What is kept of runs.
struct Played {
  Summary summary;
  std::vector<std::vector<double>> values;  // measure x run
  std::vector<FirstSpell> truces;           // by run

  Played() : values(measures().size()) {}
  void add(const Scenario& s, const Outcome& outcome) {
    summary.add(outcome);
    truces.push_back(first_spell(outcome));
    for (std::size_t k = 0; k < measures().size(); ++k) values[k].push_back(measures()[k].of(s, outcome, 0));
  }
};

Played play(const Scenario& s, const CompareOptions& o) {
  const auto model = std::make_unique<Model>(s);
  BatchOptions batch;
  batch.seed = o.seed;
  batch.replicates = o.replicates;
  batch.jobs = o.jobs;
  Played played;
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t, const Outcome& outcome, const Trace*) { played.add(s, outcome); };
  run_batch(*model, batch, hooks);
  return played;
}

// How many days of a first truce can be compared.
int kept_days(const Played& a, const Played& b, const CompareOptions& o) {
  return std::min({o.days, longest(a.truces).value_or(o.days), longest(b.truces).value_or(o.days)});
}

std::vector<double> values_of(const Scenario& s, const Played& played, const Measure& m, int days, int kept) {
  if (!of_truces(m) || !m.told(s)) return played.values[static_cast<std::size_t>(&m - measures().data())];
  return m.share ? lasting_values(played.truces, days) : kept_days_values(played.truces, kept);
}

double mean_of_known(std::vector<double> values) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  return mean(values);
}

double median_of_known(std::vector<double> values) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  return values.empty() ? unknown : median(std::move(values));
}

// Of what a run may bring any amount.
bool may_be_drawn_up(const Measure& m) { return m.ratio || (adds_up(m) && m.name != "broken"); }

// Whether what is drawn takes the same values in both.
bool same_ranges(std::span<const Assumption> a, std::span<const Assumption> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Assumption& x, const Assumption& y) {
    return x.path == y.path && x.number.low == y.number.low && x.number.high == y.number.high &&
           x.number.peak() == y.number.peak() && x.number.group == y.number.group;
  });
}

Compared compared(const Measure& measure, const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> in_a, in_b;  // of runs that tell it in both
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    in_a.push_back(a[i]);
    in_b.push_back(b[i]);
  }
  const auto alike = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  const bool all_alike = !in_a.empty() && std::equal(a.begin(), a.end(), b.begin(), b.end(), alike);
  Compared c{&measure, mean_of_known(a), mean_of_known(b), {}, all_alike, true, in_a.size()};
  if (may_be_drawn_up(measure) && !in_a.empty()) {
    c.drawn_up = true;
    c.median_a = median_of_known(a);
    c.median_b = median_of_known(b);
    std::vector<double> change(in_a.size());
    std::transform(in_b.begin(), in_b.end(), in_a.begin(), change.begin(), std::minus<>());
    c.median_change = median(std::move(change));
  }
  const auto zero_or_one = [](double v) { return v == 0 || v == 1; };
  if (in_a.empty()) {
    c.change = {unknown, unknown, unknown};
  } else if (measure.share && std::all_of(in_a.begin(), in_a.end(), zero_or_one) &&
             std::all_of(in_b.begin(), in_b.end(), zero_or_one)) {
    c.change = paired_shares(std::vector<std::uint8_t>(in_b.begin(), in_b.end()),
                             std::vector<std::uint8_t>(in_a.begin(), in_a.end()));
  } else {
    c.change = paired_means(in_b, in_a);
    if (measure.share)
      c.change = {c.change.value, std::max(-1.0, c.change.low), std::min(1.0, c.change.high)};
  }
  return c;
}

Robustness robustness(const Scenario& a, const Scenario& b, const CompareOptions& o) {
  Robustness r;
  for (const Measure& m : measures())
    if (can_be_compared(m, a, b) && unlike(m, a, b).empty())
      r.measures.push_back({&m, {}, {}, {}, {}, {}, {}});
  const Scenario in_x = o.every_number ? with_every_range(a) : a,
                 in_y = o.every_number ? with_every_range(b) : b;
  const std::array<Variant, 2> sides{Variant{in_x}, Variant{in_y}};
  const RangePoints points(sides, o.points, o.seed, o.held);
  r.ranges = points.factors().size();
  if (r.ranges == 0) return r;  // one point, played again and again, says nothing of assumptions
  r.same_ranges = same_ranges(open_numbers(in_x, o.held), open_numbers(in_y, o.held));
  std::set<std::size_t> refused;
  std::size_t last = points.size();
  std::vector<double> in_a(r.measures.size());
  PointsHooks hooks;
  hooks.refused = [&](std::size_t, std::size_t point, const std::string&) { refused.insert(point); };
  hooks.run = [&](const PointRun& run) {
    if (refused.contains(run.point)) return;  // of one side only
    if (run.point != last) {
      last = run.point;
      ++r.points;
      for (RobustMeasure& m : r.measures)
        for (auto* sums : {&m.a, &m.b, &m.change}) sums->emplace_back();
    }
    for (std::size_t k = 0; k < r.measures.size(); ++k) {
      RobustMeasure& m = r.measures[k];
      const double x = m.measure->of(sides[run.variant].scenario, run.outcome, o.days);
      if (x == x) (run.variant == 0 ? m.a : m.b).back().add(x);
      if (run.variant == 0)
        in_a[k] = x;
      else if (const double change = x - in_a[k]; change == change)
        m.change.back().add(change);
    }
  };
  hooks.points = [&](std::size_t done) {
    if (o.progress) o.progress(fmt::format("{} of {} points", done, o.points));
  };
  play_points(points, sides, {.seed = o.seed, .runs = o.runs, .jobs = o.jobs}, hooks);
  r.refused = refused.size();
  for (RobustMeasure& m : r.measures) {
    m.spread_a = m.measure->share ? spread_of_shares(m.a) : spread_of_means(m.a);
    m.spread_b = m.measure->share ? spread_of_shares(m.b) : spread_of_means(m.b);
    m.spread_change = spread_of_means(m.change);
    m.mean_change = mean_over_points(m.change, m.measure->share ? a_change_of_share : Possible());
  }
  return r;
}

}  // namespace

std::string measure_refusal(const Measure& m, const Scenario& a, const Scenario& b, int days) {
  if (std::string why = unlike(m, a, b); !why.empty()) return why;
  if (m.told(a) && m.told(b)) {
    const int least = std::min(days_of(a), days_of(b));
    if (m.name != "lasting" || days < least) return {};
    return fmt::format("no truce can be followed for {} days: the calendar{} has {}", days,
                       days_of(a) == days_of(b) ? ""
                       : days_of(a) == least    ? " of A"
                                                : " of B",
                       least);
  }
  const char* which = m.told(a) ? "B" : m.told(b) ? "A" : "both";
  return fmt::format("{} cannot tell it ({})", which, m.subject->otherwise);
}

const RobustMeasure* Robustness::find(std::string_view name) const {
  for (const RobustMeasure& m : measures)
    if (m.measure->name == name) return &m;
  return nullptr;
}

std::optional<bool> holds_over_ranges(const Compared& centre, const RobustMeasure& ranges) {
  const Spread& s = ranges.spread_change;
  if (centre.measure->better == 0 || centre.alike || !clear_of_zero(centre.change) || !s.known()) return {};
  const bool up = centre.change.value > 0;
  const double along = up ? s.highest() : -s.lowest(), against = up ? -s.lowest() : s.highest();
  const bool holds = against <= 0.1 * std::max(along, 0.0);
  if (!s.told && !holds) return {};  // it may, and may not
  return holds;
}

Comparison compare(const Scenario& a, const Scenario& b, const CompareOptions& o) {
  Comparison c;
  if (o.progress) o.progress("A");
  Played x = play(a, o);
  if (o.progress) o.progress("B");
  Played y = play(b, o);
  c.kept = kept_days(x, y, o);
  for (const Measure& m : measures())
    if (can_be_compared(m, a, b)) {
      c.measures.push_back(
          compared(m, values_of(a, x, m, o.days, c.kept), values_of(b, y, m, o.days, c.kept)));
      if (unlike(m, a, b).empty()) continue;
      c.measures.back().comparable = c.measures.back().alike = false;
      c.measures.back().change = {unknown, unknown, unknown};
      c.measures.back().median_change = unknown;
    }
  c.a = std::move(x.summary);
  c.b = std::move(y.summary);
  if (o.points > 0) c.robustness = robustness(a, b, o);
  return c;
}

}  // namespace parley
