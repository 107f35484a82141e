// How often is there room for a deal over the declared ranges?
//
// At points drawn over the ranges (runs/over_ranges.hpp) the same random packages are looked at (all, where
// they are few), and a search is made where none of them would be signed. Nothing here is luck: at a point
// the answer is the same whoever asks.
#pragma once

#include <string>
#include <vector>

#include "parley/engine/model.hpp"

namespace parley {

struct RoomOverRanges {
  std::size_t points = 0, refused = 0, drawn = 0;
  std::size_t open = 0;                    // points at which a deal that all would sign is known
  double p10 = 0, p50 = 0, p90 = 0;        // of the share of packages that all would sign
  std::vector<PartyId> signers;            // as in the analysis
  std::vector<std::size_t> opens_without;  // by signer: of the other points, those where all others agree
};

struct RoomOptions {
  std::size_t points = 200;
  std::uint64_t seed = 1;
  int jobs = 0;
  std::vector<std::string> held = {};
};
// Without points where the scenario has no ranges.
RoomOverRanges room_over_ranges(const Scenario& scenario, const RoomOptions& options);

std::string room_in_words(const Model& model, const RoomOverRanges& room);

}  // namespace parley
