// How does a run go from its first day to its last?
#pragma once

#include <functional>

#include "parley/engine/state.hpp"
#include "parley/engine/trace.hpp"

namespace parley {

// Runs one replicate. `state` must have been made for `model`; it is reset, so that runs do not influence
// each other. `trace` is null where nobody reads it. The result is state.outcome. `stand_in` decides in its
// party's place; where it throws, state and trace tell how things stand at that decision.
const Outcome& simulate(const Model& model, const RunKey& key, State& state, Trace* trace = nullptr,
                        StandIn* stand_in = nullptr);

// The same run no further than the day on which its first truce ends: of the outcome holds what is known by
// then. Expects a model with a calendar.
const Outcome& play_first_truce(const Model& model, const RunKey& key, State& state);

// Asked on the evening of each day: is all known by now that is asked of the run?
using Enough = std::function<bool(const Model&, const Situation&, int day)>;
// The same run no further than the first such evening: outcome and trace hold what is known by then. Expects
// a model with a calendar.
const Outcome& simulate(const Model& model, const RunKey& key, State& state, Trace* trace,
                        const Enough& enough);

// How things stand on the morning of a day, before anything happens. It points into the model that was played
// so far (names of events), which must outlive it.
struct Morning {
  Situation situation;
  int day = 0;
};
// The same runs from a morning on. It may be another model's whose days before that day are the same: as
// those before the day of the deal are whatever the text says, with however many issues, whoever is bound by
// it and when the calendar ends (tests/mornings_test.cpp).
const Outcome& simulate(const Model& model, const RunKey& key, State& state, const Morning& from);
const Outcome& play_first_truce(const Model& model, const RunKey& key, State& state, const Morning& from);

// The same run in parts, for those who stop on the way to ask what else could have happened. `begin` puts the
// state before the first day; `play` plays the days from `from` up to, but not including, `until`, and adds
// to the trace. Luck belongs to days and not to the order of drawing: a copy of the state of a morning that
// is played on has the luck of the run that it was copied from, and differs from it by what was changed in
// the copy alone. Expects a model with a calendar, and days within it.
void begin(const Model& model, const RunKey& key, State& state);
void play(const Model& model, const RunKey& key, State& state, int from, int until, Trace* trace = nullptr,
          StandIn* stand_in = nullptr);

// From here on no talks are held and no text comes into force before that day.
void bar_texts(State& state, int until);

}  // namespace parley
