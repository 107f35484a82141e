// What changes during a run?
//
// Flat and reusable: after the first run a State allocates nothing more.
#pragma once

#include "parley/engine/model.hpp"

namespace parley {

struct State : Situation {
  explicit State(const Model& model);
  Table table;  // what has been said at the talks
};

}  // namespace parley
