// What happens at points drawn over everything that a scenario leaves open?
//
// Points are a Latin hypercube (McKay, Beckman & Conover 1979) over the declared ranges (low to high) of the
// assumptions of one scenario or of several variants, that draw the same values for the same paths. Ranges
// have their shape (equally likely throughout, or a triangle) and are taken as independent, but for those of
// one `group`, which move from low to high together. At each point a few runs are made, with luck of their
// own: a point's runs share nothing with another's but the seed, so that luck and assumptions can be told
// apart (statistics/two_doubts.hpp). Variants have the same luck.
//
// A point is made when it is played and dropped after: memory does not grow with their number. Names are
// resolved and the file is checked once, before; of a point only the rules between numbers are looked at.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parley/engine/model.hpp"
#include "parley/engine/outcome.hpp"
#include "parley/engine/simulate.hpp"
#include "parley/engine/trace.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/statistics/design.hpp"

namespace parley {

// The numbers of a scenario with a range of some width, but for those below one of the `held` paths, which
// keep their values, and those that no run looks at (scenario/idle.hpp): of those that numbers_of counts as
// ranged (scenario/numbers.hpp) all that are not held.
std::vector<AssumedNumber> open_numbers(Scenario& scenario, std::span<const std::string> held);
std::vector<Assumption> open_numbers(const Scenario& scenario, std::span<const std::string> held);

// One of several scenarios that are played at the same points: another text, another party bound.
struct Variant {
  const Scenario& scenario;
  std::function<void(Model&)> prepare = {};  // done to the model of each point
  // Runs are played no further than the end of their first truce, as untraced.
  bool first_truce = false;
  // One before it in the list, itself like none, that has a deal and the same days before that comes into
  // force (runs/mornings.hpp): they are played once a run. Where it is of the same scenario, that is read
  // once a point, and this is played with a copy of the other's model.
  std::optional<std::size_t> like = {};
  // Undoes what `prepare` does to the copy: it is made once a point then, for all such variants.
  std::function<void(Model&, const Model& like)> restore = {};
};

class RangePoints {
 public:
  // The ranges of all scenarios together.
  RangePoints(std::span<const Variant> variants, std::size_t points, std::uint64_t seed,
              std::vector<std::string> held = {});

  std::size_t size() const { return design_.points; }
  // What is drawn, in order of path; and a factor's value at a point.
  const std::vector<Assumption>& factors() const { return factors_; }
  double value(std::size_t point, std::size_t factor) const;
  // The same by where it lies between low and high, from 0 to 1; alike for all of a group.
  double unit(std::size_t point, std::size_t factor) const { return design_.at(point, column_[factor]); }
  std::size_t groups() const { return groups_; }  // that hold more than one range
  // Puts a point's values where the numbers of a scenario stand.
  void put(std::size_t point, std::span<const AssumedNumber> numbers) const;
  const std::vector<std::string>& held() const { return held_; }

 private:
  std::vector<std::string> held_;
  std::vector<Assumption> factors_;
  std::vector<std::size_t> column_;  // of the design, by factor
  std::size_t groups_ = 0;
  Design design_;
};

// The value of an open number at a place from 0 (low) to 1 (high) of its distribution.
double drawn(const Number& number, bool whole, double unit);

struct PointsOptions {
  std::uint64_t seed = 1;
  std::uint32_t runs = 4;  // at each point
  int jobs = 0;            // threads; 0: all cores
  const std::atomic<bool>* stop = nullptr;
  // What else is read off a run than its outcome, by the thread that made it; the trace is null unless one is
  // asked for.
  std::function<void(const Model&, const Outcome&, const Trace*, std::vector<double>& into)> measure = {};
  bool traced = false;
  Enough enough = {};                   // runs are played no further than that; without it to their end
  std::vector<std::size_t> looks = {};  // after so many points `points` is called, and `wanted` asked
};

struct PointRun {
  std::size_t variant = 0, point = 0;
  std::uint32_t replicate = 0;
  const Outcome& outcome;
  std::span<const double> measured;  // where PointsOptions has a measure
};

struct PointsHooks {
  // Once a run, by point, within it by replicate, within that by variant; from one thread, whatever their
  // number.
  std::function<void(const PointRun&)> run;
  // Why a point of a variant cannot be played: its numbers break a rule between them. It has no runs.
  std::function<void(std::size_t variant, std::size_t point, const std::string& why)> refused = {};
  // After some points, with how many are done.
  std::function<void(std::size_t done)> points = {};
  // Whether a variant is played at the points to come; those that others are like always are.
  std::function<bool(std::size_t variant)> wanted = {};
};

// The same without runs: `look` is called once a point, from any thread and in any order, with the point's
// compiled model; it returns what it saw. Nothing where the point is refused.
std::vector<std::optional<std::vector<double>>> look_at_points(
    const RangePoints& points, const Scenario& scenario, int jobs,
    const std::function<std::vector<double>(const Model&)>& look);

// Returns how many points were played.
std::size_t play_points(const RangePoints& points, std::span<const Variant> variants,
                        const PointsOptions& options, const PointsHooks& hooks);

}  // namespace parley
