// Who fights where?
//
// The fighters of a front are those whose bloc is one of its sides, but for who has fronts of its own
// elsewhere (parties.ID.war.fronts). Everything that asks who stands on a front asks here: the rules of a
// file, what no run looks at, and the model (engine/model.hpp: at, side_of, FrontModel::fighters).
#pragma once

#include <algorithm>
#include <string_view>

#include "parley/scenario/scenario.hpp"

namespace parley {

// False where it has fronts of its own, and this is none of them.
inline bool is_at(const Party& party, std::string_view front) {
  const auto& own = party.war.fronts;
  return own.empty() || std::any_of(own.begin(), own.end(), [&](const FrontRef& f) { return f.id == front; });
}

// Whether its war is fought there too, with forces of its own or without.
inline bool is_its_war(const Party& party, std::string_view id, const Front& front) {
  return is_at(party, id) && std::any_of(front.sides.begin(), front.sides.end(),
                                         [&](const BlocRef& side) { return side.id == party.bloc; });
}

}  // namespace parley
