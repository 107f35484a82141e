// Which rules span the keys of votes, of strategies and of equilibrium play?

#include "parley/scenario/checker.hpp"

namespace parley {

void Checker::check_voter(const std::string& path, const PartyRef& ref) {
  const auto i = party_index(path, ref);
  if (i && !at_table(s_.parties.rows[*i].value) && !misread("parties." + ref.id + ".seat"))
    error(ref.place, path,
          fmt::format("'{}' has no seat at the table: it is {}", ref.id,
                      name_of(s_.parties.rows[*i].value.seat)),
          "give it the seat principal or client");
}

void Checker::votes() {
  const auto* rule = std::get_if<RandomProposer>(&s_.talks.protocol);
  if (rule == nullptr) return;
  const std::string path = "talks.protocol.random_proposer";
  double chances = 0;
  for (const auto& [ref, chance] : rule->recognition) {
    check_voter(path + ".recognition", ref);
    chances += chance.value;
  }
  if (!rule->recognition.empty() && chances <= 0 && !misread(path + ".recognition"))
    error(place_at(path + ".recognition"), path + ".recognition", "nobody can propose: all chances are zero",
          "at least one party must be recognised");
  double total = 0;
  for (const auto& [key, party] : s_.parties) {
    if (!at_table(party)) continue;
    const Number* votes = rule->votes.find(key.id);
    total += votes != nullptr ? votes->value : 1.0;
  }
  for (const auto& [ref, votes] : rule->votes) check_voter(path + ".votes", ref);
  if (total <= 0 && !misread(path + ".votes"))
    error(place_at(path + ".votes"), path + ".votes", "nobody has a vote", "at least one party must");
  const double top = std::max(rule->quota.value, rule->quota.high.value_or(0));
  if (rule->quota.given && top > total + 1e-9 && !misread(path) && !misread("parties"))
    error(rule->quota.place, path + ".quota",
          fmt::format("a quota of {} is more than all votes together, {}", top, total));
  std::set<std::string> seen;
  for (const auto& ref : rule->veto) {
    check_voter(path + ".veto", ref);
    if (!seen.insert(ref.id).second)
      error(ref.place, path + ".veto", fmt::format("'{}' is named twice", ref.id));
  }
}

void Checker::bidding() {
  for (const auto& [key, party] : s_.parties) {
    const std::string path = "parties." + key.id + ".strategy";
    if (std::holds_alternative<Logrolling>(party.strategy.bidding) &&
        std::holds_alternative<NoModel>(party.strategy.opponent_model) && !misread(path))
      error(place_at(path), path, "logrolling bidding needs to know what the others want",
            "give an opponent_model: frequency, bayesian or \"true\"");
  }
}

void Checker::equilibrium() {
  const auto plays = [](const Party& p) {
    return std::holds_alternative<EquilibriumBidding>(p.strategy.bidding);
  };
  const NewId* first = nullptr;
  for (const auto& [key, party] : s_.parties)
    if (at_table(party) && plays(party) && first == nullptr) first = &key;
  if (first == nullptr) return;
  const auto told_at = [&](const NewId& key) { return "parties." + key.id + ".strategy.bidding"; };
  const std::string path = told_at(*first);
  const auto* alternating = std::get_if<AlternatingOffers>(&s_.talks.protocol);
  const auto* drawn = std::get_if<RandomProposer>(&s_.talks.protocol);
  if (alternating == nullptr && drawn == nullptr)
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
  // With breakdown or a vote that can do without a party, the patient need not agree to everything.
  const bool certain = alternating != nullptr ? alternating->breakdown <= 0 : !drawn->quota.given;
  std::size_t patient = 0;
  for (const auto& [key, party] : s_.parties) {
    if (!certain || !at_table(party) || party.discount < 1 || ++patient != 2) continue;
    const std::string here = "parties." + key.id + ".discount";
    error(place_at(here), here, "no single equilibrium: more than one party loses nothing by delay",
          alternating != nullptr ? "a discount below 1, or a breakdown above 0 under alternating_offers"
                                 : "a discount below 1, or a quota below all votes");
  }
}

}  // namespace parley
