// What is recorded of deaths before and after ceasefires, to hold simulated ones against?
//
// Aggregates over many wars, read from a folder (scenarios/record/population tells sources, definitions and
// licence). Nothing of it goes into a simulation.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/support/diagnostic.hpp"

namespace parley {

// A figure with its 95% interval over countries, where one is known.
struct RecordedFigure {
  std::string measure, group, stat;
  double value = 0;
  std::optional<double> low, high;
  int n = 0;
};

// A coefficient of a regression: a hazard ratio, or a slope.
struct RecordedCoefficient {
  std::string target, model, term;
  double value = 0;
  std::optional<double> low, high;
  int n = 0;
};

struct RecordedPopulation {
  // Outcomes by measure and class, ascending: log ratios of deaths, days of return (181: not within 180).
  std::map<std::pair<std::string, std::string>, std::vector<double>> outcomes;
  std::vector<RecordedFigure> figures;
  std::vector<RecordedCoefficient> coefficients;

  // Empty where there are none.
  const std::vector<double>& outcomes_of(const std::string& measure, const std::string& group) const;
  std::optional<double> coefficient(const std::string& target, const std::string& model,
                                    const std::string& term) const;
};

// The class of `outcomes` that holds dates without a ceasefire.
inline constexpr const char* dates_without = "dates without a ceasefire";

// The files read, in the folder.
inline constexpr const char* recorded_population_files[] = {"outcomes.csv", "figures.csv",
                                                            "coefficients.csv"};
// Every mistake in them becomes a diagnostic.
RecordedPopulation load_recorded_population(const std::string& folder, Diagnostics& diagnostics);

}  // namespace parley
