// What is each party called, and how is it drawn, wherever it is told of?
//
// One look a party: in the pictures of the page, and by parties.csv and manifest.json in those of Python, R
// and gnuplot.
#pragma once

#include "parley/runs/columns.hpp"
#include "parley/support/grid.hpp"
#include "parley/writing/chart.hpp"

namespace parley {

struct PartyLook {
  Colour colour = Colour::blue;
  bool dashed = false;
};

// Those who sign have the first looks, in the scenario's order; then the others.
ListBy<PartyId, PartyLook> party_looks(const Model& model);

struct PartyRow {
  const Model& model;
  PartyId party;
  PartyLook look;
};

// The columns of parties.csv.
std::span<const Line<PartyRow>> party_lines();
void write_parties(Cells& cells, const Model& model);

}  // namespace parley
