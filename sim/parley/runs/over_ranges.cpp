#include "parley/runs/over_ranges.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include <tbb/enumerable_thread_specific.h>

#include "parley/engine/simulate.hpp"
#include "parley/runs/mornings.hpp"
#include "parley/runs/threads.hpp"
#include "parley/scenario/idle.hpp"
#include "parley/scenario/loader.hpp"

namespace parley {

namespace {

bool is_held(const std::string& path, std::span<const std::string> held) {
  return std::any_of(held.begin(), held.end(), [&](const std::string& h) {
    return path == h || path.starts_with(h + ".") || h.starts_with(path + ".");
  });
}

bool is_open(const Number& n) { return n.low && n.high && *n.low < *n.high; }

Design hypercube(std::size_t points, std::size_t columns, std::uint64_t seed) {
  DesignSpec spec;
  spec.kind = DesignKind::lhs;
  spec.points = points;
  spec.seed = seed;
  spec.factors.resize(columns);
  if (columns == 0 || points == 0) return {points, columns, {}};
  return make_design(spec);
}

// A scenario of a thread's own, with the places of its open numbers.
struct Drawing {
  Scenario scenario;
  std::vector<AssumedNumber> numbers;
  // Rules that the variant breaks at its own values, such as events after a calendar that was cut short: what
  // is played is not changed by them.
  std::set<std::string> broken_before;
  Drawing(const Scenario& s, std::span<const std::string> held)
      : scenario(s), numbers(open_numbers(scenario, held)) {
    for (const Diagnostic& d : broken_rules(scenario)) broken_before.insert(d.path);
  }
};

// What one variant plays at one point.
struct Played {
  std::string refusal;
  std::vector<Outcome> outcomes;              // by replicate
  std::vector<std::vector<double>> measured;  // likewise, where something is
  // Of a variant that others are like.
  std::unique_ptr<Model> model;
  std::vector<Morning> mornings;  // by replicate
};

// The name of an event outlives the point's model in the variant's scenario.
std::string_view kept_name(const Scenario& s, std::string_view name) {
  if (name.empty()) return {};
  for (const auto* list : {&s.events.list, &s.events.random})
    for (const Event& e : *list)
      if (e.name == name) return e.name;
  return {};
}

// The model of a point; or why there is none.
std::unique_ptr<Model> compiled(Drawing& drawing, std::size_t point, const RangePoints& points,
                                std::string& refusal) {
  points.put(point, drawing.numbers);
  refusal = refusal_of(drawing.scenario);
  for (const Diagnostic& d : broken_rules(drawing.scenario))
    if (refusal.empty() && !drawing.broken_before.contains(d.path)) refusal = d.path + ": " + d.message;
  if (!refusal.empty()) return nullptr;
  return std::make_unique<Model>(drawing.scenario);
}

// How a variant is played at a point: like another that was played there, or so that others can be like it.
struct Kinship {
  const Played* like = nullptr;
  const Scenario* of = nullptr;  // whose scenario that was
  bool leads = false;
};

// What a thread plays with.
struct Bench {
  std::vector<std::unique_ptr<Drawing>> drawings;  // by variant, those that it has come across
  std::unique_ptr<Model> changed;  // a copy of another variant's model, for what is done to it
  const Played* of = nullptr;      // whose copy it still is, and at which point
  std::size_t point = 0;
  explicit Bench(std::size_t variants) : drawings(variants) {}

