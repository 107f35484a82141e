// How does a run go from its first day to its last?
#pragma once

#include "parley/engine/state.hpp"
#include "parley/engine/trace.hpp"

namespace parley {

// Runs one replicate. `state` must have been made for `model`; it is reset, so that runs do not influence
// each other. `trace` is null where nobody reads it. The result is state.outcome.
const Outcome& simulate(const Model& model, const RunKey& key, State& state, Trace* trace = nullptr);

}  // namespace parley
