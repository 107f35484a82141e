// Which rules span the keys of strategies and the length of talks?

#include <algorithm>
#include <cmath>

#include <fmt/ranges.h>

#include "parley/scenario/checker.hpp"

namespace parley {

// A run that says more than memory holds, or that never ends, is none.
void Checker::length_of_talks() {
  constexpr double most_offers = 10e6;
  double meetings = 1, parties = 0;
  if (s_.calendar)
    meetings +=
        std::floor((s_.calendar->end.days - s_.calendar->start.days) / std::max(1.0, s_.talks.every.value));
  for (const auto& [key, party] : s_.parties) parties += at_table(party) ? 1 : 0;
  const double offers = meetings * s_.talks.rounds.value * parties;
  if (offers <= most_offers || misread("talks.rounds")) return;
  error(place_at("talks.rounds"), "talks.rounds",
        fmt::format(
            "{:.0f} rounds at each of up to {:.0f} meetings of {:.0f} parties are {:.3g} offers in one run, "
            "more than {:.0f} million",
            s_.talks.rounds.value, meetings, parties, offers, most_offers / 1e6),
        "fewer rounds, or more days between meetings");
}

namespace {

// The names of opponent models that hold anything about the others' wishes.
template <std::size_t... k>
std::vector<std::string> guessing(std::index_sequence<k...>) {
  std::vector<std::string> names;
  const auto add = [&](const auto& model) {
    if (model.guesses) names.emplace_back(model.name);
  };
  (add(std::variant_alternative_t<k, OpponentModel>{}), ...);
  for (std::string& name : names)
    if (name == "true") name = "\"true\"";  // else YAML reads a yes
  return names;
}

std::vector<std::string> models_that_guess() {
  return guessing(std::make_index_sequence<std::variant_size_v<OpponentModel>>{});
}

}  // namespace

void Checker::bidding() {
  for (const auto& [key, party] : s_.parties) {
    const std::string path = "parties." + key.id + ".strategy";
    if (needs_of(party.strategy.bidding).model && !guesses(party.strategy.opponent_model) && !misread(path))
      error(place_at(path), path,
            fmt::format("{} bidding needs to know what the others want", name_of(party.strategy.bidding)),
            fmt::format("give an opponent_model: {}", fmt::join(models_that_guess(), ", ")));
    std::visit([&](const auto& b) { check_curve(path + ".bidding", b); }, party.strategy.bidding);
    std::visit([&](const auto& a) { check_curve(path + ".accept", a); }, party.strategy.accept);
  }
}

void Checker::equilibrium() {
  const auto plays = [](const Party& p) { return needs_of(p.strategy.bidding).equilibrium; };
  const NewId* first = nullptr;
  for (const auto& [key, party] : s_.parties)
    if (at_table(party) && plays(party) && first == nullptr) first = &key;
  if (first == nullptr) return;
  const auto told_at = [&](const NewId& key) { return "parties." + key.id + ".strategy.bidding"; };
  const std::string path = told_at(*first);
  const EquilibriumTerms terms = equilibrium_terms(s_.talks.protocol);
  if (!terms.solved)
    return error(place_at(path), path, "there is no solution for equilibrium bidding under this protocol",
                 "use alternating_offers or random_proposer");
  if (s_.agenda.mode == AgendaMode::issue_by_issue)
    error(place_at(path), path, "there is no solution for equilibrium bidding issue by issue",
          "leave agenda.mode out, or choose another way of bidding");
  if (s_.calendar)
    error(place_at(path), path, "equilibrium bidding needs reservations that stay, but war moves them",
          "leave out the calendar, or choose another way of bidding");
  for (const auto& [key, party] : s_.parties)
    if (at_table(party) && !plays(party))
      error(place_at(told_at(key)), told_at(key), fmt::format("'{}' must bid equilibrium too", key.id),
            "all parties at the table, or none");
  std::size_t patient = 0;
  for (const auto& [key, party] : s_.parties) {
    if (!terms.certain || !at_table(party) || party.discount < 1 || ++patient != 2) continue;
    const std::string here = "parties." + key.id + ".discount";
    error(place_at(here), here, "no single equilibrium: more than one party loses nothing by delay",
          terms.otherwise);
  }
}

}  // namespace parley