  Model* copy(const Played& like, std::size_t at) {
    if (!changed)
      changed = std::make_unique<Model>(*like.model);
    else if (of != &like || point != at)
      *changed = *like.model;
    of = nullptr;
    return changed.get();
  }
};

// The model of a variant at a point: where it is like another of the same scenario, that one's, but for what
// is done to it. Null where the point is refused.
Model* model_of(const Variant& variant, std::size_t at, std::size_t point, const RangePoints& points,
                const Kinship& kin, Bench& bench, Played& into) {
  if (kin.like != nullptr && kin.of == &variant.scenario) {
    into.refusal = kin.like->refusal;
    return kin.like->model ? bench.copy(*kin.like, point) : nullptr;
  }
  auto& drawing = bench.drawings[at];
  if (!drawing) drawing = std::make_unique<Drawing>(variant.scenario, points.held());
  into.model = compiled(*drawing, point, points, into.refusal);
  return into.model.get();
}

void play(const Variant& variant, std::size_t at, std::size_t point, const RangePoints& points,
          const PointsOptions& o, const Kinship& kin, Bench& bench, Played& into) {
  into.outcomes.clear();
  into.measured.clear();
  into.mornings.clear();
  into.model.reset();
  Model* const model = model_of(variant, at, point, points, kin, bench, into);
  if (model == nullptr) return;
  if (variant.prepare) variant.prepare(*model);
  const auto state = std::make_unique<State>(*model);
  Trace trace;
  const auto run = [&](const RunKey& key) -> const Outcome& {
    if (kin.leads) into.mornings.push_back(morning_of_deal(*model, key, *state));
    if (o.enough) return simulate(*model, key, *state, o.traced ? &trace : nullptr, o.enough);
    const auto& known = kin.like != nullptr ? kin.like->mornings : into.mornings;
    if (key.replicate < known.size() && !o.traced) {
      const Morning& from = known[key.replicate];
      return variant.first_truce ? play_first_truce(*model, key, *state, from)
                                 : simulate(*model, key, *state, from);
    }
    return variant.first_truce ? play_first_truce(*model, key, *state)
                               : simulate(*model, key, *state, o.traced ? &trace : nullptr);
  };
  for (std::uint32_t r = 0; r < o.runs; ++r) {
    into.outcomes.push_back(run({o.seed, static_cast<std::uint32_t>(point + 1), r}));
    into.measured.emplace_back();
    if (o.measure) o.measure(*model, into.outcomes.back(), o.traced ? &trace : nullptr, into.measured.back());
    Outcome& last = into.outcomes.back();
    last.trigger_name = kept_name(variant.scenario, last.trigger_name);
  }
  if (model == bench.changed.get() && variant.restore) {
    variant.restore(*model, *kin.like->model);
    bench.of = kin.like;
    bench.point = point;
  }
  if (!kin.leads) into.model.reset();
}

}  // namespace

std::vector<AssumedNumber> open_numbers(Scenario& scenario, std::span<const std::string> held) {
  std::vector<AssumedNumber> numbers;
  const std::vector<Idle> idle = idle_parts(scenario);
  for (auto& a : assumed_numbers(scenario))
    if (is_open(*a.number) && !is_held(a.path, held) && idle_at(idle, a.path) == nullptr)
      numbers.push_back(std::move(a));
  std::sort(numbers.begin(), numbers.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return numbers;
}

std::vector<Assumption> open_numbers(const Scenario& scenario, std::span<const std::string> held) {
  Scenario copy = scenario;
  std::vector<Assumption> numbers;
  for (const auto& a : open_numbers(copy, held)) numbers.push_back({a.path, *a.number, a.whole});
  return numbers;
}

double drawn(const Number& number, bool whole, double unit) {
  Factor f;
  f.kind = whole ? Factor::Kind::integer : Factor::Kind::real;
  f.low = *number.low;
  f.high = *number.high;
  f.likeliest = number.peak();
  return scaled(f, unit);
}

RangePoints::RangePoints(std::span<const Variant> variants, std::size_t points, std::uint64_t seed,
                         std::vector<std::string> held)
    : held_(std::move(held)) {
  std::map<std::string, Assumption> all;
  std::set<const Scenario*> looked_at;
  for (const Variant& v : variants)
    if (looked_at.insert(&v.scenario).second)
      for (auto& a : open_numbers(v.scenario, held_)) all.emplace(a.path, a);
  std::map<std::string, std::pair<std::size_t, std::size_t>> by_group;  // column, and how many ranges
  std::size_t columns = 0;
  for (auto& [path, assumption] : all) {
    const std::string& group = assumption.number.group;
    if (group.empty()) {
      column_.push_back(columns++);
    } else {
      const auto [at, fresh] = by_group.try_emplace(group, columns, 0);
      if (fresh) ++columns;
      column_.push_back(at->second.first);
      groups_ += ++at->second.second == 2 ? 1 : 0;
    }
    factors_.push_back(std::move(assumption));
  }
  design_ = hypercube(points, columns, seed);
}

double RangePoints::value(std::size_t point, std::size_t factor) const {
  return drawn(factors_[factor].number, factors_[factor].whole, unit(point, factor));
}

void RangePoints::put(std::size_t point, std::span<const AssumedNumber> numbers) const {
  std::size_t factor = 0;
  for (const AssumedNumber& a : numbers) {  // both in order of path
    while (factors_[factor].path != a.path) ++factor;
    a.number->value = drawn(*a.number, a.whole, unit(point, factor));
  }
}

std::vector<std::optional<std::vector<double>>> look_at_points(
    const RangePoints& points, const Scenario& scenario, int jobs,
    const std::function<std::vector<double>(const Model&)>& look) {
  std::vector<std::optional<std::vector<double>>> seen(points.size());
  tbb::enumerable_thread_specific<Drawing> drawings([&] { return Drawing(scenario, points.held()); });
  Threads(jobs).each(points.size(), [&](std::size_t p) {
    std::string refusal;
    if (const auto model = compiled(drawings.local(), p, points, refusal)) seen[p] = look(*model);
  });
  return seen;
}

std::size_t play_points(const RangePoints& points, std::span<const Variant> variants, const PointsOptions& o,
                        const PointsHooks& hooks) {
  constexpr std::size_t most_outcomes = 4096;  // handed over together
  Threads threads(o.jobs);
  tbb::enumerable_thread_specific<Bench> benches([&] { return Bench(variants.size()); });
  const std::size_t each = variants.size();
  const std::size_t chunk = std::clamp<std::size_t>(most_outcomes / std::max<std::size_t>(1, each * o.runs),
                                                    1, std::max<std::size_t>(points.size(), 1));
  std::vector<Played> played(chunk * each);
  // Those that others are like are played before these.
  std::vector<std::uint8_t> leads(each);
  for (const Variant& v : variants)
    if (v.like) leads[*v.like] = 1;
  std::vector<std::uint8_t> wanted(each);
  std::size_t done = 0;
  while (done < points.size()) {
    std::size_t n = std::min(chunk, points.size() - done);
    for (const std::size_t look : o.looks)
      if (look > done) n = std::min(n, look - done);
    std::array<std::vector<std::size_t>, 2> turn;
    for (std::size_t v = 0; v < each; ++v) {
      wanted[v] = leads[v] != 0 || !hooks.wanted || hooks.wanted(v) ? 1 : 0;
      if (wanted[v] != 0) turn[variants[v].like ? 1 : 0].push_back(v);
    }
    for (const std::vector<std::size_t>& now : turn) {
      threads.each(n * now.size(), [&](std::size_t k) {
        if (o.stop != nullptr && o.stop->load(std::memory_order_relaxed)) return;
        const std::size_t v = now[k % now.size()], at = k / now.size();
        Kinship kin{.leads = leads[v] != 0};
        if (const auto& like = variants[v].like) {
          kin.like = &played[at * each + *like];
          kin.of = &variants[*like].scenario;
        }
        play(variants[v], v, done + at, points, o, kin, benches.local(), played[at * each + v]);
      });
    }
    if (o.stop != nullptr && o.stop->load()) break;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t v = 0; v < each; ++v)
        if (const Played& at = played[p * each + v]; wanted[v] != 0 && !at.refusal.empty() && hooks.refused)
          hooks.refused(v, done + p, at.refusal);
      for (std::uint32_t r = 0; r < o.runs; ++r)
        for (std::size_t v = 0; v < each; ++v)
          if (const Played& at = played[p * each + v]; wanted[v] != 0 && at.refusal.empty())
            hooks.run({v, done + p, r, at.outcomes[r], at.measured[r]});
    }
    done += n;
    if (hooks.points) hooks.points(done);
  }
  return done;
}

}  // namespace parley
