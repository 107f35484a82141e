// What would one say without a model?
//
// Simple forecasts of the figures that cases compare, each where it has something to say:
//   no change      war goes on as before, texts stay as they are: deaths at the level before, back at 75% in
//                  the first week that can be, a text in force stays in force, nothing is signed, nothing
//                  falls
//   even chance    of a yes-no
//   a copy         what was observed in the calibration episode, of the same measure
//   all            every recorded ceasefire: formal life by Kaplan and Meier, deaths by the pooled cases;
//                  dates without a ceasefire for fronts outside a text; next texts after a collapse
//   its class      the same of the text's class
//   Weibull        by class: formal life; return of violence
//   log-linear     by class and violence before: deaths in weeks 1 to 4
// The figures are read from scenarios/record/ceasefires.csv, with their sources; formulas are here.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parley/questions/record/ceasefire_figures.hpp"
#include "parley/questions/record/scoring.hpp"
#include "parley/scenario/case_description.hpp"

namespace parley {

enum class Simple { no_change, even, copy, all, by_class, weibull, regression };
inline constexpr std::array<std::string_view, 7> simple_names{
    "no change",          "even chance",        "copy of the calibration episode",
    "all ceasefires",     "class of ceasefire", "Weibull by class",
    "log-linear by class"};

// `calibrated`: the cases that are copied; a case is never forecast by itself.
std::optional<Forecast> simple_forecast(Simple kind, const LoadedCase& about, const Observation& observation,
                                        const CeasefireFigures& figures, std::span<const LoadedCase> cases);

}  // namespace parley
