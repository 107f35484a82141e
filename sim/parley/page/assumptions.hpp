// Which assumptions can be moved on the page, in words, and which of them decide?
#pragma once

#include <cstdint>

#include "parley/engine/model.hpp"
#include "parley/writing/json.hpp"

namespace parley {

class Store;
struct Sweep;

// What the scenario holds, for the page: {name, war, days, start, parties: [{id, name, seat}], issues: [{id,
// title, options, now, off_table}], deal (of the section 'deal', page/draft.hpp), assumptions:
// [{path, words, value, low, high, whole, step, options, why, mark, less, more, group, by_rule}]}. Numbers
// without a range of their own have one by rule (scenario/numbers.hpp).
Json opened_json(const Model& model);

// The assumptions that decide most, the weightiest first: six to ten of them.
inline constexpr std::size_t least_deciding = 6, most_deciding = 10;

// Those of the parameters of a study that are told from chance, of its outputs in turn. [{path, words}].
// Throws StoreError.
Json deciding_of_study(Store& store, const Sweep& sweep);

// Adds others until there are enough: found by a screening of `points` points, one run at each
// (questions/elicit/screening.hpp). [{path, output, correlation, told}]. Takes as long as the runs.
void add_screened(Json& deciding, const Scenario& scenario, std::uint32_t points, std::uint64_t seed,
                  int jobs);

}  // namespace parley
