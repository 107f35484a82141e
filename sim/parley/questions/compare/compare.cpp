#include "parley/questions/compare/compare.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "parley/scenario/schema.hpp"

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

struct Played {
  Summary summary;
  std::vector<std::vector<double>> values;  // measure x run
  std::vector<FirstSpell> truces;           // by run
};

Played play(const Scenario& s, const CompareOptions& o, std::uint32_t first, std::uint32_t replicates) {
  const auto model = std::make_unique<Model>(s);
  BatchOptions batch;
  batch.seed = o.seed;
  batch.first = first;
  batch.replicates = replicates;
  batch.jobs = o.jobs;
  Played played;
  played.values.resize(measures().size());
  BatchHooks hooks;
  hooks.run = [&](std::uint32_t replicate, const Outcome& outcome, const Trace*) {
    played.summary.add(replicate, outcome);
    played.truces.push_back(
        outcome.deals > 0 ? FirstSpell({outcome.first_truce_days, outcome.first_truce_ended}) : std::nullopt);
    for (std::size_t k = 0; k < measures().size(); ++k) {
      const Measure& m = measures()[k];
      if (m.of != nullptr)
        played.values[k].push_back(m.told == nullptr || m.told(s) ? m.of(outcome) : unknown);
    }
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

bool is_held(const std::string& path, const std::vector<std::string>& held) {
  return std::any_of(held.begin(), held.end(), [&](const std::string& h) {
    return path == h || path.starts_with(h + ".") || h.starts_with(path + ".");
  });
}

// The declared ranges of a scenario that are drawn, by path.
std::map<std::string, AssumedNumber> ranges_of(Scenario& s, const std::vector<std::string>& held) {
  std::map<std::string, AssumedNumber> ranges;
  for (const auto& a : assumed_numbers(s))
    if (a.number->low && a.number->high && *a.number->low < *a.number->high && !is_held(a.path, held))
      ranges.emplace(a.path, a);
  return ranges;
}

// points x factors in the unit cube, one point in each of `points` strata of every factor.
std::vector<double> latin_hypercube(std::size_t points, std::size_t factors, std::uint64_t seed) {
  constexpr std::uint32_t purpose = 63;  // beside those of runs
  std::vector<double> unit(points * factors);
  std::vector<std::size_t> stratum(points);
  for (std::size_t f = 0; f < factors; ++f) {
    Stream luck({seed, static_cast<std::uint32_t>(f), 0}, purpose, 0, 0);
    for (std::size_t i = 0; i < points; ++i) stratum[i] = i;
    for (std::size_t i = points; i > 1; --i)
      std::swap(stratum[i - 1], stratum[static_cast<std::size_t>(luck.uniform() * static_cast<double>(i))]);
    for (std::size_t i = 0; i < points; ++i)
      unit[i * factors + f] =
          (static_cast<double>(stratum[i]) + luck.uniform()) / static_cast<double>(points);
  }
  return unit;
}

void draw(AssumedNumber& a, double unit) {
  const double low = *a.number->low, high = *a.number->high;
  a.number->value =
      a.whole ? std::min(std::floor(low + unit * (high - low + 1)), high) : low + unit * (high - low);
}

Robustness robustness(const Scenario& a, const Scenario& b, const CompareOptions& o) {
  Robustness r;
  r.measure = measure(o.measure);
  Scenario x = a, y = b;
  auto in_x = ranges_of(x, o.held), in_y = ranges_of(y, o.held);
  std::map<std::string, std::size_t> factors;  // of both, in order of path
  for (const auto& [path, number] : in_x) factors.emplace(path, 0);
  for (const auto& [path, number] : in_y) factors.emplace(path, 0);
  std::size_t next = 0;
  for (auto& [path, factor] : factors) factor = next++;
  r.ranges = next;
  const auto unit = latin_hypercube(o.points, next, o.seed);
  for (std::uint32_t p = 0; p < o.points; ++p) {
    if (o.progress) o.progress("point " + std::to_string(p + 1) + " of " + std::to_string(o.points));
    for (auto* ranges : {&in_x, &in_y})
      for (auto& [path, number] : *ranges) draw(number, unit[p * next + factors.at(path)]);
    const std::uint32_t first = p * o.runs;
    const Played in_a = play(x, o, first, o.runs), in_b = play(y, o, first, o.runs);
    const int kept = kept_days(in_a, in_b, o);
    const Robustness::Point point{mean(values_of(in_a, *r.measure, o.days, kept)),
                                  mean(values_of(in_b, *r.measure, o.days, kept))};
    r.points.push_back(point);
    const double gain = (point.b - point.a) * (r.measure->better < 0 ? -1 : 1);
    r.a_better += gain < 0 ? 1 : 0;
    r.b_better += gain > 0 ? 1 : 0;
    r.equal += gain == 0 ? 1 : 0;
  }
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
  Played x = play(a, o, 0, o.replicates);
  if (o.progress) o.progress("B");
  Played y = play(b, o, 0, o.replicates);
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
