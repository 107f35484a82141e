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

// The points that distances are taken from.
struct ReferencePoints {
  Point nash, kalai_smorodinsky;
};
ReferencePoints reference_points_of(const Model& model);

class References {
 public:
  explicit References(const Model& model) : References(model, reference_points_of(model)) {}
  References(const Model& model, ReferencePoints points);
  const Point& nash() const { return points_.nash; }
  const Point& kalai_smorodinsky() const { return points_.kalai_smorodinsky; }
  // Remembers packages it has seen.
  const DealQuality& quality(const Package& package);

 private:
  const Model& model_;
  std::vector<const Utility*> parties_;
  ReferencePoints points_;
  std::map<Package, DealQuality> known_;
};

}  // namespace parley
