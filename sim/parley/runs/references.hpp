// How good is a deal beside the solution concepts of bargaining theory?
#pragma once

#include <map>
#include <optional>

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
  explicit References(const Model& model);
  References(const Model& model, ReferencePoints points);
  const Point& nash() { return points().nash; }
  const Point& kalai_smorodinsky() { return points().kalai_smorodinsky; }
  // Remembers packages it has seen.
  const DealQuality& quality(const Package& package);

 private:
  const Model& model_;
  std::vector<const Utility*> parties_;
  const ReferencePoints&
  points();  // searched for when they are first asked for: it takes as long as many runs
  std::optional<ReferencePoints> points_;
  std::map<Package, DealQuality> known_;
};

}  // namespace parley
