// What does a run say of what a case compares?
#pragma once

#include <optional>

#include "parley/engine/outcome.hpp"
#include "parley/engine/situation.hpp"
#include "parley/engine/trace.hpp"
#include "parley/scenario/case_description.hpp"

namespace parley {

// Shares of deaths and days are quantities of different units: their scores are not added up.
enum class Unit { share, days, deaths, yes_no };
inline constexpr std::array<std::string_view, 4> unit_names{"share of deaths before", "days", "deaths",
                                                            "yes-no"};
Unit unit_of(const CaseMeasure& measure);

// Whether it is read off what happened day by day: `trace` may be null elsewhere.
bool needs_trace(const CaseMeasure& measure);

// A quantity, or 1 for yes and 0 for no. Not known where no text was signed, where there was no week of war
// to compare with, or where the calendar broke off before it was decided.
double measured(const CaseMeasure& measure, const Model& model, const Outcome& outcome, const Trace* trace);

// Whether `measured` is known on the evening of a day, whatever the days after it bring.
bool settled(const CaseMeasure& measure, const Model& model, const Situation& situation, int day);

// What a count of days cannot exceed in a run: what is longer counts as so much. Nothing for other measures.
std::optional<double> most_days(const CaseMeasure& measure, const Scenario& scenario);

}  // namespace parley
