#include "parley/statistics/design.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "parley/statistics/design_parts.hpp"
#include "parley/statistics/luck.hpp"
#include "parley/statistics/opinion_pool.hpp"
#include "parley/support/counted.hpp"
#include "parley/support/numerics.hpp"
#include "parley/support/real.hpp"

namespace parley {

namespace {

constexpr std::array<std::string_view, 8> kind_names{"grid", "list",  "csv",    "random",
                                                     "lhs",  "sobol", "morris", "saltelli"};

std::optional<double> number(std::string_view text) {
  const auto value = real_of(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

bool side_by_side(DesignKind kind) { return kind == DesignKind::list || kind == DesignKind::csv; }

std::size_t grid_levels(const Factor& f) {
  return f.levels.empty() ? static_cast<std::size_t>(std::max(f.count, 0)) : f.levels.size();
}

// Where in the unit interval scaled() finds level i of n.
double level_unit(const Factor& f, std::size_t i, std::size_t n) {
  if (!f.levels.empty()) return (static_cast<double>(i) + 0.5) / static_cast<double>(n);
  return n == 1 ? 0.0 : static_cast<double>(i) / static_cast<double>(n - 1);
}

// The number of points; more than a study can hold is reported as too_many.
constexpr auto too_many = static_cast<std::size_t>(std::min<std::uint64_t>(std::uint64_t{1} << 32, SIZE_MAX));
std::size_t times(std::size_t a, std::size_t b) { return b != 0 && a > too_many / b ? too_many : a * b; }

std::size_t count_points(const DesignSpec& spec) {
  const std::size_t d = spec.factors.size();
  switch (spec.kind) {
    case DesignKind::grid: {
      std::size_t n = 1;
      for (const Factor& f : spec.factors) n = times(n, grid_levels(f));
      return n;
    }
    case DesignKind::list:
    case DesignKind::csv:
      return d == 0 ? 0 : spec.factors.front().levels.size();
    case DesignKind::morris:
      return times(spec.points, d + 1);
    case DesignKind::saltelli:
      return times(spec.points, spec.second_order ? 2 * d + 2 : d + 2);
    default:
      return spec.points;
  }
}

void factor_problems(const DesignSpec& spec, const Factor& f, std::vector<std::string>& problems) {
  const auto say = [&](const std::string& what) { problems.push_back(f.path + ": " + what); };
  if (side_by_side(spec.kind) && f.levels.empty())
    return say(fmt::format("a {} design needs the values of each point", to_string(spec.kind)));
  if (!f.levels.empty()) {
    // Side by side a value may come again: its point differs elsewhere.
    std::set<std::string> seen;
    for (const std::string& level : f.levels)
      if (const auto value = number(level);
          !side_by_side(spec.kind) && !seen.insert(value ? fmt::format("{}", *value) : level).second)
        say(fmt::format("'{}' is there twice, or says the same as another value", level));
    if (f.kind != Factor::Kind::category)
      for (const std::string& level : f.levels) {
        const auto value = number(level);
        if (!value)
          say(fmt::format("'{}' is not a number", level));
        else if (f.kind == Factor::Kind::integer && *value != std::floor(*value))
          say(fmt::format("{} is not a whole number", level));
      }
    return;
  }
  if (f.kind == Factor::Kind::category) return say("needs a list of levels to choose from");
  if (f.step > 0 && f.low >= f.high)
    return say("it is played in steps, and the range holds fewer than two of them (take a wider range)");
  if (!std::isfinite(f.low) || !std::isfinite(f.high) || f.low >= f.high)
    say(fmt::format("the range {} to {} is empty (write the smaller number first)", f.low, f.high));
  if (f.kind == Factor::Kind::integer && (f.low != std::floor(f.low) || f.high != std::floor(f.high)))
    say("the range of a whole number begins and ends with whole numbers");
  const double values = std::round((f.high - f.low) / (f.step > 0 ? f.step : 1)) + 1;
  if ((f.kind == Factor::Kind::integer || f.step > 0) && f.count > values)
    say(fmt::format("there are only {} {} from {} to {}", values, f.step > 0 ? "steps" : "whole numbers",
                    f.low, f.high));
  if (f.log && f.low <= 0) say("a logarithmic range must be above 0");
  if (f.log && f.likeliest) say("a triangular range is not logarithmic");
  if (f.likeliest && (*f.likeliest < f.low || *f.likeliest > f.high))
    say(fmt::format("likeliest {} does not lie between {} and {}", *f.likeliest, f.low, f.high));
  if (spec.kind == DesignKind::grid && f.count < 2)
    say("a grid needs a list of levels, or a range with a number of steps of at least 2 (low:high:steps)");
}

void grid(const DesignSpec& spec, Design& design) {
  std::size_t repeat = design.points;
  for (std::size_t k = 0; k < design.factors; ++k) {
    const Factor& f = spec.factors[k];
    const std::size_t levels = grid_levels(f);
    repeat /= levels;
    for (std::size_t i = 0; i < design.points; ++i)
      design.unit[i * design.factors + k] = level_unit(f, i / repeat % levels, levels);
  }
}

void list(const DesignSpec& spec, Design& design) {
  for (std::size_t i = 0; i < design.points; ++i)
    for (std::size_t k = 0; k < design.factors; ++k)
      design.unit[i * design.factors + k] = level_unit(spec.factors[k], i, design.points);
}

void random_points(const DesignSpec& spec, Design& design) {
  for (std::size_t i = 0; i < design.points; ++i) {
    Stream luck = study_luck(spec.seed, StudyPurpose::sample, static_cast<std::uint32_t>(i));
    for (std::size_t k = 0; k < design.factors; ++k) design.unit[i * design.factors + k] = luck.uniform();
  }
}

// Each trajectory starts at a random point of the grid from which every factor can make one step of half the
// levels, and makes these steps in random order.
void morris(const DesignSpec& spec, Design& design) {
  const std::size_t d = design.factors;
  const auto half = static_cast<std::uint32_t>(spec.levels / 2);
  const auto place = [&](std::uint32_t level) { return static_cast<double>(level) / (spec.levels - 1); };
  std::vector<std::uint32_t> level(d), order(d);
  for (std::size_t r = 0; r < spec.points; ++r) {
    Stream luck = study_luck(spec.seed, StudyPurpose::trajectory, static_cast<std::uint32_t>(r));
    for (std::size_t k = 0; k < d; ++k) {
      level[k] = luck.below(half) + (luck.chance(0.5) ? half : 0);
      order[k] = static_cast<std::uint32_t>(k);
    }
    for (std::size_t k = d; k > 1; --k)
      std::swap(order[k - 1], order[luck.below(static_cast<std::uint32_t>(k))]);
    for (std::size_t step = 0; step <= d; ++step) {
      if (step > 0) {
        std::uint32_t& moved = level[order[step - 1]];
        moved = moved < half ? moved + half : moved - half;
      }
      for (std::size_t k = 0; k < d; ++k) design.unit[(r * (d + 1) + step) * d + k] = place(level[k]);
    }
  }
}

void saltelli(const DesignSpec& spec, Design& design) {
  const std::size_t d = design.factors;
  const std::vector<double> base = sobol_table(spec.points, 2 * d, spec.skip, spec.scramble, spec.seed);
  auto out = design.unit.begin();
  for (std::size_t i = 0; i < spec.points; ++i) {
    const auto a = base.begin() + static_cast<std::ptrdiff_t>(2 * d * i),
               b = a + static_cast<std::ptrdiff_t>(d);
    // A row of `from` with coordinate `swapped` of `with`.
    const auto row = [&](auto from, auto with, std::size_t swapped) {
      for (std::size_t k = 0; k < d; ++k)
        *out++ = (k == swapped ? with : from)[static_cast<std::ptrdiff_t>(k)];
    };
    row(a, b, d);
    for (std::size_t k = 0; k < d; ++k) row(a, b, k);
    if (spec.second_order)
      for (std::size_t k = 0; k < d; ++k) row(b, a, k);
    row(b, a, d);
  }
}

}  // namespace

std::string_view to_string(DesignKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<DesignKind> design_kind(std::string_view name) {
  const auto found = std::find(kind_names.begin(), kind_names.end(), name);
  if (found == kind_names.end()) return {};
  return static_cast<DesignKind>(found - kind_names.begin());
}

std::string design_kinds() { return fmt::format("{}", fmt::join(kind_names, ", ")); }

std::vector<std::string> design_problems(const DesignSpec& spec) {
  std::vector<std::string> problems;
  const std::size_t d = spec.factors.size();
  if (d == 0) return {"a study needs at least one parameter to vary"};
  if (d > sobol_dimensions / 2)
    return {fmt::format("{} parameters are too many (at most {})", d, sobol_dimensions / 2)};
  for (const Factor& f : spec.factors) factor_problems(spec, f, problems);
  if (side_by_side(spec.kind))
    for (const Factor& f : spec.factors)
      if (f.levels.size() != spec.factors.front().levels.size() && !f.levels.empty())
        problems.push_back(fmt::format("{}: has {} where {} has {}: a {} takes them side by side", f.path,
                                       count_of(f.levels.size(), "value"), spec.factors.front().path,
                                       spec.factors.front().levels.size(), to_string(spec.kind)));
  const bool counted = spec.kind != DesignKind::grid && !side_by_side(spec.kind);
  if (counted && spec.points == 0) problems.push_back("the number of points must be at least 1");
  if (spec.kind == DesignKind::morris && (spec.levels < 2 || spec.levels % 2 != 0))
    problems.push_back(fmt::format("morris needs an even number of levels, not {}", spec.levels));
  if (spec.kind == DesignKind::lhs && spec.maximin && spec.points > maximin_points)
    problems.push_back(fmt::format("maximin is for at most {} points (leave it out)", maximin_points));
  if (problems.empty())
    if (const std::size_t n = count_points(spec); n >= too_many || times(n, d) > 100'000'000)
      problems.push_back("the design has too many points (points times parameters must be at most 1e8)");
  return problems;
}

std::size_t design_points(const DesignSpec& spec) { return count_points(spec); }

Design make_design(const DesignSpec& spec) {
  assert(design_problems(spec).empty());
  Design design{count_points(spec), spec.factors.size(), {}};
  design.unit.resize(design.points * design.factors);
  switch (spec.kind) {
    case DesignKind::grid:
      grid(spec, design);
      break;
    case DesignKind::list:
    case DesignKind::csv:
      list(spec, design);
      break;
    case DesignKind::random:
      random_points(spec, design);
      break;
    case DesignKind::lhs:
      design.unit = latin_hypercube(spec.points, design.factors, spec.maximin, spec.seed);
      break;
    case DesignKind::sobol:
      design.unit = sobol_table(spec.points, design.factors, spec.skip, spec.scramble, spec.seed);
      break;
    case DesignKind::morris:
      morris(spec, design);
      break;
    case DesignKind::saltelli:
      saltelli(spec, design);
      break;
  }
  return design;
}

namespace {

std::size_t level_index(const Factor& f, double u) {
  const double n = static_cast<double>(f.levels.size());
  return static_cast<std::size_t>(std::clamp(std::floor(u * n), 0.0, n - 1));
}

// A number of a grid as one would write it: 0.3, not 0.30000000000000004.
double tidy(double value) { return real_of(fmt::format("{:.15g}", value)).value_or(value); }

double from_range(const Factor& f, double low, double high, double u) {
  if (u <= 0) return low;
  if (u >= 1) return high;
  return f.log ? low * scalar_exp(u * scalar_log(high / low)) : low + u * (high - low);
}

}  // namespace

namespace {
// As a range of whole numbers, each a step.
Factor counted_in_steps(Factor f) {
  f.kind = Factor::Kind::integer;
  f.low = std::round(f.low / f.step);
  f.high = std::round(f.high / f.step);
  if (f.likeliest) *f.likeliest /= f.step;
  f.step = 0;
  return f;
}
}  // namespace

double scaled(const Factor& f, double u) {
  if (f.step > 0 && f.levels.empty()) return scaled(counted_in_steps(f), u) / std::round(1 / f.step);
  if (!f.levels.empty()) {
    const std::size_t i = level_index(f, u);
    return f.kind == Factor::Kind::category ? static_cast<double>(i) : number(f.levels[i]).value_or(0.0);
  }
  // A whole number has the chance of the stretch around it.
  if (f.likeliest && f.count == 0 && f.kind == Factor::Kind::integer)
    return std::clamp(std::round(triangle_quantile(f.low - 0.5, *f.likeliest, f.high + 0.5, u)), f.low,
                      f.high);
  if (f.likeliest && f.count == 0) return triangle_quantile(f.low, *f.likeliest, f.high, u);
  if (f.kind == Factor::Kind::integer) {
    // On a grid the ends are values themselves; elsewhere every whole number has an equal share.
    if (f.count > 0) return std::clamp(std::round(from_range(f, f.low, f.high, u)), f.low, f.high);
    return std::clamp(std::floor(from_range(f, f.low, f.high + 1, u)), f.low, f.high);
  }
  const double value = from_range(f, f.low, f.high, u);
  return f.count > 0 ? std::clamp(tidy(value), f.low, f.high) : value;
}

std::string scaled_text(const Factor& f, double u) {
  if (!f.levels.empty()) return f.levels[level_index(f, u)];
  return real_text(scaled(f, u));
}

std::string estimator_refusal(const DesignSpec& spec, Estimator estimator) {
  const auto made = to_string(spec.kind);
  switch (estimator) {
    case Estimator::sobol:
      if (spec.kind == DesignKind::saltelli) return {};
      return fmt::format(
          "Sobol indices need a saltelli design; this study has a {} design (run a study with 'design: "
          "saltelli')",
          made);
    case Estimator::sobol_second:
      if (spec.kind != DesignKind::saltelli) return estimator_refusal(spec, Estimator::sobol);
      if (spec.second_order) return {};
      return "second-order indices need the saltelli design with second_order: true; this study was made "
             "without";
    case Estimator::morris:
      if (spec.kind == DesignKind::morris) return {};
      return fmt::format(
          "Morris effects need a morris design; this study has a {} design (run a study with 'design: "
          "morris')",
          made);
    case Estimator::main_effects:
    case Estimator::prim:
      return {};
  }
  return {};
}

}  // namespace parley
