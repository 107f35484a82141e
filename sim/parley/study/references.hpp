// How good is a deal beside the solution concepts of bargaining theory?
#pragma once

#include <map>

#include "parley/engine/model.hpp"
#include "parley/preference/solutions.hpp"

namespace parley {

// Distances of a package, among the parties that sign, at their initial reservation values.
struct DealQuality {
  double nash = 0, kalai_smorodinsky = 0, pareto = 0;
};

class References {
 public:
  explicit References(const Model& model);
  const Point& nash() const { return nash_; }
  const Point& kalai_smorodinsky() const { return kalai_smorodinsky_; }
  // Remembers packages it has seen.
  const DealQuality& quality(const Package& package);

 private:
  const Model& model_;
  std::vector<const Utility*> parties_;
  Point nash_, kalai_smorodinsky_;
  std::map<Package, DealQuality> known_;
};

}  // namespace parley
