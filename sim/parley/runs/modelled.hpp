// Of what can a scenario say nothing, because it does not model it?
//
// Nobody dies where there is neither a front nor an event that kills, no ceasefire is in force where no text
// covers a front, nobody is displaced from besieged areas where there are none: such figures are no zeros.
// Their cells stay empty, and whoever asks for them is refused.
#pragma once

#include <string_view>

#include "parley/scenario/scenario.hpp"

namespace parley {

struct Subject {
  bool (*modelled)(const Scenario&) = nullptr;
  std::string_view otherwise;  // what such a scenario lacks: "the scenario has no calendar"
};

bool models_days(const Scenario& scenario);
bool models_deaths(const Scenario& scenario);
bool models_fighting(const Scenario& scenario);
// Whether some option, if signed, covers a front.
bool models_truces(const Scenario& scenario);
bool models_sieges(const Scenario& scenario);
bool models_defeat(const Scenario& scenario);

namespace subject {
inline constexpr Subject days{models_days, "the scenario has no calendar"};
inline constexpr Subject deaths{models_deaths,
                                "the scenario has no calendar, or neither fronts nor events that kill"};
inline constexpr Subject fighting{models_fighting, "the scenario has no calendar or no fronts"};
inline constexpr Subject truces{
    models_truces, "the scenario has no calendar, or no option that covers a front: no text is a ceasefire"};
inline constexpr Subject sieges{models_sieges, "the scenario has no besieged area"};
inline constexpr Subject defeats{models_defeat, "no line moves and no town can fall in the scenario"};
}  // namespace subject

}  // namespace parley
