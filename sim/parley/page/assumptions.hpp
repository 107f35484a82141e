// Which assumptions can be moved on the page, in words, and which of them decide?
#pragma once

#include <cstdint>

#include "parley/engine/model.hpp"
#include "parley/writing/json.hpp"

namespace parley {

// What the scenario holds, for the page: {name, war, days, start, parties: [{id, name, seat}], assumptions:
// [{path, words, value, low, high, whole, step, options, why, mark, less, more, group, by_rule}]}. Numbers without
// a range of their own have one by rule (scenario/numbers.hpp).
Json opened_json(const Model& model);

// The six to ten assumptions that decide most: found by a screening of `points` points, one run at each
// (questions/elicit/screening.hpp). [{path, output, correlation, told}], the weightiest first. Takes as long
// as the runs.
Json deciding_json(const Scenario& scenario, std::uint32_t points, std::uint64_t seed, int jobs);

}  // namespace parley
