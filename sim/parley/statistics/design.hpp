// Which points of the space of assumptions does a study visit?
//
// A design is a table of points x factors in the unit cube; scaled() turns a coordinate into a factor's
// value. The same specification gives the same table everywhere; all luck is Philox, keyed by the seed.
//
//   grid      every combination of the factors' levels (or of `count` values from low to high); the last
//             factor varies fastest
//   list      the factors' levels side by side: point i takes level i of each
//   csv       as list; the caller has read the levels from a table
//   random    independent uniform points
//   lhs       Latin hypercube (McKay, Beckman & Conover 1979): one point in each of n strata of every factor;
//             maximin pushes the closest points apart by swaps within a column (Morris & Mitchell 1995)
//   sobol     Sobol's sequence (Boost; direction numbers of Joe & Kuo 2008) with Owen's (1995) nested uniform
//             scrambling; unscrambled it begins with the point 0. n should be a power of two
//   morris    trajectories of one-at-a-time steps (Morris 1991): n trajectories of factors + 1 points each on
//             `levels` levels, step levels / (2 (levels - 1)). levels is even
//   saltelli  Saltelli et al. (2010): n blocks A, AB_1 .. AB_D, (BA_1 .. BA_D,) B from a Sobol sequence in 2
//   D
//             columns. n should be a power of two
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

struct Factor {
  enum class Kind { real, integer, category };
  std::string path;  // of the parameter, as in --set
  Kind kind = Kind::real;
  bool log = false;  // uniform in the logarithm; needs 0 < low
  double low = 0, high = 1;
  int count = 0;                         // of grid values from low to high; 0: the levels are listed
  std::vector<std::string> levels;       // as told; numbers unless kind is category
  std::optional<double> likeliest = {};  // peak of a triangle from low to high; even, if left out
  std::string words = {};                // the parameter in plain words; empty: its path stands for it
  bool unread = false;  // no run at any point looks at it: its values tell of nothing that was played
  double step = 0;      // of a range: values are its multiples, each as likely; 0: all values

  // What reports call it.
  const std::string& name() const { return words.empty() ? path : words; }
};

enum class DesignKind { grid, list, csv, random, lhs, sobol, morris, saltelli };

struct DesignSpec {
  DesignKind kind = DesignKind::grid;
  std::vector<Factor> factors;
  std::size_t points = 0;     // rows of random, lhs, sobol; trajectories of morris; blocks of saltelli
  int levels = 4;             // morris
  bool second_order = false;  // saltelli: with the BA rows
  bool scramble = true;       // sobol, saltelli
  std::size_t skip = 0;       // sobol, saltelli: so many first points of the sequence are left out
  bool maximin = false;       // lhs
  std::uint64_t seed = 1;
};

struct Design {
  std::size_t points = 0, factors = 0;
  std::vector<double> unit;  // points x factors, each in [0, 1]
  double at(std::size_t point, std::size_t factor) const { return unit[point * factors + factor]; }
};

std::string_view to_string(DesignKind kind);
std::optional<DesignKind> design_kind(std::string_view name);
// All names, comma-separated, for hints.
std::string design_kinds();

// What is wrong with a specification, in words for its author; empty when it can be made.
std::vector<std::string> design_problems(const DesignSpec& spec);
// The number of points, without making them. spec has no problems.
std::size_t design_points(const DesignSpec& spec);
// spec has no problems.
Design make_design(const DesignSpec& spec);

// A factor's value at a coordinate of the unit interval: a number, or the index of a level when there are
// levels and the kind is category (in a list or csv: of the point). Whole numbers and levels get equal shares
// of the interval.
double scaled(const Factor& factor, double unit);
// The same as text: the level as written, or the number in its shortest exact form.
std::string scaled_text(const Factor& factor, double unit);

// What can be estimated from the points and outputs of a study.
enum class Estimator { sobol, sobol_second, morris, main_effects, prim };
// Why an estimator cannot be used on a design, with what to do instead; empty when it can.
std::string estimator_refusal(const DesignSpec& spec, Estimator estimator);

}  // namespace parley
