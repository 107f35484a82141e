#include "parley/questions/compare/compare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "parley/runs/over_ranges.hpp"
#include "parley/scenario/numbers.hpp"

namespace parley {

namespace {

double is(Ending wanted, const Outcome& o) { return o.ending == wanted ? 1.0 : 0.0; }

constexpr Measure list[] = {
    {"agreement", "signs a text", true, 1, false, [](const Outcome& o) { return o.deals > 0 ? 1.0 : 0.0; }},
    {"breakdown", "breakdown", true, -1, false, [](const Outcome& o) { return is(Ending::breakdown, o); }},
    {"deadlock", "deadlock", true, -1, false, [](const Outcome& o) { return is(Ending::deadlock, o); }},
    {"holding", "holding at the end", true, 1, false,
     [](const Outcome& o) { return is(Ending::holding, o); }},
    {"collapsed", "collapsed", true, -1, true, [](const Outcome& o) { return is(Ending::collapsed, o); }},
    {"lasting", "signs, and the first truce lasts beyond", true, 1, true},
    {"kept_days", "days of the first truce, of its first", false, 1, true},
    {"truce_days", "days of truce", false, 1, true, [](const Outcome& o) { return 1.0 * o.truce_days; }},
    {"deaths", "deaths", false, -1, true, [](const Outcome& o) { return o.deaths; }},
    {"civilian_deaths", "civilian deaths", false, -1, true,
     [](const Outcome& o) { return o.civilian_deaths; }},
    {"displaced", "displaced under surrender", false, -1, true, [](const Outcome& o) { return o.displaced; },
     models_sieges},
    {"aid_days", "area-days of aid", false, 1, true, [](const Outcome& o) { return o.aid_days; },
     models_sieges},
};

// What is kept of runs.
struct Played {
  Summary summary;
  std::vector<std::vector<double>> values;  // measure x run
  std::vector<FirstSpell> truces;           // by run

  Played() : values(measures().size()) {}
  void add(const Scenario& s, std::uint32_t replicate, const Outcome& outcome) {
    summary.add(replicate, outcome);
    truces.push_back(outcome.deals > 0 ? FirstSpell({outcome.first_truce_days, outcome.first_truce_ended})
                                       : std::nullopt);
    for (std::size_t k = 0; k < measures().size(); ++k) {
      const Measure& m = measures()[k];
      if (m.of != nullptr) values[k].push_back(m.told == nullptr || m.told(s) ? m.of(outcome) : unknown);
    }
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
  hooks.run = [&](std::uint32_t replicate, const Outcome& outcome, const Trace*) {
    played.add(s, replicate, outcome);
  };
  run_batch(*model, batch, hooks);
  return played;
}

// How many days of a first truce can be compared.
int kept_days(const Played& a, const Played& b, const CompareOptions& o) {
  return std::min({o.days, longest(a.truces).value_or(o.days), longest(b.truces).value_or(o.days)});
}

std::vector<double> values_of(const Played& played, const Measure& m, int days, int kept) {
  if (m.of != nullptr) return played.values[static_cast<std::size_t>(&m - list)];
  return m.share ? lasting_values(played.truces, days) : kept_days_values(played.truces, kept);
}

Compared compared(const Measure& measure, const std::vector<double>& a, const std::vector<double>& b) {
  Compared c{&measure, mean(a), mean(b), {}, a == b};
  const auto zero_or_one = [](double v) { return v == 0 || v == 1; };
  if (std::isnan(c.a) || std::isnan(c.b)) {
    c.change = {unknown, unknown, unknown};
  } else if (measure.share && std::all_of(a.begin(), a.end(), zero_or_one) &&
             std::all_of(b.begin(), b.end(), zero_or_one)) {
    c.change = paired_shares(std::vector<std::uint8_t>(b.begin(), b.end()),
                             std::vector<std::uint8_t>(a.begin(), a.end()));
  } else {
    c.change = paired_means(b, a);
    if (measure.share)
      c.change = {c.change.value, std::max(-1.0, c.change.low), std::min(1.0, c.change.high)};
  }
  return c;
}

Robustness robustness(const Scenario& a, const Scenario& b, const CompareOptions& o) {
  Robustness r;
  r.measure = measure(o.measure);
  const Scenario x = o.every_number ? with_every_range(a) : a, y = o.every_number ? with_every_range(b) : b;
  const std::array<Variant, 2> sides{Variant{x}, Variant{y}};
  const RangePoints points(sides, o.points, o.seed, o.held);
  r.ranges = points.factors().size();
  std::array<Played, 2> at;
  const auto finish_point = [&] {
    const int kept = kept_days(at[0], at[1], o);
    const Robustness::Point point{mean(values_of(at[0], *r.measure, o.days, kept)),
                                  mean(values_of(at[1], *r.measure, o.days, kept))};
    r.points.push_back(point);
    const double gain = (point.b - point.a) * (r.measure->better < 0 ? -1 : 1);
    r.a_better += gain < 0 ? 1 : 0;
    r.b_better += gain > 0 ? 1 : 0;
    r.equal += gain == 0 ? 1 : 0;
    at = {};
  };
  PointsHooks hooks;
  hooks.run = [&](const PointRun& run) {
    at[run.variant].add(sides[run.variant].scenario, run.replicate, run.outcome);
    if (run.variant == 1 && run.replicate + 1 == o.runs) finish_point();
  };
  hooks.points = [&](std::size_t done) {
    if (o.progress) o.progress(fmt::format("{} of {} points", done, o.points));
  };
  play_points(points, sides, {.seed = o.seed, .runs = o.runs, .jobs = o.jobs}, hooks);
  return r;
}

}  // namespace

std::span<const Measure> measures() { return list; }

const Measure* measure(std::string_view name) {
  for (const Measure& m : list)
    if (m.name == name) return &m;
  return nullptr;
}

Comparison compare(const Scenario& a, const Scenario& b, const CompareOptions& o) {
  Comparison c;
  if (o.progress) o.progress("A");
  Played x = play(a, o);
  if (o.progress) o.progress("B");
  Played y = play(b, o);
  const bool war = a.calendar && b.calendar;
  c.kept = kept_days(x, y, o);
  for (const Measure& m : measures())
    if (war || !m.war_only)
      c.measures.push_back(compared(m, values_of(x, m, o.days, c.kept), values_of(y, m, o.days, c.kept)));
  c.a = std::move(x.summary);
  c.b = std::move(y.summary);
  if (o.points > 0) c.robustness = robustness(a, b, o);
  return c;
}

}  // namespace parley
