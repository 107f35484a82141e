// Which deals do the solution concepts of bargaining theory single out?
//
// Spaces of up to `exact_limit` packages are enumerated; larger ones are searched by coordinate ascent from
// every party's best package and the status quo, and the point is marked as approximate.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "parley/preference/utility.hpp"

namespace parley {

inline constexpr double exact_limit = 200'000;

struct Point {
  Package package;
  std::vector<double> utilities;  // of the parties considered, in their order
  bool exact = true;
  bool exists = false;       // false where no package gives every party its disagreement value
  std::size_t packages = 1;  // on a Pareto frontier: those worth the same to all, this one being the first
};

// Nash (1950): maximises the product of gains over the disagreement values; with weights, each gain raised to
// its party's (Kalai 1977b). Weights here and below are by party, above 0; none: all equal.
Point nash_point(const Space& space, std::span<const Utility* const> parties,
                 std::span<const double> disagreement, std::span<const double> weights = {});
// Kalai & Smorodinsky (1975): maximises the smallest share of the highest gain each party could have, then
// the next smallest (leximin). With more than two parties a point of reference only.
Point kalai_smorodinsky_point(const Space& space, std::span<const Utility* const> parties,
                              std::span<const double> disagreement);
// Kalai (1977), proportional: maximises the smallest gain over the disagreement values, each divided by its
// party's weight, then the next smallest (leximin). With equal weights the egalitarian point.
Point kalai_proportional_point(const Space& space, std::span<const Utility* const> parties,
                               std::span<const double> disagreement, std::span<const double> weights = {});
// Utilitarian: maximises the sum of utilities among packages that leave every party its disagreement value.
Point utilitarian_point(const Space& space, std::span<const Utility* const> parties,
                        std::span<const double> disagreement);
// All of them at once, exactly for spaces of up to `enumerable` packages: two passes through the space.
struct SolutionPoints {
  Point nash, weighted_nash, kalai_smorodinsky, egalitarian, kalai_proportional, utilitarian;
};
SolutionPoints solution_points(const Space& space, std::span<const Utility* const> parties,
                               std::span<const double> disagreement, std::span<const double> weights,
                               double enumerable = exact_limit);

// Moves one unit at a time (and two at a time, where pairs are few) as long as a score rises: lexicographic,
// larger is better, of the parties' utilities.
using Score = std::vector<double>;
using Scoring = std::function<void(std::span<const double> utilities, Score& score)>;
Package climb(const Space& space, std::span<const Utility* const> parties, const Scoring& score,
              Package from);

// Utilities closer than this are the same: the difference is rounding.
inline constexpr double same_utility = 1e-12;

// The packages that give every party its disagreement value and that no other package betters for one party
// without loss to another, by falling utility of the first party: one point an outcome, with the number of
// packages that are worth the same to all. Spaces up to exact_limit only.
std::vector<Point> pareto_frontier(const Space& space, std::span<const Utility* const> parties,
                                   std::span<const double> disagreement);
// Efficient packages of a space of any size: the best by `draws` random weightings of the parties, those that
// give every party its disagreement value, each once. Not the whole frontier: what no weighting favours is
// not among them.
std::vector<Point> supported_frontier(const Space& space, std::span<const Utility* const> parties,
                                      std::span<const double> disagreement, std::size_t draws);
// How much better the best-off change could make one party while no party loses: 0 on the Pareto frontier.
double pareto_loss(const Space& space, std::span<const Utility* const> parties, PackageView package);
// Number of packages that give every party at least its reservation value. Spaces up to exact_limit only.
std::size_t zone_size(const Space& space, std::span<const Utility* const> parties,
                      std::span<const double> reservation);
// Euclidean distance of two vectors of utilities.
double distance(std::span<const double> a, std::span<const double> b);

}  // namespace parley
