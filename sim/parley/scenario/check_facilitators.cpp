// Which rules span the keys of a facilitator, and what should an author look at twice?

#include "parley/scenario/checker.hpp"
#include "parley/scenario/idle.hpp"
#include "parley/scenario/second_look.hpp"

namespace parley {

// A facilitator stands between the camps: it is of none of them, and fights and signs nothing.
void Checker::check_facilitator(const std::string& path, const Party& party) {
  const std::string here = path + ".facilitates";
  const Place place = place_at(here);
  if (misread(path + ".seat")) return;
  if (party.seat != Seat::mediator && party.seat != Seat::observer)
    error(place, here,
          fmt::format("a facilitator neither signs nor fights, but this one has the seat {}",
                      name_of(party.seat)),
          "give it seat: mediator");
  if (party.war.strength > 0)
    error(place_at(path + ".war.strength"), path + ".war.strength", "a facilitator has no forces in the war",
          "troops that stand between the lines: facilitates.guarantees.troops");
  bool camp = false;
  for (const auto& [key, other] : s_.parties)
    camp =
        camp || (&other != &party && other.bloc == party.bloc && (at_table(other) || other.war.strength > 0));
  for (const auto& [key, front] : s_.fronts)
    for (const auto& side : front.sides) camp = camp || side.id == party.bloc;
  if (camp)
    error(
        place_at(path + ".bloc"), path + ".bloc",
        fmt::format("a facilitator stands between the camps, and '{}' is one of them", printable(party.bloc)),
        "leave 'bloc' out, or write it as a patron: without 'facilitates'");
  for (const auto& [ref, amount] : party.facilitates->pays)
    if (const auto p = party_index(here + ".pays", ref); p && !at_table(s_.parties[*p].value))
      error(ref.place, here + ".pays", fmt::format("'{}' signs nothing that it could be paid for", ref.id),
            "pay parties with the seat principal or client");
}

namespace {

// Why a patron and its client are enemies; nothing where they are not.
std::string enmity(const Scenario& s, const std::vector<Role>& roles, PartyId patron, PartyId client) {
  const std::string &a = s.parties[patron].value.bloc, &b = s.parties[client].value.bloc;
  if (a == b) return {};
  for (const auto& [key, front] : s.fronts) {
    if (front.sides.size() != 2) continue;
    const auto faces = [&sides = front.sides](const std::string& x, const std::string& y) {
      return sides[0].id == x && sides[1].id == y;
    };
    if (faces(a, b) || faces(b, a))
      return fmt::format("their blocs fight each other on the front {}", key.id);
  }
  if (roles[patron.position()].contests && roles[client.position()].contests)
    return fmt::format("the blocs {} and {} both sign, so each may win the war against the other", a, b);
  return {};
}

}  // namespace

Diagnostics second_look(const Scenario& s, const std::string& file) {
  Diagnostics found;
  if (!s.calendar) return found;  // without a war nobody is an enemy
  const auto roles = roles_of(s);
  for (const PartyId client : s.parties.ids())
    for (const auto& [ref, leverage] : s.parties[client].value.influenced_by) {
      if (leverage <= 0) continue;
      const PartyId patron = s.parties.position(ref.id);
      const std::string why = enmity(s, roles, patron, client);
      if (why.empty()) continue;
      found.push_back(
          {file, ref.place, fmt::format("parties.{}.influenced_by", s.parties[client].key.id),
           fmt::format("{} is the patron of its own enemy: {}, and it is blamed for what its client "
                       "does as if it were of its camp",
                       ref.id, why),
           "who only helps them to a text: seat mediator with 'facilitates'; who stands with one side: "
           "that bloc"});
    }
  return found;
}

}  // namespace parley
