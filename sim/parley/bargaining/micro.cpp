// How does a party bargain that concedes only when the others have conceded as often?
//
// MiCRO (de Jonge 2022, "An analysis of the linear bilateral ANAC domains using the MiCRO benchmark
// strategy"). The party has its packages in order of own utility, best first. Let n be the number of
// different packages it has offered, m the least number that any other party has. If m >= n and the next
// package is worth its reservation value it offers that one; otherwise it repeats one of its n, drawn at
// random. Under acceptance `next` it takes what is worth the least package that it would offer. No
// parameters. Spaces too large to rank are known to it as far as their `listed_packages` best.

#include <algorithm>

#include "parley/bargaining/bidding.hpp"

namespace parley {

namespace {

bool compatible(const NegotiationModel& m, const Table& table, PackageView package) {
  for (std::size_t u = 0; u < package.size(); ++u)
    if (table.allowed[m.space.offset(u) + package[u]] == 0) return false;
  return true;
}

// Units that are not numbered stay at the status quo, or where they were closed.
void keep_to_closed(const NegotiationModel& m, const Table& table, std::span<OptionIndex> package) {
  for (std::size_t u = 0; u < package.size(); ++u) {
    const auto allowed = table.allowed.begin() + static_cast<std::ptrdiff_t>(m.space.offset(u));
    if (m.numbering.choices(u) == 1 && allowed[package[u]] == 0)
      package[u] = static_cast<OptionIndex>(
          std::find(allowed, allowed + static_cast<std::ptrdiff_t>(m.space.choices(u)), 1) - allowed);
  }
}

// Writes the n-th best package (from 0) that keeps to what is closed; its utility, or -1 where there is none.
double nth_best(const NegotiationModel& m, const Table& table, PartyId party, std::size_t n,
                std::span<OptionIndex> out) {
  const Ranking& ranking = m.rankings[party];
  const auto& listed = m.best_first[party];
  const std::size_t units = m.space.units();
  const std::size_t size = ranking.empty() ? listed.size() / units : ranking.size();
  for (std::size_t k = table.anything_closed ? 0 : n; k < size; ++k) {
    if (ranking.empty())
      std::copy_n(listed.begin() + static_cast<std::ptrdiff_t>(k * units), units, out.begin());
    else
      m.numbering.package(ranking.package(size - 1 - k), out);
    if (table.anything_closed) keep_to_closed(m, table, out);
    if (table.anything_closed && (!compatible(m, table, out) || n-- > 0)) continue;
    return m.at_table[party](out);
  }
  return -1;
}

}  // namespace

BiddingHabits habits(const Micro&) { return {.draws = true, .counts = true, .looks_back = 0}; }

bool propose(const Micro&, const NegotiationModel& m, Table& table, const Turn& turn,
             std::span<OptionIndex> out) {
  const PartyId own = turn.party;
  const std::size_t made = table.exchange.different(own);
  std::size_t least = made;
  for (const PartyId j : m.principals)
    if (j != own) least = std::min(least, table.exchange.different(j));
  const double reservation = turn.reservation() - 1e-12;
  double worth = -1;
  if (least >= made) worth = nth_best(m, table, own, made, out);
  if (worth < reservation) {
    // The last one it stands by, and one of those up to it at random.
    std::size_t last = made;
    while (worth < reservation && last > 0) worth = nth_best(m, table, own, --last, out);
    if (worth < reservation) worth = nth_best(m, table, own, last = 0, out);
    if (worth < reservation) return false;
    Stream draw = luck(turn.meeting, TalkPurpose::bid, own);
    draw.skip(static_cast<std::uint32_t>(turn.round - turn.meeting.first_round));
    nth_best(m, table, own, draw.below(static_cast<std::uint32_t>(last + 1)), out);
  }
  if (out.data() == table.counter.data()) table.counter_utility = worth;
  return true;
}

}  // namespace parley
