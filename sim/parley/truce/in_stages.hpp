// What is a text worth that comes into force in stages?
//
// What has not come into force yet counts by how near it is, with weight 1/2 at a horizon; until then its
// issue stands at the status quo (units of joined issues keep their choice but for the options that wait).
#pragma once

#include <optional>
#include <vector>

#include "parley/truce/terms.hpp"

namespace parley {

// The stages of one text, worked out once and asked for by many parties. Reuses its memory.
class InStages {
 public:
  // From `age` days after signature on; horizon: days, above 0.
  void look_at(const ClauseBook& book, const Space& space, PackageView package, int age, double horizon,
               const Underway& underway = {});
  // To a party whose packages are worth that much, in utility; 0 without preferences. Worked out once for
  // each party, until another text is looked at or something comes into force.
  double worth(PartyId party, const Utility& utility);

 private:
  struct Stage {
    double weight = 0;
    std::size_t changes = 0;  // of changes_, from those of the stage before on
  };
  // Of the flat table of all choices: what stands in place of what was signed.
  struct Change {
    std::size_t signed_choice = 0, now = 0;
  };
  double worked_out(const Utility& utility) const;
  void add_stage(const ClauseBook& book, const Space& space, int day, double weight,
                 const Underway& underway);

  Package package_;
  std::vector<std::optional<double>> known_;  // by party
  std::vector<Stage> stages_;                 // before all is in force
  std::vector<Change> changes_;
  double in_force_ = 1;  // weight of the time from when all is
};

}  // namespace parley
