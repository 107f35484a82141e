// Does a population of simulated wars answer to ceasefires as the recorded wars did?
//
// Every war is played as it is and once more with texts that do nothing (wars.hpp): what such a world shows
// as well speaks of war, not of truces. All figures of the simulated wars are taken as the recorded ones were
// (series.hpp, draws.hpp), with standard errors over wars; nothing is fitted to them here.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "parley/questions/population/draws.hpp"
#include "parley/questions/population/recorded.hpp"
#include "parley/statistics/proper_scores.hpp"

namespace parley {

struct PopulationOptions {
  std::uint64_t seed = 1;
  std::uint32_t wars = 400;  // of each kind
  int jobs = 0;
  WarChange change;         // in all wars
  std::string change_told;  // in words; empty without one
  std::function<void(std::size_t done, std::size_t all)> progress;
};

// What was drawn of all wars, in order of kind and place.
struct PopulationWorld {
  std::vector<SignedText> texts;
  std::vector<DrawnText> drawn;
  std::vector<DrawnDate> dates;  // of the wars with bare texts: the other kinds have the same wars
  std::vector<std::vector<int>> event_sizes;  // of the same, by war
};
struct PopulationPlayed {
  PopulationWorld as_written, nothing;  // of `nothing` no twins are played: they would be the same
};
PopulationPlayed play_population(const PopulationOptions& options);

// A figure of the simulated wars with its standard error over wars (a jackknife over 25 groups of them).
struct Estimated {
  double value = unknown, error = unknown;
  std::size_t n = 0;
};

// A recorded figure and the same of the simulated wars.
struct PopulationRow {
  std::string table;  // one of the tables below
  RecordedFigure recorded;
  Estimated model, nothing;
  // Whether the recorded interval holds a figure; nothing where either is not known.
  std::optional<bool> holds(const Estimated& figure) const;
};
inline constexpr std::array population_tables{"net effect", "spread",    "return",         "without a text",
                                              "texture",    "next text", "after collapse", "regression"};

// A forecast of the recorded outcomes of one class.
struct PopulationScore {
  std::string measure, group, forecast;
  MeanScore crps;  // errors over the recorded outcomes, as if these were independent cases
  MeanScore gain;  // of the model over this forecast, in CRPS: above 0 the model is better
};

struct PopulationCounts {
  TextKind kind = TextKind::bare;
  std::size_t signed_texts = 0, drawn = 0;  // texts that turned out to be of this kind
  std::size_t collapsed = 0;                // of those drawn, within the calendar
  Estimated twins;                          // mean log ratio, weeks 1-4, of the twins of those drawn
};

struct PopulationRecord {
  std::vector<PopulationCounts> counts;
  std::vector<PopulationScore> scores;
  std::vector<PopulationRow> rows;
};
PopulationRecord hold_against(const RecordedPopulation& recorded, const PopulationPlayed& played);

// Pieces of it.
std::vector<PopulationScore> population_scores(const RecordedPopulation& recorded,
                                               const PopulationPlayed& played);  // scores.cpp
// A figure of one world by the names that the recorded one has; not known where it cannot be had.
Estimated figure_of(const PopulationWorld& world, const RecordedFigure& recorded);  // figures.cpp
// Coefficients of the same regressions over the texts drawn, by target and model.
std::vector<Estimated> coefficients_of(const PopulationWorld& world,
                                       const std::vector<RecordedCoefficient>& recorded);  // coefficients.cpp

}  // namespace parley
