// What is the best for one party while the others get at least this much?
//
// Over lotteries of packages: the upper hull of what is feasible, a linear programme with one row a party.
// Solved by the simplex method with columns made when needed: the most wanted package at given prices is
// found unit by unit, so that the number of packages does not matter. Values are sums of parts (before risk),
// or utilities where points are given one by one.
// The simplex steps are written out here, not left to a library: a column is a package that a search finds
// when it is asked for one, there are as many as the space has packages, and a warm run allocates nothing.
#pragma once

#include <span>
#include <vector>

#include "parley/preference/utility.hpp"

namespace parley {

class Frontier {
 public:
  // All packages of a space, by the parties' sums.
  Frontier(const Space& space, std::span<const Utility* const> parties);
  // These points, each with one value a party.
  explicit Frontier(std::vector<std::vector<double>> points);

  struct Best {
    double value = 0;            // of the party asked for
    std::vector<double> values;  // of all parties: the mean of the lottery
    std::vector<double> price;   // by party: what a unit more for it costs the party asked for
    double shortage = 0;         // above 0: the others cannot have so much
  };
  // need[k]: least value of party k; -infinity: none. That of `party` itself is not looked at.
  Best best(std::size_t party, std::span<const double> need) const;
  std::size_t parties() const { return parties_; }

 private:
  // Values of the point of largest weighted sum; the first of several.
  void extreme(std::span<const double> weight, std::vector<double>& values) const;

  std::size_t parties_ = 0;
  std::vector<std::vector<double>> rows_;  // points, or choices
  std::vector<std::size_t> unit_end_;      // of the choices of each unit; one unit where points are given
};

}  // namespace parley
