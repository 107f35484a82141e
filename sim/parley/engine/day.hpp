// What may every step of a day read?  (internal to the engine)
#pragma once

#include "parley/bargaining/stand_in.hpp"
#include "parley/engine/state.hpp"

namespace parley {

enum class Purpose : std::uint32_t {
  belief,
  intensity,
  count,
  size,
  outcome,
  detection = 8,  // numbers that were drawn once stay free: what is left keeps its luck
  attribution,
  author,
  spoiler,
  spoiler_size,
  stray,
  stray_size,
  surrender,
  random_event,
  first_heat = 18,
  ground,
  lull,
  offensive,
  first_shock,
  first_local_shock,
  shock,
  local_shock,
  signed_shock,
  protest,
  first_offensive,
  accuracy,
  claim,
  duty,
  verification,
  duty_reasons,
  first_faction_shock,
  faction_shock,
  joining,
  changing_sides
};

struct Day {
  const Model& m;
  const State& s;  // as it stands at this moment: a step sees what it has changed itself
  RunKey key;
  int number = 0;
  StandIn* stand_in = nullptr;  // who decides in a party's place; null: nobody does

  template <class Kind, class Number>
  Stream luck(Purpose purpose, Id<Kind, Number> entity) const {
    return luck(purpose, entity.position());
  }
  Stream luck(Purpose purpose, std::size_t entity = 0) const {
    return Stream(key, static_cast<std::uint32_t>(purpose), static_cast<std::uint32_t>(entity),
                  static_cast<std::uint32_t>(number));
  }
};

}  // namespace parley
