// Which rules span the keys of each protocol?

#include "parley/scenario/checker.hpp"

namespace parley {

namespace {
constexpr double most_enumerated = 200'000;  // packages, where a protocol looks at every one
}  // namespace

void Checker::protocol() {
  std::visit([&](auto& p) { check(p); }, s_.talks.protocol);
}

void Checker::check_voter(const std::string& path, const PartyRef& ref) {
  const auto i = party_index(path, ref);
  if (i && !at_table(s_.parties[*i].value) && !misread("parties." + ref.id + ".seat"))
    error(ref.place, path,
          fmt::format("'{}' has no seat at the table: it is {}", ref.id, name_of(s_.parties[*i].value.seat)),
          "give it the seat principal or client");
}

void Checker::check(AlternatingOffers&) {}

void Checker::check(PatronsThenClients& two_level) {
  const std::string path = "talks.protocol.patrons_then_clients.principals";
  std::set<std::string> seen;
  for (const auto& ref : two_level.principals) {
    const auto i = party_index(path, ref);
    if (!seen.insert(ref.id).second) error(ref.place, path, fmt::format("'{}' is named twice", ref.id));
    if (i && s_.parties[*i].value.seat != Seat::principal)
      error(ref.place, path, fmt::format("'{}' has the seat {}", ref.id, name_of(s_.parties[*i].value.seat)),
            "give it seat: principal");
  }
  if (two_level.principals.empty())
    for (const auto& [key, party] : s_.parties)
      if (party.seat == Seat::principal) two_level.principals.push_back({key.id, key.place});
  if (two_level.principals.size() < 2 && s_.parties.size() >= 2)
    error(place_at("talks.protocol"), "talks.protocol", "patrons_then_clients needs at least two principals",
          "give two parties seat: principal");
}

void Checker::check(RandomProposer& rule) {
  const std::string path = "talks.protocol.random_proposer";
  double chances = 0;
  for (const auto& [ref, chance] : rule.recognition) {
    check_voter(path + ".recognition", ref);
    chances += chance.value;
  }
  if (!rule.recognition.empty() && chances <= 0 && !misread(path + ".recognition"))
    error(place_at(path + ".recognition"), path + ".recognition", "nobody can propose: all chances are zero",
          "at least one party must be recognised");
  double total = 0;
  for (const auto& [key, party] : s_.parties) {
    if (!at_table(party)) continue;
    const Number* votes = rule.votes.find(key.id);
    total += votes != nullptr ? votes->value : party.power.value;
  }
  for (const auto& [ref, votes] : rule.votes) check_voter(path + ".votes", ref);
  if (total <= 0 && !misread(path + ".votes"))
    error(place_at(path + ".votes"), path + ".votes", "nobody has a vote", "at least one party must");
  const double top = std::max(rule.quota.value, rule.quota.high.value_or(0));
  if (rule.quota.given && top > total + 1e-9 && !misread(path) && !misread("parties"))
    error(rule.quota.place, path + ".quota",
          fmt::format("a quota of {} is more than all votes together, {}", top, total));
  std::set<std::string> seen;
  for (const auto& ref : rule.veto) {
    check_voter(path + ".veto", ref);
    if (!seen.insert(ref.id).second)
      error(ref.place, path + ".veto", fmt::format("'{}' is named twice", ref.id));
  }
}

void Checker::check(SingleText& text) {
  const std::string path = "talks.protocol.single_text.votes";
  for (const auto& [party, rule] : text.votes) {
    const auto i = party_index(path, party);
    if (!i || misread("parties." + party.id + ".seat")) continue;
    const Seat seat = s_.parties[*i].value.seat;
    if (seat != Seat::principal && seat != Seat::client)
      error(party.place, path, fmt::format("'{}' has the seat {}", party.id, name_of(seat)),
            "only principals and clients vote");
  }
}

void Checker::check(MonotonicConcession&) {
  const auto& off = s_.agenda.off_table;
  double packages = 1;
  for (const auto& [key, issue] : s_.issues)
    if (std::none_of(off.begin(), off.end(), [&id = key.id](const IssueRef& r) { return r.id == id; }))
      packages *= static_cast<double>(issue.options.size());
  if (packages > most_enumerated)
    error(place_at("talks.protocol"), "talks.protocol",
          fmt::format("monotonic_concession looks at every package, and there are {:g}", packages),
          fmt::format("at most {:.0f}; take issues off the table", most_enumerated));
}

namespace {

// Under a vote of all, or without the risk that talks break off, the patient need not agree to everything.
constexpr const char* patience = "a discount below 1, or a breakdown above 0 under alternating_offers";
EquilibriumTerms terms_of(const AlternatingOffers& p) { return {true, p.breakdown <= 0, patience}; }
EquilibriumTerms terms_of(const RandomProposer& p) {
  return {true, !p.quota.given, "a discount below 1, or a quota below all votes"};
}
EquilibriumTerms terms_of(const PatronsThenClients&) { return {.solved = false}; }
EquilibriumTerms terms_of(const SingleText&) { return {.solved = false}; }
EquilibriumTerms terms_of(const MonotonicConcession&) { return {.solved = false}; }

}  // namespace

EquilibriumTerms equilibrium_terms(const Protocol& protocol) {
  return std::visit([](const auto& p) { return terms_of(p); }, protocol);
}

}  // namespace parley
