// What is a study file?
//
// The other half of the one description of the format (see format.hpp): what is varied, how, how often.
#pragma once

#include "parley/scenario/format_spec.hpp"
#include "parley/scenario/study_description.hpp"

namespace parley {

// clang-format off
template <> struct AlternativeName<GridDesign> { static constexpr std::string_view value = "grid"; };
template <> struct AlternativeName<ListDesign> { static constexpr std::string_view value = "list"; };
template <> struct AlternativeName<CsvDesign> { static constexpr std::string_view value = "csv"; };
template <> struct AlternativeName<RandomDesign> { static constexpr std::string_view value = "random"; };
template <> struct AlternativeName<LhsDesign> { static constexpr std::string_view value = "lhs"; };
template <> struct AlternativeName<SobolDesign> { static constexpr std::string_view value = "sobol"; };
template <> struct AlternativeName<MorrisDesign> { static constexpr std::string_view value = "morris"; };
template <> struct AlternativeName<SaltelliDesign> { static constexpr std::string_view value = "saltelli"; };
// clang-format on

template <class V>
void describe(V& v, Range& r) {
  v.about("range", "A parameter that lies anywhere between two numbers, both within.");
  v.field("low", r.low, {.what = "lowest value", .required = true});
  v.field("high", r.high, {.what = "highest value", .required = true});
  v.field("log", r.log, {.what = "true: evenly spread over its logarithm"});
  v.field("integer", r.integer, {.what = "true: whole numbers only"});
  v.field("shape", r.shape,
          {.what = "where it lies: uniform: anywhere alike; triangular: likeliest at one value and less and "
                   "less so towards the ends; a grid looks at low and high only"});
  v.field("likeliest", r.likeliest, {.what = "triangular: where its peak is (the middle, if left out)"});
  v.field("points", r.points,
          {.what = "values it takes in a grid, evenly spread; 0: it has no place in a grid",
           .low = 0,
           .high = 1e6,
           .whole = true});
}

namespace format {
inline constexpr Spec design_seed{
    .what = "seed of the design", .low = 0, .high = 9007199254740992.0, .whole = true};
inline constexpr Spec design_points{.what = "number of points", .low = 1, .high = 1e7, .whole = true};
}  // namespace format

template <class V>
void describe(V& v, GridDesign&) {
  v.about("grid", "Every combination of the values of all parameters (full factorial).");
}
template <class V>
void describe(V& v, ListDesign&) {
  v.about("list",
          "The first values of all parameters together, then the second ones, and so on; lists of one "
          "length.");
}
template <class V>
void describe(V& v, CsvDesign& d) {
  v.about("csv", "Points from a table: a header line of parameter paths, then one line a point.");
  v.field("file", d.file, {.what = "the table, relative to the study file", .required = true});
}
template <class V>
void describe(V& v, RandomDesign& d) {
  v.about("random", "Points drawn independently and evenly.");
  v.field("points", d.points, format::design_points);
  v.field("seed", d.seed, format::design_seed);
}
template <class V>
void describe(V& v, LhsDesign& d) {
  v.about("lhs",
          "Latin hypercube (McKay, Beckman & Conover 1979): each parameter's range is cut into as many "
          "strata as there are points, and each stratum is met once.");
  v.field("points", d.points, format::design_points);
  v.field("maximin", d.maximin,
          {.what = "true: of many hypercubes the one whose nearest points are farthest"});
  v.field("seed", d.seed, format::design_seed);
}
template <class V>
void describe(V& v, SobolDesign& d) {
  v.about("sobol", "Sobol's quasi-random sequence: fills the space evenly; powers of 2 are best.");
  v.field("points", d.points, format::design_points);
  v.field("scramble", d.scramble,
          {.what = "false: the plain sequence, which begins in the corner of all lows"});
  v.field("seed", d.seed, format::design_seed);
}
template <class V>
void describe(V& v, MorrisDesign& d) {
  v.about("morris",
          "Trajectories that change one parameter at a time (Morris 1991): screens many parameters at "
          "little cost. Points: trajectories x (parameters + 1).");
  v.field("trajectories", d.trajectories,
          {.what = "number of trajectories", .low = 2, .high = 1e6, .whole = true});
  v.field("levels", d.levels,
          {.what = "levels of each parameter, an even number", .low = 2, .high = 1000, .whole = true});
  v.field("seed", d.seed, format::design_seed);
}
template <class V>
void describe(V& v, SaltelliDesign& d) {
  v.about("saltelli",
          "The matrices from which Sobol's sensitivity indices are estimated (Saltelli et al. 2010). Points: "
          "base points x (parameters + 2), or x (2 parameters + 2) with second_order.");
  v.field("points", d.points, {.what = "base points, a power of 2", .low = 2, .high = 1e6, .whole = true});
  v.field("second_order", d.second_order, {.what = "true: also indices of pairs"});
  v.field("scramble", d.scramble, {.what = "false: from the plain Sobol sequence"});
  v.field("seed", d.seed, format::design_seed);
}

template <class V>
void describe(V& v, Target& t) {
  v.about("target", "What is known of the mean of an output.");
  v.field("value", t.value, {.what = "the mean to be met", .required = true});
  v.field("scale", t.scale,
          {.what = "how well it is known: distances are counted in this unit", .low = 1e-12, .high = 1e12});
  v.field("held_out", t.held_out, {.what = "true: never fitted, only compared with the fit"});
  v.field("source", t.source, {.what = "where it is known from"});
}

template <class V>
void describe(V& v, Calibration& c) {
  v.about("calibrate",
          "Approximate Bayesian computation by sequential Monte Carlo (Toni et al. 2009), for `parley "
          "calibrate`. Ranges under `vary` are uniform priors.");
  v.field("particles", c.particles, {.what = "parameter sets kept", .low = 10, .high = 1e5, .whole = true});
  v.field("generations", c.generations,
          {.what = "times that the distance allowed is narrowed", .low = 1, .high = 100, .whole = true});
  v.field("replicates", c.replicates,
          {.what = "runs of each parameter set", .low = 1, .high = 1e5, .whole = true});
  v.field(
      "keep", c.keep,
      {.what = "share of a generation whose distances the next one must beat", .low = 0.05, .high = 0.95});
}

template <class V>
void describe(V& v, StudyDescription& s) {
  v.about("study", "What is varied, how, and how often each point is played.");
  v.field("name", s.name, {.what = "title"});
  v.field("description", s.description, {.what = "what this study is about"});
  v.field("scenario", s.scenario,
          {.what = "the scenario file, relative to the study file", .required = true});
  v.field("set", s.set, {.what = "parameters changed once, at all points, as with --set"});
  v.field("vary", s.vary, {.what = "parameters that differ between points"});
  v.field("uncertain", s.uncertain,
          {.what = "true: also vary every number of the scenario that carries a low and a high"});
  v.field("every_number", s.every_number,
          {.what = "true: and every other number that runs look at, plain or left out, over a range by rule: "
                   "odds of a share halved to doubled, other numbers from half to one and a half times"});
  v.field("design", s.design,
          {.what = "which points of the space are played (if left out: grid where every parameter lists its "
                   "values or the number of them, else lhs)"});
  v.field("replicates", s.replicates, {.what = "runs of each point", .low = 1, .high = 1e8, .whole = true});
  v.field("seed", s.seed,
          {.what = "seed of all chance in the runs", .low = 0, .high = 9007199254740992.0, .whole = true});
  v.field(
      "precision", s.precision,
      {.what = "adds replicates to a point until the 95% interval of each outcome's share is at most this "
               "far from the share; 0: no more replicates than asked for",
       .low = 0,
       .high = 0.5});
  v.field("most_replicates", s.most_replicates,
          {.what = "end of adding replicates for precision", .low = 1, .high = 1e8, .whole = true});
  v.field("independent", s.independent,
          {.what = "true: each point has luck of its own; false: replicate 7 of one point sees the same luck "
                   "as replicate 7 of another (common random numbers), so that differences are differences"});
  v.field("rounds", s.rounds, {.what = "true: keep a row for each round of offers"});
  v.field("outputs", s.outputs, {.what = "outputs that reports look at (if left out: the usual ones)"});
  v.field("targets", s.targets, {.what = "for `parley calibrate`: what the outputs should be"});
  v.field("calibrate", s.calibrate, {.what = "for `parley calibrate`: how it searches"});
}

}  // namespace parley
