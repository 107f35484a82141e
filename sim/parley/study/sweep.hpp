// Which points and runs does a study consist of?
//
// A Sweep is a study made concrete: the scenario it starts from, the parameters it varies and the design's
// points. Run k of P points is replicate k / P of point k mod P: a table that stops early is an even sample
// of the space.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "parley/scenario/loader.hpp"
#include "parley/scenario/numbers.hpp"
#include "parley/scenario/study_description.hpp"
#include "parley/statistics/design.hpp"
#include "parley/support/random.hpp"

namespace parley {

struct Sweep {
  StudyDescription study;  // with the points of a csv design as lists
  YamlDocument scenario;   // as read, without the study's changes
  YamlDocument base;       // with the changes of `set`
  Scenario central;        // at its own values
  DesignSpec spec;         // spec.factors: what varies
  Design design;
  // What no run looks at at some points only, another choice deciding there (study/unread.hpp): the kind of
  // each point, and the parameters that each kind leaves out. Empty: none.
  std::vector<std::uint16_t> kind_of = {};
  std::vector<std::vector<bool>> left_out = {};

  bool looked_at(std::size_t point, std::size_t factor) const {
    return !spec.factors[factor].unread && (left_out.empty() || !left_out[kind_of[point]][factor]);
  }
  std::size_t points() const { return design.points; }
  std::uint64_t run_of(std::size_t point, std::uint32_t replicate) const {
    return std::uint64_t{replicate} * points() + point;
  }
  std::size_t point_of(std::uint64_t run) const { return static_cast<std::size_t>(run % points()); }
  std::uint32_t replicate_of(std::uint64_t run) const { return static_cast<std::uint32_t>(run / points()); }
  // Where the run's luck comes from. With common random numbers the same at all points.
  RunKey key_of(std::uint64_t run) const;

  // A parameter's value at a point: a number (the position in the list where the values are no numbers), as a
  // reader is told it, and as it is written at a coordinate of the unit interval.
  double value(std::size_t point, std::size_t factor) const;
  std::string told(std::size_t point, std::size_t factor) const;
  std::string written(std::size_t factor, double unit) const;
  // "PATH=VALUE" for each parameter, as for --set.
  std::vector<std::string> assignments(std::size_t point) const;
  // The scenario of a point of the design, or of any point of the unit cube; nothing when a diagnostic was
  // added.
  std::optional<Scenario> at(std::size_t point, Diagnostics& diagnostics) const;
  std::optional<Scenario> at(std::span<const double> unit, Diagnostics& diagnostics) const;
};

// Where a study's words stand, for messages: the study file, or the words of the command line.
struct StudyOrigin {
  std::string file;                     // of the study; empty: command line
  std::string folder;                   // that a csv design's file is relative to
  std::vector<std::string> files = {};  // that were read
  bool stored = false;                  // a study that a store kept, with the points of a csv design
};

// A diagnostic at the place where a study's path was written, without a message.
Diagnostic at_parameter(const StudyDescription& study, const StudyOrigin& origin, const std::string& path);

// Makes the points and checks everything but the points' scenarios. Returns nothing when a diagnostic was
// added.
std::optional<Sweep> make_sweep(StudyDescription study, YamlDocument scenario, const StudyOrigin& origin,
                                Diagnostics& diagnostics);

// The points that are looked at before a study begins: those that `mine` takes, or of many a sample of about
// `most`, with the least and the greatest value of each parameter and each value of a list among them.
std::vector<std::size_t> points_to_check(const Sweep& sweep, std::size_t most,
                                         const std::function<bool(std::size_t point)>& mine);

// Loads the scenario of each of these points, on all cores. Adds each problem once, with the first point that
// has it. `going` is told how many were looked at, now and then, and ends it by returning false.
void check_points(const Sweep& sweep, const StudyOrigin& origin, std::span<const std::size_t> points,
                  Diagnostics& diagnostics, const std::function<bool(std::size_t)>& going = {});

// What may not differ between two halves of one table: a hash of scenario and study without what cannot
// change a result (comments, layout, number of runs, outputs reported).
std::string sweep_identity(const Sweep& sweep);

}  // namespace parley
