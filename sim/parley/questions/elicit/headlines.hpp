// By what is a number's weight judged, and experts' disagreement?
//
// A few outputs that every run has, so that a number that decides whether there is a deal at all is not
// missed.
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <span>

#include "parley/engine/outcome.hpp"
#include "parley/runs/modelled.hpp"

namespace parley {

struct ElicitOutput {
  const char* words;
  bool share;  // 0 or 1 in a run
  double (*of)(const Outcome&);
};

inline constexpr int elicit_days = 90;  // that the first truce is looked at
inline constexpr std::array<ElicitOutput, 3> outputs_of_war{
    {{"whether a deal is signed", true, [](const Outcome& o) { return o.deals > 0 ? 1.0 : 0.0; }},
     {"days of the first truce, up to 90", false,
      [](const Outcome& o) {
        return o.has_truce() ? static_cast<double>(std::min(o.first_truce_days, elicit_days)) : 0.0;
      }},
     {"days under truce in all", false, [](const Outcome& o) { return static_cast<double>(o.truce_days); }}}};
inline constexpr std::array<ElicitOutput, 2> outputs_of_talks{
    {{"whether a deal is signed", true, [](const Outcome& o) { return o.deals > 0 ? 1.0 : 0.0; }},
     {"days or rounds until it is signed", false, [](const Outcome& o) {
        return o.deals > 0 ? static_cast<double>(o.agreement_day) : std::numeric_limits<double>::quiet_NaN();
      }}}};

inline std::span<const ElicitOutput> elicit_outputs(const Scenario& scenario) {
  return models_truces(scenario) ? std::span<const ElicitOutput>(outputs_of_war)
                                 : std::span<const ElicitOutput>(outputs_of_talks);
}

}  // namespace parley
