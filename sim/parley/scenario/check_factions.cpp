// Which rules span the keys of a party's factions?

#include <algorithm>

#include "parley/scenario/checker.hpp"
#include "parley/scenario/limits.hpp"

namespace parley {

bool Checker::is_besieged(FrontId front, const std::string& bloc) const {
  const Front& f = s_.fronts[front].value;
  if (!f.siege || f.siege->by.id == bloc) return false;
  return std::any_of(f.sides.begin(), f.sides.end(), [&](const BlocRef& side) { return side.id == bloc; });
}

void Checker::check_factions(const std::string& path, const NewId& key, const Party& party) {
  const std::string all = path + ".factions";
  const auto none = [&](const char* why, const char* hint) { error(place_at(all), all, why, hint); };
  if (party.factions.size() > most_factions)
    none("a party has at most 6 factions", "write small ones together");
  if (!misread(path + ".seat") && party.seat == Seat::excluded)
    none("an excluded group keeps no truce that its factions could weigh",
         "factions are for parties that may");
  else if (party.weights.empty() && !misread(path + ".weights"))
    none("a party without weights has no factions: no text is worth more or less to it than another",
         "give it weights");
  if (party.war.strength <= 0 && !misread(path + ".war"))
    none("it has no forces that factions could have a share of", "give it war.strength");
  double shares = 0;
  for (const auto& [name, faction] : party.factions) {
    const std::string here = all + "." + name.id;
    shares += faction.share;
    for (const auto& [issue, values] : faction.differs) {
      const auto i = issue_index(here + ".differs", issue.id, issue.place);
      if (!i) continue;
      const auto& options = s_.issues[*i].value.options;
      const std::string list = here + ".differs." + issue.id;
      if (values.size() != options.size() && !options.empty() && is(YamlNode::Kind::list, list))
        error(issue.place, list, fmt::format("{} values for {} options", values.size(), options.size()),
              "one value an option, in order");
    }
    if (faction.near)
      if (const auto group = party_index(here + ".near", *faction.near);
          group && s_.parties[*group].value.seat != Seat::excluded)
        error(faction.near->place, here + ".near",
              fmt::format("'{}' is not an excluded party", faction.near->id),
              "name a group with seat: excluded");
    if (!faction.near && faction.beside > 0 && !misread(here + ".near"))
      error(place_at(here + ".beside"), here + ".beside", "it fights beside no group", "say which one: near");
    for (const auto& [front, worth] : faction.hunger)
      if (const auto f = front_index(here + ".hunger", front); f && !is_besieged(*f, party.bloc))
        error(front.place, here + ".hunger",
              fmt::format("nobody of '{}' is besieged in '{}'", party.bloc, front.id),
              "name a front with a siege of its own side");
    for (const auto& [patron, leverage] : faction.influenced_by) {
      party_index(here + ".influenced_by", patron);
      if (patron.id == key.id)
        error(patron.place, here + ".influenced_by", "a party cannot be the patron of its own faction");
    }
    for (const auto& [foe, place] : faction.could_join) {
      const auto f = party_index(here + ".could_join", foe);
      if (!f) continue;
      const Party& other = s_.parties[*f].value;
      if (other.bloc == party.bloc && !party.bloc.empty())
        error(foe.place, here + ".could_join", fmt::format("'{}' is of its own camp", foe.id),
              "name a party of the other side");
      else if (other.seat == Seat::excluded && !misread("parties." + foe.id + ".seat"))
        error(foe.place, here + ".could_join", fmt::format("'{}' is an excluded group", foe.id),
              "a faction joins the group that it is `near`");
      else if (other.war.strength <= 0 && !misread("parties." + foe.id + ".war"))
        error(foe.place, here + ".could_join", fmt::format("'{}' has no forces that it could join", foe.id));
    }
  }
  if (shares > 1 + 1e-9 && !misread(all))
    error(place_at(all), all, fmt::format("the shares sum to {}, more than all its forces", shares),
          "at most 1 in all; what is left is its core");
}

}  // namespace parley
