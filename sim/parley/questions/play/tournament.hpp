// Who does best in a seat, and how sure is the ranking?
//
// Entrants take the same seats of the same runs, with the same luck. What one reaches is told above the mean
// of all entrants in that seat and run, so that easy seats count no more than hard ones. Luck: runs drawn
// again with replacement, the same for all entrants (bootstrap). What the field is: the ranking without one
// scenario after the other, or without one kind of opponent where there is one scenario.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/questions/play/session.hpp"
#include "parley/writing/json.hpp"

namespace parley {

// One seat against one kind of opponents.
struct TournamentTable {
  std::string scenario, seat, against;
  // entrant x run: what the end is worth to the seat, 0 to 1. Every table has the same entrants, in order.
  std::vector<std::vector<double>> worth;
};

struct Placed {
  std::size_t entrant = 0;
  double above = 0, low = 0, high = 0;        // mean above the field; 95% over luck
  double first = 0;                           // share of bootstrap draws in which it is first
  int rank = 1, rank_low = 1, rank_high = 1;  // from 1; 95% over luck
  int rank_least = 1, rank_most = 1;          // without one part of the field
};

struct Tournament {
  std::vector<std::string> entrants;
  std::vector<TournamentTable> tables;
  std::uint64_t seed = 1;
  std::uint32_t runs = 0;
  std::vector<Placed> ranking;  // best first
};

// Fills `ranking`. Asks for 2 entrants, a table and a run, or more.
void rank_entrants(Tournament& tournament);

std::string tournament_text(const Tournament& tournament, bool colour, std::size_t width = 100);
Json tournament_json(const Tournament& tournament);

// What a strategy of bidding is called in a tournament, and as a value of `parties.ID.strategy.bidding`.
struct NamedBidding {
  std::string name, value;
};
// Those that come with Parley and need no more than a ranking of packages.
const std::vector<NamedBidding>& shipped_biddings();

}  // namespace parley
