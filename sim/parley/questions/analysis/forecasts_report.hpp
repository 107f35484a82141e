// How are the simple forecasts of the text told?
#pragma once

#include <vector>

#include "parley/engine/model.hpp"
#include "parley/preference/forecasts.hpp"
#include "parley/writing/json.hpp"
#include "parley/writing/output_file.hpp"
#include "parley/writing/page.hpp"

namespace parley {

// A section of a page. `signers`: whose utilities are told.
void tell_forecasts(Page& page, const Model& model, const Forecasts& forecasts,
                    const std::vector<PartyId>& signers);

// Two keys of an object: `forecasts` and `challenge`.
void add_forecasts(Json& out, const Model& model, const Forecasts& forecasts,
                   const std::vector<PartyId>& signers);

// Writes forecasts.csv, challenge_positions.csv and challenge_first_turn.csv. Throws WriteError.
void write_forecasts(OutputFolder& folder, const Model& model, const Forecasts& forecasts);

}  // namespace parley
