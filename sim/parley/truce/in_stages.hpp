// What is a text worth that comes into force in stages?
//
// What has not come into force yet counts by how near it is, with weight 1/2 at a horizon; until then its
// issue stands at the status quo (units of joined issues keep their choice but for the options that wait).
#pragma once

#include <vector>

#include "parley/truce/terms.hpp"

namespace parley {

// The stages of one text, worked out once and asked for by many parties. Reuses its memory.
class InStages {
 public:
  // From `age` days after signature on; horizon: days, above 0. The package must stay until another is looked
  // at.
  void look_at(const ClauseBook& book, const Space& space, PackageView package, int age, double horizon,
               const Underway& underway = {});
  // To whom its packages are worth that much, in utility; 0 without preferences.
  double worth(const Utility& utility) const;

 private:
  struct Stage {
    double weight = 0;
    std::size_t changes = 0;  // of changes_, from those of the stage before on
  };
  // Of the flat table of all choices: what stands in place of what was signed.
  struct Change {
    std::size_t signed_choice = 0, now = 0;
  };
  void add_stage(const ClauseBook& book, const Space& space, int day, double weight,
                 const Underway& underway);

  PackageView package_;
  std::vector<Stage> stages_;  // before all is in force
  std::vector<Change> changes_;
  double in_force_ = 1;  // weight of the time from when all is
};

}  // namespace parley
